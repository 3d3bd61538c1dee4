"""After an upgrade of the renderer, older posts are made anew, and nothing else of them changes."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from django.db.models import F

from forums.actions import withdraw_post
from forums.models import Post
from forums.textindex import POSTS
from tests.forums.conftest import Talk


def run() -> str:
    out = StringIO()
    call_command("rerender", stdout=out)
    return out.getvalue()


def test_older_posts_are_made_anew_once(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "It is *loud*.", title="Night")
    hidden = talk.post(talk.wren, "Not for others.", thread)
    withdraw_post(post=hidden, now=talk.now)
    before = Post.objects.get(number=1)
    Post.objects.update(renderer=F("renderer") - 1, html="<p>old</p>", excerpt="old")
    POSTS.remove([before.pk])
    assert run() == "2 posts rendered anew\n"
    after = Post.objects.get(number=1)
    assert (after.html, after.excerpt, after.renderer) == (before.html, before.excerpt, before.renderer)
    assert (after.published_at, after.edited_at, after.number) == (before.published_at, None, 1)
    assert POSTS.matches("loud", [talk.group.pk], 5) == [before.pk]
    assert POSTS.matches("others", [talk.group.pk], 5) == []
    assert run() == "0 posts rendered anew\n"


def test_what_is_blanked_stays_empty(talk: Talk) -> None:
    talk.thread(talk.heron)
    Post.objects.update(state="blanked", source="", html="", excerpt="", renderer=F("renderer") - 1)
    assert run() == "0 posts rendered anew\n"
    assert Post.objects.get().html == ""
