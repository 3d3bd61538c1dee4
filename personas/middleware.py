"""Puts ``request.actor`` where everything below ``accounts`` looks for who is asking."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from personas.seating import actor_of


class ActorMiddleware:
    """Plain data from the session's account, and that account's time zone and language for the request.

    Costs a guest without a cookie no query, anyone signed in the session with its account.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The time zone ends with the request. The language stays: LocaleMiddleware needs it for the answer's headers,
        and sets it anew at the next request."""
        actor = actor_of(getattr(request, "user", None))
        request.actor = actor
        if not actor.is_guest:
            translation.activate(actor.preferences.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(actor.preferences.zone)):
            return self.get_response(request)
