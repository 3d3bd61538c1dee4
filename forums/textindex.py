"""What search in a group looks through: the published posts, by group."""

from __future__ import annotations

from forums.models import Post
from supportgroups.lib import markup
from supportgroups.lib.plaintext import plain_text
from supportgroups.lib.search import Entry, TextIndex

POSTS = TextIndex("forums_post_text", scope=True)


def entry_for(post: Post, title: str = "", text: str | None = None) -> Entry:
    """What is found of a post. `title` for the first of a thread; `text` if at hand, read from the HTML if not."""
    words = plain_text(post.html, with_addresses=False) if text is None else text
    return Entry(post.pk, post.group_id, f"{title}\n{words}"[: markup.MAX_SOURCE], post.language)


def put(post: Post, title: str = "", text: str | None = None) -> None:
    """Make a post findable. One statement."""
    POSTS.put_many([entry_for(post, title, text)])


def remove(*post_ids: int) -> None:
    """Make posts unfindable. One statement."""
    POSTS.remove(post_ids)
