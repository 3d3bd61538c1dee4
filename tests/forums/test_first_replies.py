"""Nobody is left alone: who waits for a first reply is seen, taken up by somebody, and told of once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from forums import actions, tasks
from forums.actions.welcoming import CLAIM_FOR, FACILITATORS_AFTER, WILLING_AFTER
from forums.models import Claim, Draft, Lock, Nudge, Thread
from forums.pages import group_overview
from forums.waiting import is_waiting
from groups.actions import hide, take_break
from groups.models import Cohort, CohortSeat, Membership, SupportGroup
from personas import letterbox
from tests.cast import Person
from tests.forums.conftest import Talk, shown

LONG_AGO = timedelta(hours=30)


def waits(thread: Thread) -> bool:
    return Thread.objects.filter(is_waiting(), pk=thread.pk).exists()


def be_willing(*people: Person) -> None:
    for person in people:
        Membership.objects.filter(persona=person.face).update(is_willing_to_welcome=True)


def age(thread: Thread, by: timedelta) -> None:
    Thread.objects.filter(pk=thread.pk).update(begun_at=timezone.now() - by)


def told(talk: Talk, person: Person) -> list[str]:
    return [notice.title for notice in letterbox.notices_for(talk.room.actor(person))]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def thread(talk: Talk) -> Thread:
    """Heron's first words."""
    return talk.thread(talk.heron, "I do not know how to begin.")


def test_words_wait_until_somebody_else_has_replied(talk: Talk, thread: Thread) -> None:
    assert waits(thread)
    talk.post(talk.heron, "Me again.", thread)
    assert waits(thread)
    reply = talk.post(talk.wren, "Here.", thread)
    assert not waits(thread)
    actions.withdraw_post(post=reply, now=talk.now)
    assert waits(thread)


def test_who_only_hopes_to_be_heard_is_answered_without_words(talk: Talk, now: datetime) -> None:
    heard, asked = talk.thread(talk.heron, "A bad day.", wants="heard"), talk.thread(talk.heron, "How?", wants="advice")
    for thread in (heard, asked):
        first = thread.posts.get(number=1)
        actions.respond(post=first, by=talk.heron.face, kind="read", now=now)
        assert waits(thread)
        actions.respond(post=first, by=talk.wren.face, kind="read", now=now)
    assert not waits(heard)
    assert waits(asked)
    page = shown(talk.wren.client(), talk.forum_url)
    assert page.count("Waits for a first answer") == 1


def test_what_is_covered_or_announced_waits_for_nothing(talk: Talk, thread: Thread) -> None:
    actions.hide_post(post=thread.posts.get(number=1), by=talk.lantern.face, now=talk.now)
    assert not waits(thread)
    assert not waits(talk.thread(talk.lantern, "We open at eight.", kind="announcement"))


def test_who_is_there_for_first_posts_finds_them_on_top(talk: Talk, thread: Thread) -> None:
    client, url = talk.wren.client(), f"{talk.url}welcoming/"
    talk.thread(talk.wren, "My own words wait below.")
    page = shown(client, talk.url)
    assert page.index("Said lately") < page.index("Waiting for a first answer")
    assert "Be there for first posts?" in shown(client, url)
    assert client.post(url, {"willing": "yes"}).status_code == 302
    page = shown(client, talk.url)
    assert page.index("Waiting for a first answer") < page.index("Said lately")
    assert Membership.objects.get(persona=talk.wren.face).is_willing_to_welcome
    assert "You are there for first posts" in shown(client, url)
    client.post(url, {"willing": "no"})
    assert not Membership.objects.get(persona=talk.wren.face).is_willing_to_welcome


def test_nobody_sees_who_is_there_for_first_posts(talk: Talk, thread: Thread) -> None:
    urls = (talk.url, f"{talk.url}people/{talk.wren.face.ref}/", f"{talk.url}roles/")
    strip = re.compile(r'name="(?:csrfmiddlewaretoken|key)"[^>]*')
    client = talk.lantern.client()
    before = [strip.sub("", shown(client, url)) for url in urls]
    be_willing(talk.wren)
    assert [strip.sub("", shown(client, url)) for url in urls] == before


