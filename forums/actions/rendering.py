"""Posts that an older renderer made are made again; their words, times and numbers stay."""

from __future__ import annotations

from forums import textindex
from forums.models import Post
from supportgroups.lib import markup

BATCH = 200


def render_again() -> int:
    """Render what is of an older version; how many posts that were. May be stopped at any time and begun again.

    A post that is changed or blanked meanwhile is left to whoever changed it: its source is compared in the statement.
    """
    count, last = 0, 0
    while batch := list(_old(last)):
        for post in batch:
            count += _render(post)
        last = batch[-1].pk
    return count


def _old(after: int) -> list[Post]:
    old = Post.objects.filter(renderer__lt=markup.VERSION, pk__gt=after).exclude(source="")
    return list(old.select_related("thread").order_by("pk")[:BATCH])


def _render(post: Post) -> int:
    rendered = markup.render(post.source)
    post.html, post.excerpt, post.renderer = rendered.html, rendered.excerpt, rendered.version
    changed = Post.objects.filter(pk=post.pk, source=post.source).update(
        html=post.html, excerpt=post.excerpt, renderer=post.renderer
    )
    if changed and post.is_readable:
        textindex.put(post, textindex.heading(post.thread) if post.number == 1 else "", rendered.text)
    return changed
