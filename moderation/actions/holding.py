"""Posts that a facilitator reads before others do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from forums.actions import PostMovedOn, remove_post, show_post
from forums.models import Post
from groups.actions.acts import note_act
from groups.actions.logbook import log
from moderation.actions.deciding import last_decision, log_decision, write_decision
from moderation.models import Case, Decision, Hold
from moderation.refusals import DecidedMeanwhile, PostTakenBack, ReasonMissing, Refusal
from personas import letterbox
from personas.models import Persona


@transaction.atomic
def hold_post(*, post: Post, why: str, now: datetime) -> Hold:
    """Say why a held post waits. `why` is for facilitators alone. Safe to repeat: the first reason stays."""
    hold, _is_new = Hold.objects.get_or_create(
        post=post, defaults={"group_id": post.group_id, "why": why[: _longest_why()], "made_at": now}
    )
    return hold


@transaction.atomic
def release(*, hold: Hold, by: Persona, now: datetime) -> Post:
    """Let others read the post, and tell its author. A second press finds it shown and does nothing.

    Locks the hold, then the thread. Raises `DecidedMeanwhile` when it was declined before, `PostTakenBack`.
    """
    held = _locked(hold)
    if held is None:
        post = Post.objects.get(pk=hold.pk)
        if post.state != Post.State.PUBLISHED:
            raise _answer_to(post)
        return post
    post = _change(show_post, held.post, by=by, now=now)
    Hold.objects.filter(pk=held.pk).delete()
    letterbox.tell(post.author_id, "moderation.released", group_id=post.group_id, subject_id=post.pk, now=now)
    note_act(persona_id=by.pk, group=held.group, now=now)
    detail = {"post": post.pk, "author": post.author_id}
    log("moderation.released", group_id=post.group_id, by=by, now=now, detail=detail)
    return post


@transaction.atomic
def decline_held(*, hold: Hold, by: Persona, reason: str, now: datetime) -> Decision:
    """Keep the post from being shown, and give its author the words and the text back. It leaves a case that is closed
    from the beginning, so that the desk remembers it like any other.

    The same face's second press is one decision. Raises `ReasonMissing`, `DecidedMeanwhile` and `PostTakenBack`.
    """
    if not reason.strip():
        raise ReasonMissing
    held = _locked(hold)
    if held is None:
        return _own_decision(Post.objects.get(pk=hold.pk), by)
    post = _change(remove_post, held.post, by=by, now=now)
    case = Case.objects.create(
        group=held.group, post=post, about_id=post.author_id, opened_at=held.made_at, closed_at=max(now, held.made_at)
    )
    decision = write_decision(case=case, verdict=Decision.Verdict.REMOVED, reason=reason, by=by, now=now)
    Hold.objects.filter(pk=held.pk).delete()
    letterbox.tell(case.about_id, "moderation.decided", group_id=case.group_id, subject_id=decision.pk, now=now)
    log_decision(decision, now)
    return decision


def _change(verb: Callable[..., Post], post: Post, *, by: Persona, now: datetime) -> Post:
    """Do it to the post, unless its author was faster."""
    try:
        return verb(post=post, by=by, now=now)
    except PostMovedOn as moved:
        raise PostTakenBack from moved


def _own_decision(post: Post, by: Persona) -> Decision:
    """What this very face decided before; anything else is somebody's answer that came first."""
    last = _decision_on(post)
    if last is not None and last.by_id == by.pk and last.verdict == Decision.Verdict.REMOVED:
        return last
    raise _answer_to(post)


def _answer_to(post: Post) -> Refusal:
    last = _decision_on(post)
    is_answered = last is not None or post.state == Post.State.PUBLISHED
    return DecidedMeanwhile(last) if is_answered else PostTakenBack()


def _longest_why() -> int:
    return int(Hold._meta.get_field("why").max_length or 0)


def _locked(hold: Hold) -> Hold | None:
    rows = Hold.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("post__author", "group").filter(pk=hold.pk).first()


def _decision_on(post: Post) -> Decision | None:
    case = Case.objects.filter(group_id=post.group_id, post=post, closed_at__isnull=False).order_by("-pk").first()
    return last_decision(case) if case else None
