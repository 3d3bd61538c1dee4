"""Words for the weeks of a run, written ahead by who facilitates: each appears when its week begins, and once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from forums.actions import publish_due
from forums.models import Draft, Forum, Post
from groups.actions import RunPlan, announce_run, keep_runs
from groups.models import Cohort, Membership
from personas.letterbox import notices_for
from tests.forums.conftest import Talk, shown
from tests.forums.test_review import press
from tests.once import written_once

DAY = timedelta(days=1)


def begin_run(begun_talk: Talk) -> Forum:
    """The place of a run of ten weeks that began three weeks ago, with Heron in it."""
    first = timezone.now().date() - 21 * DAY
    plan = RunPlan("Spring", first, first, first + 69 * DAY, places=8)
    run = announce_run(group=begun_talk.group, plan=plan, by=begun_talk.lantern.face, now=begun_talk.now)
    Membership.objects.get(persona=begun_talk.heron.face).cohort_seats.create(group=begun_talk.group, cohort=run)
    return Forum.objects.get(cohort=run)


spring = written_once(begin_run)


def begins(forum: Forum, week: int) -> datetime:
    return datetime.combine(forum.cohort.starts_on + (week - 1) * 7 * DAY, datetime.min.time(), UTC).replace(hour=8)


def test_a_prompt_waits_for_its_week_and_appears_once(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.lantern, "What has helped you this week?", forum=spring)
    client = talk.lantern.client()
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "when week 5 begins:" in page
    assert "when week 3 begins:" not in page
    press(client, draft, "for_group", wish="week-6")
    waiting = Draft.objects.get(pk=draft.pk)
    assert (waiting.state, waiting.publish_at) == ("scheduled", begins(spring, 6))
    assert "08:00 on " in shown(client, f"/drafts/{draft.ref}/")
    publish_due(now=begins(spring, 6) - timedelta(minutes=1))
    assert not Post.objects.exists()
    for _round in range(2):
        publish_due(now=begins(spring, 6))
    post = Post.objects.get()
    assert (post.as_facilitator, post.thread.forum) == (True, spring)


def test_a_visit_publishes_what_is_due_without_a_worker(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.lantern, "What has helped you this week?", forum=spring)
    press(talk.lantern.client(), draft, "post", wish="week-6")
    reader = talk.heron.client()
    assert "What has helped you" not in shown(reader, f"{talk.url}forums/spring/")
    Draft.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
    assert "What has helped you" in shown(reader, f"{talk.url}forums/spring/")


def test_members_do_not_write_ahead_for_a_run(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.heron, "Hello.", forum=spring)
    client = talk.heron.client()
    assert "when week" not in shown(client, f"/drafts/{draft.ref}/review/")
    assert press(client, draft, "post", wish="week-6").status_code == 200
    assert Draft.objects.get(pk=draft.pk).state == "writing"


def test_what_is_for_all_has_no_weeks_to_wait_for(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.lantern, "Hello, all.")
    assert "when week" not in shown(talk.lantern.client(), f"/drafts/{draft.ref}/review/")


def test_a_prompt_of_somebody_who_no_longer_serves_does_not_appear(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.wren, "Hello.", forum=spring)
    Draft.objects.filter(pk=draft.pk).update(state="scheduled", publish_at=talk.now, reread=draft.fingerprint)
    publish_due(now=begins(spring, 6))
    assert not Post.objects.exists()


def test_a_run_that_is_over_shows_no_more_prompts(talk: Talk, spring: Forum) -> None:
    draft = talk.draft(talk.lantern, "What stays with you?", forum=spring)
    press(talk.lantern.client(), draft, "post", wish="week-10")
    Draft.objects.filter(pk=draft.pk).update(publish_at=begins(spring, 12))
    keep_runs(begins(spring, 12))
    assert Cohort.objects.get().state == "read_only"
    publish_due(now=begins(spring, 12))
    assert not Post.objects.exists()


def move(talk: Talk, forum: Forum, **more: object) -> Cohort:
    """The run as an admin changes it on its page."""
    run = forum.cohort
    typed = {
        "name": "Spring", "opens_on": run.opens_on, "starts_on": run.starts_on, "weeks": 10, "places": 8,
        "read_only_weeks": 4, "afterwards": "archive", **more,
    }  # fmt: skip
    assert talk.lantern.client().post(f"{talk.url}runs/{run.ref}/", typed).status_code == 302
    forum.cohort.refresh_from_db()
    return forum.cohort


def ahead(talk: Talk, forum: Forum, week: int) -> Draft:
    draft = talk.draft(talk.lantern, f"How was week {week - 1}?", forum=forum)
    press(talk.lantern.client(), draft, "for_group", wish=f"week-{week}")
    return draft


def told(talk: Talk) -> list[str]:
    return [row.title for row in notices_for(talk.room.actor(talk.lantern))]


BACK = "Your words for a week are a draft again"


@pytest.mark.parametrize("days", [-7, 3, 14])
def test_a_prompt_moves_with_the_days_of_its_run(talk: Talk, spring: Forum, days: int) -> None:
    first, sixth = spring.cohort.starts_on, ahead(talk, spring, 6)
    answer = talk.draft(talk.lantern, "For all of us.")
    press(talk.lantern.client(), answer, "post", wish="morning")
    morning = Draft.objects.get(pk=answer.pk).publish_at
    before = begins(spring, 6)
    opens = min(first, first + days * DAY)
    for _press in range(2):
        move(talk, spring, starts_on=first + days * DAY, opens_on=opens)
    waiting = Draft.objects.get(pk=sixth.pk)
    assert (waiting.state, waiting.publish_at) == ("scheduled", before + days * DAY)
    assert waiting.publish_at == begins(spring, 6)
    assert Draft.objects.get(pk=answer.pk).publish_at == morning
    publish_due(now=waiting.publish_at - timedelta(minutes=1))
    assert not Post.objects.filter(thread__forum=spring).exists()
    publish_due(now=waiting.publish_at)
    assert Post.objects.filter(thread__forum=spring).count() == 1
    assert BACK not in told(talk)


def test_words_for_a_week_that_is_no_more_go_back_to_their_writer(talk: Talk, spring: Forum) -> None:
    sixth, tenth = ahead(talk, spring, 6), ahead(talk, spring, 10)
    for _press in range(2):
        move(talk, spring, weeks=8)
    waiting, back = Draft.objects.get(pk=sixth.pk), Draft.objects.get(pk=tenth.pk)
    assert (waiting.state, waiting.publish_at) == ("scheduled", begins(spring, 6))
    assert (back.state, back.publish_at, back.source) == ("writing", None, "How was week 9?")
    assert told(talk).count(BACK) == 1
    assert any("The days of Spring were changed" in row.text for row in notices_for(talk.room.actor(talk.lantern)))
    publish_due(now=begins(spring, 12))
    assert Post.objects.count() == 1


def test_of_weeks_that_have_begun_by_the_new_days_one_appears_and_those_before_go_back(
    talk: Talk, spring: Forum
) -> None:
    fifth, sixth = ahead(talk, spring, 5), ahead(talk, spring, 6)
    first = spring.cohort.starts_on - 15 * DAY
    move(talk, spring, starts_on=first, opens_on=first)
    publish_due(now=timezone.now())
    assert Draft.objects.get(pk=fifth.pk).state == "writing"
    assert Draft.objects.get(pk=sixth.pk).state == "published"
    assert told(talk).count(BACK) == 1


def test_what_does_not_move_the_days_moves_no_prompt(talk: Talk, spring: Forum) -> None:
    sixth = ahead(talk, spring, 6)
    later = timezone.now() + timedelta(hours=3)
    Draft.objects.filter(pk=sixth.pk).update(publish_at=later)
    move(talk, spring, places=5)
    assert Draft.objects.get(pk=sixth.pk).publish_at == later


def test_words_that_are_taken_back_and_let_go_anew_wait_for_no_week(talk: Talk, spring: Forum) -> None:
    sixth = ahead(talk, spring, 6)
    client = talk.lantern.client()
    client.post(f"/drafts/{sixth.ref}/take-back/")
    assert Draft.objects.get(pk=sixth.pk).state == "writing"
    press(client, sixth, "post", wish="morning")
    morning = Draft.objects.get(pk=sixth.pk)
    assert (morning.state, morning.week) == ("scheduled", None)
    move(talk, spring, starts_on=spring.cohort.starts_on + 7 * DAY)
    assert Draft.objects.get(pk=sixth.pk).publish_at == morning.publish_at
