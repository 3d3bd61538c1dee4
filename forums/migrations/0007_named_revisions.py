import uuid

import django.db.models.deletion
from django.db import migrations, models

import supportgroups.lib.constraints


def name_revisions(apps, schema_editor):
    """A reference of its own for each revision there is."""
    revisions = apps.get_model("forums", "Revision").objects
    for key in list(revisions.values_list("pk", flat=True)):
        revisions.filter(pk=key).update(ref=uuid.uuid4())


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0006_words_of_posts'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='ref',
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(name_revisions, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='revision',
            name='ref',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
