from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("forums", "0017_ending_rounds"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="week",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
