"""The small parts every page of talk is made of, and whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forums.models import Post, Thread
from forums.models.post import Wants
from groups.models import SupportGroup
from personas import looks
from personas.actors import Actor, Seat
from personas.models import Persona
from supportgroups.lib import notes, words
from supportgroups.lib.notes import Regard

PAGE = 20
State = Post.State
# Columns of a persona that no face on a page shows.
UNSEEN_OF_A_FACE = ("about", "pronouns", "picture_file", "made_on", "renamed_on", "space", "group_space")


@dataclass(frozen=True)
class Face:
    """Who wrote, as others see it. `role` is a word, or nothing; `picture` an address, or nothing for a pattern."""

    handle: str
    ref: str
    url: str = ""
    role: str = ""
    picture: str = ""


@dataclass(frozen=True)
class ThreadRow:
    """A thread in a list: what `components/thread_row.html` takes."""

    title: str
    url: str
    opener: Face
    when: str
    excerpt: str = ""
    news: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()
    waiting: bool = False
    pinned: bool = False
    locked: bool = False
    place: str = ""


@dataclass(frozen=True)
class Paths:
    """Addresses inside one group, joined instead of looked up: a page holds a hundred of them."""

    code: str

    @property
    def group(self) -> str:
        return f"/g/{self.code}/"

    @property
    def search(self) -> str:
        return f"/g/{self.code}/search/"

    def forum(self, slug: str) -> str:
        return f"/g/{self.code}/forums/{slug}/"

    def write(self, slug: str) -> str:
        return f"/g/{self.code}/forums/{slug}/write/"

    def thread(self, ref: UUID | str) -> str:
        return f"/g/{self.code}/threads/{ref}/"

    def unread(self, ref: UUID | str) -> str:
        return f"/g/{self.code}/threads/{ref}/unread/"

    def part(self, ref: UUID | str, number: int) -> str:
        """The part of a thread that holds a number."""
        return self.thread(ref) + (f"?from={number}" if number > 1 else "")

    def post(self, ref: UUID | str, number: int) -> str:
        """A post, on the part of the thread it stands in, in whichever view it is read."""
        return f"{self.part(ref, number)}#post-{number}"

    def person(self, ref: UUID | str) -> str:
        return f"/g/{self.code}/people/{ref}/"


@dataclass(frozen=True)
class Reader:
    """Who reads, where and when: for making a page, never for showing."""

    actor: Actor
    group: SupportGroup
    now: datetime

    @cached_property
    def seat(self) -> Seat:
        return self.actor.seat_in(self.group.pk)

    @cached_property
    def paths(self) -> Paths:
        return Paths(self.group.code)

    @cached_property
    def language(self) -> str | None:
        """What her pages speak; asked for once a page."""
        return get_language()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.actor.preferences.zone)

    def when(self, moment: datetime) -> str:
        """A time in words, never finer than a part of a day."""
        return words.when(moment, self.now, self.zone)

    def opens(self, *content_notes: str) -> bool:
        """Whether she wants to see what bears these notes without being asked; also if there are none."""
        return all(self.regard(some) is Regard.OPEN for some in content_notes)

    def regard(self, content_notes: str) -> Regard:
        """How she wants to meet what bears these notes. The one place where her rules are looked at."""
        return notes.regard(content_notes, self.actor.preferences.note_rules, self.now)

    def face(self, persona: Persona, role: str = "") -> Face:
        """A face with its page; one that is blanked has none."""
        is_gone = persona.state == Persona.State.BLANKED
        return Face(
            handle=persona.name,
            ref=str(persona.ref),
            url="" if is_gone else self.paths.person(persona.ref),
            role=_("In memory") if persona.state == Persona.State.MEMORIAL else role,
            picture=looks.picture_url(self.group.code, persona.picture),
        )


def notes_of(content_notes: str) -> tuple[str, ...]:
    """Content notes as they were typed, one by one."""
    return notes.split(content_notes)


def thread_notes(thread: Thread, first_state: str | None) -> tuple[str, ...]:
    """What a thread talks about; nothing once its beginning is covered or gone, for its author typed that too."""
    return notes_of(thread.content_notes) if first_state == State.PUBLISHED else ()


def placeholder_of(state: str) -> str:
    """What stands in the place of words that are not shown; nothing for words that are."""
    if state == State.PUBLISHED:
        return ""
    return {
        State.HELD: _("A facilitator reads this before others can."),
        State.HIDDEN: _("A facilitator has covered this post for now."),
        State.WITHDRAWN: _("Taken back by its author."),
        State.REMOVED: _("Taken away by a facilitator."),
        State.BLANKED: _("Its author has left, and the words went along."),
    }[State(state)]


def wants_words(wants: str) -> str:
    """What the author hopes for, in a few words; nothing if she has not said."""
    return _("Hopes for: %(wish)s") % {"wish": Wants(wants).label} if wants else ""


def title_of(thread: Thread, first_state: str | None, reader: Reader | None = None) -> str:
    """A thread's title, unless the post that it was written for is covered or gone, or stands behind a note.

    A reader who wants to see what bears such a note sees the title too; without one, as in letters, nobody does.
    """
    if first_state in (State.HIDDEN, State.REMOVED):
        return _("A thread whose beginning is covered")
    if first_state == State.WITHDRAWN:
        return _("A thread whose beginning was taken back")
    if thread.content_notes and not (reader and reader.opens(thread.content_notes)):
        return _("A thread that talks about %(notes)s") % {"notes": thread.content_notes}
    return thread.title or _("A thread whose author has left")


def readers_words(group: SupportGroup, cohort_name: str = "", *, called: str = "") -> str:
    """Who can read what is written, in one sentence. Needs the group's policy loaded, or costs a statement.

    ``called``: the reader's own word for the group.
    """
    name = called or group.name
    if group.readership == SupportGroup.Readership.ANYONE:
        return _("Anyone can read this, also without signing in.")
    if cohort_name:
        return _("The members of %(run)s in %(group)s can read this.") % {"run": cohort_name, "group": name}
    if group.policy.door == group.policy.Door.OPEN:
        return _("Members of %(group)s can read this. Anyone who signs up can join.") % {"group": name}
    return _("Only members of %(group)s can read this.") % {"group": name}
