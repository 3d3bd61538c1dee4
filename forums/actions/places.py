"""Forums themselves: the first one of a group, further ones, and setting counters right."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forums.models import Forum, Post, Thread
from groups.actions import log, note_act
from groups.models import SupportGroup
from personas import letterbox
from personas.models import Persona

FIRST_SLUG = "talk"
OPENED = "forums.forum_opened"
# Of an address, with room for a number behind it.
SLUG_LENGTH = 70
RESERVED_SLUG = "new"  # the page where forums are opened


@transaction.atomic
def open_first_forum(*, group: SupportGroup, by: Persona, now: datetime) -> Forum:
    """The place every new group has, named in the group's language. A second call gives the first one's."""
    with translation.override(group.language):
        name, about = _("Talk"), _("For whatever is on your mind.")
    forum, is_new = Forum.objects.get_or_create(group=group, slug=FIRST_SLUG, defaults={"name": name, "about": about})
    if is_new:
        letterbox.record(OPENED, group_id=group.pk, subject_id=forum.pk, persona_id=by.pk, at=now)
    return forum


@transaction.atomic
def open_forum(*, group: SupportGroup, name: str, about: str, by: Persona, now: datetime) -> Forum:
    """A further place for threads, for all members. A second call with the same name gives the first one's.

    The caller has asked "forums.open_forum".
    """
    SupportGroup.objects.select_for_update().get(pk=group.pk)
    same = Forum.objects.filter(group=group, cohort__isnull=True, name=name).first()
    if same is not None:
        return same
    last = Forum.objects.filter(group=group).aggregate(value=Max("position"))["value"] or 0
    forum = Forum.objects.create(group=group, name=name, about=about, slug=free_slug(group, name), position=last + 1)
    letterbox.record(OPENED, group_id=group.pk, subject_id=forum.pk, persona_id=by.pk, at=now)
    note_act(persona_id=by.pk, group=group, now=now)
    log(OPENED, group_id=group.pk, by=by, now=now, detail={"forum": forum.pk})
    return forum


def free_slug(group: SupportGroup, name: str) -> str:
    """An address of the name's Latin letters, or of a number where it has none or another forum has it."""
    taken = {RESERVED_SLUG, *Forum.objects.filter(group=group).values_list("slug", flat=True)}
    stem = slugify(name)[:SLUG_LENGTH].strip("-") or "forum"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def recount(group: SupportGroup) -> None:
    """Set the counters of a group's threads and forums by its posts. Numbers given out are never taken back."""
    posts = Post.objects.filter(thread_id=OuterRef("pk"))
    Thread.objects.filter(group=group).update(
        post_count=_value(posts.published(), "thread", Count("pk")),
        last_number=Greatest(F("last_number"), _value(posts, "thread", Max("number"))),
    )
    threads = Thread.objects.filter(forum_id=OuterRef("pk"), last_number__gt=0)
    in_forum = Post.objects.published().filter(thread__forum_id=OuterRef("pk"))
    Forum.objects.filter(group=group).update(
        thread_count=_value(threads, "forum", Count("pk")),
        post_count=_value(in_forum, "thread__forum", Count("pk")),
        last_post_at=Subquery(threads.order_by().values("forum").annotate(x=Max("last_post_at")).values("x")),
    )


def _value(rows: QuerySet[Post] | QuerySet[Thread], by: str, aggregate: Count | Max) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(x=aggregate).values("x")), 0)
