"""A second look: asked for by the one it is about, answered by somebody who did not decide, told, and final."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import retention
from forums.actions import merge_threads
from forums.models import Post, ReadMark, Thread
from groups.actions import appoint, leave, step_down
from groups.models import FacilitatorWeek, Membership, SupportGroup
from moderation import actions
from moderation.models import Appeal, Decision, Reason, Removal
from moderation.refusals import NoAppealHere, ReasonMissing, WordsMissing
from personas import chain, forgetting
from personas.models import ChainEntry, Notice, Standing
from tests.cast import Cast, Person
from tests.moderation.desk import (
    decide,
    decision_url,
    desk_url,
    hold_a_post,
    open_case,
    second_facilitator,
    told,
    write_posts,
)

DAY = timedelta(days=1)
SAID = "The names were those of my cats."
WHY = "They are cats; I have looked at the picture."
ASKED = {"words": SAID}
BACK = {"outcome": "taken_back", "answer": WHY}
STANDS = {"outcome": "stands", "answer": "The street is in it too."}


def appeal_url(cast: Cast, appeal: Appeal) -> str:
    return f"{desk_url(cast)}appeals/{appeal.ref}/"


def asked(cast: Cast, verdict: str = "hidden", **more) -> Appeal:
    """The member asks for a second look at what the facilitator decided."""
    decision = decide(open_case(cast), cast, verdict, **more)
    return actions.ask_again(thing=decision, words=SAID, now=timezone.now())


def removed(cast: Cast, role: str = "on_break", days: int | None = 30) -> Removal:
    """Somebody whom the facilitator sent away."""
    membership = Membership.objects.get(persona=cast[role].face)
    return actions.remove_member(
        membership=membership, reason="It was too much.", days=days, by=cast["facilitator"].face, now=timezone.now()
    )


def text_of(person: Person, url: str) -> str:
    answer = person.client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_asked_beside_the_reason_and_answered_by_somebody_else(cast: Cast) -> None:
    other = second_facilitator(cast)
    decision = decide(open_case(cast), cast, silence_days=3)
    author, url = cast["member"].client(), decision_url(cast, decision)
    page = author.get(url).content.decode()
    for words in ("Ask somebody else to look at it again", "not the one who decided", "You can ask until"):
        assert words in page
    for _press in range(2):
        assert author.post(url, ASKED).url == url
    appeal = Appeal.objects.get()
    assert (appeal.words, appeal.decided_by, appeal.is_left_to_decider) == (SAID, cast["facilitator"].face, False)
    page = author.get(url).content.decode()
    for words in ("nobody has looked yet", SAID, "Take this back"):
        assert words in page
    desk = text_of(other, desk_url(cast))
    assert "Heron asks for a second look at what was decided about a post" in desk
    assert "A second look, in the last hour" in desk
    opened = text_of(other, appeal_url(cast, appeal))
    for words in (SAID, "Names were in it.", "The post was hidden", "Lantern", "I could not sleep again."):
        assert words in opened
    for _press in range(2):
        assert other.client().post(appeal_url(cast, appeal), BACK).url == desk_url(cast)
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answered_by, appeal.answer) == ("taken_back", other.face, WHY)
    assert cast.post.state == Post.State.PUBLISHED
    assert not Standing.objects.open(timezone.now()).filter(persona=cast["member"].face, kind="silence").exists()
    assert [one.verdict for one in Decision.objects.order_by("pk")] == ["hidden", "released"]
    page = author.get(url).content.decode()
    for words in ("Your post is shown again", "What was decided is taken back.", WHY, "This is final."):
        assert words in page
    assert "A rest from writing" not in page
    assert other.face.handle not in page.partition("<main")[2]
    assert "Take this back" not in page
    assert len(told(cast["member"], "Somebody has looked once more")) == 1


def test_it_stands_and_the_author_is_told_why(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast, silence_days=3)
    assert other.client().post(appeal_url(cast, appeal), STANDS).status_code == 302
    assert cast.post.state == Post.State.HIDDEN
    assert Standing.objects.open(timezone.now()).filter(persona=cast["member"].face, kind="silence").exists()
    assert Decision.objects.count() == 1
    page = text_of(cast["member"], decision_url(cast, appeal.decision))
    for words in ("It stays as it was decided.", "The street is in it too.", "This is final."):
        assert words in page
    again = cast["member"].client().post(decision_url(cast, appeal.decision), {"words": "Once more."})
    assert again.status_code == 302
    assert Appeal.objects.get().words == SAID
    assert "looked at once more, and answered" in text_of(cast["on_break"], f"/g/{cast.group.code}/log/")
    assert ChainEntry.objects.filter(kind="moderation.appeal_answered").count() == 1
    assert not [finding for finding in chain.verify() if finding.is_harm]
    assert FacilitatorWeek.objects.filter(persona=other.face).count() == 1


def test_who_decided_sees_it_and_cannot_answer(cast: Cast) -> None:
    second_facilitator(cast)
    appeal, client = asked(cast), cast["facilitator"].client()
    assert "You decided it, so somebody else answers." in client.get(desk_url(cast)).content.decode()
    page = client.get(appeal_url(cast, appeal)).content.decode()
    assert "somebody else who looks after the group answers it" in page
    assert 'name="outcome"' not in page
    answer = client.post(appeal_url(cast, appeal), BACK)
    assert answer.status_code == 403
    assert "somebody else looks at it again" in answer.content.decode()
    assert Appeal.objects.get().outcome == ""
    for wrong in (cast["facilitator"].face, cast["member"].face):
        end = {"outcome": "stands", "ended_at": timezone.now(), "answered_by": wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.update(**end)


def test_where_nobody_else_is_there_it_is_said_and_the_same_one_looks_again(cast: Cast) -> None:
    decision = decide(open_case(cast), cast)
    page = text_of(cast["member"], decision_url(cast, decision))
    assert "so the one who decided looks once more" in page
    appeal = actions.ask_again(thing=decision, words=SAID, now=timezone.now())
    assert told(cast["admin"], "The facilitators may need a hand")
    client = cast["facilitator"].client()
    assert "it is left to you" in client.get(appeal_url(cast, appeal)).content.decode()
    assert client.post(appeal_url(cast, appeal), BACK).status_code == 302
    appeal.refresh_from_db()
    assert appeal.answered_by == cast["facilitator"].face
    assert cast.post.state == Post.State.PUBLISHED


def test_somebody_who_came_meanwhile_answers_and_the_words_of_the_other_are_kept(cast: Cast) -> None:
    appeal = asked(cast)
    other = second_facilitator(cast)
    late = cast["facilitator"].client().post(appeal_url(cast, appeal), BACK)
    assert late.status_code == 409
    for words in ("Somebody else works at the desk now", WHY):
        assert words in late.content.decode()
    assert other.client().post(appeal_url(cast, appeal), STANDS).status_code == 302


def test_when_the_last_other_goes_it_is_left_to_who_decided(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast)
    step_down(membership=Membership.objects.get(persona=other.face), role="facilitator", now=timezone.now())
    appeal.refresh_from_db()
    assert appeal.is_left_to_decider
    assert told(cast["admin"], "The facilitators may need a hand")
    assert cast["facilitator"].client().post(appeal_url(cast, appeal), STANDS).status_code == 302


def test_when_who_decided_goes_others_answer(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast)
    leave(membership=Membership.objects.get(persona=cast["facilitator"].face), now=timezone.now())
    forgetting.forget(cast["facilitator"].face)
    assert other.client().post(appeal_url(cast, appeal), BACK).status_code == 302
    assert cast.post.state == Post.State.PUBLISHED


def test_what_was_taken_away_comes_back_with_its_number_and_stays_read(cast: Cast) -> None:
    other = second_facilitator(cast)
    ReadMark.objects.update_or_create(
        group=cast.group, thread=cast.thread, persona=cast["on_break"].face, defaults={"number": 2}
    )
    before = Thread.objects.get(pk=cast.thread.pk)
    appeal, number = asked(cast, "removed"), cast.post.number
    assert Thread.objects.get(pk=cast.thread.pk).post_count == before.post_count - 1
    other.client().post(appeal_url(cast, appeal), BACK)
    after = Thread.objects.get(pk=cast.thread.pk)
    assert (cast.post.state, cast.post.number) == (Post.State.PUBLISHED, number)
    assert (after.post_count, after.last_number) == (before.post_count, before.last_number)
    assert ReadMark.objects.get(thread=cast.thread, persona=cast["on_break"].face).number == 2
    assert "I could not sleep again." in text_of(cast["on_break"], f"/g/{cast.group.code}/threads/{cast.thread.ref}/")


def test_what_nobody_had_seen_gets_its_number_then(cast: Cast) -> None:
    other, hold = second_facilitator(cast), hold_a_post(cast)
    decision = actions.decline_held(hold=hold, by=cast["facilitator"].face, reason="No.", now=timezone.now())
    appeal = actions.ask_again(thing=decision, words=SAID, now=timezone.now())
    before = Thread.objects.get(pk=cast.thread.pk).last_number
    other.client().post(appeal_url(cast, appeal), BACK)
    post = Post.objects.get(pk=hold.pk)
    assert (post.state, post.number) == (Post.State.PUBLISHED, before + 1)


def test_a_rest_from_writing_alone_can_be_taken_back(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast, "stays", silence_days=7)
    other.client().post(appeal_url(cast, appeal), BACK)
    assert not Standing.objects.open(timezone.now()).filter(persona=cast["member"].face, kind="silence").exists()
    assert [one.verdict for one in Decision.objects.all()] == ["stays"]


def test_who_was_removed_asks_on_the_page_that_is_theirs(cast: Cast) -> None:
    other, removal = second_facilitator(cast), removed(cast)
    client, url = cast["on_break"].client(), f"/removed/{removal.ref}/"
    assert "Ask somebody else to look at it again" in client.get(url).content.decode()
    for _press in range(2):
        assert client.post(url, ASKED).url == url
    appeal = Appeal.objects.get()
    page = text_of(other, appeal_url(cast, appeal))
    for words in ("was removed from the group, and asks for a second look", SAID, "It was too much."):
        assert words in page
    assert other.client().post(appeal_url(cast, appeal), BACK).status_code == 302
    removal.refresh_from_db()
    assert removal.lifted_by == other.face
    assert not Standing.objects.open(timezone.now()).filter(persona=cast["on_break"].face, kind="removal").exists()
    page = client.get(url).content.decode()
    for words in ("What was decided is taken back.", WHY, "you may come back"):
        assert words in page
    (notice,) = told(cast["on_break"], "Somebody has looked once more")
    assert notice.url == url
    assert not Notice.objects.filter(kind="moderation.removal_lifted").exists()


def test_a_removal_stands(cast: Cast) -> None:
    other, removal = second_facilitator(cast), removed(cast)
    appeal = actions.ask_again(thing=removal, words=SAID, now=timezone.now())
    other.client().post(appeal_url(cast, appeal), STANDS)
    assert Removal.objects.get(pk=removal.pk).lifted_at is None
    assert "It stays as it was decided." in text_of(cast["on_break"], f"/removed/{removal.ref}/")


def test_it_can_be_taken_back_while_nobody_has_looked(cast: Cast) -> None:
    other, removal = second_facilitator(cast), removed(cast)
    for thing, person, url in (
        (decide(open_case(cast, write_posts(cast, 1)[0], by="treasurer"), cast), cast["member"], ""),
        (removal, cast["on_break"], f"/removed/{removal.ref}/"),
    ):
        place = url or decision_url(cast, thing)
        client = person.client()
        client.post(place, ASKED)
        for _press in range(2):
            assert client.post(f"{place}appeal/over/").url == place
        assert not Appeal.objects.exists()
        client.post(place, {"words": "I do ask."})
        actions.answer_appeal(appeal=Appeal.objects.get(), by=other.face, now=timezone.now(), **STANDS)
        page = client.post(f"{place}appeal/over/", follow=True).content.decode()
        assert "Somebody has looked meanwhile" in page
        assert Appeal.objects.get().words == "I do ask."
        Appeal.objects.all().delete()


def test_an_answer_to_what_was_taken_back_keeps_its_words(cast: Cast) -> None:
    appeal = asked(cast)
    gone = Appeal.objects.in_full().get(pk=appeal.pk)
    actions.withdraw_appeal(thing=appeal.decision)
    other = second_facilitator(cast)
    with pytest.raises(actions.appealing.AppealGone):
        actions.answer_appeal(appeal=gone, by=other.face, now=timezone.now(), **BACK)
    assert other.client().get(appeal_url(cast, appeal)).status_code == 404


def test_two_answer_and_the_second_is_told(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast)
    admin = Membership.objects.get(persona=cast["admin"].face)
    appoint(membership=admin, role="facilitator", kind="peer", credential="", by=None, now=timezone.now())
    actions.answer_appeal(appeal=appeal, by=other.face, now=timezone.now(), **STANDS)
    late = cast["admin"].client().post(appeal_url(cast, appeal), BACK)
    assert late.status_code == 409
    for words in ("answered just before you", "The street is in it too.", WHY):
        assert words in late.content.decode()
    assert cast.post.state == Post.State.HIDDEN


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_what_is_missing_or_too_long_is_said_and_kept(cast: Cast, words: str) -> None:
    decision = decide(open_case(cast), cast)
    page = cast["member"].client().post(decision_url(cast, decision), {"words": words}).content.decode()
    assert 'id="id_words_error"' in page
    assert words.strip() in page
    assert not Appeal.objects.exists()
    with pytest.raises(WordsMissing):
        actions.ask_again(thing=decision, words=" ", now=timezone.now())


def test_an_answer_needs_a_reason_and_keeps_what_was_chosen(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast)
    page = other.client().post(appeal_url(cast, appeal), {"outcome": "taken_back", "answer": " "}).content.decode()
    assert "should know that somebody looked" in page
    assert re.search(r'value="taken_back"[^>]*checked', page)
    page = other.client().post(appeal_url(cast, appeal), {"answer": WHY}).content.decode()
    assert WHY in page
    with pytest.raises(ReasonMissing):
        actions.answer_appeal(appeal=appeal, outcome="stands", answer=" ", by=other.face, now=timezone.now())
    assert Appeal.objects.get().outcome == ""


def test_the_words_are_kept_while_they_are_typed(cast: Cast) -> None:
    second_facilitator(cast)
    decision, client = decide(open_case(cast), cast), cast["member"].client()
    url = decision_url(cast, decision)
    place = re.search(r'data-autosave="([^"]+)"', client.get(url).content.decode()).group(1)
    client.post(place, {"words": "The names we", "version": "0"})
    assert "The names we" in client.get(url).content.decode()
    client.post(url, ASKED)
    assert "We kept what you had typed" not in client.get(url).content.decode()


def test_not_what_stays_nor_what_is_long_ago_nor_what_was_taken_back(cast: Cast) -> None:
    posts = write_posts(cast, 2)
    stays = decide(open_case(cast, posts[0]), cast, "stays")
    hidden = decide(open_case(cast, posts[1]), cast)
    now = timezone.now()
    for thing, moment in ((stays, now), (hidden, now + 31 * DAY)):
        with pytest.raises(NoAppealHere):
            actions.ask_again(thing=thing, words=SAID, now=moment)
    assert "second look" not in text_of(cast["member"], decision_url(cast, stays))
    decide(hidden.case, cast, "released", "I was wrong.")
    refused = cast["member"].client().post(decision_url(cast, hidden), ASKED, follow=True).content.decode()
    assert "That is over here." in refused
    removal = removed(cast)
    actions.lift_removal(removal=removal, by=cast["facilitator"].face, now=timezone.now())
    with pytest.raises(NoAppealHere):
        actions.ask_again(thing=removal, words=SAID, now=timezone.now())
    assert not Appeal.objects.exists()


def test_what_is_taken_back_by_itself_ends_it(cast: Cast) -> None:
    appeal, removal = asked(cast), removed(cast)
    other = actions.ask_again(thing=removal, words=SAID, now=timezone.now())
    decide(appeal.decision.case, cast, "released", "I was wrong.")
    actions.lift_removal(removal=removal, by=cast["facilitator"].face, now=timezone.now())
    for one in (appeal, other):
        one.refresh_from_db()
        assert (one.outcome, one.answered_by) == ("settled", None)
    assert "It was over before anybody looked" in text_of(cast["member"], decision_url(cast, appeal.decision))
    assert "second look" not in text_of(cast["facilitator"], desk_url(cast))


def test_it_is_hers_alone_and_nobody_elses_page(cast: Cast) -> None:
    second_facilitator(cast)
    decision = decide(open_case(cast), cast)
    url = decision_url(cast, decision)
    for role in ("on_break", "editor", "admin", "operator_member", "stranger", "operator"):
        client = cast[role].client()
        assert client.post(url, ASKED).status_code == 404, role
        assert client.post(f"{url}appeal/over/").status_code == 404, role
    appeal = actions.ask_again(thing=decision, words=SAID, now=timezone.now())
    for role, status in (("admin", 403), ("operator_member", 403), ("operator", 404), ("facilitator_elsewhere", 404)):
        assert cast[role].client().post(appeal_url(cast, appeal), BACK).status_code == status, role
    assert Appeal.objects.get().outcome == ""


def test_nobody_answers_what_is_about_oneself(cast: Cast) -> None:
    other = second_facilitator(cast)
    theirs = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    decision = actions.decide(
        case=open_case(cast, theirs), verdict="hidden", reason="So.", by=other.face, now=timezone.now()
    )
    appeal = actions.ask_again(thing=decision, words=SAID, now=timezone.now())
    assert appeal.is_left_to_decider
    client = cast["facilitator"].client()
    assert SAID not in client.get(desk_url(cast)).content.decode()
    assert client.get(appeal_url(cast, appeal)).status_code == 404
    assert other.client().post(appeal_url(cast, appeal), STANDS).status_code == 302


def test_who_leaves_may_still_ask_and_is_told(cast: Cast) -> None:
    other, decision = second_facilitator(cast), decide(open_case(cast), cast)
    leave(membership=Membership.objects.get(persona=cast["member"].face), now=timezone.now())
    client, url = cast["member"].client(), decision_url(cast, decision)
    page = client.get(url).content.decode()
    assert "Ask for a second look" in page
    assert "data-autosave" not in page.partition("<main")[2]
    assert client.post(url, ASKED).status_code == 302
    actions.answer_appeal(appeal=Appeal.objects.get(), by=other.face, now=timezone.now(), **BACK)
    assert WHY in client.get(url).content.decode()


def test_who_is_forgotten_waits_for_nothing_and_leaves_no_words(cast: Cast) -> None:
    other, posts = second_facilitator(cast), write_posts(cast, 2)
    done, waits = (
        actions.ask_again(thing=decide(open_case(cast, post), cast), words=SAID, now=timezone.now()) for post in posts
    )
    actions.answer_appeal(appeal=done, by=other.face, now=timezone.now(), **STANDS)
    for _time in range(2):
        forgetting.forget(cast["member"].face)
    assert not Appeal.objects.filter(pk=waits.pk).exists()
    done.refresh_from_db()
    assert (done.words, done.answer, done.outcome) == ("", "", "stands")


def test_the_words_go_after_a_year(cast: Cast) -> None:
    other, appeal = second_facilitator(cast), asked(cast)
    actions.answer_appeal(appeal=appeal, by=other.face, now=timezone.now(), **STANDS)
    retention.let_go(now=timezone.now() + 364 * DAY)
    appeal.refresh_from_db()
    assert appeal.words == SAID
    retention.let_go(now=timezone.now() + 366 * DAY)
    appeal.refresh_from_db()
    assert (appeal.words, appeal.answer, appeal.outcome) == ("", "", "stands")


def test_in_a_closed_group_that_nobody_looks_after_nothing_waits(cast: Cast) -> None:
    appeal = asked(cast)
    now = timezone.now()
    SupportGroup.objects.filter(pk=cast.group.pk).update(state="closed", closed_at=now)
    leave(membership=Membership.objects.select_related("group").get(persona=cast["facilitator"].face), now=now)
    appeal.refresh_from_db()
    assert appeal.outcome == "settled"


def test_a_post_that_went_to_another_thread_comes_back_there(cast: Cast) -> None:
    other, post = second_facilitator(cast), write_posts(cast, 1)[0]
    appeal = actions.ask_again(thing=decide(open_case(cast, post), cast), words=SAID, now=timezone.now())
    merge_threads(threads=(cast.thread, post.thread), by=cast["facilitator"].face, now=timezone.now())
    other.client().post(appeal_url(cast, appeal), BACK)
    moved = Post.objects.select_related("thread").get(pk=post.pk)
    assert (moved.thread_id == cast.post.thread_id, moved.state) == (True, Post.State.PUBLISHED)
    thread = moved.thread
    assert thread.post_count == Post.objects.published().filter(thread=thread).count()


def test_the_cost_stays_the_same(cast: Cast) -> None:
    other = second_facilitator(cast)

    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(desk_url(cast)).status_code == 200
        return len(counted)

    def ask(posts: list[Post]) -> None:
        for post in posts:
            actions.ask_again(thing=decide(open_case(cast, post), cast), words=SAID, now=timezone.now())

    posts, client = write_posts(cast, 20), other.client()
    ask(posts[:2])
    cost()  # notes the visit
    few = cost()
    ask(posts[2:])
    assert cost() == few <= 15


def test_the_database_refuses_two_and_foreign_deciders(cast: Cast) -> None:
    appeal, other = asked(cast), second_facilitator(cast)
    removal = removed(cast)
    same = {"group": cast.group, "about": cast["member"].face, "words": "x", "asked_at": timezone.now()}
    for wrong in (
        {"decision": appeal.decision, "decided_by": cast["facilitator"].face},
        {"decided_by": cast["facilitator"].face},
        {"removal": removal, "decided_by": cast["facilitator"].face},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.create(**same, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by=other.face)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(outcome="stands")
    assert Reason.objects.count() == 1
