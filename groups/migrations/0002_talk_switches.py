from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='supportgroup',
            name='allows_kinds',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='supportgroup',
            name='allows_mentions',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='supportgroup',
            name='allows_pictures',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='supportgroup',
            name='allows_polls',
            field=models.BooleanField(default=False),
        ),
    ]
