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
from forums.models import Forum, Post, Thread
from groups.models import AdmissionPolicy, Agreement, Membership, SupportGroup
from personas import faces
from personas.models import Handle, Persona
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, write_threads
from supportgroups.front.world.pool import distinct_texts
from supportgroups.lib import markup
from supportgroups.lib.handles import handle_key
from supportgroups.lib.markup import Rendered

DISTINCT_TEXTS = 10_000
ELSEWHERE_TEXTS = 500
BUSY_FORUM_SHARE = 0.44  # of all threads: 2,200 of 5,000
REPLY_SHARE = 0.6  # of posts: those that answer another one
NOTE_SHARE = 0.1  # of posts: those with a content note
GONE_SHARE = 0.05  # of posts: those that are not shown any more; the first of a thread always is
PICTURE_SHARE = 0.05  # of posts: those with pictures
MOST_PICTURES = 3
EDITED_SHARE = 0.03  # of posts: those that were changed
POLL_SHARE = 0.02  # of threads
POSTS_A_THREAD = 20  # as the bench asks for them
DAYS = 400
READER = "reader@load.example"
ONE_GROUP = "one-group@load.example"
READER_PLACE = 0  # among the faces of the groups that the reader is in
# What to search for: a word in one thread of 250, and one common in a single group, where neither of the two is.
RARE_WORD, ELSEWHERE_WORD = "heliotrope", "ferryman"
RARE_EVERY = 250
NOTES = ("grief", "hospital", "food", "self-harm", "money")
GONE = (Post.State.WITHDRAWN, Post.State.HIDDEN, Post.State.REMOVED)
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


@dataclass(frozen=True)
class Pool:
    """Rendered texts: for all groups but the last, for the last, and one with the rare word."""

    common: list[Rendered]
    elsewhere: list[Rendered]
    rare: Rendered


def render_pool(seed: int) -> Pool:
    """The distinct texts through the pipeline, in two processes."""
    texts = list(distinct_texts(DISTINCT_TEXTS, seed))
    elsewhere = [f"{text}\n\nThe {ELSEWHERE_WORD} waved." for text in distinct_texts(ELSEWHERE_TEXTS, seed + 1)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        return Pool(
            common=list(pool.map(markup.render, texts, chunksize=500)),
            elsewhere=list(pool.map(markup.render, elsewhere, chunksize=100)),
            rare=markup.render(f"On the sill stands a {RARE_WORD}, and it has a new leaf."),
        )


def make_groups(size: Size, now: datetime) -> list[LoadGroup]:
    """Groups with their people. All are in the first; the reader in every other but the last, the second account in no
    other, and everybody else in one or two more."""
    accounts = make_accounts(size.members)
    reader, others = accounts[0], accounts[2:]
    made = [make_group(0, accounts, now)]
    for number in range(1, size.groups):
        mine = [*others[number :: size.groups], *others[(number + 7) % size.groups :: size.groups * 4]]
        with_reader = [reader] if number < size.groups - 1 else []
        made.append(make_group(number, list(dict.fromkeys([*with_reader, *mine])), now))
    return made


def make_accounts(count: int) -> list[Account]:
    emails = [READER, ONE_GROUP, *(f"member{number}@load.example" for number in range(2, count))]
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
        allows_kinds=True,
        allows_mentions=True,
        allows_pictures=True,
        allows_polls=True,
        allows_thread_names=True,
    )
    AdmissionPolicy.objects.create(group=group)
    Agreement.objects.create(group=group, version=1, source="Be kind.", html="<p>Be kind.</p>", made_at=founded)
    forums = [Forum.objects.create(group=group, name="Talk", slug="talk")]
    if number == 0:
        forums.append(Forum.objects.create(group=group, name="Busy", slug="busy", position=1))
    return LoadGroup(group, forums, make_faces(group, accounts, now))


def make_faces(group: SupportGroup, accounts: list[Account], now: datetime) -> list[int]:
    names = ["Reader" if account.email == READER else f"Reed {place}" for place, account in enumerate(accounts)]
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
    size: Size, groups: list[LoadGroup], pool: Pool, now: datetime, chance: random.Random
) -> Iterator[PlannedThread]:
    """Threads whose posts add up to the size; the first is the long one, and the busy forum has its share."""
    busy, last = groups[0], groups[-1]
    busy_count = int(size.threads * BUSY_FORUM_SHARE)
    homes = chain(repeat((busy, busy.forums[-1]), busy_count), ((group, group.forums[0]) for group in _round(groups)))
    common, elsewhere = chain.from_iterable(repeat(pool.common)), chain.from_iterable(repeat(pool.elsewhere))
    for number, (length, (home, forum)) in enumerate(zip(thread_lengths(size, chance), homes, strict=False)):
        begun = now - timedelta(days=DAYS * (1 - number / size.threads), hours=1)
        texts = elsewhere if home is last else common
        rare = [pool.rare] if number % RARE_EVERY == RARE_EVERY - 1 and home is not last else []
        yield plan_thread(number, home, forum, length, begun, chain(rare, texts), chance)


def plan_thread(
    number: int,
    home: LoadGroup,
    forum: Forum,
    length: int,
    begun: datetime,
    texts: Iterator[Rendered],
    chance: random.Random,
) -> PlannedThread:
    gone = GONE_SHARE * POSTS_A_THREAD / (POSTS_A_THREAD - 1)
    posts = [
        plan_post(home, place, begun + timedelta(minutes=place), next(texts), gone if place else 0, chance)
        for place in range(length)
    ]
    return PlannedThread(
        home.group.pk,
        forum.pk,
        f"Thread {number}",
        Thread.Kind.SHARE,
        notes=posts[0].notes,
        has_poll=chance.random() < POLL_SHARE,
        posts=posts,
    )


def plan_post(
    home: LoadGroup, place: int, at: datetime, rendered: Rendered, gone: float, chance: random.Random
) -> PlannedPost:
    state = chance.choice(GONE) if chance.random() < gone else Post.State.PUBLISHED
    has_pictures = state != Post.State.WITHDRAWN and chance.random() < PICTURE_SHARE
    return PlannedPost(
        author_id=chance.choice(home.face_ids),
        at=at,
        rendered=rendered,
        parent=chance.randrange(place) if place and chance.random() < REPLY_SHARE else None,
        notes=chance.choice(NOTES) if chance.random() < NOTE_SHARE else "",
        state=state,
        pictures=chance.randint(1, MOST_PICTURES) if has_pictures else 0,
        edited_at=at + timedelta(hours=1) if chance.random() < EDITED_SHARE else None,
    )


def thread_lengths(size: Size, chance: random.Random) -> list[int]:
    """One long thread; the rest share what is left unevenly, at least one post each, adding up exactly."""
    rest, threads = size.posts - size.long_thread, size.threads - 1
    weights = [chance.expovariate(1) for _ in range(threads)]
    spare, total = rest - threads, sum(weights)
    lengths = [1 + int(spare * weight / total) for weight in weights]
    for place in range(rest - sum(lengths)):
        lengths[place % threads] += 1
    return [size.long_thread, *lengths]


def write(size: Size, groups: list[LoadGroup], pool: Pool, now: datetime, chance: random.Random) -> Iterator[int]:
    """Writes the threads and yields posts written, batch by batch."""
    return write_threads(plan(size, groups, pool, now, chance), facilitator_ids=frozenset())


def _round(groups: list[LoadGroup]) -> Iterator[LoadGroup]:
    return chain.from_iterable(repeat(groups))
