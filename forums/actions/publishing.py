"""What is due is posted: by the worker every few seconds, and by any request for the place it is due in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Exists, Q, QuerySet, Subquery, When
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from forums.actions.albums import carry_over
from forums.actions.appearing import appear
from forums.actions.mentioning import call
from forums.actions.versions import part_with
from forums.models import Draft, Forum, Lock, Post, Thread
from forums.telling import DRAFT_KEPT
from forums.titles import title_from
from groups.actions import note_act
from groups.arriving import SELDOM
from groups.models import Cohort, CohortSeat, Membership, SupportGroup
from personas import faces, letterbox
from supportgroups.lib import markup
from supportgroups.lib.prepared import Word, changed_once, changing, prepared

Check = Callable[[Draft], str | None]

logger = logging.getLogger(__name__)


def publish_due(
    *,
    now: datetime,
    thread: Thread | None = None,
    forum: Forum | None = None,
    draft: Draft | None = None,
    limit: int = 50,
) -> int:
    """Post what is due, in one place or everywhere; returns how many drafts were posted or held.

    Each is a transaction of its own under its thread's row lock; many may run at once. One that breaks is logged and
    left where it is, so that the others do not wait for it.
    """
    due = Draft.objects.due(now)
    if thread is not None:
        due = due.filter(thread=thread)
    if forum is not None:
        due = due.filter(forum=forum)
    ids = [draft.pk] if draft is not None else due.order_by("publish_at", "pk").values_list("pk", flat=True)[:limit]
    count = 0
    for draft_id in list(ids):
        try:
            count += _publish(draft_id, now)
        except Exception:
            logger.exception("draft %s could not be posted", draft_id)
    return count


def reason_to_hold(draft: Draft) -> str | None:
    """Why a facilitator should read the words before others do, for the desk; None where there is no reason."""
    checks: list[Check] = [import_string(name) for name in settings.POST_CHECKS]
    return next((why for check in checks if (why := check(draft))), None)


def publish_seen(seen: Draft, now: datetime) -> bool:
    """Post a draft without its minutes, in one transaction, just as the caller has just read it.

    False, and nothing has happened, if it was changed, let go or moved meanwhile, or is not open to its author: then
    the way through `schedule` and `publish_due` says what follows. Raises `markup.TooLong`.
    """
    rendered = markup.render(seen.source)
    try:
        with transaction.atomic():
            _publish_seen(seen, rendered, now)
    except _OtherWay:
        return False
    except Exception:
        logger.exception("draft %s could not be posted at once", seen.pk)
        return False
    return True


class _OtherWay(Exception):
    """Not as it was seen: all is undone."""


def _publish_seen(seen: Draft, rendered: markup.Rendered, now: datetime) -> None:
    """The thread is locked first, as everywhere; the draft is held by writing in it what became of it."""
    thread = next(iter(_locked_thread(seen.thread_id)), None) if seen.thread_id else None
    member = _membership(seen, now)
    if member is None or (seen.thread_id and thread is None):
        raise _OtherWay
    if seen.parent_id:
        seen.parent = Post.objects.get(pk=seen.parent_id)
    post = _say(seen, thread, rendered, member, now)
    fingerprint = Word(seen.fingerprint)
    place = (seen.forum_id, seen.thread_id, seen.parent_id, seen.author_id)
    words = (seen.version, seen.version_kept_at, str(seen.state))
    if not _let_go(seen.pk, place, words, post.pk, fingerprint, now, as_facilitator=seen.as_facilitator):
        raise _OtherWay
    seen.state, seen.post, seen.reread, seen.publish_at = Draft.State.PUBLISHED, post, fingerprint, now


@changed_once
def _let_go(
    draft_id: int,
    place: tuple[int, int | None, int | None, int],
    words: tuple[int, datetime | None, str],
    post_id: int,
    fingerprint: Word,
    now: datetime,
    *,
    as_facilitator: bool,
) -> QuerySet[Draft]:
    """The draft as it was seen, if it is so still; another window may set its words beside these at any moment.

    It is found by its key: asked by its author alone, PostgreSQL would look at all that she has begun in the thread.
    """
    forum_id, thread_id, parent_id, author_id = place
    version, version_kept_at, state = words
    seen = Draft.objects.filter(
        pk=draft_id, version=version, version_kept_at=version_kept_at, state=state, as_facilitator=as_facilitator
    ).filter(Case(When(author=author_id, then=True), default=False), forum=forum_id, thread=thread_id, parent=parent_id)
    return changing(seen, state=Draft.State.PUBLISHED, post=post_id, reread=fingerprint, publish_at=now)


@prepared
def _locked_thread(thread_id: int) -> QuerySet[Thread]:
    return Thread.objects.select_for_update().filter(pk=thread_id)


def _publish(draft_id: int, now: datetime) -> bool:
    """Post one draft if it is still due. The text is rendered before anything is locked."""
    seen = Draft.objects.select_related("author").get(pk=draft_id)
    rendered = markup.render(seen.source)
    with transaction.atomic():
        thread = Thread.objects.select_for_update().get(pk=seen.thread_id) if seen.thread_id else None
        draft = _still_due(seen, now)
        if draft is None:
            return False
        draft.author = seen.author
        member = _membership(draft, now)
        if member is None:
            _keep(draft, now)
            return False
        draft.post = _say(draft, thread, rendered, member, now)
        draft.state = Draft.State.PUBLISHED
        draft.save(update_fields=["state", "post"])
    return True


def _say(draft: Draft, thread: Thread | None, rendered: markup.Rendered, member: Membership, now: datetime) -> Post:
    """Make a post of a draft, in its thread or in one of its own, and show it or hold it."""
    reason = reason_to_hold(draft)
    if member.status not in Membership.CURRENT:
        reason = _("Somebody who has left the run early says goodbye. You decide whether the others read it.")
    thread = thread or _begin_thread(draft, rendered, member, now)
    post = _new_post(draft, thread, rendered, member, now)
    if post.as_facilitator:
        note_act(persona_id=draft.author_id, group=member.group, now=now)
    if reason:
        _hold(post, reason, now)
    else:
        appear(post, thread, text=rendered.text, is_first_of_author=_is_first(draft, member), now=now)
        call(post, thread, rendered.mentions, member.group, now)
    carry_over(draft, post)
    part_with(draft, now)
    return post


def _still_due(seen: Draft, now: datetime) -> Draft | None:
    """The draft, locked, with what it answers; None if it was changed or moved since it was seen."""
    due = Draft.objects.due(now).select_for_update(of=("self",)).select_related("parent")
    draft = due.filter(pk=seen.pk, version=seen.version).first()
    return draft if draft is not None and draft.thread_id == seen.thread_id else None


def _membership(draft: Draft, now: datetime) -> Membership | None:
    """The author's membership if posting is open to her at this moment, None if not. One statement; one more for who
    may not, or says goodbye from outside."""
    is_other = draft.author.is_one_thread_face
    members = _members(draft.group_id, draft.forum_id, draft.thread_id, draft.author_id, now, is_other=is_other)
    return next(iter(members), None) or _leaver(draft, now)


def _leaver(draft: Draft, now: datetime) -> Membership | None:
    """The same of somebody who has left a run early, in the thread in which its people part."""
    if draft.thread_id is None:
        return None
    place = Forum.objects.filter(pk=draft.forum_id, ending_round_id=draft.thread_id)
    seats = CohortSeat.objects.left_early(now).filter(cohort__in=place.values("cohort"))
    return (
        Membership.objects.filter(persona_id=draft.author_id, pk__in=seats.values("membership"))
        .filter(
            ~Q(group__state=SupportGroup.State.CLOSED),
            ~Exists(faces.standings_behind(draft.author_id, draft.group_id, now)),
            ~Exists(Lock.objects.filter(thread_id=draft.thread_id)),
        )
        .select_related("group")
        .first()
    )


@prepared
def _members(
    group_id: int, forum_id: int, thread_id: int | None, author_id: int, now: datetime, *, is_other: bool
) -> QuerySet[Membership]:
    """`is_other`: the author is a name for one thread, and whoever wears it is the member."""
    wearers: Any = faces.faces_behind(author_id, group_id) if is_other else [author_id]
    is_open = Q() if thread_id is None else Q(~Exists(Lock.objects.filter(thread_id=thread_id)))
    # Were a locked thread open to a one-thread name, everybody would know that a facilitator wears it.
    if thread_id is not None and not is_other:
        is_open |= Q(is_appointed=True)
    place = Forum.objects.filter(pk=forum_id)
    goes_on = Q(cohort__state__in=Cohort.LIVE)
    if thread_id is not None:
        goes_on |= Q(cohort__state=Cohort.State.READ_ONLY, ending_round_id=thread_id)
    in_run = Membership.objects.reading_run(Subquery(place.values("cohort_id")))
    return (
        Membership.objects.current()
        .filter(group_id=group_id, persona_id__in=wearers)
        .filter(
            ~Q(group__state=SupportGroup.State.CLOSED),
            ~Exists(faces.standings_behind(author_id, group_id, now)),
            is_open,
        )
        .filter(
            Exists(place.filter(cohort__isnull=True)) | (Exists(place.filter(goes_on)) & Q(pk__in=in_run.values("pk")))
        )
        .select_related("group")
        .defer(*(f"group__{name}" for name in SELDOM))
        .order_by("pk")[:1]
    )


def _is_first(draft: Draft, member: Membership) -> bool:
    """Of a one-thread name never: what is noted of a first post is noted of the member's usual name."""
    return member.first_posted_at is None and not draft.author.is_one_thread_face


