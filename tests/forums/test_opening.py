"""How a long thread began can be looked up on its later parts, masked as the first post is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Account
from forums.actions import hide_post, withdraw_post
from forums.models import Post, Thread
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.lib import markup
from tests.forums.conftest import Talk, shown

BEGAN = "How it began, by Heron."
WORDS = "The kettle is my oldest friend."


@pytest.fixture
def long(talk: Talk) -> Thread:
    """45 posts: Heron began, Lantern and Wren went on."""
    begun, words = talk.now - timedelta(days=1), markup.render(WORDS)
    people = [talk.heron, *[talk.lantern, talk.wren] * 22]
    said = [
        PlannedPost(person.face.pk, begun + timedelta(minutes=minute), words if minute == 0 else markup.render("So."))
        for minute, person in enumerate(people)
    ]
    planned = PlannedThread(talk.group.pk, talk.forum.pk, "Evenings", "share", posts=said)
    list(write_threads([planned], facilitator_ids=()))
    finish([talk.group.pk])
    return Thread.objects.get(title="Evenings")


@pytest.fixture
def later(talk: Talk, long: Thread) -> Callable[[], str]:
    """The part from 21 to 40, as Wren has it."""
    wren = talk.wren.client()
    return lambda: shown(wren, f"{talk.thread_url(long)}?from=21")


def test_it_is_folded_on_later_parts_and_costs_nothing(talk: Talk, long: Thread, later: Callable[[], str]) -> None:
    page = later()
    fold = page[page.index("<details") :]
    assert fold.index(BEGAN) < fold.index("The kettle is my oldest friend.") < fold.index("</details>")
    assert f'href="{talk.thread_url(long)}#post-1"' in fold
    wren, here = talk.wren.client(), talk.thread_url(long)
    assert BEGAN not in shown(wren, here)
    assert BEGAN not in shown(wren, f"{here}?view=conversation")
    assert BEGAN in shown(wren, f"{here}?view=conversation&from=31")
    counts = []
    for part in ("", "?from=21"):
        shown(wren, here + part)  # now it is noted as read
        with CaptureQueriesContext(connection) as captured:
            shown(wren, here + part)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_behind_a_note_it_is_told_before_the_words_are(talk: Talk, long: Thread, later: Callable[[], str]) -> None:
    Post.objects.filter(thread=long, number=1).update(content_notes="grief")
    page = later()
    assert f"{BEGAN} This talks about grief." in page
    assert page.index("This talks about grief.") < page.index(WORDS)
    Account.objects.filter(pk=talk.wren.account.pk).update(note_rules={"grief": {"rule": "away"}})
    page = later()
    assert "You asked not to see it now." in page
    assert WORDS not in page


@pytest.mark.parametrize("how", ["covered", "taken back"])
def test_what_is_covered_or_gone_says_so_here_too(talk: Talk, long: Thread, later: Callable[[], str], how: str) -> None:
    first = Post.objects.get(thread=long, number=1)
    if how == "covered":
        hide_post(post=first, by=talk.lantern.face, now=talk.now)
    else:
        withdraw_post(post=first, now=talk.now)
    page = later()
    assert "How it began: " in page
    assert WORDS not in page


def test_somebody_hidden_is_not_named(talk: Talk, later: Callable[[], str]) -> None:
    talk.wren.client().post(f"{talk.url}people/{talk.heron.face.ref}/distance/", {"how": "hide"})
    page = later()
    assert "How it began, by somebody you have hidden." in page
    assert WORDS not in page
    assert "Heron" not in page
