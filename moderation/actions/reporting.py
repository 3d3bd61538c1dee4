"""Telling the facilitators about a post."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from forums.actions import PostMovedOn, hide_post
from forums.models import Post
from groups.actions import call_operator
from groups.models import SupportGroup
from moderation.models import Case, Report
from moderation.refusals import NothingToReport, OwnPost
from personas import keyring, letterbox
from personas.models import Persona

Ground = Report.Ground

# Somebody may be in danger: these come first on the desk, and every facilitator is told at once.
URGENT = frozenset({Ground.WORRIED, Ground.METHODS})
# After this the group's admins are told that nobody looks after an urgent case.
UNTAKEN_FOR = timedelta(minutes=15)
# A case that is decided while a report waits for its row is replaced by a new one; thrice in a row does not happen.
ATTEMPTS = 3


@transaction.atomic
def report_post(*, post: Post, reporter: Persona, ground: str, words: str, now: datetime) -> Report:
    """Tell the facilitators of a post. All reports of it gather in one open case, however many come at once.

    A second report by the same face in the same case changes the first. Personal details hide the post until somebody
    has looked. Where it is about the only one who could look, who runs the server is asked to find a second. Nothing
    ever goes to the author from here. Locks the case. Raises `OwnPost` and `NothingToReport`.
    """
    if post.author_id == reporter.pk:
        raise OwnPost
    case = _open_case(post, now)
    said = {"ground": ground, "words": words.strip()}
    report, is_new = Report.objects.get_or_create(
        case=case, reporter=reporter, defaults={"group_id": post.group_id, "made_at": now, **said}
    )
    if not is_new:
        report.ground, report.words = ground, said["words"] or report.words
        report.save(update_fields=["ground", "words"])
    if is_new and not keyring.holders(case.group, "moderate", besides=case.about_id):
        call_operator(group=case.group, now=now)
    if ground in URGENT and not case.is_urgent:
        _make_urgent(case, now)
    if ground == Ground.PERSONAL:
        _cover(post, now)
    return report


def call_for_second(*, group: SupportGroup, now: datetime) -> None:
    """Somebody who could look at reports has gone: where one is open about the only one who is left, who runs the
    server is asked to find another, also where it is about a name for one thread. Safe to repeat. One statement while
    several are left; then one for each face that an open case is about."""
    if len(keyring.holders(group, "moderate")) != 1:
        return
    about = Case.objects.open().filter(group=group).order_by("about_id").values_list("about_id", flat=True).distinct()
    if any(not keyring.holders(group, "moderate", besides=face) for face in about):
        call_operator(group=group, now=now)


def _open_case(post: Post, now: datetime) -> Case:
    """The one open case of a post, locked; the constraint keeps it the only one."""
    state = Post.objects.values_list("state", flat=True).get(pk=post.pk)
    is_open_already = Case.objects.open().filter(group_id=post.group_id, post=post).exists()
    if state != Post.State.PUBLISHED and not (state == Post.State.HIDDEN and is_open_already):
        raise NothingToReport
    for _attempt in range(ATTEMPTS):
        case, _is_new = Case.objects.get_or_create(
            group_id=post.group_id, post=post, closed_at=None, defaults={"about_id": post.author_id, "opened_at": now}
        )
        case = Case.objects.select_for_update(of=("self",), no_key=True).select_related("group").get(pk=case.pk)
        if case.closed_at is None:
            return case
    raise NothingToReport


def _cover(post: Post, now: datetime) -> None:
    try:
        hide_post(post=post, by=None, now=now)
    except PostMovedOn as moved:
        raise NothingToReport from moved


def _make_urgent(case: Case, now: datetime) -> None:
    """Put it first, and tell the facilitators; never somebody whom it is about."""
    case.is_urgent, case.escalate_at = True, now + UNTAKEN_FOR
    case.save(update_fields=["is_urgent", "escalate_at"])
    for persona_id in keyring.holders(case.group, "moderate", besides=case.about_id):
        letterbox.tell(persona_id, "moderation.urgent", group_id=case.group_id, subject_id=case.pk, now=now)


def escalate(now: datetime) -> int:
    """Tell the admins of urgent cases that nobody has taken in time; how many cases. Safe to repeat, and to run twice
    at once: each case is claimed by its row."""
    due = Case.objects.open().filter(escalate_at__lte=now, taken_by__isnull=True)
    return sum(_escalate(case_id, now) for case_id in list(due.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _escalate(case_id: int, now: datetime) -> bool:
    waiting = Case.objects.open().filter(pk=case_id, escalate_at__lte=now, taken_by__isnull=True)
    if not waiting.update(escalate_at=None):
        return False
    case = Case.objects.select_related("group").get(pk=case_id)
    for persona_id in keyring.holders(case.group, "manage_roles", besides=case.about_id):
        letterbox.tell(persona_id, "moderation.untaken", group_id=case.group_id, subject_id=case.pk, now=now)
    return True
