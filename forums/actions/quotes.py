"""Where somebody's words were quoted, they go with her."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from forums import textindex
from forums.models import Draft, DraftVersion, Post, Revision
from forums.quoting import without
from personas.models import Persona
from supportgroups.lib import markup
from supportgroups.lib.plaintext import plain_text


def take_quotes_out(persona: Persona) -> None:
    """Take her words out of the answers to her, their earlier texts and their drafts. Before her own are blanked.

    Found are quotations in answers to the very post; whoever copies words elsewhere is beyond this.
    """
    quoting = {"source__contains": ">"}
    for parent in Post.objects.filter(author=persona).order_by("pk"):
        said = _said(parent)
        answers = Post.objects.filter(parent=parent, **quoting).exclude(author=persona).select_related("thread")
        for answer in answers:
            _take_out(answer, said)
        _rewrite(Revision.objects.filter(post__parent=parent, **quoting), said)
        _rewrite(Draft.objects.filter(parent=parent, **quoting), said)
        _rewrite(DraftVersion.objects.filter(draft__parent=parent, **quoting), said)


def _said(post: Post) -> str:
    """Everything the post says and has said."""
    earlier = post.revisions.values_list("source", flat=True)
    return " ".join([plain_text(post.html, with_addresses=True), post.source, *earlier])


def _take_out(answer: Post, said: str) -> None:
    source = without(answer.source, said)
    if source == answer.source:
        return
    rendered = markup.render(source)
    answer.source, answer.html, answer.excerpt = rendered.source, rendered.html, rendered.excerpt
    answer.renderer = rendered.version
    answer.save(update_fields=["source", "html", "excerpt", "renderer"])
    if answer.is_readable:
        textindex.put(answer, "", rendered.text)


def _rewrite(rows: QuerySet[Any], said: str) -> None:
    for row in rows:
        row.source = without(row.source, said)
        row.save(update_fields=["source"])
