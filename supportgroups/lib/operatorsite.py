"""The operator's pages: only what our own rooms show there.

The packages we build on bring pages of their own, with addresses, networks and browsers of people in lists. An operator
needs none of them: they are not taken up.
"""

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite

OURS = frozenset({"newsletters", "accounts", "moderation", "directory", "forums", "groups", "personas"})


class OperatorSite(AdminSite):
    """Takes up a table when the class that shows it is ours."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """A class of somebody else's, or none, is passed over in silence."""
        if admin_class is not None and admin_class.__module__.partition(".")[0] in OURS:
            super().register(model_or_iterable, admin_class, **options)


class OperatorSiteConfig(AdminConfig):
    """In place of Django's own."""

    default_site = "supportgroups.lib.operatorsite.OperatorSite"
