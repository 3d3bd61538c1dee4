"""Puts ``request.actor`` where everything below ``accounts`` looks for who is asking."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from personas.actors import Actor, Preferences


class ActorMiddleware:
    """Plain data from the session's account, and that account's time zone and language for the request.

    Costs a guest without a cookie no query, anyone signed in the session and the account, which Django loads anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The time zone ends with the request; the language is set anew at the next one, and LocaleMiddleware still needs
        it for the answer's headers."""
        actor = actor_for(getattr(request, "user", None))
        request.actor = actor  # type: ignore[attr-defined]
        if not actor.is_guest:
            translation.activate(actor.preferences.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zoneinfo.ZoneInfo(actor.preferences.zone)):
            return self.get_response(request)


def actor_for(account: Any) -> Actor:
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
        note_rules=dict(account.note_rules or {}),
    )


def _known_zone(name: str) -> str:
    """The site's zone for one that this machine's tables do not know."""
    try:
        return zoneinfo.ZoneInfo(name).key if name else settings.TIME_ZONE
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return settings.TIME_ZONE


def _known_language(code: str) -> str:
    """The one the browser asked for when the account has chosen none, or one that the site no longer speaks."""
    try:
        return translation.get_supported_language_variant(code or "")
    except LookupError:
        return translation.get_language() or settings.LANGUAGE_CODE
