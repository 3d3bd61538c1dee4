"""Words for the weeks of a run, written ahead by who facilitates: each appears when its week begins, and once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from forums.actions import publish_due
from forums.models import Draft, Forum, Post
from groups.actions import RunPlan, announce_run, keep_runs
from groups.models import Cohort, Membership
from tests.forums.conftest import Talk, shown
from tests.forums.test_review import press

DAY = timedelta(days=1)


@pytest.fixture
def spring(talk: Talk) -> Forum:
    """The place of a run of ten weeks that began three weeks ago, with Heron in it."""
    first = timezone.now().date() - 21 * DAY
    plan = RunPlan("Spring", first, first, first + 69 * DAY, places=8)
    run = announce_run(group=talk.group, plan=plan, by=talk.lantern.face, now=talk.now)
    Membership.objects.get(persona=talk.heron.face).cohort_seats.create(group=talk.group, cohort=run)
    return Forum.objects.get(cohort=run)


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
