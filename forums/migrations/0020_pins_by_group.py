from django.db import migrations, models


class Migration(migrations.Migration):
    """The threads that stand on top of a forum are found by their pins, which are few."""

    dependencies = [
        ("forums", "0019_keys_at_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="pin",
            index=models.Index(fields=["group"], name="pin_by_group"),
        ),
    ]
