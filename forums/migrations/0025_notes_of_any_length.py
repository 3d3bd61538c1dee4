from django.db import migrations, models


class Migration(migrations.Migration):
    """Posts of joined threads bear the notes of both, however many that are."""

    dependencies = [
        ("forums", "0024_own_responses"),
    ]

    operations = [
        migrations.AlterField(
            model_name="draft",
            name="content_notes",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="post",
            name="content_notes",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="thread",
            name="content_notes",
            field=models.TextField(blank=True),
        ),
    ]
