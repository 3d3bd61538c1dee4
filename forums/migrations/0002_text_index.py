from django.db import migrations

from supportgroups.lib.migrations_sql import CreateTextIndex


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial")]

    operations = [CreateTextIndex("forums_post_text", scope=True)]
