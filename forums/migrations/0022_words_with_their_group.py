from django.db import migrations

from supportgroups.lib.migrations_sql import PutScopes


class Migration(migrations.Migration):
    """A word that is common in other groups costs a search nothing: words are kept with the group that may read them."""

    dependencies = [("forums", "0021_drafts_begun")]

    operations = [PutScopes("forums_post_text")]
