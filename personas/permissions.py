"""The two rules under all others."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from personas.actors import Actor
from supportgroups.lib.rules import Slice


def is_anybody(actor: Actor, thing: Any) -> bool:
    """Everyone, guests too."""
    return True


def is_signed_in(actor: Actor, thing: Any) -> bool:
    """Everyone but guests."""
    return not actor.is_guest


RULES: Slice = {
    "public.page": [[is_anybody]],
    "signed_in": [[is_signed_in]],
}
SENTENCES = {
    "signed_in": _("This page is yours once you have signed in."),
}
