"""What is covered, gone, or behind a content note is said nowhere: not by a title, not by a glance, not by a note."""

from __future__ import annotations

import pytest

from forums.actions import hide_post, remove_post, withdraw_post
from forums.models import Draft, Post, Thread
from groups.actions import leave
from groups.models import Membership
from tests.forums.conftest import Talk, shown

SECRET = "CANARY"


def cover(talk: Talk, post: Post, how: str) -> None:
    verbs = {"hidden": hide_post, "removed": remove_post}
    if how == "withdrawn":
        withdraw_post(post=post, now=talk.now)
    else:
        verbs[how](post=post, by=talk.lantern.face, now=talk.now)


def places(talk: Talk, thread: Thread, draft: Draft) -> list[str]:
    """Every page of a reader's that names the thread."""
    here = talk.thread_url(thread)
    pages = [talk.url, talk.forum_url, here, f"{here}reply/", f"{here}reply/?to=1", "/drafts/"]
    pages += [f"/drafts/{draft.ref}/", f"/drafts/{draft.ref}/review/"]
    return pages + [f"{talk.url}people/{face.ref}/" for face in (talk.heron.face, talk.lantern.face)]


@pytest.mark.parametrize("how", ["hidden", "removed", "withdrawn"])
def test_a_covered_beginning_is_named_nowhere(talk: Talk, how: str) -> None:
    thread = talk.thread(talk.heron, f"Words {SECRET}", title=f"Title {SECRET}", content_notes=f"note {SECRET}")
    talk.post(talk.lantern, "An answer.", thread)
    draft = talk.draft(talk.wren, "My answer", thread, parent=thread.posts.get(number=1))
    cover(talk, thread.posts.get(number=1), how)
    client = talk.wren.client()
    for page in places(talk, thread, draft):
        assert SECRET not in shown(client, page), page
    found = client.post(f"{talk.url}search/", {"words": "answer"}).content.decode()
    assert "A thread whose beginning" in found
    assert SECRET not in found


def test_behind_a_note_neither_title_nor_words_stand_in_lists(talk: Talk) -> None:
    thread = talk.thread(talk.heron, f"Words {SECRET}", title=f"Title {SECRET}", content_notes="grief")
    talk.post(talk.lantern, "An answer.", thread)
    draft = talk.draft(talk.wren, "My answer", thread, parent=thread.posts.get(number=1))
    client = talk.wren.client()
    for page in places(talk, thread, draft):
        if page != talk.thread_url(thread):
            assert SECRET not in shown(client, page), page
    assert "A thread that talks about grief" in shown(client, talk.forum_url)
    page = shown(client, talk.thread_url(thread))
    assert page.index("<details") < page.index(f"Title {SECRET}")
    assert f"<h1>Title {SECRET}" not in page
    found = client.post(f"{talk.url}search/", {"words": SECRET}).content.decode()
    assert "A thread that talks about grief" in found
    assert f"Title {SECRET}" not in found


def test_a_title_made_of_noted_words_is_not_told_either(talk: Talk) -> None:
    talk.thread(talk.heron, f"{SECRET} are my first words", content_notes="grief")
    assert SECRET not in shown(talk.wren.client(), talk.forum_url)


def test_who_has_left_reads_her_draft_and_no_words_of_others(talk: Talk) -> None:
    thread = talk.thread(talk.heron, f"Words {SECRET}", title=f"Title {SECRET}")
    draft = talk.draft(talk.wren, "My own words", thread, parent=thread.posts.get(number=1))
    leave(membership=Membership.objects.get(persona=talk.wren.face), now=talk.now)
    page = shown(talk.wren.client(), f"/drafts/{draft.ref}/")
    assert "My own words" in page
    assert SECRET not in page
