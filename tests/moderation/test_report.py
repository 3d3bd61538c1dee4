"""Telling the facilitators about a post."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models import Post
from groups.actions import step_down
from groups.models import Membership, Need
from moderation import actions, tasks
from moderation.models import Case, Report
from moderation.refusals import NothingToReport, OwnPost
from personas import faces
from personas.models import Notice
from supportgroups.lib.rules import SENTENCES
from tests.cast import Cast
from tests.moderation.desk import decide, open_case, report, report_url, second_facilitator, told


def test_it_works(cast: Cast) -> None:
    client = cast["on_break"].client()
    page = client.get(report_url(cast, cast.post)).content.decode()
    assert "What is wrong with this post by Heron?" in page
    assert "author is not told who wrote" in page
    answer = client.post(report_url(cast, cast.post), {"ground": "unkind", "words": "It hurt."}, follow=True)
    assert "Thank you for telling us. A facilitator reads this" in answer.content.decode()
    said = Report.objects.select_related("case").get()
    assert (said.ground, said.words, said.reporter_id) == ("unkind", "It hurt.", cast["on_break"].face.pk)
    assert (said.case.about_id, said.case.post_id, said.case.is_urgent) == (cast["member"].face.pk, cast.post.pk, False)
    assert cast.post.state == Post.State.PUBLISHED


def test_nothing_is_chosen_and_the_words_stay(cast: Cast) -> None:
    page = cast["on_break"].client().post(report_url(cast, cast.post), {"words": "It hurt."}).content.decode()
    assert "Please choose one." in page
    assert "It hurt." in page
    assert not Report.objects.exists()


def test_strangers_find_no_post(cast: Cast) -> None:
    for role in ("stranger", "operator", "facilitator_elsewhere", "applicant", "former", "suspended"):
        client = cast[role].client()
        assert client.get(report_url(cast, cast.post)).status_code == 404, role
        assert client.post(report_url(cast, cast.post), {"ground": "unkind"}).status_code == 404, role
    assert not Report.objects.exists()


def test_a_guest_goes_to_the_door(cast: Cast) -> None:
    answer = cast["guest"].client().get(report_url(cast, cast.post))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/enter/?next=/g/")


def test_who_is_silenced_may_still_tell(cast: Cast) -> None:
    assert cast["silenced"].client().post(report_url(cast, cast.post), {"ground": "worried"}).status_code == 302
    assert Report.objects.count() == 1


def test_a_post_of_another_run_is_not_there(cast: Cast) -> None:
    post = Post.objects.select_related("thread").filter(thread=cast.cohort_thread).first()
    assert (
        cast["member"].client().get(report_url(cast, Post.objects.get(thread=cast.cohort_thread, number=2))).status_code
        == 200
    )
    assert cast["other_cohort"].client().get(report_url(cast, post)).status_code == 404


def test_ones_own_words_are_refused_kindly(cast: Cast) -> None:
    answer = cast["member"].client().post(report_url(cast, cast.post), {"ground": "unkind"})
    assert answer.status_code == 403
    assert "These are your own words" in answer.content.decode()
    assert "you can take them back" in str(SENTENCES["moderation.report"])
    with pytest.raises(OwnPost):
        report(cast, by="member")
    assert not Report.objects.exists()


def test_telling_twice_is_one_report(cast: Cast) -> None:
    client = cast["on_break"].client()
    client.post(report_url(cast, cast.post), {"ground": "unkind", "words": "It hurt."})
    assert client.post(report_url(cast, cast.post), {"ground": "worried", "words": ""}).status_code == 302
    said = Report.objects.get()
    assert (said.ground, said.words) == ("worried", "It hurt.")
    assert Case.objects.get().is_urgent


def test_reports_gather_in_one_case_and_a_new_one_opens_after_it(cast: Cast) -> None:
    first = open_case(cast)
    assert open_case(cast, by="treasurer") == first
    decide(first, cast, "stays", "It is all right.")
    again = open_case(cast)
    assert again != first
    assert Case.objects.open().get() == again


def test_personal_details_are_hidden_until_somebody_has_looked(cast: Cast) -> None:
    case = open_case(cast, ground="personal")
    assert cast.post.state == Post.State.HIDDEN
    assert report(cast, by="treasurer", ground="personal").case == case
    decide(case, cast, "stays", "It names nobody.")
    assert cast.post.state == Post.State.PUBLISHED
    assert told(cast["member"], "A facilitator has looked at something you wrote")


@pytest.mark.parametrize("ground", ["worried", "methods"])
def test_what_cannot_wait_is_urgent_and_the_facilitators_hear(cast: Cast, ground: str) -> None:
    other = second_facilitator(cast)
    assert open_case(cast, ground=ground).is_urgent
    for person in (cast["facilitator"], other):
        assert told(person, "Something at your desk should not wait")
    report(cast, by="treasurer", ground=ground)
    assert Notice.objects.filter(kind="moderation.urgent").count() == 2


def test_who_wrote_it_is_not_told_even_as_a_facilitator(cast: Cast) -> None:
    second_facilitator(cast)
    post = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    open_case(cast, post, ground="worried")
    assert list(Notice.objects.values_list("persona_id", flat=True)) == [cast["editor"].face.pk]


def test_worry_sends_nothing_to_the_author(cast: Cast) -> None:
    case = open_case(cast, ground="worried")
    decide(case, cast, "stays", "I have written to Heron.")
    assert not Notice.objects.filter(persona=cast["member"].face).exists()


def test_after_worry_help_is_named(cast: Cast) -> None:
    answer = cast["on_break"].client().post(report_url(cast, cast.post), {"ground": "worried"}, follow=True)
    assert "in danger now" in answer.content.decode()


def test_a_post_that_is_gone_needs_no_report(cast: Cast) -> None:
    post = cast.post
    Post.objects.filter(pk=post.pk).update(state=Post.State.WITHDRAWN)
    for ground in ("unkind", "personal"):
        with pytest.raises(NothingToReport):
            report(cast, post, ground=ground)
    answer = cast["on_break"].client().post(report_url(cast, post), {"ground": "unkind"}, follow=True)
    assert "is not shown any more" in answer.content.decode()
    assert not Case.objects.exists()


def test_whoever_told_hears_that_somebody_looked(cast: Cast) -> None:
    case = open_case(cast)
    report(cast, by="treasurer")
    decide(case, cast, "stays", "It is all right.")
    for role in ("on_break", "treasurer"):
        notice = told(cast[role], "We looked at what you told us")[0]
        assert "all right" not in notice.text
        assert "Heron" not in notice.title + notice.text


def test_words_are_cleaned_of_spaces(cast: Cast) -> None:
    said = actions.report_post(
        post=cast.post, reporter=cast["editor"].face, ground="other", words="  So.  ", now=timezone.now()
    )
    assert said.words == "So."


def test_nor_is_a_facilitator_told_about_ones_own_name_for_one_thread(cast: Cast) -> None:
    second_facilitator(cast)
    post = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    actor = cast["facilitator"].actor(cast.group)
    face = faces.take_face(actor=actor, space=cast.thread.space, handle="Soft Reed", now=timezone.now())
    Post.objects.filter(pk=post.pk).update(author=face)
    open_case(cast, Post.objects.get(pk=post.pk), ground="worried")
    assert list(Notice.objects.values_list("persona_id", flat=True)) == [cast["editor"].face.pk]


def test_the_admins_hear_when_nobody_takes_an_urgent_case(cast: Cast) -> None:
    title = "The facilitators may need a hand"
    case = open_case(cast, ground="worried")
    soon = case.opened_at + timedelta(minutes=14)
    assert actions.escalate(soon) == 0
    late = case.opened_at + timedelta(minutes=16)
    assert [actions.escalate(late), actions.escalate(late)] == [1, 0]
    notice = told(cast["admin"], title)[0]
    assert "Heron" not in notice.text
    assert not told(cast["facilitator"], title)
    actions.take_case(case=case, by=cast["facilitator"].face, now=late)
    assert not told(cast["admin"], title)


def test_a_case_that_is_taken_or_can_wait_is_not_escalated(cast: Cast) -> None:
    late = timezone.now() + timedelta(hours=1)
    open_case(cast)
    assert tasks.escalate() == actions.escalate(late) == 0
    case = open_case(cast, ground="methods")
    actions.take_case(case=case, by=cast["facilitator"].face, now=late)
    assert actions.escalate(late) == 0
    actions.hand_back(case=case, by=cast["facilitator"].face)
    assert actions.escalate(late) == 1


def test_a_report_about_the_only_facilitator_goes_to_who_runs_the_server(cast: Cast) -> None:
    """Who reads only that the group needs somebody; and no more once there is a second one who can look."""
    theirs = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    for role in ("on_break", "member"):
        report(cast, theirs, by=role)
    report(cast, cast.post, by="on_break")
    need = Need.objects.get()
    assert (need.group, need.why) == (cast.group, "reported")
    browser = cast["operator"].client()
    page = browser.get("/running/groups/").content.decode()
    assert "A report is about the only facilitator" in page
    assert "Lantern" not in page
    url = f"/running/groups/{cast.group.code}/reported/"
    assert "Lantern" not in browser.get(url).content.decode()
    browser.post(url, {"handle": "Inkwell", "roles": ["facilitator"]})
    assert not Need.objects.open().exists()
    assert cast["admin"].client().get(f"/g/{cast.group.code}/desk/").status_code == 200
    assert Case.objects.visible_to(cast["admin"].actor(cast.group)).filter(post=theirs).exists()


def test_with_a_second_facilitator_nobody_outside_is_asked(cast: Cast) -> None:
    second_facilitator(cast)
    theirs = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    report(cast, theirs, by="member")
    assert not Need.objects.exists()


def test_when_the_second_one_goes_who_runs_the_server_is_asked_after_all(cast: Cast) -> None:
    theirs = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    for post, asked in ((cast.post, []), (theirs, ["reported"])):
        membership = Membership.objects.get(persona=second_facilitator(cast).face)
        report(cast, post, by="on_break")
        assert not Need.objects.exists()
        for _press in range(2):
            step_down(membership=membership, role="facilitator", now=timezone.now())
        assert list(Need.objects.values_list("why", flat=True)) == asked


def test_who_runs_the_server_may_see_to_it_in_another_way(cast: Cast) -> None:
    report(cast, Post.objects.get(thread=cast.thread, author=cast["facilitator"].face), by="member")
    for _press in range(2):
        answer = cast["operator"].client().post(f"/running/groups/{cast.group.code}/reported/seen/")
    assert answer.status_code == 404
    assert not Need.objects.open().exists()
    assert Case.objects.open().exists()
