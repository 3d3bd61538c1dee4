from django.db import migrations

from supportgroups.lib.migrations_sql import SortSooner


class Migration(migrations.Migration):
    """A search read every word that waited to be sorted into its index, once for each group; now few wait."""

    dependencies = [("forums", "0026_who_asked_and_settled")]

    operations = [SortSooner("forums_post_text")]
