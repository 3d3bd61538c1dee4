"""What search in a group looks through: the published posts, by group."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from forums.models import Poll, Post, Thread
from supportgroups.lib import markup, snippets
from supportgroups.lib.plaintext import plain_text
from supportgroups.lib.search import Entry, TextIndex

# Words are learnt by a task: somebody who posts does not wait for it.
POSTS = TextIndex("forums_post_text", scope=True, typos=True, learns_at_once=False)


def entry_for(post: Post, title: str = "", text: str | None = None) -> Entry:
    """What is found of a post. `title` for the first of a thread; `text` if at hand, read from the HTML if not."""
    words = plain_text(post.html, with_addresses=False) if text is None else text
    return Entry(post.pk, post.group_id, f"{title}\n{words}"[: markup.MAX_SOURCE], post.language)


def learn(*, since: datetime) -> None:
    """Take the words of posts shown since then into the list that slips are forgiven by. Safe to repeat."""
    shown = Post.objects.published().filter(published_at__gte=since).order_by("pk").values_list("html", flat=True)
    texts = (snippets.words_in(html) for html in shown.iterator(chunk_size=500))
    while batch := list(islice(texts, 500)):
        POSTS.learn(batch)


def put(post: Post, title: str = "", text: str | None = None) -> None:
    """Make a post findable. One statement."""
    POSTS.put_many([entry_for(post, title, text)])


def put_opening(thread: Thread) -> None:
    """Make the first post of a thread findable by what stands above it now, if it is shown. Three statements."""
    opening = Post.objects.published().filter(thread=thread, number=1).first()
    if opening is not None:
        put(opening, heading(thread))


def heading(thread: Thread) -> str:
    """What the first post of a thread is found by beside its own words: the title, and the question of a poll. One
    statement where there is a poll."""
    polls = Poll.objects.filter(thread=thread) if thread.has_poll else Poll.objects.none()
    return "\n".join([thread.title, *polls.values_list("question", flat=True)])


def remove(*post_ids: int) -> None:
    """Make posts unfindable. One statement."""
    POSTS.remove(post_ids)
