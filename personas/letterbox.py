"""What happened, and what is addressed to a face. Rows only: ``newsletters`` alone makes mail of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet

from personas.actors import Actor
from personas.faces import mine
from personas.models import Event, Notice, Persona
from supportgroups.lib.plans import added
from supportgroups.lib.prepared import prepared

NEWEST = 50
# Around a group's name in the words of a notice: signs that stand for nothing and are never shown.
_NAMED = re.compile("\ufdd0(.*?)\ufdd1", re.DOTALL)


@dataclass(frozen=True)
class NoticeText:
    """The words for a notice, made from its subject at the moment of reading."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class NoticeRow:
    """A notice as its reader sees it."""

    ref: UUID
    title: str
    text: str
    url: str
    made_at: datetime
    is_read: bool


Teller: TypeAlias = Callable[[list[int]], Mapping[int, NoticeText]]
_TELLERS: dict[str, Teller] = {}


def teller(kind: str, function: Teller) -> None:
    """Register who words the notices of a kind: subject ids -> texts, in one query or few.

    A subject that is gone, or may no longer be seen, is left out, and its notice is not shown. Called once from
    ``AppConfig.ready``; ValueError for a kind that is taken.
    """
    if _TELLERS.get(kind, function) is not function:
        raise ValueError(f"notices of kind {kind!r} are worded already")
    _TELLERS[kind] = function


def called(group_name: str) -> str:
    """A group's name for the words of a notice: its reader sees their own word for the group, if they have one."""
    return f"\ufdd0{group_name}\ufdd1"


def record(kind: str, *, group_id: int, subject_id: int, persona_id: int | None = None, at: datetime) -> Event:
    """Write that something happened; in the transaction of what caused it. One row, however many will hear of it."""
    event = Event(kind=kind, group_id=group_id, subject_id=subject_id, persona_id=persona_id, at=at)
    added(event)
    return event


def tell(persona_id: int, kind: str, *, group_id: int, subject_id: int, now: datetime) -> Notice:
    """Address something to one face of this group; in the transaction of what caused it.

    IntegrityError when the face is not of the group. A notice of a kind without a teller is kept, and shown to nobody.
    """
    return Notice.objects.create(
        persona_id=persona_id, kind=kind, group_id=group_id, subject_id=subject_id, made_at=now
    )


def tell_all(persona_ids: Iterable[int], kind: str, *, group_id: int, subject_id: int, now: datetime) -> None:
    """The same to many faces of a group: a statement for every five hundred."""
    rows = [
        Notice(persona_id=persona_id, kind=kind, group_id=group_id, subject_id=subject_id, made_at=now)
        for persona_id in persona_ids
    ]
    Notice.objects.bulk_create(rows, batch_size=500)


def was_told(persona_id: int, kind: str, *, subject_id: int) -> bool:
    """Whether this was addressed to the face before. One statement."""
    return Notice.objects.filter(persona_id=persona_id, kind=kind, subject_id=subject_id).exists()


def addressed_to(actor: Actor) -> QuerySet[Notice]:
    """All notices to the actor's own faces."""
    return Notice.objects.filter(persona__in=mine(actor))


def notices_for(actor: Actor, *, limit: int = NEWEST, only_new: bool = False) -> list[NoticeRow]:
    """The actor's newest notices, newest first, in words; ``only_new``: of those that are not put away. `NEWEST` at
    most. One query and those of the tellers, one teller for a kind."""
    notices = _newest(actor.without_seats(), only_new=only_new)[:limit]
    texts = texts_of(notices, labels={one.group_id: actor.seat_in(one.group_id).label for one in notices})
    return [
        NoticeRow(notice.ref, text.title, text.text, text.url, notice.made_at, notice.read_at is not None)
        for notice in notices
        if (text := texts.get(notice.pk))
    ]


@prepared
def _newest(actor: Actor, *, only_new: bool) -> QuerySet[Notice]:
    is_new = Q(read_at__isnull=True) if only_new else Q()
    return addressed_to(actor).filter(is_new).order_by("-made_at", "-pk")[:NEWEST]


def texts_of(notices: Iterable[Notice], *, labels: Mapping[int, str] | None = None) -> dict[int, NoticeText]:
    """Notice id -> words, without those whose subject is gone. ``labels``: the reader's own words for groups, by id.

    Asked again at sending, so that what was taken back stays unsaid.
    """
    words = labels or {}
    by_kind: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_kind[notice.kind].append(notice)
    texts: dict[int, NoticeText] = {}
    for kind, group in by_kind.items():
        if kind in _TELLERS:
            said = _TELLERS[kind](sorted({notice.subject_id for notice in group}))
            known = (notice for notice in group if notice.subject_id in said)
            texts |= {one.pk: _in_own_words(said[one.subject_id], words.get(one.group_id, "")) for one in known}
    return texts


def _in_own_words(said: NoticeText, label: str) -> NoticeText:
    return replace(said, text=_NAMED.sub(lambda named: label or named[1], said.text))


def mark_read(actor: Actor, *, now: datetime, until: UUID | None = None) -> int:
    """Mark the actor's notices as read; how many were new. Safe to repeat. One query, two with ``until``: the newest
    that was shown, so that what came after the page was opened is not put away unseen."""
    notices = addressed_to(actor)
    if until is not None:
        shown_at = notices.filter(ref=until).values_list("made_at", flat=True).first()
        notices = notices.filter(made_at__lte=shown_at or now)
    return notices.filter(read_at__isnull=True, made_at__lte=now).update(read_at=now)


def forget(persona: Persona) -> None:
    """Notices to a forgotten face go, and events no longer name it."""
    Notice.objects.filter(persona=persona).delete()
    Event.objects.filter(persona=persona).update(persona=None)