def test_newcomers_stand_first_then_who_has_waited_longest(talk: Talk, now: datetime) -> None:
    talk.thread(talk.lantern, "First of Lantern", title="Lantern, first")
    for hours, title in ((5, "Five hours"), (9, "Nine hours")):
        age(talk.thread(talk.lantern, "Words", title=title), timedelta(hours=hours))
    age(talk.thread(talk.heron, "New here", title="Heron, first"), timedelta(hours=2))
    overview = group_overview(talk.room.actor(talk.wren), talk.group, now)
    titles = [each.row.title for each in overview.waiting]
    assert titles == ["Heron, first", "Lantern, first", "Nine hours", "Five hours"]


def test_who_takes_it_says_so_and_is_led_to_the_answer(talk: Talk, thread: Thread) -> None:
    wren, url = talk.wren.client(), f"{talk.thread_url(thread)}claim/"
    assert "I&#x27;m answering this" in shown(wren, talk.url) or "I'm answering this" in shown(wren, talk.url)
    assert wren.post(url).headers["Location"] == f"{talk.thread_url(thread)}reply/"
    assert wren.post(url).status_code == 302
    assert Claim.objects.get().made_by == talk.wren.face
    assert "You are answering this." in shown(wren, talk.url)
    lantern = talk.lantern.client()
    assert "Wren is answering this." in shown(lantern, talk.url)
    lantern.post(url)
    assert "Wren is answering already." in shown(lantern, f"{talk.thread_url(thread)}reply/")
    assert Claim.objects.get().made_by == talk.wren.face
    wren.post(f"{url}back/")
    assert not Claim.objects.exists()
    lantern.post(f"{url}back/")


def claim_lines(page: str) -> list[str]:
    """Which of the lines on answering stand above the place to answer."""
    above = page.partition('id="answer"')[0].replace("&#x27;", "'")
    lines = ("Nobody has answered yet.", "You are answering this", "Wren is answering this.", "hopes to be heard")
    return [line for line in lines if line in above]


def test_the_thread_itself_says_that_it_waits_and_who_is_answering(talk: Talk, thread: Thread) -> None:
    here, wren, lantern = talk.thread_url(thread), talk.wren.client(), talk.lantern.client()
    assert claim_lines(shown(wren, here)) == ["Nobody has answered yet."]
    assert claim_lines(shown(talk.heron.client(), here)) == [], "her own"
    wren.post(f"{here}claim/")
    assert "message-title" not in shown(wren, f"{here}reply/"), "what is answered is no heading of what was done"
    assert claim_lines(shown(wren, here)) == ["You are answering this"]
    assert claim_lines(shown(lantern, here)) == ["Wren is answering this."]
    assert wren.post(f"{here}claim/back/", {"here": "1"})["Location"] == here
    assert claim_lines(shown(lantern, here)) == ["Nobody has answered yet."]
    talk.post(talk.wren, "Here.", thread)
    assert claim_lines(shown(lantern, here)) == []


def test_the_thread_itself_asks_nobody_who_cannot_answer(talk: Talk, thread: Thread) -> None:
    here, wren = talk.thread_url(thread), talk.wren.client()
    Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    assert claim_lines(shown(wren, here)) == claim_lines(shown(talk.lantern.client(), here)) == []
    Lock.objects.all().delete()
    actions.claim_thread(thread=thread, by=talk.wren.face, now=timezone.now())
    talk.silence(talk.wren)
    assert claim_lines(shown(wren, here)) == []
    assert wren.post(f"{here}claim/back/").status_code == 302
    assert not Claim.objects.exists(), "so that somebody else may answer"
    assert "answering this" not in shown(wren, talk.url)
    assert "you can write here" in wren.post(f"{here}claim/").text
    assert not Claim.objects.exists()


def test_in_a_group_that_has_closed_nothing_waits(talk: Talk, thread: Thread, now: datetime) -> None:
    wren = talk.wren.client()
    assert "Waiting for a first answer" in shown(wren, talk.url)
    type(talk.group).objects.filter(pk=talk.group.pk).update(state="closed", closed_at=now)
    assert "Waiting for a first answer" not in shown(wren, talk.url)


