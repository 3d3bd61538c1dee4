"""The people of a run part in one thread, which takes their goodbyes while the run can only be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forums.models import Draft, Forum, Post, Thread
from groups.actions import RunPlan, announce_run, keep_runs
from groups.models import Cohort, Membership
from tests.forums.conftest import Talk, shown
from tests.forums.test_review import press
from tests.once import written_once

DAY = timedelta(days=1)


def begin_run(begun_talk: Talk) -> Forum:
    """The place of a run whose last day was yesterday, with Heron in it and two threads."""
    yesterday = timezone.now().date() - DAY
    plan = RunPlan("Spring", yesterday - 69 * DAY, yesterday - 69 * DAY, yesterday, places=8, read_only_weeks=2)
    run = announce_run(group=begun_talk.group, plan=plan, by=begun_talk.lantern.face, now=begun_talk.now)
    Membership.objects.get(persona=begun_talk.heron.face).cohort_seats.create(group=begun_talk.group, cohort=run)
    forum = Forum.objects.get(cohort=run)
    begun_talk.thread(begun_talk.lantern, "How shall we part?", forum=forum)
    begun_talk.thread(begun_talk.heron, "Week three", forum=forum)
    return forum


spring = written_once(begin_run)


def address(talk: Talk, words: str) -> str:
    return talk.thread_url(Thread.objects.get(title=words))


def say(talk: Talk, words: str, source: str) -> str:
    """What becomes of an answer of Heron's, posted at once."""
    thread = Thread.objects.get(title=words)
    draft = talk.draft(talk.heron, source, thread, forum=thread.forum)
    answer = talk.heron.client().get(f"/drafts/{draft.ref}/review/")
    if b'name="reread"' in answer.content:
        press(talk.heron.client(), draft, "at_once")
    return Draft.objects.get(pk=draft.pk).state


def test_a_run_that_is_over_takes_goodbyes_in_one_thread_alone(talk: Talk, spring: Forum) -> None:
    facilitator = talk.lantern.client()
    assert "Say goodbye here when the run ends" in shown(facilitator, address(talk, "How shall we part?"))
    facilitator.post(f"{address(talk, 'How shall we part?')}ending/")
    keep_runs(timezone.now())
    assert Cohort.objects.get().state == "read_only"
    assert say(talk, "How shall we part?", "Goodbye, all of you.") == "published"
    assert say(talk, "Week three", "One more thing.") == "writing"
    assert "Goodbye, all of you." in shown(talk.heron.client(), address(talk, "How shall we part?"))
    assert "Here the run says goodbye" in shown(talk.heron.client(), address(talk, "How shall we part?"))


def test_without_an_ending_round_nothing_is_written_after_the_end(talk: Talk, spring: Forum) -> None:
    keep_runs(timezone.now())
    assert say(talk, "How shall we part?", "Goodbye.") == "writing"
    assert Post.objects.filter(thread__forum=spring).count() == 2


def test_goodbyes_end_when_the_run_is_put_away(talk: Talk, spring: Forum) -> None:
    where = address(talk, "How shall we part?")
    talk.lantern.client().post(f"{where}ending/")
    for days in (0, 30):
        keep_runs(timezone.now() + days * DAY)
    assert Cohort.objects.get().state == "archived"
    assert talk.heron.client().get(where).status_code in (302, 404)
    assert talk.lantern.client().get(where).status_code == 404


def test_another_thread_takes_its_place_and_it_is_taken_back(talk: Talk, spring: Forum) -> None:
    facilitator = talk.lantern.client()
    for words in ("How shall we part?", "Week three", "Week three"):
        facilitator.post(f"{address(talk, words)}ending/")
    spring.refresh_from_db()
    assert spring.ending_round.title == "Week three"
    facilitator.post(f"{address(talk, 'How shall we part?')}ending/undo/")
    spring.refresh_from_db()
    assert spring.ending_round is not None
    for _press in range(2):
        facilitator.post(f"{address(talk, 'Week three')}ending/undo/")
    spring.refresh_from_db()
    assert spring.ending_round is None


def test_members_choose_none_and_what_is_for_all_has_none(talk: Talk, spring: Forum) -> None:
    assert talk.heron.client().post(f"{address(talk, 'Week three')}ending/").status_code == 403
    thread = talk.thread(talk.lantern, "For all of us")
    assert talk.lantern.client().post(f"{talk.thread_url(thread)}ending/").status_code == 403
    assert "Say goodbye here" not in shown(talk.lantern.client(), talk.thread_url(thread))
    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.filter(pk=thread.forum_id).update(ending_round=thread)
