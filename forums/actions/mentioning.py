"""Somebody is called by name in a post that has just been shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from forums.models import Forum, Post, Thread
from forums.telling import MENTIONED
from groups.models import Hiding, Membership, SupportGroup
from personas import letterbox
from personas.models import Handle, Standing
from supportgroups.lib.handles import handle_key

# Who calls the whole group means nobody in particular.
CALLED_AT_MOST = 10


def call(post: Post, thread: Thread, names: Iterable[str], group: SupportGroup, now: datetime) -> None:
    """Tell those who are named, where the group lets people call each other, the post bears no note, and nobody asked
    that people be left out of this thread.

    Only who may read it is told: a member at this moment, of the forum's run, not asked to stay away. Neither is one
    whom the author keeps a distance from, nor one who has hidden the author. Nothing says who was told. The caller's
    transaction; no statement where nobody is named.
    """
    wanted = set(names)
    if not wanted or not group.allows_mentions or thread.calls_nobody or post.content_notes or thread.content_notes:
        return
    for face in _meant(post, thread, wanted, now)[:CALLED_AT_MOST]:
        letterbox.tell(face, MENTIONED, group_id=post.group_id, subject_id=post.pk, now=now)


def _meant(post: Post, thread: Thread, names: set[str], now: datetime) -> list[int]:
    """Faces that are named and may read it. Two statements. "Calm" in "Calm Heron" is nobody's name."""
    longer = {handle_key(name): handle_key(name.split(" ")[0]) for name in names if " " in name}
    named = [handle_key(name) for name in names]
    worn = Handle.objects.current().filter(group_space_id=post.group_id, handle_key__in=named)
    kept_out = Standing.objects.filter(
        Q(until__isnull=True) | Q(until__gt=now),
        persona_id=OuterRef("persona_id"),
        lifted_at__isnull=True,
        since__lte=now,
        kind=Standing.Kind.SUSPENSION,
    )
    aside = Hiding.objects.filter(
        Q(by_id=OuterRef("persona_id"), about_id=post.author_id)
        | Q(by_id=post.author_id, about_id=OuterRef("persona_id"), is_mutual=True),
        group_id=post.group_id,
    )
    place = Forum.objects.filter(pk=thread.forum_id)
    for_all = Exists(place.filter(cohort__isnull=True))
    in_run = Membership.objects.reading_run(Subquery(place.values("cohort_id")))
    members = (
        Membership.objects.current()
        .filter(group_id=post.group_id, persona__in=worn.values("persona"))
        .filter(~Exists(kept_out), ~Exists(aside), for_all | Q(pk__in=in_run.values("pk")))
        .exclude(persona_id=post.author_id)
        .order_by("persona_id")
    )
    keys = dict(worn.filter(persona__in=members.values("persona")).values_list("handle_key", "persona_id"))
    swallowed = {short for long, short in longer.items() if long in keys}
    return sorted({persona for key, persona in keys.items() if key not in swallowed})
