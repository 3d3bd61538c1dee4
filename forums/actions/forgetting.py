"""What is left of talk when a face is forgotten: the places where its words stood, without them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from forums import textindex
from forums.actions.albums import let_go
from forums.actions.places import recount
from forums.actions.polls import forget_polls
from forums.actions.posts import find_first_replies
from forums.actions.quotes import take_quotes_out
from forums.actions.responding import NOTHING_SAID, forget_responder
from forums.models import (
    Claim,
    Draft,
    DraftPicture,
    DraftVersion,
    Post,
    PostPicture,
    ReadMark,
    Response,
    Revision,
    Thread,
    ThreadView,
    Watch,
)
from groups.models import SupportGroup
from personas.models import Persona


def blank(posts: QuerySet[Post], drafts: QuerySet[Draft]) -> None:
    """Take every word and picture out of posts and drafts; their places stay. For `forums.actions` only.

    Inside a transaction; no statement for each of them but for what search knows. Safe to repeat.
    """
    textindex.remove(*posts.values_list("pk", flat=True))
    Revision.objects.filter(post__in=posts).update(title="", source="")
    posts.update(
        state=Post.State.BLANKED,
        source="",
        html="",
        excerpt="",
        content_notes="",
        wants="",
        picture_count=0,
        **NOTHING_SAID,
    )
    let_go(PostPicture.objects.filter(post__in=posts))
    let_go(DraftPicture.objects.filter(draft__in=drafts))
    drafts.exclude(state=Draft.State.PUBLISHED).update(state=Draft.State.DISCARDED, publish_at=None)
    drafts.update(title="", source="", content_notes="", reread="", answered="", picture_mark="", version_kept_at=None)
    DraftVersion.objects.filter(draft__in=drafts).delete()


@transaction.atomic
def forget(persona: Persona) -> None:
    """Blank every word the face wrote and drop its marks, watches and responses. Threads stay readable.

    The counters of the face's group are counted anew, which takes a second where much was written.
    """
    take_quotes_out(persona)
    mine = Post.objects.filter(author=persona)
    had_words = mine.published().exists()
    blank(mine, Draft.objects.filter(author=persona))
    Thread.objects.filter(author=persona).update(title="", content_notes="")
    answered = mine.filter(number__gt=1).exclude(thread__author=persona)
    find_first_replies(Thread.objects.filter(pk__in=answered.values("thread")))
    forget_responder(persona)
    Response.objects.filter(group_id=persona.group_space_id, post__author=persona).delete()
    Claim.objects.filter(made_by=persona).delete()
    ReadMark.objects.filter(persona=persona).delete()
    Watch.objects.filter(persona=persona).delete()
    forget_polls(persona)
    ThreadView.objects.filter(persona=persona).delete()
    if had_words:
        recount(SupportGroup.objects.get(pk=persona.group_space_id))
