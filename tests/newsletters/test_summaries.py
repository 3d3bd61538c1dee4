"""The daily summary: to those who asked, of what they may read now, saying no more than they chose."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Account, Mailbox
from forums.actions import hide_post
from forums.models import Forum, Post, ReadMark, Thread, Watch
from groups.actions.leaving import leave, take_break
from groups.models import Cohort, Membership
from newsletters.actions import deliver_due, plan_due
from newsletters.models import Digest, DigestPreference
from newsletters.tasks import deliver_due as task
from personas.forgetting import forget
from personas.models import Persona, Standing
from personas.standings import impose
from tests.few import few_of
from tests.newsletters.scene import CANARY, DAY, DUE, NOW, Scene, ask, build, letters, member, say
from tests.once import written_once

pytestmark = pytest.mark.django_db
# What looking costs when nothing is due: summaries, answers, threads that are followed, notices, the outbox.
STATEMENTS_ALONE = 5


scene = written_once(build)


def make_reader(scene: Scene) -> Persona:
    """Somebody who asked for counts once a day, and to whom three posts are new."""
    face = member(scene, "Heron")
    ask(scene, face)
    other = member(scene, "Linnet")
    opening = say(scene, other, "nights", at=NOW + timedelta(hours=1))
    for number in range(2):
        say(scene, other, f"more {number}", at=NOW + timedelta(hours=2 + number), thread=opening.thread)
    return face


reader = written_once(make_reader)


def test_it_goes_out_when_due_and_says_how_much(reader) -> None:
    assert deliver_due(now=DUE - timedelta(minutes=1)) == 0
    assert deliver_due(now=DUE) == 1
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["heron@people.example"], "Your daily summary")
    assert "two new replies" in letter.body
    assert "one new thread" in letter.body
    assert "http://testserver/home/" in letter.body
    digest = Digest.objects.get()
    assert (digest.period, digest.sent_at is not None) == ("2026-11-24", True)


def test_its_headers_are_those_of_a_list(reader) -> None:
    deliver_due(now=DUE)
    headers = mail.outbox[0].message()
    assert re.fullmatch(r"<l[0-9a-f]{20}\.localhost>", headers["List-Id"])
    assert re.fullmatch(r"<http://testserver/u/[\w-]+/>", headers["List-Unsubscribe"])
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_who_has_not_asked_gets_nothing(scene) -> None:
    member(scene, "Heron")
    say(scene, member(scene, "Linnet"), "nights", at=NOW)
    assert deliver_due(now=DUE) == 0
    assert not Digest.objects.exists()


def test_nothing_new_sends_nothing_and_waits_for_the_next_day(scene) -> None:
    face = member(scene, "Heron")
    ask(scene, face)
    say(scene, face, "my own words", at=NOW + timedelta(hours=1))
    assert deliver_due(now=DUE) == 0
    assert not Digest.objects.exists()
    assert DigestPreference.objects.get().next_at == DUE + DAY


def test_what_was_said_before_asking_is_not_written_about(scene) -> None:
    say(scene, member(scene, "Linnet"), "nights", at=NOW - timedelta(hours=1))
    ask(scene, member(scene, "Heron"))
    assert deliver_due(now=DUE) == 0


def test_the_next_day_tells_only_what_came_since(scene, reader) -> None:
    deliver_due(now=DUE)
    assert deliver_due(now=DUE + DAY) == 0
    say(scene, member(scene, "Wren"), "mornings", at=DUE + DAY)
    assert deliver_due(now=DUE + 2 * DAY) == 1
    assert "one new thread" in mail.outbox[1].body
    assert "repl" not in mail.outbox[1].body


def test_twice_is_once_and_so_is_a_clock_set_back(reader) -> None:
    assert deliver_due(now=DUE + timedelta(minutes=5)) == 1
    assert deliver_due(now=DUE + timedelta(minutes=5)) == 0
    assert deliver_due(now=DUE - timedelta(hours=3)) == 0
    DigestPreference.objects.update(next_at=DUE)
    assert deliver_due(now=DUE) == 0
    assert len(mail.outbox) == 1


def test_a_worker_that_slept_for_days_sends_one(reader) -> None:
    assert deliver_due(now=DUE + 3 * DAY + timedelta(hours=2)) == 1
    assert Digest.objects.get().period == "2026-11-27"
    assert DigestPreference.objects.get().next_at == DUE + 4 * DAY


@pytest.mark.parametrize(
    ("zone", "hour", "minute"),
    [
        ("Asia/Kathmandu", 2, 15),
        ("Australia/Lord_Howe", 21, 0),
        ("America/New_York", 13, 0),
        ("Pacific/Kiritimati", 18, 0),
    ],
)
def test_eight_is_eight_on_the_readers_clock(scene, zone: str, hour: int, minute: int) -> None:
    ask(scene, member(scene, "Heron", zone=zone))
    say(scene, member(scene, "Linnet"), "nights", at=NOW)
    due = (NOW + timedelta(seconds=1)).replace(hour=hour, minute=minute, second=0)
    due = due if due > NOW else due + DAY
    say(scene, member(scene, "Wren"), "mornings", at=NOW + timedelta(minutes=1))
    assert deliver_due(now=due - timedelta(seconds=1)) == 0
    assert deliver_due(now=due) == 1


def test_after_a_move_it_comes_at_eight_of_the_new_place(reader) -> None:
    Account.objects.filter(email="heron@people.example").update(zone="Pacific/Honolulu")
    assert deliver_due(now=DUE) == 0
    assert deliver_due(now=DUE + timedelta(hours=10)) == 1


def _leave(scene, reader):
    leave(membership=Membership.objects.get(persona=reader), now=NOW)


def _removed(scene, reader):
    leave(membership=Membership.objects.get(persona=reader), now=NOW, how=Membership.Ending.REMOVED)


def _break(scene, reader):
    take_break(membership=Membership.objects.get(persona=reader), now=NOW)


def _suspended(scene, reader):
    impose(persona=reader, kind=Standing.Kind.SUSPENSION, now=NOW)


def _hidden(scene, reader):
    by = member(scene, "Lantern")
    for post in Post.objects.all():
        hide_post(post=post, by=by, now=NOW)


def _for_a_run(scene, reader):
    days = {"opens_on": NOW.date(), "starts_on": NOW.date(), "ends_on": NOW.date() + DAY}
    cohort = Cohort.objects.create(group=scene.group, name="Spring", places=8, **days)
    Forum.objects.update(cohort=cohort)


def _read(scene, reader):
    ReadMark.objects.create(group=scene.group, thread=Thread.objects.get(), persona=reader, number=3)


def _silenced_thread(scene, reader):
    Watch.objects.create(group=scene.group, thread=Thread.objects.get(), persona=reader, level=Watch.Level.NONE)


def _paused(scene, reader):
    Mailbox.objects.create(account=Account.objects.get(email="heron@people.example"), paused_at=NOW)


def _closed(scene, reader):
    Account.objects.filter(email="heron@people.example").update(is_active=False)


def _unconfirmed(scene, reader):
    Account.objects.get(email="heron@people.example").emailaddress_set.update(verified=False)


def _wants_none(scene, reader):
    ask(scene, reader, cadence="none")


def _forgotten(scene, reader):
    forget(reader)


ENDINGS = [
    _leave, _removed, _break, _suspended, _hidden, _for_a_run, _read, _silenced_thread, _paused, _closed, _unconfirmed,
    _wants_none, _forgotten,
]  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("is_queued", few_of([False, True], [True]))
def test_what_ended_meanwhile_is_not_written_about(scene, reader, ending, is_queued: bool) -> None:
    if is_queued:
        plan_due(now=DUE, limit=10)
        assert Digest.objects.waiting().count() == 1
    ending(scene, reader)
    assert deliver_due(now=DUE) == 0
    assert deliver_due(now=DUE + timedelta(hours=1)) == 0
    assert mail.outbox == []


def test_after_a_break_the_letter_tells_of_what_came_after_it(scene, reader) -> None:
    _break(scene, reader)
    deliver_due(now=DUE)
    Membership.objects.filter(persona=reader).update(status="active")
    assert deliver_due(now=DUE + DAY) == 0


def test_whoever_left_has_no_wish_left(scene, reader) -> None:
    _leave(scene, reader)
    deliver_due(now=DUE)
    assert not DigestPreference.objects.exists()


LETTERS = list(product(["daily", "weekly", "monthly", "each"], ["nothing", "counts", "titles", "text"]))


@pytest.mark.parametrize("asked", few_of(LETTERS, [each for each in LETTERS if "daily" in each or "text" in each]))
def test_the_groups_name_stands_in_no_letter(scene, asked: tuple[str, str]) -> None:
    (cadence, says), face = asked, member(scene, "Heron")
    ask(scene, face, cadence=cadence, says=says)
    mine = say(scene, face, "mine", at=NOW + timedelta(minutes=1))
    say(scene, member(scene, "Linnet"), "plain words", at=NOW + timedelta(hours=1), thread=mine.thread)
    due = DigestPreference.objects.get().next_at or NOW + timedelta(hours=2)
    assert deliver_due(now=due) == 1
    [whole] = letters()
    assert CANARY.lower() not in whole.lower()
    for word in ("Linnet", "plain words", "About mine", scene.group.code):
        assert (word in whole) is (says == "text" or (says == "titles" and word in {"About mine", scene.group.code}))
    head = whole.partition("\n\n")[0]
    assert not re.search("heron(?!@people)|linnet|calm-water|words", head, re.IGNORECASE)


def test_words_behind_a_note_stay_on_the_site(scene) -> None:
    ask(scene, member(scene, "Heron"), says="text")
    say(scene, member(scene, "Linnet"), "hard to read", at=NOW + timedelta(hours=1), content_notes="loss")
    deliver_due(now=DUE)
    assert "This talks about loss." in mail.outbox[0].body
    assert "\nhard to read" not in mail.outbox[0].body


def test_a_title_behind_a_note_stays_on_the_site(scene) -> None:
    ask(scene, member(scene, "Heron"), says="titles")
    post = say(scene, member(scene, "Linnet"), "hard to read", at=NOW + timedelta(hours=1))
    Thread.objects.filter(pk=post.thread_id).update(content_notes="loss")
    deliver_due(now=DUE)
    assert "A thread that talks about loss" in mail.outbox[0].body
    assert "hard to read" not in letters()[0]


@pytest.mark.parametrize("says", ["titles", "text"])
def test_a_covered_beginning_gives_no_title_to_a_letter(scene, says: str) -> None:
    ask(scene, member(scene, "Heron"), says=says)
    opening = say(scene, member(scene, "Linnet"), "full of names", at=NOW + timedelta(hours=1))
    say(scene, member(scene, "Wren"), "an answer", at=NOW + timedelta(hours=2), thread=opening.thread)
    hide_post(post=opening, by=None, now=NOW + timedelta(hours=3))
    deliver_due(now=DUE)
    assert "A thread whose beginning is covered" in mail.outbox[0].body
    assert "full of names" not in letters()[0]


def test_two_faces_of_a_person_get_letters_that_share_nothing(scene, reader) -> None:
    elsewhere = build("tall-grass-2")
    ask(elsewhere, member(elsewhere, "Maple", email="heron@people.example"), says="titles")
    say(elsewhere, member(elsewhere, "Fig"), "gardens", at=NOW + timedelta(hours=1))
    assert deliver_due(now=DUE) == 2
    one, two = (message.message() for message in mail.outbox)
    for header in ("List-Id", "List-Unsubscribe", "Message-ID"):
        assert one[header] != two[header]
    assert sum("gardens" in letter for letter in letters()) == 1
    assert sum("two new replies" in letter for letter in letters()) == 1


def test_own_words_under_a_one_thread_name_are_not_news(scene) -> None:
    from personas import faces
    from personas.seating import actor_of

    face = member(scene, "Heron")
    ask(scene, face)
    space = faces.new_space(parent=scene.group.space)
    actor = actor_of(Account.objects.get(email="heron@people.example"))
    say(scene, faces.take_face(actor=actor, space=space, handle="Grey Pebble", now=NOW), "quietly", at=NOW + DAY / 4)
    assert deliver_due(now=DUE) == 0


def test_the_task_sends_what_is_due(reader) -> None:
    with time_machine.travel(DUE, tick=False):
        assert task() == 1


def test_each_letter_costs_the_same_however_many_there_are(scene) -> None:
    other, costs = member(scene, "Linnet"), []
    for day, readers in enumerate((2, 20)):
        for number in range(DigestPreference.objects.count(), readers):
            ask(scene, member(scene, f"Heron {number}", email=f"h{number}@people.example"), says="text")
        for number in range(readers):
            say(scene, other, f"words {number}", at=NOW + day * DAY + timedelta(minutes=1 + number))
        with CaptureQueriesContext(connection) as statements:
            assert deliver_due(now=DUE + day * DAY) == readers
        costs.append((len(statements) - STATEMENTS_ALONE) / readers)
    assert costs[0] == costs[1] <= 40
