"""Many at once: one case, one decision."""

from __future__ import annotations

import threading
from collections.abc import Callable
from copy import copy
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forums.models import Post
from groups.actions.appointing import appoint
from groups.models import Membership
from moderation import actions
from moderation.models import Appeal, Case, Decision, Removal, Report
from moderation.refusals import AnsweredMeanwhile, AppealGone, DecidedMeanwhile
from personas.models import Notice, Persona, Standing
from supportgroups.front.seeding.people import make_account, make_face
from tests.cast import NOW, Cast, gather
from tests.few import few_or_many
from tests.moderation.desk import decide, open_case, second_facilitator

at_both_sizes = pytest.mark.parametrize("many", few_or_many(3, 20))


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Runs all at a barrier; what each returned or raised."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[place] = call()
        except Exception as problem:  # noqa: BLE001 - whatever it was is the answer
            answers[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def racing(transactional_db: None) -> Cast:
    return gather()


@at_both_sizes
def test_many_reports_make_one_case(racing: Cast, many: int) -> None:
    post = racing.post
    reporters = [
        make_face(make_account(f"many{number}@cast.example"), racing.group, f"Calm Reed {number}", NOW)
        for number in range(many)
    ]
    answers = at_once(
        [
            lambda face=face: actions.report_post(
                post=post, reporter=face, ground="personal", words="", now=timezone.now()
            )
            for face in reporters
        ]
    )
    assert [type(answer).__name__ for answer in answers] == ["Report"] * many
    assert Case.objects.count() == 1
    assert Report.objects.count() == many
    assert racing.post.state == Post.State.HIDDEN


@at_both_sizes
def test_one_face_many_times_is_one_report(racing: Cast, many: int) -> None:
    face, post = racing["on_break"].face, racing.post
    answers = at_once(
        [lambda: actions.report_post(post=post, reporter=face, ground="unkind", words="", now=timezone.now())] * many
    )
    assert len({answer.pk for answer in answers}) == Report.objects.count() == 1


def test_two_decide_at_once_and_one_is_told(racing: Cast) -> None:
    case = open_case(racing)
    people = [racing["facilitator"], second_facilitator(racing)]
    answers = at_once(
        [
            lambda person=person, verdict=verdict: actions.decide(
                case=case, verdict=verdict, reason="So it is.", by=person.face, now=timezone.now()
            )
            for person, verdict in zip(people, ("stays", "removed"), strict=True)
        ]
    )
    assert sorted(type(answer) for answer in answers if isinstance(answer, DecidedMeanwhile)) == [DecidedMeanwhile]
    decision = Decision.objects.get()
    assert racing.post.state == {"stays": "published", "removed": "removed"}[decision.verdict]


@at_both_sizes
def test_one_press_many_times_is_one_decision(racing: Cast, many: int) -> None:
    case, face = open_case(racing), racing["facilitator"].face
    answers = at_once(
        [lambda: actions.decide(case=case, verdict="hidden", reason="So.", by=face, now=timezone.now())] * many
    )
    assert len({answer.pk for answer in answers}) == Decision.objects.count() == 1


def test_two_facilitators_at_once_send_somebody_away_once(racing: Cast) -> None:
    member = Membership.objects.get(persona=racing["member"].face)
    deciders = (racing["facilitator"].face, second_facilitator(racing).face)
    answers = at_once(
        [
            lambda face=face: actions.remove_member(
                membership=member, reason="It was too much.", days=None, by=face, now=timezone.now()
            )
            for face in deciders
        ]
    )
    assert {answer.pk for answer in answers} == {Removal.objects.get().pk}
    assert Notice.objects.filter(kind="moderation.removed").count() == 1
    assert Standing.objects.filter(persona=racing["member"].face, kind="removal").count() == 1


def test_asked_several_times_at_once_is_one_appeal(racing: Cast) -> None:
    decision = decide(open_case(racing), racing)
    calls = [lambda: actions.ask_again(thing=copy(decision), words="Please look.", now=timezone.now())] * 3
    assert len({answer.pk for answer in at_once(calls)}) == Appeal.objects.count() == 1
    assert Notice.objects.filter(kind="moderation.second_look_wanted").count() == 1


def test_two_answer_at_once_and_one_is_told(racing: Cast) -> None:
    answerers, appeal = _two_others(racing), _appeal(racing)
    answers = at_once(
        [
            lambda face=face, outcome=outcome: actions.answer_appeal(
                appeal=Appeal.objects.in_full().get(pk=appeal.pk),
                outcome=outcome,
                answer="So it is.",
                by=face,
                now=timezone.now(),
            )
            for face, outcome in zip(answerers, ("stands", "taken_back"), strict=True)
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == sorted([Appeal.__name__, AnsweredMeanwhile.__name__])
    outcome = Appeal.objects.get().outcome
    assert racing.post.state == {"stands": "hidden", "taken_back": "published"}[outcome]
    assert Notice.objects.filter(kind="moderation.appeal_answered").count() == 1


def test_taken_back_while_it_is_answered_is_one_of_the_two(racing: Cast) -> None:
    (face, _other), appeal = _two_others(racing), _appeal(racing)
    found = Appeal.objects.in_full().get(pk=appeal.pk)
    said = {"outcome": "taken_back", "answer": "So it is."}
    gone, answer = at_once(
        [
            lambda: actions.withdraw_appeal(thing=copy(appeal.decision)),
            lambda: actions.answer_appeal(appeal=found, by=face, now=timezone.now(), **said),
        ]
    )
    assert (gone is True) == isinstance(answer, AppealGone) == (not Appeal.objects.exists())
    assert racing.post.state == ("hidden" if gone else "published")


def test_released_while_it_is_answered_is_shown_once(racing: Cast) -> None:
    (face, other), appeal = _two_others(racing), _appeal(racing)
    found = Appeal.objects.in_full().get(pk=appeal.pk)
    case = appeal.decision.case
    answers = at_once(
        [
            lambda: actions.decide(case=case, verdict="released", reason="I was wrong.", by=other, now=timezone.now()),
            lambda: actions.answer_appeal(
                appeal=found, outcome="taken_back", answer="So it is.", by=face, now=timezone.now()
            ),
        ]
    )
    assert sum(isinstance(answer, AnsweredMeanwhile | DecidedMeanwhile) for answer in answers) == 1
    assert [one.verdict for one in Decision.objects.order_by("pk")] == ["hidden", "released"]
    assert Appeal.objects.get().outcome in ("settled", "taken_back")
    assert racing.post.state == "published"


def _appeal(cast: Cast) -> Appeal:
    return actions.ask_again(thing=decide(open_case(cast), cast), words="Please look.", now=timezone.now())


def _two_others(cast: Cast) -> tuple[Persona, Persona]:
    """Two who work at the desk beside the one who decides."""
    admin = Membership.objects.get(persona=cast["admin"].face)
    appoint(membership=admin, role="facilitator", kind="peer", credential="", by=None, now=timezone.now())
    return second_facilitator(cast).face, cast["admin"].face
