"""Whether somebody looks after a group; and what happens by itself while nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, QuerySet
from django.utils.module_loading import import_string

from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.actions.shutting import open_again, shut, wants_newcomers
from groups.models import AdmissionPolicy, Appointment, Grant, Membership, Need, Offer, SupportGroup
from personas import keyring, letterbox
from personas.models import Persona
from supportgroups.lib.prepared import prepared

Why = Need.Why
State = SupportGroup.State

# So long nobody who facilitates a group may do nothing: then they hear of it, and then its door closes by itself.
HUSHED_AFTER = timedelta(days=10)
SILENT_AFTER = timedelta(days=14)
# The powers without which a group needs somebody.
_NEEDED = {Why.NO_ADMIN: "manage_roles", Why.NO_FACILITATOR: "moderate"}


def missing(group: SupportGroup, *, without: int | None = None) -> list[Why]:
    """What the group lacks: nobody to give roles, nobody at the desk. `without`: a face that thinks of going. Two
    statements."""
    return [why for why, power in _NEEDED.items() if not keyring.holders(group, power, besides=without)]


def after_going(policy: AdmissionPolicy, *, now: datetime) -> None:
    """Somebody has stepped down or gone: what is lacking now closes the door and is told. Under the door's lock."""
    for why in missing(policy.group):
        _open(policy, why, now=now)
    for path in settings.LOOKED_AFTER_BY_FEWER:
        import_string(path)(group=policy.group, now=now)


def after_coming(policy: AdmissionPolicy, *, now: datetime) -> None:
    """Somebody was given a role or a power: what they bring is needed no more. Under the door's lock."""
    open_now = set(Need.objects.open().filter(group=policy.group).values_list("why", flat=True))
    if not open_now:
        return
    met = [why for why, power in _NEEDED.items() if why in open_now and keyring.holders(policy.group, power)]
    if Why.REPORTED in open_now and len(keyring.holders(policy.group, "moderate")) > 1:
        met.append(Why.REPORTED)
    _meet(policy, met, now=now)


def note_presence(*, persona_id: int, group: SupportGroup, now: datetime) -> None:
    """Somebody acted in the group. Counts for those who work at its desk, once a day; a group that had gone silent
    opens again. One statement; one more once a day, and three where it was silent."""
    today = now.date()
    if all(day == today for day in _looked_after_on(group.pk, persona_id)):
        return
    if SupportGroup.objects.filter(pk=group.pk).exclude(looked_after_on=today).update(looked_after_on=today):
        hushed = (Why.SILENT, Why.HUSHED)
        if Need.objects.open().filter(group=group, why__in=hushed).exists():
            _meet(lock_door(group), hushed, now=now)


@prepared
def _looked_after_on(group_id: int, persona_id: int) -> QuerySet[SupportGroup, Any]:
    """The last day on which somebody did, if this one works at the group's desk; otherwise nothing."""
    mine = {"membership__persona_id": persona_id, "group_id": group_id, "ended_at__isnull": True}
    facilitates = Exists(Appointment.objects.filter(**mine, role=Appointment.Role.FACILITATOR))
    works_there = Exists(Grant.objects.filter(**mine, power=_NEEDED[Why.NO_FACILITATOR]))
    return SupportGroup.objects.filter(facilitates | works_there, pk=group_id).values_list("looked_after_on", flat=True)


@transaction.atomic
def say_here(*, by: Persona, group: SupportGroup, now: datetime) -> None:
    """Somebody who works at the desk says that they are here. Safe to repeat."""
    note_presence(persona_id=by.pk, group=group, now=now)


@transaction.atomic
def offer_help(*, membership: Membership, now: datetime) -> None:
    """A member would look after a group that needs somebody. Seen by who runs the server and by who gives roles. Safe
    to repeat; without a need nothing is kept."""
    if membership.status in Membership.CURRENT and Need.objects.shutting().filter(group=membership.group_id).exists():
        Offer.objects.get_or_create(membership=membership, defaults={"group_id": membership.group_id, "made_at": now})


