"""The small lively world that `make run` shows: eight groups, their people, months of talk, and work on the desk."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.text import slugify

from forums.actions import count_responses, open_run_forum
from forums.models import Forum, Post, ReadMark, Response, Thread
from groups.actions import appoint, keep_runs
from groups.models import (
    AdmissionPolicy,
    Agreement,
    Appointment,
    Cohort,
    CohortSeat,
    Host,
    Membership,
    SupportGroup,
)
from personas import faces, looks
from personas.models import Persona
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.front.seeding.doors import seed_invitations, seed_paying, seed_request_door, seed_waiting_list
from supportgroups.front.seeding.drawing import landscape
from supportgroups.front.seeding.money import seed_fee
from supportgroups.front.seeding.people import make_account, make_face, make_member
from supportgroups.front.seeding.polls import hold_polls
from supportgroups.front.seeding.posted import show_pictures
from supportgroups.front.seeding.quiet import responses
from supportgroups.front.world.groups import GROUPS, GroupWords
from supportgroups.front.world.looks import LOOKS, PICTURES
from supportgroups.front.world.people import PEOPLE, PersonWords
from supportgroups.front.world.script import PostWords, ThreadWords
from supportgroups.front.world.talk import THREADS
from supportgroups.lib import markup, pictures

DOORS = {"open": "open", "by_request": "request", "by_invitation": "invitation"}
WANTS = {"heard": "heard", "experience": "experience", "advice": "advice", "practical": "help", "company": "company"}
ROLES = {"facilitator", "admin", "screener", "treasurer", "editor"}
STATUSES = {"on_break": Membership.Status.BREAK, "left": Membership.Status.LEFT}
# One person, two faces in two groups: what the whole house is built to keep apart.
SAME_PERSON = {"Moth": "heron"}
EMAIL_DOMAIN = "people.example"


@dataclass
class SeededGroup:
    """A group as written, with what later steps look up by the words' own names."""

    group: SupportGroup
    words: GroupWords
    agreement: Agreement
    forums: dict[str, Forum] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    faces: dict[str, Persona] = field(default_factory=dict)
    facilitator_ids: set[int] = field(default_factory=set)


def seed_world(now: datetime) -> list[SeededGroup]:
    """Writes every group of `world.groups` with its people and talk. The caller holds the transaction."""
    seeded = [seed_group(words, now) for words in GROUPS]
    by_slug = {group.words.slug: group for group in seeded}
    asking, full = by_slug["after-a-death"], by_slug["cancer-ten-weeks"]
    seed_request_door(asking.group, asking.faces["Alder"], now)
    seed_waiting_list(full.group, full.faces["Morrow"], now)
    seed_fee(full.group, full.faces["Ferry"], full.faces["Ledger"], now)
    seed_paying(full.group, full.faces["Morrow"], full.faces["Ledger"], now)
    seed_invitations(asking.group, asking.faces["Alder"], now)
    open_run_forum(run=full.cohorts["winter"], by=full.faces["Morrow"], now=now)
    keep_runs(now)
    return seeded


def seed_group(words: GroupWords, now: datetime) -> SeededGroup:
    seeded = make_group(words, now)
    make_rooms(seeded, now)
    for person in PEOPLE[words.slug]:
        seat_person(seeded, person, now)
    for _ in write_threads(plan_threads(seeded, now), facilitator_ids=seeded.facilitator_ids):
        pass
    finish([seeded.group.pk])
    mark_reading(seeded)
    respond_quietly(seeded)
    show_pictures(seeded.group.pk)
    hold_polls(seeded.group, list(seeded.faces.values()), now)
    return seeded


def make_group(words: GroupWords, now: datetime) -> SeededGroup:
    founded = now - timedelta(days=words.founded_days_ago)
    welcome = markup.render(words.welcome)
    rules = markup.render(words.ground_rules)
    host = None
    if words.host:
        host, _ = Host.objects.get_or_create(name=words.host, defaults={"slug": slugify(words.host)})
    group = SupportGroup.objects.create(
        space=faces.new_space(),
        slug=words.slug,
        code=words.code,
        name=words.name,
        summary=words.summary,
        for_whom=words.for_whom,
        welcome_source=welcome.source,
        welcome_html=welcome.html,
        host=host,
        readership=words.readership,
        formed=words.led_by,
        is_listed=not words.is_hidden,
        language=words.language,
        has_cohorts=bool(words.cohorts),
        asks_contact_card=words.led_by == SupportGroup.Formed.PROFESSIONAL,
        first_words=words.first_words,
        **{f"allows_{name}": True for name in words.uses},
        founded_on=founded.date(),
        looked_after_on=now.date(),
    )
    question = words.questions[0] if words.questions else ""
    AdmissionPolicy.objects.create(group=group, door=DOORS[words.door], question=question)
    agreement = Agreement.objects.create(group=group, version=1, source=rules.source, html=rules.html, made_at=founded)
    return SeededGroup(group, words, agreement)


def make_rooms(seeded: SeededGroup, now: datetime) -> None:
    for run in seeded.words.cohorts:
        seeded.cohorts[run.slug] = Cohort.objects.create(
            group=seeded.group,
            name=run.title,
            opens_on=(now - timedelta(days=run.opened_days_ago)).date(),
            starts_on=(now - timedelta(days=run.starts_days_ago)).date(),
            ends_on=(now - timedelta(days=run.ends_days_ago)).date(),
            places=run.places,
            says_places=True,
            sealed_after_week=run.sealed_after_week,
            read_only_weeks=run.read_only_weeks,
        )
    for position, words in enumerate(seeded.words.forums):
        seeded.forums[words.slug] = Forum.objects.create(
            group=seeded.group,
            cohort=seeded.cohorts.get(words.cohort),
            name=words.title,
            slug=words.slug,
            about=words.about,
            position=position,
        )


