"""Which threads wait for a first reply: one question, asked by the group's page, the desk and whoever is nudged."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from forums.models import Post, Response, Thread
from forums.models.post import Wants


def is_waiting() -> Q:
    """For threads: nobody else has replied to words that are shown.

    Who only hopes to be heard is answered by a quiet response too. An announcement waits for nothing, nor does
    what is settled.
    """
    said = Response.objects.filter(group_id=OuterRef("group_id"), post_id=OuterRef("pk"))
    others = said.exclude(persona_id=OuterRef("author_id"))
    opening = Post.objects.published().filter(thread_id=OuterRef("pk"), number=1)
    unheard = opening.filter(~Q(wants=Wants.HEARD) | ~Exists(others))
    unanswered = Q(first_reply_at__isnull=True, post_count__gt=0, settled__isnull=True) & ~Q(
        kind=Thread.Kind.ANNOUNCEMENT
    )
    return unanswered & Q(Exists(unheard))


# Whose first words these are comes first; among those, who has waited longest.
ORDER = ("-is_first_of_author", "begun_at", "pk")
