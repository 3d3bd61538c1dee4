"""The queue at the door: who waits for an answer, whose answer we wait for, who waits for a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from groups.models import AdmissionRequest, AdmissionStep, SupportGroup
from groups.models.admission import AdmissionRequestQuerySet
from groups.pages.admissions import claimed_words, request_title, run_wish_words, waits_words
from groups.pages.request import day_words
from personas import keyring
from personas.actors import Actor
from personas.models import Persona
from supportgroups.lib import pages

State = AdmissionRequest.State
# Filters, bulk acts and the like appear beyond so many.
SIMPLE_UP_TO = 10
MEASURED_OVER = timedelta(days=90)
FEWEST_MEASURED = 5


@dataclass(frozen=True)
class RequestRow:
    """One request in the queue."""

    url: str
    ref: UUID
    handle: str
    title: str
    says: str
    is_late: bool


@dataclass(frozen=True)
class Queue:
    """One page of it. `tabs` and `filters`: (words, address, whether it is this one); `helpers`: (ref, name)."""

    rows: list[RequestRow]
    older: str | None
    newer: str | None
    show: str
    tabs: tuple[tuple[str, str, bool], ...]
    filters: tuple[tuple[str, str, bool], ...]
    helpers: tuple[tuple[str, str], ...]
    has_bulk: bool
    has_list: bool
    measured: str


def queue(actor: Actor, group: SupportGroup, show: str, after: str | None, now: datetime) -> Queue:
    """A page of one view of the queue. Five statements at most, however many wait."""
    show = show if show in _VIEWS else "all"
    rows = _VIEWS[show](AdmissionRequest.objects.visible_to(actor).filter(group=group), actor, now)
    page = pages.keyset(
        rows.select_related("group", "persona__membership", "claimed_by", "cohort", "wanted"),
        order=_ORDERS.get(show, _OLDEST),
        after=after,
    )
    zone = ZoneInfo(actor.preferences.zone)
    is_long = len(page.items) > SIMPLE_UP_TO or bool(page.older or page.newer)
    is_pending = show not in _ORDERS
    return Queue(
        rows=[_row(one, group, actor, now, zone) for one in page.items],
        older=page.older,
        newer=page.newer,
        show=show,
        tabs=_links(_TABS, show if show in _ORDERS else "all", first=_("To answer")),
        filters=_links(_FILTERS, show, first=_("All of them")) if is_pending and (is_long or show != "all") else (),
        helpers=_helpers(group) if is_pending else (),  # read for few as for many: a page costs the same
        has_bulk=is_pending and is_long,
        has_list=group.policy.keeps_list,
        measured=_measured_words(group, now),
    )


_OLDEST = ("submitted_at", "pk")
# Not by the day on which it ends: that moves with a fee, of which nothing is told here.
_ORDERS = {"theirs": _OLDEST, "list": ("waitlisted_at", "pk"), "came": ("-pk",)}


def _all(rows: AdmissionRequestQuerySet, _actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    return rows.pending()


def _free(rows: AdmissionRequestQuerySet, _actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    return rows.filter(state=State.SUBMITTED)


def _mine(rows: AdmissionRequestQuerySet, actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    return rows.filter(state=State.CLAIMED, claimed_by_id__in=actor.face_ids)


def _late(rows: AdmissionRequestQuerySet, _actor: Actor, now: datetime) -> AdmissionRequestQuerySet:
    return rows.pending().filter(promised_at__lt=now)


def _theirs(rows: AdmissionRequestQuerySet, _actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    return rows.filter(state__in=(State.ASKED_BACK, *AdmissionRequest.HOLDING))


def _list(rows: AdmissionRequestQuerySet, _actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    return rows.filter(state=State.WAITING)


def _came(rows: AdmissionRequestQuerySet, _actor: Actor, _now: datetime) -> AdmissionRequestQuerySet:
    """Also those who only had to answer what is asked at an open door: here their answers are read."""
    return rows.filter(state=State.ADMITTED)


_VIEWS = {
    "all": _all,
    "free": _free,
    "mine": _mine,
    "late": _late,
    "theirs": _theirs,
    "list": _list,
    "came": _came,
}


def _links(names: tuple[str, ...], current: str, *, first: str) -> tuple[tuple[str, str, bool], ...]:
    words = {
        "all": first,
        "theirs": _("We wait for them"),
        "list": _("Waiting list"),
        "came": _("Who came in"),
        "free": _("Nobody reads it"),
        "mine": _("I read it"),
        "late": _("Later than promised"),
    }
    return tuple((words[name], f"?show={name}" if name != "all" else "?", name == current) for name in names)


_TABS = ("all", "theirs", "list", "came")
_FILTERS = ("all", "free", "mine", "late")


def _row(request: AdmissionRequest, group: SupportGroup, actor: Actor, now: datetime, zone: ZoneInfo) -> RequestRow:
    return RequestRow(
        url=f"/g/{group.code}/admissions/{request.ref}/",
        ref=request.ref,
        handle=request.persona.name,
        title=request_title(request),
        says=_says(request, actor, now, zone),
        is_late=request.state in AdmissionRequest.PENDING and bool(request.promised_at and request.promised_at < now),
    )


def _says(request: AdmissionRequest, actor: Actor, now: datetime, zone: ZoneInfo) -> str:
    """Since when, and what it waits for."""
    day = day_words(request.due_at, now, zone) if request.due_at else ""
    told = {
        State.ASKED_BACK: _("Was asked something, and has until %(day)s") % {"day": day},
        State.OFFERED: _("Is offered a place until %(day)s") % {"day": day},
        State.PAYING: _("A place is kept. The fee: not yet"),
    }
    parts = [
        waits_words(request, now, zone),
        run_wish_words(request),
        told.get(State(request.state), ""),
        claimed_words(request, actor),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _helpers(group: SupportGroup) -> tuple[tuple[str, str], ...]:
    """Everybody who answers here, by name. Two statements."""
    faces = Persona.objects.filter(pk__in=keyring.holders(group, "admit_members")).order_by("handle", "pk")
    return tuple((str(face.ref), face.name) for face in faces)


def _measured_words(group: SupportGroup, now: datetime) -> str:
    """How the promise of an answer was kept lately; nothing where few have asked. Whoever took a request back before
    that was owed no answer any more. One statement."""
    answered = AdmissionRequest.objects.filter(group=group, promised_at__gt=now - MEASURED_OVER, promised_at__lte=now)
    back = AdmissionStep.objects.filter(request=OuterRef("pk"), state=State.WITHDRAWN, at__lte=OuterRef("promised_at"))
    answered = answered.exclude(Q(state=State.WITHDRAWN, answered_at=None) & Exists(back))
    found = answered.aggregate(all=Count("pk"), kept=Count("pk", filter=Q(answered_at__lte=F("promised_at"))))
    if found["all"] < FEWEST_MEASURED:
        return ""
    share = found["kept"] / found["all"]
    if share == 1:
        return _("In the last three months everybody had an answer in the time that was promised.")
    if share >= 0.75:
        return _("In the last three months most had an answer in the time that was promised.")
    if share >= 0.4:
        return _("In the last three months about half had an answer in the time that was promised.")
    return _("In the last three months few had an answer in time. Promise a longer time, or ask somebody to help?")
