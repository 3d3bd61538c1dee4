from django.db import migrations

from supportgroups.lib.migrations_sql import SortSooner


class Migration(migrations.Migration):
    """As for the words of posts."""

    dependencies = [("directory", "0001_initial")]

    operations = [SortSooner("directory_words")]