def test_where_somebody_hopes_to_be_heard_a_response_is_said_to_be_enough(talk: Talk, now: datetime) -> None:
    thread = talk.thread(talk.heron, "A bad day.", wants="heard")
    wren, here = talk.wren.client(), talk.thread_url(thread)
    assert claim_lines(shown(wren, here)) == ["Nobody has answered yet.", "hopes to be heard"]
    actions.respond(post=thread.posts.get(number=1), by=talk.lantern.face, kind="read", now=now)
    assert claim_lines(shown(wren, here)) == []


def test_a_claim_lapses_and_another_may_take_it_up(talk: Talk, thread: Thread, now: datetime) -> None:
    actions.claim_thread(thread=thread, by=talk.wren.face, now=now - CLAIM_FOR)
    assert "is answering" not in shown(talk.lantern.client(), talk.url)
    actions.claim_thread(thread=thread, by=talk.lantern.face, now=now)
    with pytest.raises(actions.TakenAlready) as taken:
        actions.claim_thread(thread=thread, by=talk.wren.face, now=now)
    assert taken.value.claim.made_by == talk.lantern.face
    talk.post(talk.wren, "Here.", thread)
    with pytest.raises(actions.AnsweredAlready):
        actions.claim_thread(thread=thread, by=talk.wren.face, now=now)


def test_where_answers_are_closed_nothing_can_be_taken_up(talk: Talk, thread: Thread) -> None:
    wren = talk.wren.client()
    places = {talk.url: "answering this", talk.forum_url: "Waits for a first answer", "/home/": "Somebody waits"}
    assert all(words in shown(wren, url) for url, words in places.items())
    Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    assert wren.post(f"{talk.thread_url(thread)}claim/").status_code == 403
    assert not any(words in shown(wren, url) for url, words in places.items())


def test_willing_members_are_told_once_and_nobody_else(talk: Talk, thread: Thread, now: datetime) -> None:
    be_willing(talk.wren, talk.heron)
    age(thread, WILLING_AFTER - timedelta(minutes=5))
    assert actions.nudge(now=now) == 0
    age(thread, WILLING_AFTER + timedelta(minutes=5))
    assert tasks.nudge() == 1
    assert [actions.nudge(now=now) for _ in range(3)] == [0, 0, 0]
    assert told(talk, talk.wren) == ["Somebody waits for a first answer"]
    assert told(talk, talk.heron) == told(talk, talk.lantern) == []
    assert Nudge.objects.get().told == "willing"


def test_after_a_day_facilitators_are_told_once(talk: Talk, thread: Thread, now: datetime) -> None:
    age(thread, FACILITATORS_AFTER + timedelta(minutes=5))
    actions.nudge(now=now)
    actions.nudge(now=now)
    assert told(talk, talk.lantern) == ["Nobody has answered for a day"]
    assert told(talk, talk.wren) == []
    talk.post(talk.wren, "Here.", thread)
    assert told(talk, talk.lantern) == []


def test_while_somebody_is_answering_others_are_left_in_peace(talk: Talk, thread: Thread, now: datetime) -> None:
    be_willing(talk.wren)
    age(thread, LONG_AGO)
    actions.claim_thread(thread=thread, by=talk.lantern.face, now=now)
    assert actions.nudge(now=now) == 0
    assert actions.nudge(now=now + CLAIM_FOR) == 2
    assert not Claim.objects.exists()


def test_who_cannot_answer_or_rests_is_not_told(talk: Talk, thread: Thread, now: datetime) -> None:
    otter = talk.room.member("Otter")
    be_willing(talk.wren, otter)
    talk.silence(talk.wren)
    take_break(membership=Membership.objects.get(persona=otter.face), now=now)
    age(thread, LONG_AGO)
    actions.nudge(now=now)
    assert told(talk, talk.wren) == told(talk, otter) == []


