"""Who acts, as plain data: no account, no request, nothing that could lead a page to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from supportgroups.lib import rules


@dataclass(frozen=True)
class Preferences:
    """What an account has chosen for itself; others see none of it. ``note_rules``: content note -> choice.

    ``warned_words``: what the person wants to be told of before it is posted.
    """

    zone: str = "UTC"
    language: str = "en"
    is_discreet: bool = False
    # Minutes away after which this session asks again who is there; 0 for never.
    asks_again_after: int = 0
    # The day on which a way back into the account opens without passkey and password, if one was asked for.
    way_back_on: date | None = None
    note_rules: Mapping[str, Any] = field(default_factory=dict, hash=False)
    warned_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seat:
    """What an actor is in one group.

    ``face_ids`` are all faces of the actor in the group, one-thread names too; ``persona_id`` is the group face.
    ``picture``: the group face's, by its public id; "" for its pattern. ``status``: active, break, left, removed or
    None. ``is_willing``: there for first posts. ``request_state``: the state of an open admission request;
    ``has_asked``: one that came to nothing, for as long as it is kept.
    """

    group_id: int = 0
    persona_id: int | None = None
    handle: str = ""
    ref: str = ""
    picture: str = ""
    role: str = ""
    status: str | None = None
    is_silenced: bool = False
    is_suspended: bool = False
    cohort_ids: frozenset[int] = frozenset()
    # Of these, the runs that are over: read only.
    over_ids: frozenset[int] = frozenset()
    # Runs that somebody has left before their end, and may still say goodbye to.
    goodbye_ids: frozenset[int] = frozenset()
    powers: frozenset[str] = frozenset()
    is_appointed: bool = False
    is_willing: bool = False
    # Powers rest until this person comes in with a second step, as the group asks of those who look after it.
    waits_for_second_step: bool = False
    face_ids: frozenset[int] = frozenset()
    request_state: str | None = None
    has_asked: bool = False
    skips_rereading: bool = False
    # What this person's own pages call the group in place of its name.
    label: str = ""

    @property
    def is_member(self) -> bool:
        """A member, on a break or not."""
        return self.status in {"active", "break"}

    def holds(self, power: str) -> bool:
        """Whether a member holds a granted power; nobody else does, whatever has been granted."""
        return self.is_member and power in self.powers


NOBODY = Seat()


@dataclass(frozen=True)
class Actor:
    """Who makes a request. ``is_operator``: may use the server's admin, which is never a power in a group.
    ``took_second_step``: came in with a passkey, an app or a spare code.

    The underscored fields are for ``personas`` alone; copies share ``_asked``, so that a route can tell whether its
    rule was asked.
    """

    is_guest: bool = True
    preferences: Preferences = Preferences()
    is_operator: bool = False
    took_second_step: bool = False
    _account_id: int | None = field(default=None, repr=False)
    _seats: Mapping[int, Seat] = field(default_factory=dict, repr=False, hash=False)
    _asked: set[str] = field(default_factory=set, repr=False, compare=False)

    def seat_in(self, group_id: int) -> Seat:
        """The seat in that group; ``NOBODY`` when there is none or none was loaded."""
        return self._seats.get(group_id, NOBODY)

    def name_of(self, group: Any) -> str:
        """What this actor's pages call a group: their own word for it, or its name."""
        return self.seat_in(group.pk).label or str(group.name)

    def with_seats(self, seats: Mapping[int, Seat]) -> "Actor":
        """A copy that also sits on these seats (group id -> seat)."""
        return replace(self, _seats=MappingProxyType({**self._seats, **seats}))

    def without_seats(self) -> "Actor":
        """A copy that knows who acts, and nothing of any group: for what is asked of all of somebody's faces."""
        return Actor(is_guest=self.is_guest, _account_id=self._account_id)

    def for_statements(self) -> "Actor":
        """A copy with nothing but what the conditions of statements ask: alike for all who are in the same position."""
        return self._bare

    @cached_property
    def _bare(self) -> "Actor":
        seats = {
            group_id: Seat(
                group_id=seat.group_id,
                persona_id=seat.persona_id,
                status=seat.status,
                is_suspended=seat.is_suspended,
                cohort_ids=seat.cohort_ids,
                powers=seat.powers,
                face_ids=seat.face_ids,
            )
            for group_id, seat in self._seats.items()
        }
        return Actor(is_guest=self.is_guest, _account_id=self._account_id, _seats=MappingProxyType(seats))

    def can(self, rule: str, thing: Any = None) -> bool:
        """Whether the rule allows it; for buttons. No query. Raises ``UnknownRule``."""
        allowed = rules.allows(rule, self, thing)
        self._asked.add(rule)
        return allowed

    def require(self, rule: str, thing: Any = None) -> None:
        """Raises ``NotAllowed`` (403 with a sentence) unless the rule allows it."""
        if not self.can(rule, thing):
            raise rules.NotAllowed(rule)

    def has_asked(self, rule: str) -> bool:
        """Whether the rule was asked during this request, whatever the answer."""
        return rule in self._asked

    @property
    def group_ids(self) -> frozenset[int]:
        """Groups of the loaded seats in which the actor is a member."""
        return frozenset(group_id for group_id, seat in self._seats.items() if seat.is_member)

    @property
    def face_ids(self) -> frozenset[int]:
        """All faces in the groups of the loaded seats."""
        return frozenset(face_id for seat in self._seats.values() for face_id in seat.face_ids)

    @property
    def known_group_ids(self) -> frozenset[int]:
        """Groups the actor knows of: those with a seat that stands, and those where they have asked to come in."""
        return frozenset(
            group_id
            for group_id, seat in self._seats.items()
            if seat.is_member or seat.is_suspended or seat.request_state or seat.has_asked
        )

    @property
    def reading_group_ids(self) -> frozenset[int]:
        """Groups whose talk the actor may read."""
        return frozenset(group_id for group_id, seat in self._seats.items() if seat.is_member and not seat.is_suspended)

    @property
    def cohort_ids(self) -> frozenset[int]:
        """Runs, of all groups of the loaded seats, in which the actor has a place."""
        return frozenset(cohort_id for seat in self._seats.values() for cohort_id in seat.cohort_ids)

    def group_ids_with(self, power: str) -> frozenset[int]:
        """Groups of the loaded seats in which the actor holds a power as a member."""
        return frozenset(group_id for group_id, seat in self._seats.items() if seat.holds(power))


GUEST = Actor()
