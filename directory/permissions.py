"""Who may change what the directory says of a group. Searching is open to everybody (`public.page`)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.permissions import holds, may_read
from supportgroups.lib.rules import Predicate

RULES: dict[str, list[list[Predicate]]] = {
    "directory.edit_listing": [[may_read, holds("edit_settings")]],
}

SENTENCES: dict[str, str | Promise] = {
    "directory.edit_listing": _(
        "How the group stands in the directory is looked after by its admins. If something should change, write to one"
        " of them."
    ),
}