def test_who_wrote_it_under_a_name_for_one_thread_is_not_told_of_it(talk: Talk, now: datetime) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_thread_names=True)
    for person in (talk.heron, talk.lantern):
        draft = talk.draft(person, "I have not told anybody.")
        there = person.client().post(f"/drafts/{draft.ref}/name/").url
        draft = Draft.objects.get(ref=there.split("/")[2])
        person.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
    be_willing(talk.heron, talk.wren, talk.lantern)
    assert {thread.author.name for thread in Thread.objects.select_related("author")}.isdisjoint({"Heron", "Lantern"})
    for thread in Thread.objects.all():
        age(thread, LONG_AGO)
    assert actions.nudge(now=now) == 4
    assert len(told(talk, talk.wren)) == 2
    assert len(told(talk, talk.heron)) == 1, "of what somebody else wrote"
    assert len(told(talk, talk.lantern)) == 2, "the same, as one who is willing and after a day"


def test_who_does_not_see_the_author_or_is_kept_away_is_not_told(talk: Talk, thread: Thread, now: datetime) -> None:
    otter = talk.room.member("Otter")
    be_willing(talk.wren, otter)
    hide(by=talk.wren.face, about=talk.heron.face, is_mutual=False, now=now)
    hide(by=talk.heron.face, about=otter.face, is_mutual=True, now=now)
    age(thread, LONG_AGO)
    actions.nudge(now=now)
    assert told(talk, talk.wren) == told(talk, otter) == []
    assert told(talk, talk.lantern) == ["Nobody has answered for a day"]


def test_a_run_tells_its_own_people_only(talk: Talk, now: datetime) -> None:
    day = now.date()
    otter = talk.room.member("Otter")
    cohort = Cohort.objects.create(
        group=talk.group, name="Spring", opens_on=day, starts_on=day, ends_on=day + timedelta(70), places=8
    )
    type(talk.group).objects.filter(pk=talk.group.pk).update(has_cohorts=True)
    for person in (talk.heron, talk.wren):
        seat = Membership.objects.get(persona=person.face)
        CohortSeat.objects.create(group=talk.group, cohort=cohort, membership=seat)
    be_willing(talk.wren, otter)
    forum = type(talk.forum).objects.create(group=talk.group, name="Spring", slug="spring", cohort=cohort)
    age(talk.thread(talk.heron, "Week one.", forum=forum), LONG_AGO)
    actions.nudge(now=now)
    assert told(talk, talk.wren) == ["Somebody waits for a first answer"]
    assert told(talk, otter) == []
    assert told(talk, talk.lantern) == ["Nobody has answered for a day"]


def test_the_desk_says_who_is_answering_and_puts_newcomers_first(talk: Talk, thread: Thread, now: datetime) -> None:
    talk.post(talk.wren, "Not the first of mine.")
    older = talk.thread(talk.wren, "Words", title="Second of Wren")
    Thread.objects.exclude(pk__in=(thread.pk, older.pk)).update(first_reply_at=now)
    age(older, LONG_AGO * 2)
    age(thread, LONG_AGO)
    actions.claim_thread(thread=thread, by=talk.wren.face, now=now)
    page = shown(talk.lantern.client(), f"{talk.url}desk/")
    assert page.index("by Heron waits") < page.index("by Wren waits")
    assert page.count("Wren is answering.") == 1


def test_what_somebody_is_answering_goes_along_with_their_face(talk: Talk, thread: Thread, now: datetime) -> None:
    actions.claim_thread(thread=thread, by=talk.wren.face, now=now)
    actions.forget(talk.wren.face)
    assert not Claim.objects.exists()


def test_who_was_answered_by_somebody_who_is_forgotten_waits_again(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.wren, "I am here.", thread, at=talk.now + timedelta(seconds=1))
    later = talk.post(talk.lantern, "So am I.", thread, at=talk.now + timedelta(seconds=2))
    actions.forget(talk.wren.face)
    thread.refresh_from_db()
    assert thread.first_reply_at == later.published_at
    actions.forget(talk.lantern.face)
    thread.refresh_from_db()
    assert (thread.first_reply_at, thread.first_peer_reply_at) == (None, None)
