"""What hangs on the talk of the large world, and how much of it there is."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Count, Model

from forums.actions import count_responses
from forums.models import (
    Ballot,
    Draft,
    Forum,
    Lock,
    Pin,
    Poll,
    PollOption,
    Post,
    PostPicture,
    ReadMark,
    Response,
    Revision,
    Thread,
    Watch,
)
from groups.actions import appoint
from groups.models import Appointment, Hiding, Membership
from moderation.models import Appeal, Case, Decision, Reason
from supportgroups.front.seeding import loaddesk, loadmore, loadpictures, quiet
from supportgroups.front.seeding.load import GONE_SHARE, READER_PLACE, LoadGroup

MARK_SHARE = 0.3  # of a thread's group: faces that have read in it
DRAFT_SHARE = 0.3  # of faces: those that have begun to write something
RESPONSE_SHARE = 0.4  # of posts: those to which something is said without words
WILLING_SHARE = 0.1  # of members: those who are there for first posts
LOCK_EVERY, PINS = 200, 3
# The second thread of the first group has a watch of everybody there: what a reply in it costs is measured.
WIDELY_WATCHED = 1
BATCH = 5_000


def fill(groups: list[LoadGroup], now: datetime, chance: random.Random) -> None:
    """Everything but the posts themselves."""
    drawn = loadpictures.drawn()
    for home in groups:
        look_after(home, now)
        threads = list(Thread.objects.filter(group=home.group).order_by("pk"))
        write_all(ReadMark, marks(home, threads, chance))
        write_all(Watch, watches(home, threads, chance, widely=home is groups[0]))
        write_all(Draft, drafts(home, threads, now, chance))
        write_all(Response, quiet.responses(posts_of(home), home.face_ids, RESPONSE_SHARE / (1 - GONE_SHARE), chance))
        count_responses(home.group)
        write_all(PostPicture, loadpictures.pictures(posts_of(home, picture_count__gt=0), drawn))
        write_all(Revision, loadmore.revisions(posts_of(home, edited_at__isnull=False)))
        write_all(Hiding, loadmore.hidings(home, now, chance))
        hold_polls(home, threads, chance)
        write_all(Lock, locks(home, threads, now))
        write_all(Pin, pins(home, threads, now))
        decide(home)


def look_after(home: LoadGroup, now: datetime) -> None:
    """The last two faces of a group facilitate it; a tenth is there for first posts."""
    willing = home.face_ids[:: round(1 / WILLING_SHARE)]
    Membership.objects.filter(persona_id__in=willing).update(is_willing_to_welcome=True)
    for membership in Membership.objects.filter(persona_id__in=home.face_ids[-2:]).select_related("persona", "group"):
        appoint(
            membership=membership,
            role=Appointment.Role.FACILITATOR,
            kind=Appointment.Kind.PEER,
            credential="",
            by=None,
            now=now,
        )


def decide(home: LoadGroup) -> None:
    """What stands behind posts that were hidden or taken away, and who asked for a second look."""
    posts = posts_of(home, state__in=(Post.State.HIDDEN, Post.State.REMOVED))
    write_all(Case, loaddesk.cases(home, posts))
    closed = Case.objects.filter(group=home.group).select_related("post").order_by("pk")
    write_all(Decision, loaddesk.decisions(home, closed))
    made = list(Decision.objects.filter(group=home.group).select_related("case").order_by("at", "pk"))
    write_all(Reason, loaddesk.reasons(made))
    write_all(Appeal, loaddesk.appeals(home, made))


def hold_polls(home: LoadGroup, threads: list[Thread], chance: random.Random) -> None:
    """Polls, who has chosen in them, and how often what was chosen."""
    write_all(Poll, loadmore.polls(threads))
    ids = list(Poll.objects.filter(group=home.group).order_by("pk").values_list("pk", flat=True))
    write_all(Ballot, loadmore.ballots(home, ids, chance))
    counted = Ballot.objects.filter(group=home.group).values_list("poll").annotate(cast=Count("pk")).order_by("poll")
    write_all(PollOption, loadmore.options(home, dict(counted), chance))


def posts_of(home: LoadGroup, **where: Any) -> Iterator[Post]:
    fields = ("pk", "group_id", "author_id", "state", "published_at", "picture_count", "edited_at")
    return Post.objects.filter(group=home.group, **where).order_by("pk").only(*fields).iterator(chunk_size=BATCH)


def marks(home: LoadGroup, threads: list[Thread], chance: random.Random) -> Iterator[ReadMark]:
    """The first face has read in every thread, a few others in each."""
    readers = home.face_ids[: max(2, int(len(home.face_ids) * MARK_SHARE))]
    for thread in threads:
        faces = {home.face_ids[READER_PLACE], *chance.sample(readers, min(3, len(readers)))}
        for face in sorted(faces):
            number = chance.randint(1, thread.last_number)
            yield ReadMark(group_id=home.group.pk, thread=thread, persona_id=face, number=number)


def watches(home: LoadGroup, threads: list[Thread], chance: random.Random, *, widely: bool) -> Iterator[Watch]:
    """Two faces watch each thread; in one thread of the first group, everybody does."""
    for place, thread in enumerate(threads):
        everybody = widely and place == WIDELY_WATCHED
        faces = home.face_ids if everybody else chance.sample(home.face_ids, min(2, len(home.face_ids)))
        for face in faces:
            yield Watch(group_id=home.group.pk, thread=thread, persona_id=face)


def drafts(home: LoadGroup, threads: list[Thread], now: datetime, chance: random.Random) -> Iterator[Draft]:
    """Answers that were begun and wait."""
    for face in chance.sample(home.face_ids, int(len(home.face_ids) * DRAFT_SHARE)):
        thread = chance.choice(threads)
        yield Draft(
            group_id=home.group.pk,
            author_id=face,
            forum_id=thread.forum_id,
            thread=thread,
            source="I began to answer, and then the kettle boiled.",
            made_at=now - timedelta(days=1),
            saved_at=now - timedelta(days=1),
        )


def locks(home: LoadGroup, threads: list[Thread], now: datetime) -> Iterator[Lock]:
    for thread in threads[LOCK_EVERY - 1 :: LOCK_EVERY]:
        yield Lock(group_id=home.group.pk, thread=thread, made_by_id=home.face_ids[-1], made_at=now)


def pins(home: LoadGroup, threads: list[Thread], now: datetime) -> Iterator[Pin]:
    """The first few threads of each forum stand on top."""
    for forum in home.forums:
        for thread in [each for each in threads if each.forum_id == forum.pk][:PINS]:
            yield Pin(group_id=home.group.pk, thread=thread, made_by_id=home.face_ids[-1], made_at=now)


def write_all(model: type[Model], rows: Iterable[Any]) -> None:
    """Rows of one table, some thousands to a statement."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        model._default_manager.bulk_create(batch)


