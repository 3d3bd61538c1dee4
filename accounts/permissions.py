"""Who may open the pages of an account: its own person, and nobody else ever sees them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from personas.actors import Actor
from supportgroups.lib.rules import Predicate


def is_signed_in(actor: Actor, thing: Any) -> bool:
    """Whoever came in; the pages show only what is theirs."""
    return not actor.is_guest


def is_operator(actor: Actor, thing: Any) -> bool:
    """Who runs the server; in a group that is nothing."""
    return actor.is_operator


def anybody(actor: Actor, thing: Any) -> bool:
    """The door is open to all."""
    return True


RULES: dict[str, list[list[Predicate]]] = {
    "accounts.self": [[is_signed_in]],
    "accounts.operate": [[is_operator]],
    "public.entrance": [[anybody]],
}
SENTENCES: dict[str, str | Promise] = {
    "accounts.self": _("Sign in to see this page."),
    "accounts.operate": _("These pages are for those who run the server."),
}
