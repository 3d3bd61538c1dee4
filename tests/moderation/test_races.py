"""Many at once: one case, one decision."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forums.models import Post
from groups.models import Membership
from moderation import actions
from moderation.models import Case, Decision, Removal, Report
from moderation.refusals import DecidedMeanwhile
from personas.models import Notice, Standing
from supportgroups.front.seeding.people import make_account, make_face
from tests.cast import NOW, Cast, gather
from tests.few import few_or_many
from tests.moderation.desk import open_case, second_facilitator

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
