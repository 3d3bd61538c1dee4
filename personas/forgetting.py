"""Forgetting a face: each app registers what it must do, and all of it happens or none."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from django.db import transaction

from personas import faces, looks
from personas.models import Persona

Forgetter: TypeAlias = Callable[[Persona], None]
_FORGETTERS: list[Forgetter] = []


def register(function: Forgetter) -> None:
    """Called from ``AppConfig.ready``; registering twice is once. Functions are safe to repeat and keep no copy."""
    if function not in _FORGETTERS:
        _FORGETTERS.append(function)


@transaction.atomic
def lay_down(persona: Persona, *, now: datetime) -> None:
    """Take name, picture and words about it off a face whose posts stay; the one who wore it can take it up again."""
    looks.forget(persona)
    faces.lay_down(persona=persona, now=now)
    persona.refresh_from_db()


@transaction.atomic
def forget(persona: Persona) -> None:
    """Take everything that says something of the person out of all apps, in the order of INSTALLED_APPS.

    The blanked row stays for the threads' sake. The row in the vault is not touched: it goes with the account.
    """
    for function in _FORGETTERS:
        function(persona)
    persona.refresh_from_db()
