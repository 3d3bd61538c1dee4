"""Who may choose their letters, and read and write the newsletter. The thing is a group, or an issue."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.permissions import holds, is_member, may_read
from supportgroups.lib.rules import Predicate

RULES: dict[str, list[list[Predicate]]] = {
    "newsletters.preference": [[is_member]],
    "newsletters.read": [[may_read]],
    "newsletters.write": [[may_read, holds("write_newsletter")]],
}
SENTENCES: dict[str, str | Promise] = {
    "newsletters.preference": _("Letters from this group are for its members. Once you are one, you choose them here."),
    "newsletters.read": _("The newsletter is for members of the group."),
    "newsletters.write": _(
        "The newsletter is written by its editors. If you would like to write for it, tell a facilitator."
    ),
}