@transaction.atomic
def call_operator(*, group: SupportGroup, now: datetime) -> None:
    """A report is about the only one who could look at it: who runs the server is asked to find a second. Nothing of
    the report goes along, and nobody else is told. Safe to repeat."""
    ask_operator(group, Why.REPORTED, now=now)


def ask_operator(group: SupportGroup, why: Why, *, now: datetime) -> None:
    """Put a group on the operator's list without shutting its door or telling anybody. Safe to repeat."""
    Need.objects.get_or_create(group=group, why=why, met_at=None, defaults={"since": now})


def saw_to(policy: AdmissionPolicy, why: Why, *, now: datetime) -> None:
    """Who runs the server has seen to it. The needs that shut a door end when somebody is found, and not by this."""
    if why not in Need.SHUTTING:
        _meet(policy, [why], now=now)


def watch_silence(now: datetime) -> int:
    """Groups whose facilitators have done nothing for ten days hear of it; after two weeks their door closes by itself,
    whatever an admin does meanwhile: nobody is at the desk. How many. Safe to repeat, and to run twice at once: each
    group is looked at under its door's lock."""
    living = SupportGroup.objects.standing_open()
    living.filter(looked_after_on__isnull=True).update(looked_after_on=now.date())
    found = 0
    for why, after in ((Why.HUSHED, HUSHED_AFTER), (Why.SILENT, SILENT_AFTER)):
        known = Need.objects.open().filter(why=why).values("group")
        quiet = living.filter(looked_after_on__lte=now.date() - after).exclude(pk__in=known)
        found += sum(_hear_silence(group, why, after, now) for group in quiet.order_by("pk"))
    return found


@transaction.atomic
def _hear_silence(group: SupportGroup, why: Why, after: timedelta, now: datetime) -> bool:
    policy = lock_door(group)
    last = policy.group.looked_after_on
    if last is None or last > now.date() - after:
        return False
    return _open(policy, why, now=now)


def _open(policy: AdmissionPolicy, why: Why, *, now: datetime) -> bool:
    """Open a need once: shut the door where it is one that shuts it, tell, log. Whether it is new."""
    group = policy.group
    if group.state == State.CLOSED:
        return False
    shuts = why in Need.SHUTTING and wants_newcomers(group)
    need, is_new = Need.objects.get_or_create(
        group=group, why=why, met_at=None, defaults={"since": now, "shut_door": shuts}
    )
    if not is_new:
        return False
    if shuts:
        shut(policy)
    letterbox.tell_all(_who_hears(need), f"groups.{why}", group_id=group.pk, subject_id=need.pk, now=now)
    if why in Need.SHUTTING:
        log("groups.needs", group_id=group.pk, by=None, about=why, now=now)
    return True


def _meet(policy: AdmissionPolicy, whys: Iterable[str], *, now: datetime, role: str | None = None) -> None:
    """Close needs; the door opens again when the last one that keeps it shut is met."""
    needs = list(Need.objects.open().filter(group=policy.group, why__in=list(whys)))
    if not needs:
        return
    Need.objects.filter(pk__in=[need.pk for need in needs]).update(met_at=now)
    if not Need.objects.shutting().filter(group=policy.group).exists():
        Offer.objects.filter(group=policy.group).delete()
    if any(need.shut_door for need in needs):
        open_again(policy)
    for need in needs:
        if need.why in Need.SHUTTING:
            log("groups.needs_met", group_id=policy.pk, by=None, role=role, about=need.why, now=now)


def _who_hears(need: Need) -> list[int]:
    """Faces to tell: of a group that grows quiet those who look after it, of a closed door everybody in the group."""
    if need.why == Why.HUSHED:
        found = {face for power in _NEEDED.values() for face in keyring.holders(need.group, power)}
        return sorted(found)
    members = Membership.objects.current().filter(group=need.group)
    return list(members.order_by("persona_id").values_list("persona_id", flat=True))
