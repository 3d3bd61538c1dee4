"""The named cast: one person for every way of standing to a group, and the things they meet there.

`gather()` writes them into the test's database. Names are those of THREADS and of docs/threat-model.md: ann is Heron in
one group and Maple in another, bob is a member, eve has an account and no group.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import Account
from accounts.sessionstore import SessionStore
from forums.models import Forum, Post, Thread
from groups.actions.appointing import appoint
from groups.models import (
    AdmissionPolicy,
    AdmissionRequest,
    Agreement,
    Cohort,
    CohortSeat,
    Membership,
    SupportGroup,
)
from groups.seats import seat, seat_everywhere
from personas import faces
from personas.actors import Actor
from personas.models import Persona, Standing
from personas.seating import actor_of
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.front.seeding.people import make_account, make_face, make_member
from supportgroups.lib import markup

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

ROLES = (
    "guest", "stranger", "applicant", "waiting", "invited", "member", "on_break", "silenced", "suspended", "former",
    "other_cohort", "one_thread_face", "screener", "treasurer", "editor", "facilitator", "admin",
    "facilitator_elsewhere", "operator", "operator_member",
)  # fmt: skip
APPOINTED = {"screener", "treasurer", "editor", "facilitator", "admin"}
REQUESTS = {"applicant": "submitted", "waiting": "waiting", "invited": "offered"}
STATUSES = {"on_break": Membership.Status.BREAK, "former": Membership.Status.LEFT}
STANDINGS = {"silenced": Standing.Kind.SILENCE, "suspended": Standing.Kind.SUSPENSION}


@dataclass
class Person:
    """One of the cast. `face` is the group face in the cast's group, if there is one."""

    role: str
    account: Account | None = None
    face: Persona | None = None

    def client(self) -> Client:
        """A browser in which this person is signed in."""
        client = Client()
        if self.account is not None:
            come_back(client, self.account)
            if self.account.is_staff:
                take_second_step(client, self.account)
        return client

    def actor(self, group: SupportGroup | None = None, now: datetime = NOW) -> Actor:
        """The actor, seated in one group, or wherever they sit."""
        actor = actor_of(self.account)
        return seat(actor, group, now) if group is not None else seat_everywhere(actor, now)


@dataclass
class Cast:
    """Everybody, and what they meet."""

    group: SupportGroup
    elsewhere: SupportGroup
    hidden: SupportGroup
    forum: Forum
    cohort_forum: Forum
    people: dict[str, Person] = field(default_factory=dict)
    thread: Thread = field(default_factory=Thread)
    cohort_thread: Thread = field(default_factory=Thread)

    def __getitem__(self, role: str) -> Person:
        return self.people[role]

    @property
    def post(self) -> Post:
        return Post.objects.filter(thread=self.thread).order_by("number")[0]


