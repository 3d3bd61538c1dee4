"""Each reply in a thread by letter, for who asks for it: once, discreetly, at most once an hour, ended at a click."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Account
from forums.actions import hide_post, mark_read, watch, withdraw_post
from forums.models import Thread, Watch
from groups.actions import hide, take_break
from groups.models import Membership
from groups.seats import seat
from newsletters.actions import deliver_due, plan_due
from newsletters.models import Digest, DigestPreference
from newsletters.tokens import stop_token
from personas.actors import Seat
from personas.models import Persona
from personas.seating import actor_of
from tests.newsletters.scene import CANARY, DAY, DUE, NOW, Scene, ask, build, letters, member, say
from tests.once import written_once

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=10)
HOUR = timedelta(hours=1)
Level = Watch.Level


def bring_heron(scene: Scene) -> Persona:
    """Who follows."""
    return member(scene, "Heron")


def write_thread(scene: Scene) -> Thread:
    """Begun by Linnet, who is nobody to Heron."""
    return say(scene, member(scene, "Linnet"), "nights", at=NOW - DAY).thread


scene, heron, thread = written_once(build), written_once(bring_heron), written_once(write_thread)


def seat_of(face: Persona, thread: Thread, at: datetime) -> Seat:
    account = Account.objects.get(email=f"{face.handle.lower()}@people.example")
    return seat(actor_of(account), thread.group, at).seat_in(thread.group_id)


def follow(face: Persona, thread: Thread, level: str = Level.EACH, at: datetime = NOW) -> None:
    watch(actor_seat=seat_of(face, thread, at), thread=thread, level=Level(level), now=at)


@pytest.mark.parametrize("cadence", ["notices", "each", "daily", "weekly", "monthly"])
def test_each_reply_comes_whatever_else_is_wanted_and_once(scene, heron, thread, cadence: str) -> None:
    ask(scene, heron, cadence=cadence, says="nothing")
    follow(heron, thread)
    say(scene, member(scene, "Wren"), "me too", at=SOON, thread=thread)
    assert deliver_due(now=SOON) == 1
    assert mail.outbox[0].to == ["heron@people.example"]
    assert mail.outbox[0].subject == "There is something new for you"
    assert not [word for word in (CANARY, "me too", "nights", "Wren") if word in letters()[0]]
    assert deliver_due(now=SOON + 2 * HOUR) == 0
    assert Digest.objects.get().kind == "followed"


def test_it_is_not_in_the_summary_again_and_other_threads_are(scene, heron, thread) -> None:
    ask(scene, heron, cadence="daily", says="titles")
    follow(heron, thread)
    wren = member(scene, "Wren")
    say(scene, wren, "me too", at=SOON, thread=thread)
    say(scene, wren, "a walk", at=SOON)
    assert deliver_due(now=SOON) == 1
    assert ("About nights" in mail.outbox[0].body, "About a walk" in mail.outbox[0].body) == (True, False)
    assert deliver_due(now=DUE) == 1
    assert ("About nights" in mail.outbox[1].body, "About a walk" in mail.outbox[1].body) == (False, True)


def test_without_asking_for_letters_none_comes(scene, heron, thread) -> None:
    follow(heron, thread)
    say(scene, member(scene, "Wren"), "me too", at=SOON, thread=thread)
    assert deliver_due(now=SOON) == 0
    ask(scene, heron, cadence="none")
    assert deliver_due(now=SOON) == 0


def test_many_replies_are_a_letter_an_hour_at_most(scene, heron, thread) -> None:
    ask(scene, heron, cadence="notices", says="counts")
    follow(heron, thread)
    wren, sent = member(scene, "Wren"), []
    for minute in range(1, 91, 5):
        at = NOW + timedelta(minutes=minute)
        if minute % 10 == 1:
            say(scene, wren, f"word {minute}", at=at, thread=thread)
        sent.append(deliver_due(now=at))
    assert sum(sent) == 2
    assert "six new replies" in mail.outbox[1].body


def test_what_stood_there_before_is_not_written_about(scene, heron, thread) -> None:
    ask(scene, heron, cadence="notices", says="counts")
    wren = member(scene, "Wren")
    say(scene, wren, "before", at=SOON, thread=thread)
    follow(heron, thread, at=SOON + HOUR)
    assert deliver_due(now=SOON + HOUR) == 0
    say(scene, wren, "after", at=SOON + HOUR + timedelta(minutes=30), thread=thread)
    follow(heron, thread, at=SOON + 2 * HOUR)  # a second press moves nothing
    assert deliver_due(now=SOON + 2 * HOUR) == 1
    assert "one new reply" in mail.outbox[0].body


@pytest.mark.parametrize("what", ["read", "own", "hidden author", "taken back", "covered", "digest", "none", "break"])
def test_what_is_nothing_new_to_her_sends_nothing(scene, heron, thread, what: str) -> None:
    ask(scene, heron, cadence="notices")
    follow(heron, thread)
    wren, lantern = member(scene, "Wren"), member(scene, "Lantern")
    post = say(scene, heron if what == "own" else wren, "me too", at=SOON, thread=thread)
    if what == "read":
        mark_read(actor_seat=seat_of(heron, thread, SOON), thread=thread, number=post.number)
    elif what == "hidden author":
        hide(by=heron, about=wren, is_mutual=False, now=SOON)
    elif what == "taken back":
        withdraw_post(post=post, now=SOON)
    elif what == "covered":
        hide_post(post=post, by=lantern, now=SOON)
    elif what in ("digest", "none"):
        follow(heron, thread, what, at=SOON)
    elif what == "break":
        take_break(membership=Membership.objects.get(persona=heron), now=SOON)
    assert deliver_due(now=SOON + timedelta(minutes=1)) == 0


def test_what_was_taken_back_between_planning_and_sending_is_not_told(scene, heron, thread) -> None:
    ask(scene, heron, cadence="notices")
    follow(heron, thread)
    post = say(scene, member(scene, "Wren"), "me too", at=SOON, thread=thread)
    plan_due(now=SOON, limit=9)
    assert Digest.objects.waiting().exists()
    withdraw_post(post=post, now=SOON)
    assert deliver_due(now=SOON) == 0


def test_a_content_note_keeps_its_words_on_the_site(scene, heron, thread) -> None:
    ask(scene, heron, cadence="notices", says="text")
    follow(heron, thread)
    say(scene, member(scene, "Wren"), "the ward at night", at=SOON, thread=thread, content_notes="hospital")
    assert deliver_due(now=SOON) == 1
    assert "the ward" not in mail.outbox[0].body


def test_one_click_ends_it_without_signing_in(scene, heron, thread) -> None:
    ask(scene, heron, cadence="notices")
    follow(heron, thread)
    wren = member(scene, "Wren")
    say(scene, wren, "me too", at=SOON, thread=thread)
    assert deliver_due(now=SOON) == 1
    headers = mail.outbox[0].extra_headers
    stop = reverse("newsletters:stop", args=[stop_token(heron.pk)])
    assert stop in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Client().post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    say(scene, wren, "and more", at=SOON + 2 * HOUR, thread=thread)
    assert deliver_due(now=SOON + 2 * HOUR) == 0
    assert DigestPreference.objects.get(pk=heron.pk).cadence == "none"


def test_a_thread_offers_it_and_keeps_it(scene, heron, thread) -> None:
    client = Client()
    account = Account.objects.get(email="heron@people.example")
    client.force_login(account)
    url = f"/g/{scene.group.code}/threads/{thread.ref}/"
    assert 'value="each"' in client.get(url).text
    assert client.post(f"{url}watch/", {"level": "each"}).status_code == 302
    kept = Watch.objects.get(persona=heron, thread=thread)
    assert (kept.level, kept.since is not None) == ("each", True)
    assert 'value="each" id="level-each" checked' in client.get(url).text
    client.post(f"{url}watch/", {"level": "none"})
    kept.refresh_from_db()
    assert (kept.level, kept.since) == ("none", None)
