"""Somebody who has left a run before its end may say goodbye; a facilitator reads it first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.actions import choose_ending_round, publish_due
from forums.models import Draft, Forum, Post, Thread
from groups.actions import RunPlan, announce_run, keep_runs, leave
from groups.models import Cohort, CohortSeat, Membership
from moderation.actions import decline_held, release
from moderation.models import Hold
from personas.letterbox import notices_for
from tests.forums.conftest import Talk, shown
from tests.forums.test_review import press
from tests.once import written_once

DAY = timedelta(days=1)


def begin_run(begun_talk: Talk) -> Forum:
    """The place of a run in its fourth week, with Heron and Wren in it and two threads."""
    today = timezone.now().date()
    plan = RunPlan("Spring", today - 30 * DAY, today - 24 * DAY, today + 45 * DAY, places=8, read_only_weeks=2)
    run = announce_run(group=begun_talk.group, plan=plan, by=begun_talk.lantern.face, now=begun_talk.now)
    keep_runs(timezone.now())
    for person in (begun_talk.heron, begun_talk.wren):
        Membership.objects.get(persona=person.face).cohort_seats.create(group=begun_talk.group, cohort=run)
    forum = Forum.objects.get(cohort=run)
    begun_talk.thread(begun_talk.lantern, "How shall we part?", forum=forum)
    begun_talk.thread(begun_talk.wren, "Week three", forum=forum)
    return forum


spring = written_once(begin_run)


@pytest.fixture
def round_(talk: Talk, spring: Forum) -> Thread:
    """The thread in which they part."""
    thread = Thread.objects.get(title="How shall we part?")
    choose_ending_round(thread=thread, by=talk.lantern.face, now=talk.now)
    return thread


def go(talk: Talk, keeping: str = "name") -> None:
    talk.heron.client().post(f"{talk.url}leave/", {"keeping": keeping})
    assert Membership.objects.get(persona=talk.heron.face).status == "left"


def offered(talk: Talk) -> list[Draft]:
    return list(Draft.objects.filter(author=talk.heron.face, state=Draft.State.WRITING))


def say(talk: Talk, words: str = "I had to go. Be well, all of you.", act: str = "at_once") -> Draft:
    """Heron writes in the draft that was offered, reads it over and lets it go."""
    [draft] = offered(talk)
    browser = talk.heron.client()
    answer = browser.post(f"/drafts/{draft.ref}/", {"source": words, "version": draft.version, "act": "review"})
    assert answer.url == f"/drafts/{draft.ref}/review/"
    press(browser, Draft.objects.get(pk=draft.pk), act)
    return Draft.objects.get(pk=draft.pk)


def titles(talk: Talk) -> list[str]:
    return [row.title for row in notices_for(talk.heron.actor(talk.group, timezone.now()))]


def test_who_leaves_early_is_offered_a_goodbye_and_a_facilitator_reads_it_first(talk: Talk, round_: Thread) -> None:
    for _press in range(2):
        go(talk)
    assert titles(talk).count("If you would like to say goodbye") == 1
    draft = say(talk)
    assert (draft.state, draft.post.state, draft.post.author) == ("published", "held", talk.heron.face)
    assert "If you would like to say goodbye" not in titles(talk)
    page = shown(talk.wren.client(), talk.thread_url(round_))
    assert "I had to go." not in page
    assert "left the run early" in shown(talk.lantern.client(), f"{talk.url}desk/held/{draft.post.ref}/")
    release(hold=Hold.objects.get(), by=talk.lantern.face, now=timezone.now())
    assert "I had to go." in shown(talk.wren.client(), talk.thread_url(round_))


def test_a_facilitator_may_keep_it_from_being_shown(talk: Talk, round_: Thread) -> None:
    go(talk)
    say(talk)
    decline_held(hold=Hold.objects.get(), by=talk.lantern.face, reason="It names somebody.", now=timezone.now())
    assert "I had to go." not in shown(talk.wren.client(), talk.thread_url(round_))
    assert not offered(talk)


def test_she_reads_nothing_of_the_run_by_it(talk: Talk, round_: Thread) -> None:
    go(talk)
    [draft] = offered(talk)
    browser = talk.heron.client()
    page = shown(browser, f"/drafts/{draft.ref}/")
    for shows in (page, shown(browser, "/drafts/")):
        assert "Goodbye to Spring" in shows
        assert ("A facilitator reads it first" in shows) == (shows is page)
        assert "How shall we part?" not in shows
    for address in (talk.thread_url(round_), f"{talk.url}forums/{round_.forum.slug}/", talk.url):
        assert browser.get(address).status_code in (302, 403, 404)
    week = talk.draft(talk.heron, "One more thing.", Thread.objects.get(title="Week three"), forum=round_.forum)
    assert b'name="reread"' not in browser.get(f"/drafts/{week.ref}/review/").content
    Draft.objects.filter(pk=week.pk).update(state="scheduled", publish_at=timezone.now(), reread="x")
    publish_due(now=timezone.now(), draft=week)
    assert Draft.objects.get(pk=week.pk).state == "writing"


@pytest.mark.parametrize("keeping", ["nameless", "nothing"])
def test_whoever_takes_the_name_along_is_offered_none(talk: Talk, round_: Thread, keeping: str) -> None:
    go(talk, keeping)
    assert not offered(talk)


def test_whoever_was_removed_says_no_goodbye(talk: Talk, round_: Thread) -> None:
    membership = Membership.objects.get(persona=talk.heron.face)
    draft = talk.draft(talk.heron, "You will hear of me.", round_, forum=round_.forum)
    leave(membership=membership, now=timezone.now(), how=Membership.Ending.REMOVED)
    choose_ending_round(thread=round_, by=talk.lantern.face, now=timezone.now())
    assert offered(talk) == [draft]
    assert b'name="reread"' not in talk.heron.client().get(f"/drafts/{draft.ref}/review/").content
    Draft.objects.filter(pk=draft.pk).update(state="scheduled", publish_at=timezone.now(), reread="x")
    publish_due(now=timezone.now(), draft=draft)
    assert Draft.objects.get(pk=draft.pk).state == "writing"
    assert not Post.objects.filter(thread=round_, author=talk.heron.face).exists()


def test_a_thread_that_is_chosen_later_is_offered_too_and_once(talk: Talk, spring: Forum) -> None:
    go(talk)
    assert not offered(talk)
    thread = Thread.objects.get(title="How shall we part?")
    for _press in range(2):
        choose_ending_round(thread=thread, by=talk.lantern.face, now=timezone.now())
    assert [draft.thread for draft in offered(talk)] == [thread]
    say(talk)
    choose_ending_round(thread=thread, by=talk.lantern.face, now=timezone.now())
    assert not offered(talk)


@pytest.mark.parametrize(("days", "state"), [(29, "held"), (31, None)])
def test_it_can_be_said_for_a_month(talk: Talk, round_: Thread, days: int, state: str | None) -> None:
    go(talk)
    CohortSeat.objects.filter(membership__persona=talk.heron.face).update(ended_at=timezone.now() - days * DAY)
    [draft] = offered(talk)
    if state:
        say(talk)
    else:
        answer = talk.heron.client().post(f"/drafts/{draft.ref}/", {"source": "Late.", "version": 1, "act": "review"})
        assert answer.status_code == 403
    assert getattr(Draft.objects.get(pk=draft.pk).post, "state", None) == state


@pytest.mark.parametrize(("run", "state"), [("read_only", "held"), ("archived", None)])
def test_it_can_be_said_while_the_run_can_be_read(talk: Talk, round_: Thread, run: str, state: str | None) -> None:
    go(talk)
    put_away = timezone.now() if run == "archived" else None
    Cohort.objects.update(state=run, ended_at=timezone.now(), put_away_at=put_away)
    [draft] = offered(talk)
    if state:
        say(talk)
    else:
        assert b'name="reread"' not in talk.heron.client().get(f"/drafts/{draft.ref}/review/").content
    assert getattr(Draft.objects.get(pk=draft.pk).post, "state", None) == state
