"""A group whose name must stand in no letter, its people, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import mail

from forums.actions.appearing import appear
from forums.models import Forum, Post, Thread
from groups.models import Agreement, Membership, SupportGroup
from newsletters.actions import set_preference
from newsletters.models import DigestPreference
from personas.models import Persona
from supportgroups.front.seeding.people import make_account, make_face, make_member
from supportgroups.lib import markup
from tests.cast import make_group

CANARY = "CANARY-DIAGNOSIS"
# A Monday; the summaries of those who live by UTC are due on Tuesday at eight.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Scene:
    """The group, its forum, and its ground rules."""

    group: SupportGroup
    forum: Forum
    agreement: Agreement


def build(code: str = "calm-water-1") -> Scene:
    """An open group with one forum; its name, its forum's and its public address are the canary."""
    group, agreement = make_group(code, NOW)
    SupportGroup.objects.filter(pk=group.pk).update(name=f"{CANARY} {code}", summary=CANARY, slug=f"{CANARY}-{code}")
    group.refresh_from_db()
    return Scene(group, Forum.objects.create(group=group, name=CANARY, slug="talk"), agreement)


def member(scene: Scene, handle: str, *, zone: str = "UTC", email: str = "") -> Persona:
    """Somebody new, or a further face of whoever has this address."""
    account = make_account(email or f"{handle.lower()}@people.example", zone=zone)
    face = make_face(account, scene.group, handle, NOW)
    make_member(face, scene.group, scene.agreement, joined=NOW, status=Membership.Status.ACTIVE, today=NOW.date())
    return face


def ask(scene: Scene, face: Persona, cadence: str = "daily", says: str = "counts", **more: int) -> DigestPreference:
    return set_preference(persona=face, group=scene.group, cadence=cadence, says=says, now=NOW, **more)


def say(scene: Scene, author: Persona, words: str, *, at: datetime, thread: Thread | None = None, **more: str) -> Post:
    """A post that appears at `at`, in a new thread if none is named."""
    thread = thread or Thread.objects.create(
        group=scene.group, forum=scene.forum, author=author, title=f"About {words}", begun_at=at, last_post_at=at
    )
    text = markup.render(words)
    post = Post(
        group=scene.group, thread=thread, author=author, published_at=at, source=text.source, html=text.html,
        excerpt=text.excerpt, renderer=text.version, **more,
    )  # fmt: skip
    appear(post, thread, text=text.text, is_first_of_author=False, now=at)
    return post


def letters() -> list[str]:
    """All that was sent, whole: headers, both bodies, boundaries."""
    return [message.message().as_string() for message in mail.outbox]
