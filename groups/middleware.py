"""Who comes to a group's address is seated there before any view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from groups.arriving import arrive, note_visit
from groups.permissions import is_visible


class SeatMiddleware:
    """For addresses with a group's `code`: sets `request.group` and seats `request.actor`.

    A group that the actor may not know of is 404. Guests pass untouched: the route sends them to the login, with the
    same bytes whether there is such a group or not. Costs the group with the seat, and once a day the visit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Seat the actor, or raise 404."""
        code = kwargs.get("code")
        if code is None or request.actor.is_guest:
            return
        now = timezone.now()
        arrival = arrive(request.actor, code, now)
        if arrival is None or not is_visible(arrival.actor, arrival.group):
            raise Http404
        if arrival.unnoted_membership_id is not None:
            note_visit(arrival.unnoted_membership_id, now.date())
        request.group = arrival.group
        request.actor = arrival.actor
