"""A way back in after being away, and marking all as read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from forums.actions import hide_post, mark_read
from forums.models import Forum, ReadMark
from groups.models import Cohort, CohortSeat, Membership, SupportGroup
from tests.forums.conftest import Talk, joined_long_ago, shown


def back(talk: Talk, client: Client) -> str:
    return shown(client, f"{talk.url}back/")


def test_what_was_answered_to_me_and_said_for_all_is_there_until_it_is_read(talk: Talk) -> None:
    thread, other = talk.thread(talk.heron, title="My thread"), talk.thread(talk.wren, title="Another's thread")
    heron = talk.heron.client()
    assert "Nothing waits for you" in back(talk, heron)
    mine = talk.post(talk.heron, "I was there too.", other)
    talk.post(talk.wren, "ANSWER-ONE", thread)
    talk.post(talk.lantern, "ANSWER-TWO", other, parent=mine)
    talk.post(talk.lantern, "FOR-ALL", other, as_facilitator=True)
    talk.post(talk.wren, "FOR-NOBODY", other)
    page = back(talk, heron)
    assert page.index("Answered to you") < page.index("ANSWER-TWO") < page.index("ANSWER-ONE")
    assert page.index("From those who look after the group") < page.index("FOR-ALL")
    assert "FOR-NOBODY" not in page
    assert f"{talk.thread_url(thread)}?from=2#post-2" in page
    for each in (thread, other):
        shown(heron, talk.thread_url(each))
    assert "Nothing waits for you" in back(talk, heron)


def test_what_is_kept_on_top_is_there_until_it_is_read(talk: Talk) -> None:
    joined_long_ago(talk)
    kept = talk.thread(talk.wren, "KEPT-ON-TOP")
    talk.thread(talk.wren, "ONE-OF-MANY")
    heron, url = talk.heron.client(), talk.thread_url(kept)
    assert "KEPT-ON-TOP" not in back(talk, heron)
    assert talk.lantern.client().post(f"{url}pin/").status_code == 302
    page = back(talk, heron)
    assert page.index("From those who look after the group") < page.index("KEPT-ON-TOP")
    assert "ONE-OF-MANY" not in page
    hidden = talk.room.member("Pebble").client()
    hidden.post(f"{talk.url}people/{talk.wren.face.ref}/distance/", {"how": "hide"})
    assert "KEPT-ON-TOP" not in back(talk, hidden)
    shown(heron, url)
    assert "KEPT-ON-TOP" not in back(talk, heron)


def test_it_is_never_forgotten(talk: Talk) -> None:
    joined_long_ago(talk)
    at = talk.now - timedelta(days=80)
    thread = talk.post(talk.heron, "Then.", at=at).thread
    talk.post(talk.wren, "ANSWER-LONG-AGO", thread, at=at + timedelta(days=1))
    heron = talk.heron.client()
    assert "Something new in one thread." in shown(heron, "/home/")
    assert "ANSWER-LONG-AGO" in back(talk, heron)
    shown(heron, talk.thread_url(thread))
    assert "Nothing new since you were last here." in shown(heron, "/home/")


def test_what_is_covered_or_hidden_from_me_does_not_wait(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    hide_post(post=talk.post(talk.wren, "COVERED", thread), by=talk.lantern.face, now=talk.now)
    talk.post(talk.wren, "UNWANTED", thread)
    heron = talk.heron.client()
    assert heron.post(f"{talk.url}people/{talk.wren.face.ref}/distance/", {"how": "hide"}).status_code == 302
    page = back(talk, heron)
    assert "COVERED" not in page
    assert "UNWANTED" not in page


def test_a_stranger_has_no_way_in(talk: Talk, eve: Client) -> None:
    assert eve.get(f"{talk.url}back/").status_code == 403
    assert Client().get(f"{talk.url}back/").status_code == 302


def test_one_press_marks_a_forum_as_read(talk: Talk, eve: Client) -> None:
    threads = [talk.thread(talk.heron, title=f"Thread {number}") for number in range(3)]
    wren = talk.wren.client()
    assert shown(wren, talk.forum_url).count("thread-news") == 3
    for _press in range(2):
        assert wren.post(f"{talk.forum_url}read/").status_code == 302
    assert "thread-news" not in shown(wren, talk.forum_url)
    assert set(ReadMark.objects.filter(persona=talk.wren.face).values_list("number", flat=True)) == {1}
    talk.post(talk.lantern, "Since.", threads[0])
    assert "one new post" in shown(wren, talk.forum_url)
    assert eve.post(f"{talk.forum_url}read/").status_code == 404


def test_what_came_after_the_page_was_shown_stays_new(talk: Talk) -> None:
    thread, wren = talk.thread(talk.heron), talk.wren.client()
    shown(wren, talk.thread_url(thread))
    until = re.search(r'name="until" value="([^"]+)"', shown(wren, talk.forum_url))
    assert until
    talk.post(talk.lantern, "Just now.", thread, at=talk.now + timedelta(hours=1))
    wren.post(f"{talk.forum_url}read/", {"until": until[1]})
    assert ReadMark.objects.get(persona=talk.wren.face).number == 1
    assert wren.post(f"{talk.forum_url}read/", {"until": "soon"}).status_code == 302


def test_a_mark_that_is_further_does_not_go_back(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    talk.post(talk.lantern, "Two.", thread)
    thread.refresh_from_db()
    mark_read(actor_seat=talk.room.actor(talk.wren).seat_in(talk.group.pk), thread=thread, number=2)
    talk.wren.client().post(f"{talk.forum_url}read/", {"until": (talk.now - timedelta(days=1)).isoformat()})
    assert ReadMark.objects.get(persona=talk.wren.face).number == 2


def test_who_was_away_for_long_may_begin_with_what_comes_from_now_on(talk: Talk) -> None:
    joined_long_ago(talk)
    run, other = Cohort.objects.create(group=talk.group, name="Spring", **spring(talk)), talk.room.member("Pebble")
    SupportGroup.objects.filter(pk=talk.group.pk).update(has_cohorts=True)
    CohortSeat.objects.create(group=talk.group, cohort=run, membership=Membership.objects.get(persona=talk.wren.face))
    aside = Forum.objects.create(group=talk.group, name="Aside", slug="aside")
    closed = Forum.objects.create(group=talk.group, name="Spring", slug="spring", cohort=run)
    threads = [talk.thread(talk.wren, forum=forum) for forum in (talk.forum, aside, closed)]
    heron, url = talk.heron.client(), f"{talk.url}back/read/"
    page = back(talk, heron)
    until = re.findall(r'name="until" value="([^"]+)"', page)[0]
    late = talk.thread(talk.wren, "After the page was shown.", forum=aside, at=timezone.now())
    assert heron.get(url).status_code == 405
    for _twice in range(2):
        assert heron.post(url, {"until": until})["Location"] == talk.url
    marked = ReadMark.objects.filter(persona=talk.heron.face).values_list("thread_id", flat=True)
    assert set(marked) == {threads[0].pk, threads[1].pk}, "nothing in a run that she is not in, nothing that came later"
    assert not ReadMark.objects.filter(persona=other.face).exists()
    heron.post(url, {"until": "soon"})
    assert ReadMark.objects.filter(persona=talk.heron.face, thread=late).exists(), "what is no time is now"


def spring(talk: Talk) -> dict[str, Any]:
    day = talk.now.date()
    return {"opens_on": day, "starts_on": day, "ends_on": day + timedelta(days=70), "places": 8}
