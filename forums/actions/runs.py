"""What a run of a group has of talk: a place of its own, and the end of what was written there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from forums.actions.forgetting import blank
from forums.actions.places import OPENED, free_slug, recount
from forums.grace import week_begins
from forums.models import (
    Claim,
    Draft,
    Forum,
    Poll,
    Post,
    ReadMark,
    Response,
    Thread,
    Watch,
)
from forums.telling import GOODBYE, PROMPT_BACK
from groups.actions import note_act
from groups.models import Cohort, CohortSeat, Membership, SupportGroup
from personas import letterbox
from personas.models import Persona


@transaction.atomic
def open_run_forum(*, run: Cohort, by: Persona, now: datetime) -> Forum:
    """A place for threads that the people of the run alone read, named like the run. A second call gives the first's.

    The caller holds the lock of the group's door.
    """
    known = Forum.objects.filter(cohort=run).order_by("position", "pk").first()
    if known is not None:
        return known
    group = run.group
    last = Forum.objects.filter(group=group).aggregate(value=Max("position"))["value"] or 0
    slug = free_slug(group, run.name)
    forum = Forum.objects.create(group=group, cohort=run, name=run.name, slug=slug, position=last + 1)
    letterbox.record(OPENED, group_id=group.pk, subject_id=forum.pk, persona_id=by.pk, at=now)
    return forum


@transaction.atomic
def move_prompts(*, run: Cohort, now: datetime) -> None:
    """Let what was written ahead for a week of the run appear when that week begins now.

    What was for a week that the run no longer has, or that is over by the new days, goes back to its writer as a draft,
    and she is told; the week that is under way has its words at once. Safe to repeat. The caller holds the run's lock.
    """
    zone = ZoneInfo(run.group.zone)
    ahead = Draft.objects.filter(group=run.group_id, forum__cohort=run, state=Draft.State.SCHEDULED, week__isnull=False)
    for draft in ahead.select_for_update(of=("self",)).order_by("pk"):
        week = draft.week or 0
        if week > run.weeks or week_begins(run, week + 1, zone) <= now:
            draft.state, draft.publish_at, draft.reread = Draft.State.WRITING, None, ""
            letterbox.tell(draft.author_id, PROMPT_BACK, group_id=run.group_id, subject_id=draft.pk, now=now)
        else:
            draft.publish_at = week_begins(run, week, zone)
        draft.save(update_fields=["state", "publish_at", "reread"])


@transaction.atomic
def erase_run(*, run: Cohort, now: datetime) -> None:
    """Blank every word that was written in the run's places, whoever wrote it. Safe to repeat."""
    threads = Thread.objects.filter(group=run.group_id, forum__cohort=run)
    posts = Post.objects.filter(group=run.group_id, thread__in=threads)
    drafts = Draft.objects.filter(group=run.group_id, forum__cohort=run)
    blank(posts, drafts)
    Poll.objects.filter(thread__in=threads).delete()
    for marks in (
        Response.objects.filter(post__in=posts),
        *(kind.objects.filter(thread__in=threads) for kind in _MARKS),
    ):
        marks.delete()
    threads.update(title="", content_notes="", has_poll=False)
    recount(SupportGroup.objects.get(pk=run.group_id))


@transaction.atomic
def choose_ending_round(*, thread: Thread, by: Persona, now: datetime) -> Forum:
    """Let the people of a run part in this thread: it takes their goodbyes also while the run can only be read.

    It takes the place of another that was chosen before. The caller has asked "forums.end_round".
    """
    Forum.objects.filter(pk=thread.forum_id, cohort__isnull=False).update(ending_round=thread)
    note_act(persona_id=by.pk, group=thread.group, now=now)
    forum = Forum.objects.select_related("cohort").get(pk=thread.forum_id)
    for seat in CohortSeat.objects.left_early(now).filter(cohort=forum.cohort_id).order_by("pk"):
        _offer_goodbye(forum, seat.membership.persona_id, now)
    return forum


@transaction.atomic
def offer_goodbyes(*, membership: Membership, now: datetime) -> None:
    """Somebody who has left a run before its end has a draft in the thread in which its people part, to say goodbye in,
    and is told. What she posts from outside, a facilitator reads first. Safe to repeat."""
    left = CohortSeat.objects.left_early(now).filter(membership=membership)
    forums = Forum.objects.filter(cohort__in=left.values("cohort"), ending_round__isnull=False)
    for forum in forums.order_by("pk"):
        _offer_goodbye(forum, membership.persona_id, now)


def _offer_goodbye(forum: Forum, persona_id: int, now: datetime) -> None:
    place = {"group_id": forum.group_id, "forum": forum, "thread_id": forum.ending_round_id, "author_id": persona_id}
    if Draft.objects.filter(**place).exclude(state=Draft.State.DISCARDED).exists():
        return
    draft = Draft.objects.create(**place, made_at=now, saved_at=now)
    letterbox.tell(persona_id, GOODBYE, group_id=forum.group_id, subject_id=draft.pk, now=now)


def choose_no_ending_round(*, thread: Thread) -> None:
    """This thread ends with the others. Safe to repeat; nothing where another was chosen meanwhile."""
    Forum.objects.filter(ending_round=thread).update(ending_round=None)


_MARKS = (Claim, ReadMark, Watch)
