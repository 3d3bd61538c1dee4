"""A group with people who talk: a small one, written once; each test goes on from there by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forums.actions import open_first_forum, post_at_once
from forums.models import Draft, Forum, Post, Thread
from groups.models import Membership, SupportGroup
from personas.models import Persona, Standing
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.lib import markup
from tests.cast import Person
from tests.groups.conftest import Room, make_room
from tests.once import written_once


@dataclass
class Talk:
    """A room with a forum. `lantern` facilitates it, `heron` and `wren` are members."""

    room: Room
    forum: Forum
    lantern: Person
    heron: Person
    wren: Person

    @property
    def group(self) -> SupportGroup:
        return self.room.group

    @property
    def now(self) -> datetime:
        return self.room.now

    @property
    def url(self) -> str:
        return self.room.url

    @property
    def forum_url(self) -> str:
        return f"{self.url}forums/{self.forum.slug}/"

    def thread_url(self, thread: Thread) -> str:
        return f"{self.url}threads/{thread.ref}/"

    def draft(self, by: Person, source: str, thread: Thread | None = None, **fields: object) -> Draft:
        """A draft that is being written."""
        parent = fields.pop("parent", None)
        forum = fields.pop("forum", None) or self.forum
        place = {"group_id": forum.group_id, "author": by.face, "forum": forum, "thread": thread, "parent": parent}
        return Draft.objects.create(**place, made_at=self.now, saved_at=self.now, source=source, **fields)

    def post(
        self, by: Person, source: str, thread: Thread | None = None, at: datetime | None = None, **fields: object
    ) -> Post:
        """A post, let go at once."""
        draft = self.draft(by, source, thread, **fields)
        return post_at_once(draft=draft, reread_hash=draft.fingerprint, now=at or self.now).post

    def thread(self, by: Person, source: str = "Is anybody awake?", **fields: object) -> Thread:
        """A thread with one post."""
        return self.post(by, source, **fields).thread

    def threads(
        self,
        count: int,
        *authors: Person,
        source: str = "",
        title: str = "Thread number {}",
        answers: int = 0,
        forum: Forum | None = None,
    ) -> list[Thread]:
        """So many threads at once, each an instant after the one before it, the last just before now, by these authors
        in turn; so many `answers` to each. "{}" in `title` is the number."""
        forum, plans = forum or self.forum, []
        for number in range(count):
            said = markup.render(source or title.format(number))
            writers = [authors[(number + place) % len(authors)].face.pk for place in range(answers + 1)]
            at = self.now + timedelta(microseconds=number - count)
            posts = [PlannedPost(who, at, said, parent=0 if place else None) for place, who in enumerate(writers)]
            plans.append(PlannedThread(forum.group_id, forum.pk, title.format(number), "share", posts=posts))
        before = set(Thread.objects.values_list("pk", flat=True))
        list(write_threads(plans, facilitator_ids={self.lantern.face.pk}))
        finish([forum.group_id])
        return list(Thread.objects.exclude(pk__in=before).order_by("pk"))

    def silence(self, person: Person) -> None:
        Standing.objects.create(
            persona=person.face, group_space_id=self.group.pk, kind="silence", since=self.now - timedelta(days=1)
        )


def shown(client: Client, url: str) -> str:
    """The words of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def face_of(person: Person) -> Persona:
    return person.face


def joined_long_ago(talk: Talk) -> None:
    Membership.objects.filter(group=talk.group).update(joined_on=(talk.now - timedelta(days=90)).date())


def make_talk() -> Talk:
    room = make_room(now=a_little_ago())
    forum = Forum.objects.filter(group=room.group).first()
    if forum is None:
        forum = open_first_forum(group=room.group, by=room.founder.face, now=room.now)
    return Talk(room, forum, room.founder, room.member("Heron"), room.member("Wren"))


def a_little_ago() -> datetime:
    """So that what is posted "now" has happened when a page is asked for."""
    return timezone.now() - timedelta(minutes=2)


begun_talk = written_once(make_talk)


@pytest.fixture
def talk(begun_talk: Talk, settings: object) -> Talk:
    """The small group; nothing is held here unless a test says so."""
    settings.POST_CHECKS = []
    begun_talk.room.now = a_little_ago()
    return begun_talk


@pytest.fixture
def eve(talk: Talk) -> Client:
    """The browser of somebody with an account and no group."""
    return talk.room.person("eve").client()
