"""Looking behind a one-thread name takes two people and a reason, and the one who wears it is told."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from personas import chain, faces, letterbox, unmasking
from personas.models import ChainDetail, ChainEntry, Notice, Unmasking
from personas.seating import actor_of
from personas.vault import Ownership
from supportgroups.lib.constraints import without_append_only


@pytest.fixture
def passing(ann, heron, thread, now):
    return faces.take_face(actor=ann, space=thread, handle="Passing Cloud", now=now)


@pytest.fixture
def owl(account, harbour, now):
    return faces.take_face(actor=actor_of(account("owl")), space=harbour, handle="Tawny Owl", now=now)


@pytest.fixture
def question(passing, wren, now):
    return unmasking.ask(persona=passing, by=wren, reason="Wrote under two names to the same person.", now=now)


def kinds():
    return ChainEntry.objects.order_by("seq").values_list("kind", flat=True)


def test_it_gives_the_group_face_and_tells_the_thread_name(question, passing, heron, owl, ann, now):
    assert unmasking.agree(unmasking=question, by=owl, now=now + timedelta(hours=1)) == heron
    assert Notice.objects.get().persona == passing
    assert len(letterbox.notices_for(ann)) == 1
    assert list(kinds()) == [unmasking.ASKED, unmasking.TOLD]


def test_the_one_who_asked_cannot_agree(question, wren, now):
    with pytest.raises(PermissionDenied):
        unmasking.agree(unmasking=question, by=wren, now=now)
    question.refresh_from_db()
    assert question.opened_at is None
    assert not Notice.objects.exists()


def test_the_database_refuses_one_person_for_two(question, wren, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unmasking.objects.filter(pk=question.pk).update(agreed_by=wren, opened_at=now)


def test_opening_it_again_tells_and_logs_nothing_more(question, heron, owl, wren, now):
    for by in (owl, owl, wren):
        assert unmasking.agree(unmasking=question, by=by, now=now) == heron
    assert Notice.objects.count() == 1
    assert list(kinds()) == [unmasking.ASKED, unmasking.TOLD]


def test_asking_twice_is_one_question(question, passing, owl, now):
    assert unmasking.ask(persona=passing, by=owl, reason="The same.", now=now) == question


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_there_is_no_question(passing, wren, now, reason):
    with pytest.raises(ValueError, match="reason"):
        unmasking.ask(persona=passing, by=wren, reason=reason, now=now)


class TestAnAddress:
    """Behind a usual name is the address of the account, for the two who looked; nothing else of it."""

    @pytest.fixture
    def looked(self, heron, wren, owl, now):
        question = unmasking.ask(persona=heron, by=wren, reason="A court asks.", now=now)
        unmasking.agree(unmasking=question, by=owl, now=now)
        question.refresh_from_db()
        return question

    def test_it_is_shown_to_the_two_and_for_a_time(self, looked, wren, owl, heron, ann, now):
        address = Ownership.objects.get(persona=heron).account.email
        assert unmasking.address(looked, wren.pk, now + timedelta(hours=71)) == address
        assert unmasking.address(looked, owl.pk, now) == address
        assert unmasking.address(looked, heron.pk + 1000, now) == ""
        assert unmasking.address(looked, wren.pk, now + timedelta(hours=72)) == ""

    def test_the_member_is_told_which_it_was(self, looked, ann):
        assert "agreed to see the e-mail address behind your name" in letterbox.notices_for(ann)[0].text

    def test_none_comes_out_before_a_second_person_agrees(self, heron, wren, now):
        question = unmasking.ask(persona=heron, by=wren, reason="A court asks.", now=now)
        with pytest.raises(PermissionDenied):
            unmasking.agree(unmasking=question, by=wren, now=now)
        question.refresh_from_db()
        assert unmasking.address(question, wren.pk, now) == ""

    def test_a_name_for_one_thread_gives_no_address(self, question, owl, wren, now):
        unmasking.agree(unmasking=question, by=owl, now=now)
        question.refresh_from_db()
        assert unmasking.address(question, wren.pk, now) == ""
        assert unmasking.answer(question, wren.pk, now) is not None

    def test_of_an_account_that_is_gone_nothing_comes_out(self, looked, heron, wren, now):
        Ownership.objects.get(persona=heron).account.delete()
        assert unmasking.address(looked, wren.pk, now) == ""


def test_nobody_from_another_group_can_ask(passing, bob, meadow, now):
    maple = faces.take_face(actor=bob, space=meadow, handle="Red Maple", now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        unmasking.ask(persona=passing, by=maple, reason="From elsewhere.", now=now)


def test_who_has_no_face_in_the_group_is_found_by_nobody(bob, thread, wren, owl, now, account):
    stranger = faces.take_face(actor=actor_of(account("sue")), space=thread, handle="Soft Rain", now=now)
    question = unmasking.ask(persona=stranger, by=wren, reason="Who is it?", now=now)
    assert unmasking.agree(unmasking=question, by=owl, now=now) is None


class TestTime:
    def test_a_question_lapses_and_a_new_one_may_be_asked(self, question, passing, owl, wren, now):
        later = now + timedelta(days=7)
        with pytest.raises(unmasking.NotWaiting):
            unmasking.agree(unmasking=question, by=owl, now=later)
        again = unmasking.ask(persona=passing, by=wren, reason="It goes on.", now=later)
        assert again != question
        question.refresh_from_db()
        assert question.closed_at == later

    def test_what_came_out_is_shown_to_the_two_and_for_a_time(self, question, heron, owl, wren, ann, now):
        unmasking.agree(unmasking=question, by=owl, now=now)
        question.refresh_from_db()
        third = heron.pk + 1000
        assert unmasking.answer(question, wren.pk, now + timedelta(hours=71)) == heron
        assert unmasking.answer(question, owl.pk, now) == heron
        assert unmasking.answer(question, third, now) is None
        assert unmasking.answer(question, wren.pk, now + timedelta(hours=72)) is None

    def test_a_delay_is_logged_and_the_member_is_told_when_it_is_over(self, passing, wren, owl, ann, now):
        question = unmasking.ask(
            persona=passing, by=wren, reason="He wrote of a knife.", now=now, tell_days=14, delay_reason="Safety."
        )
        unmasking.agree(unmasking=question, by=owl, now=now)
        assert not Notice.objects.exists()
        assert ChainEntry.objects.get(kind=unmasking.TOLD).detail.detail["tell_at"].startswith("2026-12-07")
        assert unmasking.tell_due(now + timedelta(days=13)) == 0
        for expected in (1, 0):
            assert unmasking.tell_due(now + timedelta(days=14)) == expected
        assert len(letterbox.notices_for(ann)) == 1
        assert list(kinds()) == [unmasking.ASKED, unmasking.TOLD, unmasking.LATE]

    @pytest.mark.parametrize("nonsense", [{"tell_days": 31, "delay_reason": "Long."}, {"tell_days": 3}])
    def test_the_database_refuses_a_delay_without_end_or_reason(self, question, nonsense):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unmasking.objects.filter(pk=question.pk).update(**nonsense)

    def test_the_database_refuses_two_questions_that_wait(self, question, passing, owl, harbour, now):
        with pytest.raises(IntegrityError), transaction.atomic():
            Unmasking.objects.create(
                group_space=harbour, persona=passing, asked_by=owl, reason="Who is it?", asked_at=now
            )

    def test_what_was_left_alone_is_not_opened_and_what_was_opened_is_not_left_alone(self, question, owl, wren, now):
        for _press in range(2):
            unmasking.decline(unmasking=question, by=owl, now=now)
        with pytest.raises(unmasking.NotWaiting):
            unmasking.agree(unmasking=question, by=owl, now=now)
        again = unmasking.ask(persona=question.persona, by=wren, reason="It goes on.", now=now)
        unmasking.agree(unmasking=again, by=owl, now=now)
        with pytest.raises(unmasking.NotWaiting):
            unmasking.decline(unmasking=again, by=wren, now=now)

    def test_whoever_wears_the_name_is_no_second_person(self, question, heron, now):
        with pytest.raises(PermissionDenied):
            unmasking.agree(unmasking=question, by=heron, now=now)


class TestTheLog:
    @pytest.fixture
    def opened(self, question, owl, now):
        unmasking.agree(unmasking=question, by=owl, now=now)
        return ChainEntry.objects.get(kind=unmasking.TOLD)

    @pytest.mark.parametrize("act", ["update", "delete"])
    def test_its_row_cannot_be_changed_or_deleted(self, opened, act):
        row = ChainEntry.objects.filter(pk=opened.pk)
        with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
            row.update(kind="nothing happened") if act == "update" else row._raw_delete("default")

    def test_a_dropped_row_is_found_by_the_command(self, opened):
        with without_append_only(connection):
            ChainDetail.objects.filter(pk=opened.pk).delete()
            ChainEntry.objects.filter(pk=opened.pk)._raw_delete("default")
        out = StringIO()
        with pytest.raises((CommandError, SystemExit)):
            call_command("verify_audit", stdout=out, stderr=out)
        assert f"{opened.pk}" in out.getvalue()
        assert "missing" in out.getvalue()

    def test_an_erased_detail_is_named_as_such(self, opened):
        chain.erase([opened.pk], rule="erasure")
        out = StringIO()
        call_command("verify_audit", stdout=out)
        assert "erasure" in out.getvalue()
