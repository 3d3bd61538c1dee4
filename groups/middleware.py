"""Who comes to a group's address is seated there before any view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from groups import seats
from groups.models import SupportGroup
from groups.permissions import is_visible
from supportgroups.lib.prepared import Word, prepared


class SeatMiddleware:
    """For addresses with a group's `code`: sets `request.group` and seats `request.actor`.

    A group that the actor may not know of is 404. Guests pass untouched: the route sends them to the login, with the
    same bytes whether there is such a group or not. Costs the group, the seat, and once a day the visit.
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
        group = next(iter(_with_code(Word(code))), None)
        if group is None:
            raise Http404
        arrival = seats.arrive(request.actor, group, now)
        if not is_visible(arrival.actor, group):
            raise Http404
        if arrival.unnoted_membership_id is not None:
            seats.note_visit(arrival.unnoted_membership_id, now.date())
        request.group = group
        request.actor = arrival.actor


@prepared
def _with_code(code: Word) -> QuerySet[SupportGroup]:
    """The group, with its door: many pages say who can come in."""
    return SupportGroup.objects.select_related("policy").filter(code=code)