def seat_person(seeded: SeededGroup, person: PersonWords, now: datetime) -> None:
    joined = now - timedelta(days=person.joined_days_ago)
    account = make_account(f"{SAME_PERSON.get(person.handle, slugify(person.handle))}@{EMAIL_DOMAIN}")
    face = make_face(account, seeded.group, person.handle, joined)
    seeded.faces[person.handle] = face
    give_looks(face, (seeded.words.slug, person.handle))
    status = STATUSES.get(person.part, Membership.Status.ACTIVE)
    membership = make_member(face, seeded.group, seeded.agreement, joined=joined, status=status, today=now.date())
    if person.cohort:
        CohortSeat.objects.create(group=seeded.group, cohort=seeded.cohorts[person.cohort], membership=membership)
    if person.part in ROLES:
        give_role(seeded, membership, person, joined)


def give_looks(face: Persona, who: tuple[str, str]) -> None:
    """What the face says of itself, and a small landscape for those that wear a picture."""
    if who in LOOKS:
        about, pronouns = LOOKS[who]
        looks.describe(persona=face, about=about, pronouns=pronouns)
    if who in PICTURES:
        looks.show_picture(persona=face, picture=pictures.rebuild_face(landscape(*PICTURES[who])))


def give_role(seeded: SeededGroup, membership: Membership, person: PersonWords, joined: datetime) -> None:
    known = {words.handle: words for words in seeded.words.facilitators}
    words = known.get(person.handle)
    is_professional = words is not None and words.standing == "professional"
    if person.part == Appointment.Role.FACILITATOR:
        seeded.facilitator_ids.add(membership.persona_id)
    appoint(
        membership=membership,
        role=person.part,
        kind=Appointment.Kind.PROFESSIONAL if is_professional else Appointment.Kind.PEER,
        credential=words.credential if words else "",
        by=None,
        now=joined,
    )


def plan_threads(seeded: SeededGroup, now: datetime) -> list[PlannedThread]:
    seen: set[str] = set()
    plans = []
    for words in sorted(THREADS[seeded.words.slug], key=lambda words: (-words.days_ago, words.hour)):
        begun = (now - timedelta(days=words.days_ago)).replace(hour=words.hour, minute=0, second=0, microsecond=0)
        plans.append(plan_thread(seeded, words, min(begun, now - timedelta(hours=2)), words.opener not in seen, now))
        seen.update(post.handle for post in words.posts)
    return plans


def plan_thread(
    seeded: SeededGroup, words: ThreadWords, begun: datetime, is_first: bool, now: datetime
) -> PlannedThread:
    """Times rise by at least a second, and none lies after now."""
    times: list[datetime] = []
    for place, post in enumerate(words.posts):
        wished = begun + timedelta(hours=post.hours_later, minutes=(place * 17) % 55)
        latest = now - timedelta(minutes=len(words.posts) - place)
        times.append(max(min(wished, latest), times[-1] + timedelta(seconds=1) if times else begun))
    return PlannedThread(
        group_id=seeded.group.pk,
        forum_id=seeded.forums[words.forum].pk,
        title=words.title,
        kind=words.kind.replace("-", "_"),
        notes=words.note or "",
        is_first_of_author=is_first,
        posts=[plan_post(seeded, post, at) for post, at in zip(words.posts, times, strict=True)],
    )


def plan_post(seeded: SeededGroup, words: PostWords, at: datetime) -> PlannedPost:
    return PlannedPost(
        author_id=seeded.faces[words.handle].pk,
        at=at,
        rendered=markup.render(words.text),
        parent=words.parent,
        wants=WANTS[words.wants] if words.wants else "",
        notes=words.note or "",
        as_facilitator=words.as_facilitator,
        state=Post.State.WITHDRAWN if words.is_withdrawn else Post.State.PUBLISHED,
    )


def mark_reading(seeded: SeededGroup) -> None:
    """Everybody has read the threads they wrote in up to their own last post, so that something is new to each."""
    last: dict[int, dict[int, int]] = defaultdict(dict)
    posts = Post.objects.filter(group_id=seeded.group.pk, number__isnull=False).order_by("number")
    for post in posts.only("thread_id", "author_id", "number"):
        last[post.thread_id][post.author_id] = post.number or 0
    ReadMark.objects.bulk_create(
        ReadMark(group=seeded.group, thread_id=thread, persona_id=author, number=number)
        for thread, authors in last.items()
        for author, number in authors.items()
    )


def respond_quietly(seeded: SeededGroup) -> None:
    """Under about half of what is written somebody has said something without words."""
    here = {face.pk: face for face in seeded.faces.values()}
    staying = Membership.objects.current().filter(persona__in=here, cohort_seats__isnull=True)
    posts = Post.objects.filter(group=seeded.group, thread__forum__cohort__isnull=True).order_by("pk")
    face_ids = list(staying.order_by("pk").values_list("persona_id", flat=True))
    chance = random.Random(seeded.group.code)  # noqa: S311 - the same world each time, nothing secret
    Response.objects.bulk_create(responses(posts, face_ids, 0.5, chance))
    count_responses(seeded.group)


def reported_posts() -> list[tuple[ThreadWords, PostWords]]:
    """The posts of the script that a member of their group reports."""
    return [
        (thread, post) for threads in THREADS.values() for thread in threads for post in thread.posts if post.report
    ]


def find_post(seeded: SeededGroup, thread: ThreadWords, words: PostWords) -> Post | None:
    found = Thread.objects.filter(group=seeded.group, title=thread.title).first()
    return None if found is None else Post.objects.filter(thread=found, number=thread.posts.index(words) + 1).first()
