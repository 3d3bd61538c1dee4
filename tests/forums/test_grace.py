"""Before its minutes are over nothing of a post leaves: no page, count, time, search hit, event, notice or letter."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from forums.actions import nudge, post_at_once, publish_due, schedule, take_back, watch
from forums.models import Draft, Forum, Post, ReadMark, Thread, Watch
from forums.textindex import POSTS
from groups.models import Membership
from newsletters.actions import deliver_due, set_preference
from personas.models import Event, Notice
from tests.cast import Person
from tests.forums.conftest import Talk, joined_long_ago, shown

# What differs between two visits of the same page by itself; `until` is when the page was shown.
PASSING = re.compile(r'name="(csrfmiddlewaretoken|key|until)" value="[^"]*"')


def pages(talk: Talk, thread: Thread, person: Person) -> dict[str, str]:
    """Every page on which something of a post could show to others, as this person sees it."""
    client = person.client()
    urls = [
        "/", "/sitemap.xml", "/home/", "/drafts/", talk.url, talk.forum_url, talk.thread_url(thread),
        f"{talk.thread_url(thread)}reply/", f"{talk.url}people/{talk.heron.face.ref}/", f"/groups/{talk.group.slug}/",
        f"{talk.url}back/", f"{talk.url}log/", f"{talk.url}newsletter/",
    ]  # fmt: skip
    if person is talk.lantern:
        urls.append(f"{talk.url}desk/")
    seen = {url: PASSING.sub("", shown(client, url)) for url in urls}
    for url in (f"{talk.url}search/", "/home/search/"):
        seen[f"found at {url}"] = PASSING.sub("", client.post(url, {"words": "CANARY"}).content.decode())
    return seen


def rows(talk: Talk) -> tuple[object, ...]:
    """Everything that is counted or told, by number and by time."""
    return (
        list(Thread.objects.order_by("pk").values("last_number", "post_count", "last_post_at", "first_reply_at")),
        list(Forum.objects.order_by("pk").values("thread_count", "post_count", "last_post_at")),
        list(Membership.objects.order_by("pk").values("persona_id", "first_posted_at")),
        Post.objects.count(), Event.objects.count(), Notice.objects.count(), Watch.objects.count(),
        list(ReadMark.objects.order_by("pk").values("persona_id", "number")),
        POSTS.matches("canary", [talk.group.pk], 5), len(mail.outbox),
    )  # fmt: skip


def waiting(talk: Talk, thread: Thread) -> list[Draft]:
    """An answer and a new thread, let go, in their minutes."""
    drafts = [
        talk.draft(talk.heron, "CANARY in an answer", thread, parent=thread.posts.get(number=1)),
        talk.draft(talk.heron, "CANARY begins", title="CANARY title", content_notes="CANARY note"),
    ]
    now = timezone.now()
    return [schedule(draft=draft, reread_hash=draft.fingerprint, now=now) for draft in drafts]


def test_nothing_leaves_before_the_minutes_are_over(talk: Talk) -> None:
    joined_long_ago(talk)
    thread = talk.thread(talk.wren)
    for person in (talk.wren, talk.lantern):
        set_preference(persona=person.face, group=talk.group, cadence="each", says="counts", now=talk.now)
        pages(talk, thread, person)  # what is new is looked at before
    follow = {"level": Watch.Level.EACH, "now": talk.now}
    watch(actor_seat=talk.room.actor(talk.lantern).seat_in(talk.group.pk), thread=thread, **follow)
    before = {person.role: pages(talk, thread, person) for person in (talk.wren, talk.lantern)}
    told = rows(talk)
    drafts = waiting(talk, thread)
    an_instant_before = drafts[0].publish_at - timedelta(microseconds=1)
    assert publish_due(now=an_instant_before) == 0
    assert (nudge(now=an_instant_before), deliver_due(now=an_instant_before)) == (0, 0)
    for person in (talk.wren, talk.lantern):
        after = pages(talk, thread, person)
        for url, page in after.items():
            assert page == before[person.role][url], (person.role, url)
    assert rows(talk) == told
    assert "It is on its way" in shown(talk.heron.client(), f"/drafts/{drafts[0].ref}/")
    due = max(draft.publish_at for draft in drafts)
    assert publish_due(now=due) == 2
    assert deliver_due(now=due + timedelta(minutes=1)) == 2, "to whom it answers, and to who follows the thread"
    assert "CANARY" in pages(talk, thread, talk.wren)[talk.thread_url(thread)]
    assert rows(talk) != told


def test_what_is_taken_back_was_never_there(talk: Talk) -> None:
    thread = talk.thread(talk.wren)
    told = rows(talk)
    for draft in waiting(talk, thread):
        take_back(draft=draft)
    assert publish_due(now=timezone.now() + timedelta(days=1)) == 0
    assert rows(talk) == told
    first = talk.draft(talk.heron, "Said after all.", thread)
    post = post_at_once(draft=first, reread_hash=first.fingerprint, now=timezone.now()).post
    assert post.number == 2, "no number was given out to what was taken back"
