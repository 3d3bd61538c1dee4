import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What a reader has said to the posts of a page is found by her and them, however much she has said elsewhere."""

    dependencies = [
        ("forums", "0023_counted_responses"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["persona", "post", "kind"], name="response_by_persona"),
        ),
        migrations.AlterField(
            model_name="response",
            name="persona",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="personas.persona",
            ),
        ),
    ]
