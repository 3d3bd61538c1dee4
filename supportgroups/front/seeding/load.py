"""A large world to measure with: bodies are few thousand distinct texts, rendered once by the real pipeline."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, repeat

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Account
from forums.models import Forum, ReadMark, Thread, Watch
from groups.models import AdmissionPolicy, Agreement, Membership, SupportGroup
from personas import faces
from personas.models import Handle, Persona
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, write_threads
from supportgroups.front.world.pool import distinct_texts
from supportgroups.lib import markup
from supportgroups.lib.handles import handle_key
from supportgroups.lib.markup import Rendered

DISTINCT_TEXTS = 10_000
BUSY_FORUM_SHARE = 0.44  # of all threads: 2,200 of 5,000
REPLY_SHARE = 0.6  # of posts: those that answer another one
MARK_SHARE = 0.3  # of a thread's group: faces that have read in it
DAYS = 400
READER = "reader@load.example"
NO_PASSWORD = make_password(None)


@dataclass(frozen=True)
class Size:
    """How much to write; `long_thread` is the number of posts in one of the threads."""

    groups: int
    members: int
    threads: int
    posts: int
    long_thread: int


@dataclass
class LoadGroup:
    """A group, its forums and the faces that write in it."""

    group: SupportGroup
    forums: list[Forum]
    face_ids: list[int]


def render_pool(seed: int) -> list[Rendered]:
    """The distinct texts through the pipeline, in two processes."""
    texts = list(distinct_texts(DISTINCT_TEXTS, seed))
    with ProcessPoolExecutor(max_workers=2) as pool:
        return list(pool.map(markup.render, texts, chunksize=500))


def make_groups(size: Size, now: datetime) -> list[LoadGroup]:
    """Groups with their people. The reader is in every group; everybody else in one or two."""
    accounts = make_accounts(size.members)
    reader, others = accounts[0], accounts[1:]
    made = []
    for number in range(size.groups):
        mine = [reader, *others[number :: size.groups], *others[(number + 7) % size.groups :: size.groups * 4]]
        made.append(make_group(number, list(dict.fromkeys(mine)), now))
    return made


def make_accounts(count: int) -> list[Account]:
    emails = [READER, *(f"member{number}@load.example" for number in range(1, count))]
    Account.objects.bulk_create([Account(email=email, password=NO_PASSWORD) for email in emails], batch_size=2_000)
    accounts = list(Account.objects.filter(email__endswith="@load.example").order_by("pk"))
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=account, email=account.email, verified=True, primary=True) for account in accounts],
        batch_size=2_000,
    )
    return accounts


def make_group(number: int, accounts: list[Account], now: datetime) -> LoadGroup:
    founded = now - timedelta(days=DAYS)
    group = SupportGroup.objects.create(
        space=faces.new_space(),
        slug=f"load-{number}",
        code=f"plain-field-{1000 + number}",
        name=f"Load group {number}",
        summary="Made to measure with.",
        for_whom="Nobody: it holds made-up words.",
        founded_on=founded.date(),
    )
    AdmissionPolicy.objects.create(group=group)
    Agreement.objects.create(group=group, version=1, source="Be kind.", html="<p>Be kind.</p>", made_at=founded)
    forums = [Forum.objects.create(group=group, name="Talk", slug="talk")]
    if number == 0:
        forums.append(Forum.objects.create(group=group, name="Busy", slug="busy", position=1))
    return LoadGroup(group, forums, make_faces(group, accounts, now))


def make_faces(group: SupportGroup, accounts: list[Account], now: datetime) -> list[int]:
    names = [f"Reed {place}" if place else "Reader" for place in range(len(accounts))]
    Persona.objects.bulk_create(
        [Persona(space=group.space, group_space=group.space, handle=name, made_on=group.founded_on) for name in names],
        batch_size=2_000,
    )
    made = list(Persona.objects.filter(space=group.space).order_by("pk"))
    Handle.objects.bulk_create(
        [Handle(group_space=group.space, handle_key=handle_key(face.handle), persona=face) for face in made],
        batch_size=2_000,
    )
    faces.own_many(zip(accounts, made, strict=True))
    Membership.objects.bulk_create(
        [Membership(group=group, persona=face, joined_on=group.founded_on, last_visit_on=now.date()) for face in made],
        batch_size=2_000,
    )
    return [face.pk for face in made]


def plan(
    size: Size, groups: list[LoadGroup], pool: list[Rendered], now: datetime, chance: random.Random
) -> Iterator[PlannedThread]:
    """Threads whose posts add up to the size; the first is the long one, and the busy forum has its share."""
    busy = groups[0]
    lengths = thread_lengths(size, chance)
    busy_count = int(size.threads * BUSY_FORUM_SHARE)
    homes = chain(repeat((busy, busy.forums[-1]), busy_count), ((group, group.forums[0]) for group in _round(groups)))
    texts = chain.from_iterable(repeat(pool))
    for number, (length, (home, forum)) in enumerate(zip(lengths, homes, strict=False)):
        begun = now - timedelta(days=DAYS * (1 - number / size.threads), hours=1)
        yield plan_thread(number, home, forum, length, begun, texts, chance)


def plan_thread(
    number: int,
    home: LoadGroup,
    forum: Forum,
    length: int,
    begun: datetime,
    texts: Iterator[Rendered],
    chance: random.Random,
) -> PlannedThread:
    posts = [
        PlannedPost(
            author_id=chance.choice(home.face_ids),
            at=begun + timedelta(minutes=place),
            rendered=next(texts),
            parent=chance.randrange(place) if place and chance.random() < REPLY_SHARE else None,
        )
        for place in range(length)
    ]
    return PlannedThread(home.group.pk, forum.pk, f"Thread {number}", Thread.Kind.SHARE, posts=posts)


def thread_lengths(size: Size, chance: random.Random) -> list[int]:
    """One long thread; the rest share what is left unevenly, at least one post each, adding up exactly."""
    rest, threads = size.posts - size.long_thread, size.threads - 1
    weights = [chance.expovariate(1) for _ in range(threads)]
    spare, total = rest - threads, sum(weights)
    lengths = [1 + int(spare * weight / total) for weight in weights]
    for place in range(rest - sum(lengths)):
        lengths[place % threads] += 1
    return [size.long_thread, *lengths]


def mark_reading(groups: list[LoadGroup], chance: random.Random) -> int:
    """Read marks and watches: the reader's in most threads, others' in a few."""
    count = 0
    for home in groups:
        readers = home.face_ids[: max(2, int(len(home.face_ids) * MARK_SHARE))]
        threads = list(Thread.objects.filter(group=home.group).values_list("pk", "last_number"))
        marks = [
            ReadMark(group=home.group, thread_id=pk, persona_id=face, number=chance.randint(1, last))
            for pk, last in threads
            for face in {home.face_ids[0], *chance.sample(readers, min(3, len(readers)))}
        ]
        watches = [
            Watch(group=home.group, thread_id=pk, persona_id=chance.choice(home.face_ids)) for pk, _last in threads
        ]
        ReadMark.objects.bulk_create(marks, batch_size=5_000)
        Watch.objects.bulk_create(watches, batch_size=5_000)
        count += len(marks)
    return count


def write(
    size: Size, groups: list[LoadGroup], pool: list[Rendered], now: datetime, chance: random.Random
) -> Iterator[int]:
    """Writes the threads and yields posts written, batch by batch."""
    return write_threads(plan(size, groups, pool, now, chance), facilitator_ids=frozenset())


def _round(groups: list[LoadGroup]) -> Iterator[LoadGroup]:
    return chain.from_iterable(repeat(groups))
