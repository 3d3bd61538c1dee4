from django.db import migrations, models


class Migration(migrations.Migration):
    """The answer that somebody has begun in a thread is found without looking through all of her drafts."""

    dependencies = [
        ("forums", "0020_pins_by_group"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(condition=models.Q(("state", "writing")), fields=["author", "thread"], name="draft_begun"),
        ),
    ]
