"""The door, to the person who stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from groups.actions.joining import has_list_room, has_place, somebody_waits
from groups.actions.runplaces import RunPlaces, entry_places
from groups.models import AdmissionPolicy, Agreement, Signature, SupportGroup
from groups.pages.cards import card_words
from groups.pages.costs import cost_words
from groups.pages.face import answer_words, policy_of, readers_words
from groups.pages.runs import asking_choice, door_run_words, run_choice
from personas import faces
from personas.actors import Actor

Door = AdmissionPolicy.Door


@dataclass(frozen=True)
class DoorView:
    """What somebody meets at the door: shut, open, a person who answers (`asks`), or a list to wait on (`waits`)."""

    is_shut: bool
    by_invitation: bool
    asks: bool
    waits: bool
    full_words: str
    question: str
    answer_words: str
    rules_html: str
    rules_version: int
    readers: str
    least_age: int | None
    card: str
    runs: tuple[str, ...]
    choice: tuple[tuple[str, str], ...] | None
    cost: str

    @property
    def may_wait(self) -> bool:
        """Whether one comes in or waits, as one chooses."""
        return not (self.waits or self.asks) and any(value.startswith("wait-") for value, _words in self.choice or ())


@dataclass(frozen=True)
class OwnRules:
    """The ground rules, to a member; `is_news`: they have changed since this member agreed to them."""

    html: str
    version: int
    is_news: bool


def own_rules(actor: Actor, group: SupportGroup) -> OwnRules:
    """The rules in force, and whether this member is still to agree to them. One statement."""
    mine = Signature.objects.filter(agreement=OuterRef("pk"), persona_id__in=actor.seat_in(group.pk).face_ids)
    latest = Agreement.objects.filter(group=group).annotate(is_agreed=Exists(mine)).latest("version")
    return OwnRules(latest.html, latest.version, is_news=not latest.is_agreed)


def door_view(actor: Actor, group: SupportGroup, now: datetime) -> DoorView:
    """The door as this person meets it. The same statements whether or not somebody may come back: eight at most.

    `choice`: the runs to choose from, as (value, words); None where none is chosen.
    """
    policy = policy_of(group)
    agreement = Agreement.objects.filter(group=group).select_related("group__fee").latest("version")
    is_barred = faces.is_barred(actor, group.pk, now)
    one_can_wait = policy.keeps_list and has_list_room(policy)
    is_open_to_all = policy.door == Door.OPEN
    places = entry_places(policy, now)
    is_full = _is_full(policy, places, now)
    return DoorView(
        is_shut=is_barred or not group.takes_newcomers or (is_full and not one_can_wait),
        by_invitation=policy.door == Door.INVITATION,
        asks=policy.door == Door.REQUEST,
        waits=is_full and is_open_to_all,
        full_words=_full_words(policy) if is_full else "",
        question=policy.question,
        answer_words=answer_words(policy),
        rules_html=agreement.html,
        rules_version=agreement.version,
        readers=readers_words(group, policy.door),
        least_age=policy.least_age,
        card=card_words(group),
        runs=door_run_words(group, [(each.run, each.left) for each in places], now),
        choice=_choice(policy, places, can_wait=one_can_wait),
        cost=cost_words(agreement.group),
    )


def _is_full(policy: AdmissionPolicy, places: Sequence[RunPlaces], now: datetime) -> bool:
    """Whether nobody comes in now; where nobody stands behind the door, nobody before those who wait."""
    is_open_to_all = policy.door == Door.OPEN
    if policy.group.has_cohorts:
        return not any(each.is_free if is_open_to_all else each.left for each in places)
    return not has_place(policy, now) or (is_open_to_all and policy.keeps_list and somebody_waits(policy))


def _choice(
    policy: AdmissionPolicy, places: Sequence[RunPlaces], *, can_wait: bool
) -> tuple[tuple[str, str], ...] | None:
    if policy.door == Door.REQUEST:
        return asking_choice(places)
    return run_choice(places, can_wait=can_wait) if policy.group.has_cohorts else None


def _full_words(policy: AdmissionPolicy) -> str:
    """What is said first where one can only wait."""
    if policy.door == Door.OPEN:
        return _("All places are taken just now. You can wait for one: first come, first served, and we write to you.")
    return _("All places are taken just now. You can still ask: who fits here can wait for a place.")
