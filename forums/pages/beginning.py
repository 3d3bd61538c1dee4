"""A newcomer's first words, asked for on the group's own page so that one more page need not be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forums.forms import ThreadForm
from forums.models import Draft, Forum, Post
from forums.pages.frames import Paths, readers_words
from groups.models import Membership, SupportGroup
from personas import looks
from personas.actors import Actor
from supportgroups.lib.prepared import prepared


@dataclass(frozen=True)
class FirstWords:
    """What `forums/compose.html` takes, for somebody who has not written here yet."""

    form: ThreadForm
    action: str
    handle: str
    face_ref: str
    face_picture: str
    readers: str
    version: int = 0


def ask_first_words(form: ThreadForm, group: SupportGroup) -> ThreadForm:
    """The form with the group's question to newcomers as a hint beside the box; nothing in it is to be deleted."""
    form.fields["source"].label = _("Would you like to say something? One sentence is enough, and so is none.")
    form.fields["source"].help_text = group.first_words
    return form


def hint_for(draft: Draft) -> str:
    """The group's question to newcomers, while somebody writes what will be their first words there.

    One statement where there is a question and a thread begins with the draft.
    """
    group = draft.group
    if not group.first_words or draft.thread_id is not None:
        return ""
    newcomers = Membership.objects.current().filter(persona_id=draft.author_id, first_posted_at__isnull=True)
    return group.first_words if newcomers.exists() else ""


def first_words(actor: Actor, group: SupportGroup, now: datetime) -> FirstWords | None:
    """A box to begin with; None for who has written or is writing here, or may not. Two statements."""
    seat = actor.seat_in(group.pk)
    if _any_words(group.pk, seat.persona_id):
        return None
    forum = _first_forum(actor, group)
    if forum is None or not actor.can("forums.write_thread", forum):
        return None
    form = ask_first_words(ThreadForm(), group)
    return FirstWords(
        form=form,
        action=Paths(group.code).write(forum.slug),
        handle=seat.handle,
        face_ref=seat.ref,
        face_picture=looks.picture_url(group.code, seat.picture),
        readers=readers_words(group, called=seat.label),
    )


@prepared
def _any_words(group_id: int, author_id: int | None) -> QuerySet[Draft, int]:
    """Something that somebody has written here or is writing, or nothing."""
    begun = Draft.objects.filter(author_id=author_id).exclude(state=Draft.State.DISCARDED)
    posted = Post.objects.filter(group_id=group_id, author_id=author_id)
    return begun.values_list("pk", flat=True).union(posted.values_list("pk", flat=True), all=True)[:1]


def write_first_url(actor: Actor, group: SupportGroup) -> str:
    """Where newcomers begin to write, with the group's question beside the box; nothing for who may not. One
    statement."""
    forum = _first_forum(actor, group)
    if forum is None or not actor.can("forums.write_thread", forum):
        return ""
    return f"{Paths(group.code).write(forum.slug)}?first=1"


def _first_forum(actor: Actor, group: SupportGroup) -> Forum | None:
    forums = Forum.objects.visible_to(actor).filter(group=group, cohort__isnull=True).order_by("position", "pk")
    forum = forums.first()
    if forum is not None:
        forum.group = group
    return forum