def come_back(client: Client, account: Account) -> None:
    """As if this browser had been signed in before. Two statements, where coming in anew takes fourteen."""
    held = {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(),
    }
    key = get_random_string(32)
    ends = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.create(session_key=key, session_data=SessionStore().encode(held), expire_date=ends)
    UserSession.objects.create(user=account, session_key=key, ip="192.0.2.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = key


def take_second_step(client: Client, account: Account) -> None:
    """As if this browser had come in with a passkey, half an hour ago."""
    _note_way_in(client, account, {"method": "mfa", "at": time.time() - 1800})


def just_came_in(client: Client, account: Account) -> Client:
    """As if this browser had come in by a code, just now."""
    _note_way_in(client, account, {"method": "code", "at": time.time(), "reauthenticated": True})
    return client


def _note_way_in(client: Client, account: Account, record: dict[str, object]) -> None:
    session = client.session
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()


def gather(now: datetime = NOW) -> Cast:
    """Writes the cast: about three hundred statements, so use it once a module where reading is all that is done."""
    group, agreement = make_group("calm-water-1", now)
    elsewhere, _ = make_group("tall-grass-2", now)
    hidden, _ = make_group("low-bridge-3", now, is_listed=False)
    SupportGroup.objects.filter(pk=group.pk).update(
        has_cohorts=True, allows_thread_names=True, allows_polls=True, asks_contact_card=True
    )
    group.has_cohorts = group.allows_thread_names = group.asks_contact_card = True
    cohorts = [
        Cohort.objects.create(
            group=group,
            name=name,
            opens_on=now.date(),
            starts_on=now.date(),
            ends_on=now.date() + timedelta(70),
            places=8,
        )
        for name in ("Spring", "Autumn")
    ]
    cast = Cast(
        group,
        elsewhere,
        hidden,
        Forum.objects.create(group=group, name="Talk", slug="talk"),
        Forum.objects.create(group=group, name="Spring", slug="spring", cohort=cohorts[0]),
    )
    for role in ROLES:
        cast.people[role] = make_person(cast, role, agreement, cohorts, now)
    write_talk(cast, now)
    take_thread_name(cast, now)
    return cast


def make_group(code: str, now: datetime, *, is_listed: bool = True) -> tuple[SupportGroup, Agreement]:
    """An open group that asks at its door all the same, so that every way of standing to it exists."""
    group = SupportGroup.objects.create(
        space=faces.new_space(),
        slug=f"group-{code}",
        code=code,
        name=f"Group {code}",
        summary="A group of the tests.",
        for_whom="The tests.",
        is_listed=is_listed,
        founded_on=now.date() - timedelta(days=100),
    )
    AdmissionPolicy.objects.create(group=group, door="request", question="What brings you?")
    rules = markup.render("Be kind.")
    return group, Agreement.objects.create(
        group=group, version=1, source=rules.source, html=rules.html, made_at=now - timedelta(days=100)
    )


def make_person(cast: Cast, role: str, agreement: Agreement, cohorts: list[Cohort], now: datetime) -> Person:
    if role == "guest":
        return Person(role)
    person = Person(role, make_account(f"{role}@cast.example", is_staff=role.startswith("operator")))
    if role == "facilitator_elsewhere":
        seat_member(person, cast.elsewhere, Agreement.objects.get(group=cast.elsewhere), cohorts[:0], now)
        person.face = None
    elif role in REQUESTS:
        person.face = make_face(person.account, cast.group, handle_of(role), now)
        is_held = REQUESTS[role] in AdmissionRequest.HOLDING
        AdmissionRequest.objects.create(
            group=cast.group,
            persona=person.face,
            state=REQUESTS[role],
            cohort=cohorts[0] if is_held else None,
            by_runs=True if is_held else None,
            words="May I come in?",
            begun_at=now,
            submitted_at=now,
            due_at=now + timedelta(days=3),
            waitlisted_at=now if role == "waiting" else None,
        )
    elif role not in {"stranger", "operator"}:
        seat_member(person, cast.group, agreement, cohorts[1:] if role == "other_cohort" else cohorts[:1], now)
    return person


def seat_member(
    person: Person, group: SupportGroup, agreement: Agreement, cohorts: list[Cohort], now: datetime
) -> Membership:
    joined = now - timedelta(days=60)
    person.face = make_face(person.account, group, handle_of(person.role), joined)
    membership = make_member(
        person.face,
        group,
        agreement,
        joined=joined,
        status=STATUSES.get(person.role, Membership.Status.ACTIVE),
        today=now.date(),
    )
    for cohort in cohorts:
        CohortSeat.objects.create(group=group, cohort=cohort, membership=membership)
    role = "facilitator" if person.role == "facilitator_elsewhere" else person.role
    if role in APPOINTED:
        appoint(membership=membership, role=role, kind="peer", credential="", by=None, now=joined)
    if person.role in STANDINGS:
        Standing.objects.create(
            persona=person.face, group_space=group.space, kind=STANDINGS[person.role], since=joined, until=None
        )
    return membership


def write_talk(cast: Cast, now: datetime) -> None:
    """A thread for all by the member, answered by the facilitator; and one that the spring run alone may read."""
    begun = now - timedelta(days=2)
    words = [markup.render(text) for text in ("I could not sleep again.", "I am here, and I read you.")]

    def plan(forum: Forum, title: str) -> PlannedThread:
        authors = (cast["member"].face, cast["facilitator"].face)
        posts = [
            PlannedPost(author.pk, begun + timedelta(hours=place), rendered, parent=place - 1 if place else None)
            for place, (author, rendered) in enumerate(zip(authors, words, strict=True))
        ]
        return PlannedThread(cast.group.pk, forum.pk, title, Thread.Kind.SHARE, posts=posts)

    plans = [plan(cast.forum, "Nights"), plan(cast.cohort_forum, "Week one")]
    list(write_threads(plans, facilitator_ids={cast["facilitator"].face.pk}))
    finish([cast.group.pk])
    cast.forum.refresh_from_db()
    cast.cohort_forum.refresh_from_db()
    cast.thread = Thread.objects.get(group=cast.group, title="Nights")
    cast.cohort_thread = Thread.objects.get(group=cast.group, title="Week one")


def take_thread_name(cast: Cast, now: datetime) -> None:
    space = faces.new_space(parent=cast.group.space)
    Thread.objects.filter(pk=cast.thread.pk).update(space=space)
    cast.thread.refresh_from_db()
    faces.take_face(actor=cast["one_thread_face"].actor(cast.group, now), space=space, handle="Grey Pebble", now=now)


def handle_of(role: str) -> str:
    """Names that fit no person and are never reserved."""
    names = {
        "applicant": "Slow Tide", "waiting": "Grey Barley", "invited": "Blue Gate", "member": "Heron",
        "on_break": "Quince", "silenced": "Otter", "suspended": "Sorrel", "former": "Bellows", "other_cohort": "Teasel",
        "one_thread_face": "Linnet", "screener": "Sandpiper", "treasurer": "Fig", "editor": "Quill",
        "facilitator": "Lantern", "admin": "Inkwell", "facilitator_elsewhere": "Alder", "operator_member": "Rook",
    }  # fmt: skip
    return names[role]
