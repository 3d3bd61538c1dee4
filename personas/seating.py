"""From an account to an actor: the one place where a person becomes plain data."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import translation

from personas.actors import Actor, Preferences


def actor_of(account: Any) -> Actor:
    """An actor for the account behind a session, or a fresh guest for none or Django's anonymous one."""
    if account is None or not account.is_authenticated:
        return Actor(preferences=Preferences(settings.TIME_ZONE, translation.get_language() or settings.LANGUAGE_CODE))
    return Actor(
        is_guest=False,
        preferences=_preferences(account),
        is_operator=bool(account.is_active and account.is_staff),
        _account_id=account.pk,
    )


def _preferences(account: Any) -> Preferences:
    return Preferences(
        zone=_known_zone(account.zone),
        language=_known_language(account.language),
        is_discreet=account.is_discreet,
        asks_again_after=account.asks_again_after,
        way_back_on=account.way_back_at.date() if account.way_back_at else None,
        note_rules=dict(account.note_rules or {}),
        warned_words=tuple(account.warned_words.splitlines()),
    )


def _known_zone(name: str) -> str:
    """The site's zone for one that this machine's tables do not know."""
    try:
        return ZoneInfo(name).key if name else settings.TIME_ZONE
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return settings.TIME_ZONE


def _known_language(code: str) -> str:
    """The one the browser asked for when the account has chosen none, or one that the site no longer speaks."""
    try:
        return translation.get_supported_language_variant(code or "")
    except LookupError:
        return translation.get_language() or settings.LANGUAGE_CODE
