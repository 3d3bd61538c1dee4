"""A post's later life: taken back by its author, hidden, shown again or taken away by the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery

from forums import textindex
from forums.actions.albums import let_go
from forums.actions.appearing import appear
from forums.actions.mentioning import call
from forums.actions.responding import forget_responses
from forums.models import Forum, Post, PostPicture, Thread
from groups.models import Membership, SupportGroup
from personas.models import Persona
from supportgroups.lib import markup

State = Post.State


class PostMovedOn(Exception):
    """The post is in a state from which this cannot be done; `post` is how it stands now."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"post {post.pk} is {post.state}")
        self.post = post


class OwnPost(Exception):
    """Nobody decides at the desk about what they wrote themselves."""


def withdraw_post(*, post: Post, now: datetime) -> Post:
    """Its author takes it back: others see that, and nothing of what stood there. Its pictures are gone for good.

    Raises `PostMovedOn`.

    The caller has asked "forums.withdraw".
    """
    return _change(post, State.WITHDRAWN, allowed=(State.PUBLISHED, State.HELD), now=now)


def hide_post(*, post: Post, by: Persona | None, now: datetime) -> Post:
    """Cover a post until it is decided about; `by` is None when a report does it. For moderation only.

    Raises `PostMovedOn`, `OwnPost`.
    """
    return _change(post, State.HIDDEN, allowed=(State.PUBLISHED,), by=by, now=now)


def show_post(*, post: Post, by: Persona, now: datetime) -> Post:
    """Show a hidden post again, or let a held one out, which then gets its number. Raises `PostMovedOn`, `OwnPost`."""
    return _change(post, State.PUBLISHED, allowed=(State.HIDDEN, State.HELD), by=by, now=now)


def bring_back_post(*, post: Post, by: Persona, now: datetime) -> Post:
    """Show a post again that was hidden or taken away; one that nobody has seen yet gets its number now. For an appeal
    only. Raises `PostMovedOn`, `OwnPost`."""
    return _change(post, State.PUBLISHED, allowed=(State.HIDDEN, State.REMOVED), by=by, now=now)


def remove_post(*, post: Post, by: Persona, now: datetime) -> Post:
    """Take a post away for good, but for an appeal; its place says so. For moderation only. Raises `PostMovedOn`,
    `OwnPost`."""
    return _change(post, State.REMOVED, allowed=(State.PUBLISHED, State.HIDDEN, State.HELD), by=by, now=now)


def lock_post(post: Post) -> tuple[Thread, Post]:
    """The thread's row and then the post's, locked and as they are now, also where the post was moved since the caller
    found it. Two statements; one more for one that was."""
    threads = Thread.objects.select_for_update(of=("self",)).select_related("group")
    thread = threads.get(pk=post.thread_id)
    fresh = Post.objects.select_for_update(of=("self",)).select_related("author", "parent").get(pk=post.pk)
    return (thread if fresh.thread_id == thread.pk else threads.get(pk=fresh.thread_id)), fresh


@transaction.atomic
def _change(post: Post, to: State, *, allowed: tuple[State, ...], now: datetime, by: Persona | None = None) -> Post:
    """Once is enough: a post that is there already is given back as it is."""
    thread, fresh = lock_post(post)
    if by is not None and by.pk == fresh.author_id:
        raise OwnPost
    if fresh.state == to:
        return fresh
    if fresh.state not in allowed:
        raise PostMovedOn(fresh)
    if fresh.number is None and to == State.PUBLISHED:
        _let_out(fresh, thread, now)
        return fresh
    was_shown, fresh.state = fresh.state == State.PUBLISHED, to
    fresh.save(update_fields=["state"])
    _count(thread, (to == State.PUBLISHED) - was_shown)
    if fresh.author_id != thread.author_id and was_shown != (to == State.PUBLISHED):
        find_first_replies(Thread.objects.filter(pk=thread.pk))
    if to == State.PUBLISHED:
        textindex.put(fresh, textindex.heading(thread) if fresh.number == 1 else "")
    elif was_shown:
        textindex.remove(fresh.pk)
    if to in (State.WITHDRAWN, State.REMOVED):
        _let_go_of_what_hangs_on(fresh)
    return fresh


def _let_go_of_what_hangs_on(post: Post) -> None:
    """Nothing is said to what is gone; what its author took back leaves no picture, what the desk took away may have
    to be looked at again."""
    forget_responses(post.pk)
    if post.state == State.WITHDRAWN and post.picture_count:
        let_go(PostPicture.objects.filter(post=post))
        Post.objects.filter(pk=post.pk).update(picture_count=0)


def _let_out(post: Post, thread: Thread, now: datetime) -> None:
    is_first = Membership.objects.filter(persona_id=post.author_id, first_posted_at__isnull=True).exists()
    appear(post, thread, text=None, is_first_of_author=is_first, now=now)
    call(post, thread, markup.render(post.source).mentions, SupportGroup.objects.get(pk=post.group_id), now)


def find_first_replies(threads: QuerySet[Thread]) -> None:
    """A reply that is shown no more is none: whoever waited for it waits again. One statement; reads their posts."""
    replies = Post.objects.published().filter(thread_id=OuterRef("pk"), number__gt=1)
    others = replies.exclude(author_id=OuterRef("author_id")).order_by("published_at").values("published_at")
    threads.update(
        first_reply_at=Subquery(others[:1]), first_peer_reply_at=Subquery(others.filter(as_facilitator=False)[:1])
    )


def _count(thread: Thread, change: int) -> None:
    if change:
        Thread.objects.filter(pk=thread.pk).update(post_count=F("post_count") + change)
        Forum.objects.filter(pk=thread.forum_id).update(post_count=F("post_count") + change)
