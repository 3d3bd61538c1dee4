from django.db import migrations

from supportgroups.lib.migrations_sql import KnowWords


class Migration(migrations.Migration):
    dependencies = [("forums", "0005_quiet_responses")]

    operations = [KnowWords("forums_post_text")]
