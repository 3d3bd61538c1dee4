"""Looking after threads: kept on top, closed, settled; and what one wants to hear of them."""

from __future__ import annotations

import pytest
from django.test import Client

from forums.actions import lock, settle
from forums.models import Lock, Pin, Settled, Thread, Watch
from groups.models import FacilitatorWeek
from personas.models import ChainEntry
from tests.forums.conftest import Talk, shown


def press(talk: Talk, client: Client, thread: Thread, what: str, **sent: str) -> int:
    return client.post(f"{talk.thread_url(thread)}{what}/", sent).status_code


def test_a_thread_is_kept_on_top_and_let_go(talk: Talk) -> None:
    thread, later = talk.thread(talk.heron, title="Rules of the kettle"), talk.thread(talk.wren, title="Later")
    lantern = talk.lantern.client()
    for _press in range(2):
        assert press(talk, lantern, thread, "pin") == 302
    mark = Pin.objects.get()
    assert (mark.made_by, mark.thread) == (talk.lantern.face, thread)
    page = shown(talk.wren.client(), talk.forum_url)
    assert page.index("Rules of the kettle") < page.index("Later")
    assert "Kept on top" in shown(talk.wren.client(), talk.thread_url(thread))
    assert FacilitatorWeek.objects.filter(persona=talk.lantern.face).exists()
    for _press in range(2):
        assert press(talk, lantern, thread, "pin/undo") == 302
    assert not Pin.objects.exists()
    assert later.last_number == 1


def test_a_closed_thread_says_who_closed_it_when_and_why(talk: Talk) -> None:
    thread = talk.thread(talk.heron, title="Nights")
    lantern = talk.lantern.client()
    assert "Close “Nights” to answers?" in shown(lantern, f"{talk.thread_url(thread)}lock/")
    for _press in range(2):
        assert press(talk, lantern, thread, "lock", reason="We go on in the new one.") == 302
    assert Lock.objects.get().reason == "We go on in the new one."
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert "Lantern closed this thread" in page
    assert "We go on in the new one." in page
    assert "Closed to answers" in page
    assert press(talk, talk.wren.client(), thread, "reply", source="x") == 403
    for _press in range(2):
        assert press(talk, lantern, thread, "lock/undo") == 302
    assert "Closed to answers" not in shown(talk.wren.client(), talk.thread_url(thread))
    kinds = ChainEntry.objects.filter(kind__startswith="forums.").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["forums.closed", "forums.opened"]


def test_a_reason_that_is_too_long_is_handed_back(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    page = talk.lantern.client().post(f"{talk.thread_url(thread)}lock/", {"reason": "x" * 241})
    assert page.status_code == 200
    assert "x" * 241 in page.content.decode()
    assert not Lock.objects.exists()


@pytest.mark.parametrize(("how", "words"), [("answered", "Answered"), ("no-reply", "Needs no reply")])
def test_its_author_says_that_it_waits_for_nobody(talk: Talk, how: str, words: str) -> None:
    thread = talk.thread(talk.heron)
    waits = "Waits for a first answer"
    assert waits in shown(talk.wren.client(), talk.forum_url)
    heron = talk.heron.client()
    for _press in range(2):
        assert press(talk, heron, thread, f"settled/{how}") == 302
    assert Settled.objects.get().made_by == talk.heron.face
    assert words in shown(talk.wren.client(), talk.thread_url(thread))
    for url in (talk.forum_url, talk.url, "/home/"):
        assert waits not in shown(talk.wren.client(), url)
    assert "Somebody waits for a first answer" not in shown(talk.wren.client(), "/home/")
    assert press(talk, talk.wren.client(), thread, "reply", source="Still here.", act="keep") == 302
    assert press(talk, heron, thread, "settled/undo") == 302
    assert waits in shown(talk.wren.client(), talk.forum_url)


def test_one_word_on_it_takes_the_place_of_the_other(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    settle(thread=thread, how=Settled.How.NO_REPLY, by=talk.heron.face, now=talk.now)
    settle(thread=thread, how=Settled.How.ANSWERED, by=talk.lantern.face, now=talk.now)
    mark = Settled.objects.get()
    assert (mark.how, mark.made_by) == ("answered", talk.lantern.face)


def test_members_and_strangers_tend_nothing(talk: Talk, eve: Client) -> None:
    thread = talk.thread(talk.heron)
    for what in ("pin", "pin/undo", "lock", "lock/undo", "settled/answered", "settled/undo"):
        assert press(talk, talk.wren.client(), thread, what) == 403
        assert press(talk, eve, thread, what) == 404
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert "Keep it on top" not in page
    assert "Mark as answered" not in page
    assert "Mark as answered" in shown(talk.heron.client(), talk.thread_url(thread))
    assert press(talk, talk.heron.client(), thread, "settled/sideways") == 404


def test_what_one_wants_to_hear_is_kept(talk: Talk, eve: Client) -> None:
    thread, wren = talk.thread(talk.heron), talk.wren.client()
    for _press in range(2):
        assert press(talk, wren, thread, "watch", level="none") == 302
    mine = Watch.objects.get(persona=talk.wren.face)
    assert (mine.level, mine.group) == ("none", talk.group)
    assert 'value="none" id="level-none" checked' in shown(wren, talk.thread_url(thread))
    assert press(talk, wren, thread, "watch", level="loudly") == 302
    assert press(talk, wren, thread, "watch", level="digest") == 302
    mine.refresh_from_db()
    assert mine.level == "digest"
    assert press(talk, eve, thread, "watch", level="none") == 404


def test_closing_twice_is_one_closing(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    for reason in ("First", "Second"):
        lock(thread=thread, by=talk.lantern.face, reason=reason, now=talk.now)
    assert Lock.objects.get().reason == "First"
    assert ChainEntry.objects.filter(kind="forums.closed").count() == 1
