"""Looking after a case, deciding it, and what follows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forums.models import Post, Thread
from groups.actions import leave
from groups.models import FacilitatorWeek, Membership
from moderation import actions
from moderation.models import Case, Decision, Reason
from moderation.refusals import DecidedMeanwhile, ReasonMissing
from personas import chain
from personas.models import ChainEntry, Notice, Standing
from tests.cast import Cast
from tests.moderation.desk import (
    case_url,
    decide,
    decision_url,
    open_case,
    report,
    second_facilitator,
    told,
    write_posts,
)

FILLED = {"verdict": "hidden", "reason": "Names were in it.", "silence_days": "3"}


def silences(cast: Cast):
    return Standing.objects.filter(persona=cast["member"].face, kind=Standing.Kind.SILENCE)


def test_it_works(cast: Cast) -> None:
    case = open_case(cast)
    answer = cast["facilitator"].client().post(case_url(cast, case), FILLED, follow=True)
    assert "Those whom it touches are told" in answer.content.decode()
    decision = Decision.objects.select_related("reason").get()
    assert (decision.verdict, decision.reason.text, decision.silence_days) == ("hidden", "Names were in it.", 3)
    assert cast.post.state == Post.State.HIDDEN
    case.refresh_from_db()
    assert case.closed_at == decision.at
    standing = silences(cast).get()
    assert (standing.kind, standing.until) == ("silence", decision.at + timedelta(days=3))
    assert FacilitatorWeek.objects.filter(persona=cast["facilitator"].face).count() == 1
    assert ChainEntry.objects.filter(kind="moderation.decided").count() == 1
    assert not [finding for finding in chain.verify() if finding.is_harm]
    assert told(cast["member"], "A facilitator has looked at something you wrote")
    assert told(cast["on_break"], "We looked at what you told us")


@pytest.mark.parametrize(("verdict", "state"), [("stays", "published"), ("hidden", "hidden"), ("removed", "removed")])
def test_each_verdict_does_what_it_says(cast: Cast, verdict: str, state: str) -> None:
    decide(open_case(cast), cast, verdict, "So it is.")
    assert cast.post.state == state


def test_it_needs_a_reason_and_keeps_what_was_chosen(cast: Cast) -> None:
    case = open_case(cast)
    answer = cast["facilitator"].client().post(case_url(cast, case), {"verdict": "removed", "reason": "  "})
    page = answer.content.decode()
    assert "Nobody should lose their post without being told why" in page
    assert re.search(r'value="removed"[^>]*checked', page)
    with pytest.raises(ReasonMissing):
        decide(case, cast, reason=" ")
    assert not Decision.objects.exists()


def test_the_reason_is_kept_when_nothing_is_chosen(cast: Cast) -> None:
    case = open_case(cast)
    page = cast["facilitator"].client().post(case_url(cast, case), {"reason": "Names were in it."}).content.decode()
    assert "Please choose one." in page
    assert "Names were in it." in page
    assert not Decision.objects.exists()


def test_twice_does_nothing_twice(cast: Cast) -> None:
    case = open_case(cast)
    client = cast["facilitator"].client()
    assert client.post(case_url(cast, case), FILLED).status_code == 302
    assert client.post(case_url(cast, case), FILLED).status_code == 302
    assert Decision.objects.count() == Reason.objects.count() == silences(cast).count() == 1
    assert Notice.objects.filter(kind="moderation.decided").count() == 1
    assert ChainEntry.objects.filter(kind="moderation.decided").count() == 1


def test_somebody_else_was_faster(cast: Cast) -> None:
    other = second_facilitator(cast)
    case = open_case(cast)
    decide(case, cast, "stays", "It is all right.")
    answer = other.client().post(case_url(cast, case), FILLED)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Somebody was a little faster", "Lantern", "The post stays", "It is all right.", "Names were in it."):
        assert words in page
    assert Decision.objects.count() == 1
    assert cast.post.state == Post.State.PUBLISHED
    taking = other.client().post(f"{case_url(cast, case)}taking/")
    assert taking.status_code == 409


def test_hiding_is_taken_back_by_a_further_decision(cast: Cast) -> None:
    case = open_case(cast)
    decide(case, cast, silence_days=3)
    client = cast["facilitator"].client()
    page = client.get(case_url(cast, case)).content.decode()
    assert "showing-again/" in page
    again = f"{case_url(cast, case)}showing-again/"
    assert "Show the post by Heron again?" in client.get(again).content.decode()
    assert client.post(again, {"reason": ""}).status_code == 200
    assert client.post(again, {"reason": "I was wrong."}).status_code == 302
    assert client.post(again, {"reason": "I was wrong."}).status_code == 302
    assert [decision.verdict for decision in Decision.objects.order_by("pk")] == ["hidden", "released"]
    assert cast.post.state == Post.State.PUBLISHED
    assert not silences(cast).open(timezone.now()).exists()
    assert Notice.objects.filter(kind="moderation.decided").count() == 2
    assert Notice.objects.filter(kind="moderation.report_answered").count() == 1


def test_nothing_is_shown_again_that_was_not_hidden(cast: Cast) -> None:
    case = open_case(cast)
    with pytest.raises(DecidedMeanwhile):
        decide(case, cast, "released", "So it is.")
    decide(case, cast, "removed", "It sold something.")
    answer = cast["facilitator"].client().post(f"{case_url(cast, case)}showing-again/", {"reason": "Hm."})
    assert answer.status_code == 409
    assert cast.post.state == Post.State.REMOVED


def test_a_longer_silence_is_not_made_shorter(cast: Cast) -> None:
    posts = write_posts(cast, 2)
    first = decide(open_case(cast, posts[0]), cast, silence_days=30)
    second = open_case(cast, posts[1])
    decide(second, cast, silence_days=1)
    assert silences(cast).get().until == first.at + timedelta(days=30)
    decide(second, cast, "released", "I was wrong.")
    assert silences(cast).open(timezone.now()).exists()


def test_what_its_author_has_taken_back_is_left_alone(cast: Cast) -> None:
    case = open_case(cast)
    Post.objects.filter(pk=cast.post.pk).update(state=Post.State.WITHDRAWN)
    decide(case, cast)
    assert cast.post.state == Post.State.WITHDRAWN
    assert not Notice.objects.filter(persona=cast["member"].face).exists()


def test_a_case_is_taken_and_handed_back(cast: Cast) -> None:
    other = second_facilitator(cast)
    case = open_case(cast)
    client = cast["facilitator"].client()
    for _press in range(2):
        assert client.post(f"{case_url(cast, case)}taking/").status_code == 302
    assert "You look after this one." in client.get(case_url(cast, case)).content.decode()
    answer = other.client().post(f"{case_url(cast, case)}taking/", follow=True)
    assert "Somebody else looks after this one" in answer.content.decode()
    assert "Lantern looks after this one" in answer.content.decode()
    other.client().post(f"{case_url(cast, case)}handing-back/")
    case.refresh_from_db()
    assert case.taken_by_id == cast["facilitator"].face.pk
    client.post(f"{case_url(cast, case)}handing-back/")
    case.refresh_from_db()
    assert (case.taken_by_id, case.taken_at) == (None, None)


def test_the_history_is_about_this_face_alone(cast: Cast) -> None:
    posts = write_posts(cast, 2)
    decide(open_case(cast, posts[0]), cast, "stays", "It was kind enough.")
    theirs = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    other = second_facilitator(cast)
    actions.decide(
        case=open_case(cast, theirs), verdict="stays", reason="About another.", by=other.face, now=timezone.now()
    )
    page = cast["facilitator"].client().get(case_url(cast, open_case(cast, posts[1]))).content.decode()
    assert "It was kind enough." in page
    assert "About another." not in page


def test_decisions_are_only_added(cast: Cast) -> None:
    decision = decide(open_case(cast), cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(verdict="stays")
    Reason.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).delete()
    assert Decision.objects.get().verdict == "hidden"


def test_the_cost_of_a_case_stays_the_same(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(case_url(cast, case)).status_code == 200
        return len(counted)

    posts = write_posts(cast, 20)
    client = cast["facilitator"].client()
    case = open_case(cast, posts[0])
    decide(open_case(cast, posts[1]), cast)
    client.get(case_url(cast, case))
    few = cost()
    for post in posts[2:]:
        decide(open_case(cast, post), cast)
    for role in ("member", "treasurer", "admin", "editor", "screener"):
        if role != "member":
            report(cast, posts[0], by=role)
    assert cost() == few <= 15


def test_the_author_reads_what_why_and_the_text(cast: Cast) -> None:
    decision = decide(open_case(cast), cast, silence_days=3)
    page = cast["member"].client().get(decision_url(cast, decision)).content.decode()
    for words in ("Your post is hidden", "Names were in it.", "I could not sleep again.", "write again from"):
        assert words in page
    assert "Quince" not in page
    assert "Lantern" not in page


def test_who_has_left_reads_why_and_is_led_nowhere(cast: Cast) -> None:
    decision = decide(open_case(cast), cast)
    place = f"/threads/{cast.thread.ref}/"
    assert place in cast["member"].client().get(decision_url(cast, decision)).content.decode()
    leave(membership=Membership.objects.get(persona=cast["member"].face), now=timezone.now())
    page = cast["member"].client().get(decision_url(cast, decision)).content.decode()
    assert "Names were in it." in page
    assert place not in page


def test_of_anothers_thread_no_title_is_said(cast: Cast) -> None:
    other = second_facilitator(cast)
    Thread.objects.filter(pk=cast.thread.pk).update(title="CANARY")
    answer = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    decision = actions.decide(
        case=open_case(cast, answer), verdict="hidden", reason="Too soon.", by=other.face, now=timezone.now()
    )
    page = cast["facilitator"].client().get(decision_url(cast, decision)).content.decode()
    assert "Too soon." in page
    assert "CANARY" not in page


def test_a_decision_is_for_its_author_alone(cast: Cast) -> None:
    decision = decide(open_case(cast), cast)
    for role in ("stranger", "on_break", "facilitator", "admin", "operator_member", "operator"):
        assert cast[role].client().get(decision_url(cast, decision)).status_code == 404, role


def test_a_guest_goes_to_the_door(cast: Cast) -> None:
    decision = decide(open_case(cast), cast)
    assert cast["guest"].client().get(decision_url(cast, decision)).status_code == 302


def test_when_somebody_is_forgotten_the_words_go_and_the_decision_stays(cast: Cast) -> None:
    from personas.forgetting import forget

    case = open_case(cast, words="Heron told me at the harbour.")
    decide(case, cast, reason="The harbour names a place.")
    forget(cast["member"].face)
    assert not Reason.objects.exists()
    assert list(case.reports.values_list("words", flat=True)) == [""]
    assert Decision.objects.count() == 1
    assert cast["facilitator"].client().get(case_url(cast, case)).status_code == 200
    assert Case.objects.get().about.name


def test_members_read_that_the_desk_decided_and_not_what_or_about_whom(cast: Cast) -> None:
    decide(open_case(cast), cast, "removed", "So it is.")
    page = cast["on_break"].client().get(f"/g/{cast.group.code}/log/").content.decode()
    line = page.partition("Something was decided at the desk.")[2].partition("</li>")[0]
    assert "by a facilitator" in line
    for words in ("removed", "So it is.", cast["member"].face.name):
        assert words not in page.partition("<main")[2].partition("</main>")[0]