def _keep(draft: Draft, now: datetime) -> None:
    """Not open to her any more: the words go back to her drafts, and she is told."""
    draft.state, draft.publish_at, draft.reread = Draft.State.WRITING, None, ""
    draft.save(update_fields=["state", "publish_at", "reread"])
    letterbox.tell(draft.author_id, DRAFT_KEPT, group_id=draft.group_id, subject_id=draft.pk, now=now)


def _may_lead(draft: Draft, member: Membership) -> bool:
    """Whether the words may be said as a facilitator's: in the usual name, by somebody with a role at this moment."""
    return member.is_appointed and not draft.author.is_one_thread_face


def _begin_thread(draft: Draft, rendered: markup.Rendered, member: Membership, now: datetime) -> Thread:
    leads = _may_lead(draft, member)
    return Thread.objects.create(
        group_id=draft.group_id,
        forum_id=draft.forum_id,
        author_id=draft.author_id,
        space_id=draft.author.space_id if draft.author.is_one_thread_face else None,
        title=draft.title or title_from(rendered.text),
        kind=draft.kind if leads or draft.kind not in Thread.FOR_FACILITATORS else Thread.Kind.SHARE,
        content_notes=draft.content_notes,
        language=member.group.language,
        is_first_of_author=_is_first(draft, member),
        begun_at=now,
        last_post_at=now,
    )


def _new_post(draft: Draft, thread: Thread, rendered: markup.Rendered, member: Membership, now: datetime) -> Post:
    return Post(
        group_id=draft.group_id,
        thread=thread,
        author=draft.author,
        parent=draft.parent,
        state=Post.State.HELD,
        published_at=now,
        source=rendered.source,
        html=rendered.html,
        excerpt=rendered.excerpt,
        renderer=rendered.version,
        language=thread.language,
        content_notes=draft.content_notes,
        wants=draft.wants,
        as_facilitator=draft.as_facilitator and _may_lead(draft, member),
        picture_count=draft.pictures.count() if draft.picture_mark else 0,
    )


def _hold(post: Post, reason: str, now: datetime) -> None:
    """Save the post without a number, so that nothing of it shows, and hand it to whoever reads held posts."""
    post.save()
    import_string(settings.POST_HELD)(post=post, why=reason, now=now)
