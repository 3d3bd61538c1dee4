"""What is addressed to somebody, and answers to what they wrote: a letter of its own that only says there is word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from groups.actions.leaving import leave, take_break
from groups.models import Membership
from newsletters.actions import deliver_due, plan_due
from newsletters.models import Digest
from personas import letterbox
from personas.letterbox import NoticeText
from personas.models import Notice, Persona, Standing
from personas.standings import impose
from tests.newsletters.scene import CANARY, DAY, NOW, Scene, ask, build, letters, member, say
from tests.once import written_once

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=1)
GONE = 99


def _words(subject_ids: list[int]) -> dict[int, NoticeText]:
    return {pk: NoticeText(f"{CANARY} decided", f"{CANARY} in full", "/home/") for pk in subject_ids if pk != GONE}


@pytest.fixture(autouse=True)
def teller(monkeypatch):
    monkeypatch.setitem(letterbox._TELLERS, "tests.word", _words)


scene = written_once(build)


def make_reader(scene: Scene) -> Persona:
    face = member(scene, "Heron")
    ask(scene, face, cadence="notices", says="text")
    return face


reader = written_once(make_reader)


def tell(scene, face, subject_id: int = 1, at=SOON) -> Notice:
    return letterbox.tell(face.pk, "tests.word", group_id=scene.group.pk, subject_id=subject_id, now=at)


def test_word_goes_out_within_the_minute_and_says_no_more(scene, reader) -> None:
    notice = tell(scene, reader)
    assert deliver_due(now=SOON) == 1
    [letter] = mail.outbox
    assert letter.subject == "There is word for you"
    assert CANARY not in letters()[0]
    assert "/home/" in letter.body
    notice.refresh_from_db()
    assert notice.sent_at == SOON


def test_it_goes_out_once(scene, reader) -> None:
    tell(scene, reader)
    assert [deliver_due(now=SOON + timedelta(minutes=minute)) for minute in range(3)] == [1, 0, 0]


def test_several_at_once_are_one_letter(scene, reader) -> None:
    for number in range(3):
        tell(scene, reader, number)
    assert deliver_due(now=SOON) == 1
    assert not Notice.objects.filter(sent_at=None).exists()


@pytest.mark.parametrize("cadence", ["none", None])
def test_not_to_who_wants_no_mail(scene, cadence) -> None:
    face = member(scene, "Heron")
    if cadence:
        ask(scene, face, cadence=cadence)
    tell(scene, face)
    assert deliver_due(now=SOON) == 0
    assert Notice.objects.get().sent_at is None


def test_word_from_before_asking_is_not_written_about(scene) -> None:
    face = member(scene, "Heron")
    tell(scene, face, at=NOW - timedelta(hours=1))
    ask(scene, face, cadence="daily")
    assert deliver_due(now=SOON) == 0


def test_what_was_read_taken_back_or_is_old_is_not_written_about(scene, reader) -> None:
    tell(scene, reader, GONE)
    Notice.objects.filter(pk=tell(scene, reader).pk).update(read_at=SOON)
    assert deliver_due(now=SOON) == 0
    tell(scene, reader, 2)
    assert deliver_due(now=SOON + 3 * DAY) == 0


@pytest.mark.parametrize("ending", [leave, take_break])
@pytest.mark.parametrize("is_queued", [False, True])
def test_who_left_or_rests_gets_none(scene, reader, ending, is_queued: bool) -> None:
    tell(scene, reader)
    if is_queued:
        plan_due(now=SOON, limit=9)
        assert Digest.objects.waiting().exists()
    ending(membership=Membership.objects.get(persona=reader), now=SOON)
    assert deliver_due(now=SOON) == 0


def test_who_is_suspended_hears_of_it(scene, reader) -> None:
    impose(persona=reader, kind=Standing.Kind.SUSPENSION, now=NOW)
    tell(scene, reader)
    assert deliver_due(now=SOON) == 1


def test_an_answer_to_my_thread_or_my_post_is_told(scene) -> None:
    heron, linnet, wren = (member(scene, handle) for handle in ("Heron", "Linnet", "Wren"))
    ask(scene, heron, cadence="each", says="nothing")
    ask(scene, linnet, cadence="each", says="nothing")
    opening = say(scene, heron, "nights", at=NOW + timedelta(seconds=10))
    assert deliver_due(now=SOON) == 0
    answer = say(scene, linnet, "me too", at=SOON, thread=opening.thread, parent=opening)
    assert deliver_due(now=SOON) == 1
    assert mail.outbox[0].to == ["heron@people.example"]
    assert mail.outbox[0].subject == "There is something new for you"
    later = SOON + timedelta(hours=2)
    say(scene, wren, "and me", at=later, thread=opening.thread, parent=answer)
    assert deliver_due(now=later) == 2
    assert deliver_due(now=later + timedelta(hours=2)) == 0


def test_many_answers_are_a_letter_an_hour_at_most(scene) -> None:
    heron, linnet = member(scene, "Heron"), member(scene, "Linnet")
    ask(scene, heron, cadence="each", says="counts")
    opening = say(scene, heron, "nights", at=NOW)
    sent = []
    for minute in range(1, 91, 5):
        at = NOW + timedelta(minutes=minute)
        if minute % 10 == 1:
            say(scene, linnet, f"word {minute}", at=at, thread=opening.thread)
        sent.append(deliver_due(now=at))
    assert sum(sent) == 2
    assert "six new replies" in mail.outbox[1].body


def test_what_others_say_to_each_other_is_not_an_answer(scene) -> None:
    heron, linnet = member(scene, "Heron"), member(scene, "Linnet")
    ask(scene, heron, cadence="each")
    say(scene, heron, "mine", at=NOW)
    opening = say(scene, linnet, "nights", at=SOON)
    say(scene, member(scene, "Wren"), "me too", at=SOON, thread=opening.thread, parent=opening)
    assert deliver_due(now=SOON) == 0