def density() -> list[tuple[str, int, int]]:
    """(what, how many, of how many) for every feature of talk, as it stands in the database."""
    posts, threads, forums = Post.objects.count(), Thread.objects.count(), Forum.objects.count()
    willing = Membership.objects.filter(is_willing_to_welcome=True)
    return [
        ("posts that are not shown", Post.objects.exclude(state=Post.State.PUBLISHED).count(), posts),
        ("posts with a content note", Post.objects.exclude(content_notes="").count(), posts),
        ("posts that answer another", Post.objects.exclude(parent=None).count(), posts),
        ("posts answered without words", Response.objects.values("post").distinct().count(), posts),
        ("responses without words", Response.objects.count(), posts),
        ("posts with pictures", Post.objects.filter(picture_count__gt=0).count(), posts),
        ("pictures", PostPicture.objects.count(), posts),
        ("posts that were changed", Revision.objects.values("post").distinct().count(), posts),
        ("polls", Poll.objects.count(), threads),
        ("ballots", Ballot.objects.count(), Membership.objects.count()),
        ("members who hide somebody", Hiding.objects.values("by").distinct().count(), Membership.objects.count()),
        ("read marks", ReadMark.objects.count(), threads),
        ("watches", Watch.objects.count(), threads),
        ("members there for first posts", willing.count(), Membership.objects.count()),
        ("drafts", Draft.objects.count(), Membership.objects.count()),
        ("threads closed to answers", Lock.objects.count(), threads),
        ("threads kept on top", Pin.objects.count(), forums),
        ("decisions of the desk", Decision.objects.count(), posts),
        ("second looks", Appeal.objects.count(), posts),
    ]
