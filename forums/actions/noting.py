"""What posts talk about, said in content notes."""

from __future__ import annotations

from django.db.models import QuerySet

from forums.models import Draft, Post
from supportgroups.lib.notes import together


def add_notes(posts: QuerySet[Post], content_notes: str) -> None:
    """Let these posts bear these notes beside their own, and changes of them that are on their way as well.

    What is blanked has nothing to be noted. Two statements for each wording that they bear.
    """
    for rows in (posts.exclude(state=Post.State.BLANKED), _changes(posts)):
        for said in list(rows.order_by().values_list("content_notes", flat=True).distinct()):
            rows.filter(content_notes=said).update(content_notes=together(said, content_notes))


def _changes(posts: QuerySet[Post]) -> QuerySet[Draft]:
    return Draft.objects.filter(edits__in=posts, state=Draft.State.WRITING)
