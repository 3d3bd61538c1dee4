"""The list of the desk: one sentence for each thing that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from forums.models import Claim, Post, Thread
from forums.pages.frames import Reader, title_of
from forums.waiting import ORDER, is_waiting
from groups.models import AdmissionRequest, SupportGroup
from moderation import sentences
from moderation.models import Appeal, AppealQuerySet, Case, CaseQuerySet, Hold, HoldQuerySet, Report
from moderation.pages.item import Item, Thing, open_item
from moderation.pages.places import desk_url, zone
from personas.actors import Actor

# A list that somebody can work through; the rest comes up as it gets shorter.
LONGEST_LIST = 50
WAITS_TOO_LONG = timedelta(hours=24)


@dataclass(frozen=True)
class Line:
    """One thing that waits, in a sentence. ``since`` orders the list and is never shown.

    ``is_first``: a newcomer's first words; ``is_again``: somebody asks for a second look.
    """

    text: str
    meta: str
    url: str
    since: datetime
    is_urgent: bool = False
    is_first: bool = False
    is_open: bool = False
    is_again: bool = False


@dataclass(frozen=True)
class Desk:
    """The page: the list, and what lies open beside it. ``is_cut``: more waits than the list holds."""

    url: str
    lines: list[Line]
    item: Item | None
    is_cut: bool


def desk(actor: Actor, group: SupportGroup, now: datetime, *, opened: Thing | None = None) -> Desk:
    """All that waits, what cannot wait first, then newcomers, then the oldest; one lies open. Eight statements."""
    cases = list(waiting_cases(actor, group)[: LONGEST_LIST + 1])
    holds = list(waiting_holds(actor, group)[: LONGEST_LIST + 1])
    appeals = list(waiting_appeals(actor, group)[: LONGEST_LIST + 1])
    lines = [_case_line(case, group, actor, now) for case in cases]
    lines += [_hold_line(hold, group, actor, now) for hold in holds]
    lines += [_appeal_line(appeal, group, actor, now) for appeal in appeals]
    lines += _requests(actor, group, now) + _unanswered(actor, group, now)
    lines.sort(key=lambda line: (not line.is_urgent, not line.is_first, line.since))
    if opened is None:
        opened = _first([*cases, *holds, *_mine_to_answer(appeals, actor)], lines, group)
    item = open_item(opened, actor, group, now) if opened else None
    shown = [replace(line, is_open=item is not None and line.url == item.url) for line in lines[:LONGEST_LIST]]
    return Desk(f"/g/{group.code}/desk/", shown, item, len(lines) > LONGEST_LIST)


def waiting_cases(actor: Actor, group: SupportGroup) -> CaseQuerySet:
    """Open cases the actor may decide, each with what its reports are about. One statement."""
    cases = Case.objects.visible_to(actor).filter(group=group).open().in_turn().in_full()
    return cases.annotate(
        **{f"said_{ground}": Count("reports", filter=Q(reports__ground=ground)) for ground in Report.Ground.values}
    )


def waiting_holds(actor: Actor, group: SupportGroup) -> HoldQuerySet:
    """Posts that wait to be let through, the oldest first. One statement."""
    holds = Hold.objects.visible_to(actor).filter(group=group)
    return holds.in_full().order_by("made_at", "pk")


def waiting_appeals(actor: Actor, group: SupportGroup) -> AppealQuerySet:
    """Second looks that somebody asks for, the oldest first; also where another has to answer. One statement."""
    return Appeal.objects.visible_to(actor).filter(group=group).open().in_full().order_by("asked_at", "pk")


def _mine_to_answer(appeals: Sequence[Appeal], actor: Actor) -> list[Appeal]:
    return [appeal for appeal in appeals if actor.can("moderation.answer_appeal", appeal)]


def _first(things: Sequence[Thing], lines: list[Line], group: SupportGroup) -> Thing | None:
    by_url = {desk_url(thing, group): thing for thing in things}
    return next((by_url[line.url] for line in lines if line.url in by_url), None)


def _case_line(case: Case, group: SupportGroup, actor: Actor, now: datetime) -> Line:
    meta = sentences.since(case.opened_at, now, zone(actor))
    if case.is_urgent:
        meta = _("Urgent, %(since)s") % {"since": meta}
    text = sentences.case(case.about.name, sentences.grounds_of(case))
    return Line(text, meta, desk_url(case, group), case.opened_at, is_urgent=case.is_urgent)


def _hold_line(hold: Hold, group: SupportGroup, actor: Actor, now: datetime) -> Line:
    text = sentences.held(hold.post.author.name)
    return Line(text, sentences.since(hold.made_at, now, zone(actor)), desk_url(hold, group), hold.made_at)


def _appeal_line(appeal: Appeal, group: SupportGroup, actor: Actor, now: datetime) -> Line:
    since = {"since": sentences.since(appeal.asked_at, now, zone(actor))}
    if actor.can("moderation.answer_appeal", appeal):
        meta = _("A second look, %(since)s") % since
    else:
        meta = _("A second look, %(since)s. You decided it, so somebody else answers.") % since
    return Line(sentences.appeal(appeal), meta, desk_url(appeal, group), appeal.asked_at, is_again=True)


def _requests(actor: Actor, group: SupportGroup, now: datetime) -> list[Line]:
    if not actor.can("groups.admit", group):
        return []
    found = (
        AdmissionRequest.objects.pending().filter(group=group).aggregate(count=Count("pk"), since=Min("submitted_at"))
    )
    if not found["count"]:
        return []
    meta = sentences.since(found["since"] or now, now, zone(actor))
    return [Line(sentences.requests(found["count"]), meta, f"/g/{group.code}/admissions/", found["since"] or now)]


def _unanswered(actor: Actor, group: SupportGroup, now: datetime) -> list[Line]:
    """Threads by others that nobody has answered for a day."""
    threads = (
        Thread.objects.visible_to(actor)
        .filter(is_waiting(), group=group, begun_at__lte=now - WAITS_TOO_LONG)
        .exclude(author_id__in=actor.face_ids)
        .select_related("author", "claim__made_by")
        .order_by(*ORDER)[: LONGEST_LIST + 1]
    )
    return [_thread_line(thread, group, actor, now) for thread in threads]


def _thread_line(thread: Thread, group: SupportGroup, actor: Actor, now: datetime) -> Line:
    """Who is answering stands beside the time; a newcomer's first words come before what others wait for."""
    meta = sentences.since(thread.begun_at, now, zone(actor))
    claim: Claim | None = getattr(thread, "claim", None)
    if claim is not None and claim.lapses_at > now:
        meta = sentences.being_answered(meta, claim.made_by.name)
    title = title_of(thread, Post.State.PUBLISHED, Reader(actor, group, now))
    text = sentences.unanswered(title if thread.title else "", thread.author.name)
    url = f"/g/{group.code}/threads/{thread.ref}/"
    return Line(text, meta, url, thread.begun_at, is_first=thread.is_first_of_author)
