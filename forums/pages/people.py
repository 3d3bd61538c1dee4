"""A face's page: rows of posts instead of threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import dateformat
from django.utils.translation import pgettext

from forums.models import Post
from forums.pages.frames import PAGE, Face, Reader, ThreadRow, notes_of, thread_notes, title_of
from groups.models import Membership
from groups.sides import are_apart, hides, is_kept_away
from personas.actors import Actor
from personas.models import Persona
from supportgroups.lib.pages import Page, beyond, keyset_of
from supportgroups.lib.prepared import built_once, prepared

ORDER = ("-published_at", "-id")


@dataclass(frozen=True)
class PersonPage:
    """A face, as members of its group see it. `since` is a month, or nothing for one who is not a member now.

    `side` is "hidden" or "apart" where the reader chose so, and then nothing of what was written is there.
    """

    face: Face
    pronouns: str
    about: str
    since: str
    is_me: bool
    mine_url: str
    side: str
    side_url: str
    look_url: str
    is_one_thread: bool
    card_url: str
    memorial_url: str
    remove_url: str
    is_in_memory: bool
    rows: tuple[ThreadRow, ...]
    older_url: str
    newer_url: str


def find_person(reader: Reader, ref: UUID) -> Persona:
    """A face of this group, with the reader's choice about it; 404 for none, for one that is blanked, for one of
    another run, and for one that keeps its distance from the reader, who looks after the group as before. Whoever has
    written where the reader may read is met there. One statement."""
    people = _people(reader.actor.for_statements(), reader.group.pk, ref)
    if not people:
        raise Http404
    return people[0]


@prepared
def _people(actor: Actor, group_id: int, ref: UUID) -> QuerySet[Persona]:
    seat, here = actor.seat_in(group_id), "group_space_id"
    people = Persona.objects.filter(group_space_id=group_id, ref=ref).exclude(state=Persona.State.BLANKED)
    met = Membership.objects.visible_to(actor).filter(persona=OuterRef("pk"))
    read = Post.objects.visible_to(actor).published().filter(author=OuterRef("pk"))
    people = people.filter(Exists(met) | Exists(read) | Q(pk__in=seat.face_ids))
    if not seat.holds("moderate"):
        people = people.exclude(is_kept_away(actor, "pk", here))
    return people.annotate(is_hidden=hides(actor, "pk", here), is_apart=are_apart(actor, "pk", here))


def side_of(person: Persona) -> str:
    """The reader's choice about a face from `find_person`, in a word for the template."""
    if not person.is_hidden:  # type: ignore[attr-defined]
        return ""
    return "apart" if person.is_apart else "hidden"  # type: ignore[attr-defined]


def person_page(reader: Reader, person: Persona, after: str | None) -> PersonPage:
    """What a face has said in this group where the reader may read; of one that is hidden, nothing. Two statements."""
    side = side_of(person)
    page: Page[Post] = Page([], None, None)
    if not side:
        part = partial(_written, reader.actor.for_statements(), reader.group.pk, person.pk)
        page = keyset_of(part, Post, order=ORDER, after=after)
    member = Membership.objects.current().filter(persona=person).only("joined_on", "is_appointed").first()
    here = reader.paths.person(person.ref)
    return PersonPage(
        face=replace(reader.face(person), url=""),
        pronouns=person.pronouns,
        about="" if side else person.about,
        since=_month(member) if member else "",
        is_me=person.pk in reader.seat.face_ids,
        mine_url=f"{reader.paths.group}me/" if person.pk == reader.seat.persona_id else "",
        side=side,
        look_url=_look_url(reader, person),
        is_one_thread=person.is_one_thread_face,
        card_url=_card_url(reader, person),
        memorial_url=_memorial_url(reader, person, has_role=bool(member and member.is_appointed)),
        remove_url=f"{here}remove/" if member and _may_remove(reader, person) else "",
        is_in_memory=person.state == Persona.State.MEMORIAL,
        side_url="" if person.pk in reader.seat.face_ids else f"{here}distance/{'over/' if side else ''}",
        rows=tuple(post_row(post, reader) for post in page.items),
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
    )


@built_once
def _written(actor: Actor, group_id: int, author_id: int, position: tuple[Any, ...] | None, way: str) -> QuerySet[Post]:
    written = Post.objects.visible_to(actor).published().filter(group_id=group_id, author_id=author_id)
    return beyond(with_threads(written), ORDER, position, way)[: PAGE + 1]


def _look_url(reader: Reader, person: Persona) -> str:
    """Where those who may ask, ask which member wears a name for one thread, or for the address behind a usual one."""
    power = "unmask" if person.is_one_thread_face else "unmask_account"
    may_ask = person.pk not in reader.seat.face_ids and reader.seat.holds(power)
    return f"{reader.paths.group}desk/names/{person.ref}/" if may_ask else ""


def _card_url(reader: Reader, person: Persona) -> str:
    """Where those who may, open the contact card; there is none for a name for one thread."""
    may_open = reader.group.asks_contact_card and reader.seat.holds("open_contact_card")
    is_anothers = not person.is_one_thread_face and person.pk not in reader.seat.face_ids
    return f"{reader.paths.group}desk/cards/{person.ref}/" if may_open and is_anothers else ""


def _may_remove(reader: Reader, person: Persona) -> bool:
    """Whether the reader works at the desk and it is about somebody else."""
    return reader.seat.holds("moderate") and person.pk not in reader.seat.face_ids


def _memorial_url(reader: Reader, person: Persona, *, has_role: bool) -> str:
    """Where those who look after the group say that a member has died, or take it back; of one with a role, admins."""
    may_say = reader.seat.holds("manage_roles") or (reader.seat.holds("moderate") and not has_role)
    if not may_say or person.is_one_thread_face or person.pk in reader.seat.face_ids:
        return ""
    over = "over/" if person.state == Persona.State.MEMORIAL else ""
    return f"{reader.paths.person(person.ref)}memorial/{over}"


def post_row(post: Post, reader: Reader) -> ThreadRow:
    """A post as a row: its thread's title, its own beginning and its own address."""
    is_shown = reader.opens(post.content_notes, post.thread.content_notes)
    return ThreadRow(
        title=title_of(post.thread, post.first_state, reader),  # type: ignore[attr-defined]
        url=reader.paths.post(post.thread.ref, post.number or 1),
        opener=reader.face(post.author),
        when=reader.when(post.published_at),
        excerpt=post.excerpt if is_shown else "",
        notes=notes_of(post.content_notes) or thread_notes(post.thread, post.first_state),  # type: ignore[attr-defined]
    )


def with_threads(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with what `post_row` shows of their threads."""
    return (
        posts.select_related("author", "thread")
        .annotate(
            first=FilteredRelation("thread__posts", condition=Q(thread__posts__number=1)), first_state=F("first__state")
        )
        .defer("source", "html", "author__about")
    )


def _month(member: Membership) -> str:
    return dateformat.format(member.joined_on, pgettext("month and year, as Django's date filter writes them", "F Y"))
