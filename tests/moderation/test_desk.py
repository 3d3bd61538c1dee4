"""The desk: what waits, for whom it shows, and what it costs."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forums.models import Post, Thread
from groups.actions.appointing import dismiss
from groups.models import AdmissionRequest, Membership
from moderation.models import Case
from personas import faces, keyring
from supportgroups.lib.notes import Regard, choose
from tests.cast import Cast
from tests.moderation.desk import (
    case_url,
    desk_url,
    hold_a_post,
    open_case,
    report,
    second_facilitator,
    write_posts,
)

MOST_STATEMENTS = 15


def text_of(person, url: str) -> str:
    answer = person.client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_waits_and_opens_the_first(cast: Cast) -> None:
    open_case(cast, ground="worried", words="Please look.")
    report(cast, by="treasurer", ground="worried")
    page = text_of(cast["facilitator"], desk_url(cast))
    assert "Two people are worried about a post by Heron" in page
    assert "Urgent, in the last hour" in page
    assert "I could not sleep again." in page
    assert "Please look." in page
    assert "I look after this one" in page
    assert "Nothing else waits for you" in page
    for handle in ("Quince", "Fig"):
        assert handle not in page


def test_urgent_comes_first_then_the_oldest(cast: Cast) -> None:
    posts = write_posts(cast, 3)
    Thread.objects.update(first_reply_at=timezone.now())
    cases = [open_case(cast, post) for post in posts]
    for days, case in zip((1, 3, 2), cases, strict=True):
        Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(days=days))
    Case.objects.filter(pk=cases[2].pk).update(is_urgent=True)
    AdmissionRequest.objects.all().delete()
    page = text_of(cast["facilitator"], desk_url(cast))
    places = [page.index(f'href="{case_url(cast, cases[number])}#open"') for number in (2, 1, 0)]
    assert places == sorted(places)


def test_nothing_waits(cast: Cast) -> None:
    AdmissionRequest.objects.all().delete()
    assert "Nothing else waits for you" in text_of(cast["facilitator"], desk_url(cast))


def test_requests_show_to_who_answers_them(cast: Cast) -> None:
    assert "Somebody asks to come in" in text_of(cast["facilitator"], desk_url(cast))
    assert f"/g/{cast.group.code}/admissions/" in text_of(cast["facilitator"], desk_url(cast))
    keyring.revoke(cast["facilitator"].face, "admit_members", cast.group)
    assert "asks to come in" not in text_of(cast["facilitator"], desk_url(cast))


def test_threads_without_an_answer_show_after_a_day(cast: Cast) -> None:
    post = write_posts(cast, 1)[0]
    assert "“Night 0” by Heron waits for a first answer" in text_of(cast["facilitator"], desk_url(cast))
    Thread.objects.filter(pk=post.thread_id).update(content_notes="grief")
    noted = text_of(cast["facilitator"], desk_url(cast))
    assert "“A thread that talks about grief” by Heron waits for a first answer" in noted
    assert "Night 0" not in noted
    Thread.objects.filter(pk=post.thread_id).update(begun_at=timezone.now() - timedelta(hours=23))
    assert "Night 0" not in text_of(cast["facilitator"], desk_url(cast))


def test_what_bears_a_note_lies_behind_a_press(cast: Cast) -> None:
    case = open_case(cast)
    Post.objects.filter(pk=cast.post.pk).update(content_notes="grief")
    Thread.objects.filter(pk=cast.thread.pk).update(content_notes="grief", title="The canary")
    page = text_of(cast["facilitator"], case_url(cast, case))
    assert page.index("This talks about grief.") < page.index("Show it") < page.index("I could not sleep again.")
    assert "The canary" not in page
    account = cast["facilitator"].account
    account.note_rules = choose({}, [("grief", Regard.OPEN)])
    account.save()
    page = text_of(cast["facilitator"], case_url(cast, case))
    assert "The canary" in page
    assert "Show it" not in page


def test_a_member_is_told_whom_to_write_to(cast: Cast) -> None:
    case = open_case(cast)
    hold = hold_a_post(cast)
    for role in ("member", "on_break", "screener", "treasurer", "editor", "admin", "operator_member"):
        for url in (desk_url(cast), case_url(cast, case), f"{desk_url(cast)}held/{hold.post.ref}/"):
            answer = cast[role].client().get(url)
            assert answer.status_code == 403, role
            assert "The desk is for the facilitators" in answer.content.decode()


def test_to_a_stranger_there_is_no_desk(cast: Cast) -> None:
    case = open_case(cast)
    for role in ("stranger", "operator", "facilitator_elsewhere", "applicant", "former"):
        assert cast[role].client().get(desk_url(cast)).status_code == 404, role
        assert cast[role].client().get(case_url(cast, case)).status_code == 404, role


def test_a_guest_goes_to_the_door(cast: Cast) -> None:
    assert cast["guest"].client().get(desk_url(cast)).status_code == 302
    assert cast["guest"].client().get(f"{desk_url(cast)}cases/{cast.thread.ref}/").status_code == 302


def test_who_is_dismissed_is_a_member_again(cast: Cast) -> None:
    membership = Membership.objects.get(persona=cast["facilitator"].face)
    dismiss(membership=membership, role="facilitator", by=cast["admin"].face, now=timezone.now())
    assert cast["facilitator"].client().get(desk_url(cast)).status_code == 403


def test_nobody_sees_what_is_about_oneself(cast: Cast) -> None:
    second_facilitator(cast)
    post = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    case = open_case(cast, post, ground="worried")
    page = text_of(cast["facilitator"], desk_url(cast))
    assert "worried" not in page
    assert cast["facilitator"].client().get(case_url(cast, case)).status_code == 404
    assert cast["facilitator"].client().post(f"{case_url(cast, case)}taking/").status_code == 404
    assert "Somebody is worried about a post by Lantern" in text_of(cast["editor"], desk_url(cast))


def test_nor_what_is_about_ones_name_for_one_thread(cast: Cast) -> None:
    space = cast.thread.space
    face = faces.take_face(
        actor=cast["facilitator"].actor(cast.group), space=space, handle="Soft Reed", now=timezone.now()
    )
    post = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    Post.objects.filter(pk=post.pk).update(author=face)
    case = open_case(cast, Post.objects.get(pk=post.pk), ground="unkind")
    assert "Soft Reed" not in text_of(cast["facilitator"], desk_url(cast))
    assert cast["facilitator"].client().get(case_url(cast, case)).status_code == 404


def test_what_may_be_decided_is_what_is_visible(cast: Cast) -> None:
    case = open_case(cast)
    for person in cast.people.values():
        actor = person.actor(cast.group)
        assert actor.can("moderation.decide", case) == (case in Case.objects.visible_to(actor)), person.role


def test_the_cost_stays_the_same(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(desk_url(cast)).status_code == 200
        return len(counted)

    posts = write_posts(cast, 20)
    client = cast["facilitator"].client()
    for post in posts[:2]:
        open_case(cast, post)
    hold_a_post(cast)
    hold_a_post(cast)
    client.get(desk_url(cast))
    few = cost()
    for number, post in enumerate(posts):
        for role in ("on_break", "treasurer", "admin")[: 3 if number < 3 else 1]:
            report(cast, post, by=role)
    for _number in range(18):
        hold_a_post(cast)
    assert cost() == few <= MOST_STATEMENTS


def test_a_page_of_many_is_small(cast: Cast) -> None:
    for post in write_posts(cast, 60):
        open_case(cast, post, words="words " * 20)
    answer = cast["facilitator"].client().get(desk_url(cast))
    assert "More waits behind these" in answer.content.decode()
    assert len(answer.content) < 100_000
