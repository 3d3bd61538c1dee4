"""A log that cannot be rewritten unnoticed, and details that can be erased by rule."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from personas import chain
from personas.chain import Finding, append, erase, verify
from personas.models import ChainDetail, ChainEntry, ChainHead
from supportgroups.lib.constraints import without_append_only
from tests.personas.test_take_face import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(now):
    return [append("x.decided", {"case": number, "by": 12}, now + timedelta(hours=number)) for number in range(5)]


def found():
    return [(finding.seq, finding.what) for finding in verify()]


def test_an_empty_log_and_a_good_one_are_whole(now):
    assert verify() == []
    append("x.decided", {"case": 1, "at": now}, now)
    assert verify() == []


def test_each_entry_holds_the_one_before_it(five):
    assert [entry.seq for entry in five] == [1, 2, 3, 4, 5]
    assert five[0].previous == chain.ORIGIN
    assert len({entry.previous for entry in five}) == len({entry.digest for entry in five}) == 5
    assert found() == []


def test_two_entries_of_the_same_words_do_not_look_alike(now):
    assert append("x", {"case": 1}, now).digest != append("x", {"case": 1}, now).digest


def test_what_is_rolled_back_was_never_written(five, now):
    with transaction.atomic():
        append("x.decided", {"case": 9}, now)
        transaction.set_rollback(True)
    append("x.decided", {"case": 10}, now)
    assert found() == []
    assert ChainHead.objects.get().seq == 6


def test_the_database_refuses_to_change_or_drop_an_entry(five):
    ChainDetail.objects.filter(pk=3).delete()
    for act in (lambda rows: rows.update(kind="x.other"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act(ChainEntry.objects.filter(pk=3))
    assert found() == [(3, "detail-missing")]


def test_an_erased_detail_is_told_from_a_missing_one(five):
    assert erase([2, 3], rule="retention") == 2
    assert erase([2, 3], rule="retention") == 0
    ChainDetail.objects.filter(pk=4).delete()
    assert verify() == [
        Finding(2, "erased", "retention"),
        Finding(3, "erased", "retention"),
        Finding(4, "detail-missing"),
    ]
    assert [finding.is_harm for finding in verify()] == [False, False, True]


def test_after_an_erasure_nothing_of_the_detail_is_left(now):
    entry = append("x.decided", {"text": "CANARY"}, now)
    erase([entry.seq], rule="erasure")
    detail = ChainDetail.objects.get(pk=entry.seq)
    assert (detail.salt, detail.detail) == ("", None)
    with pytest.raises(ValueError, match="rule"):
        erase([entry.seq], rule="")


def test_a_half_erased_detail_is_refused(five):
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainDetail.objects.filter(pk=2).update(detail=None)


def test_a_changed_detail_is_found(five):
    ChainDetail.objects.filter(pk=3).update(detail={"case": 99})
    assert found() == [(3, "detail-changed")]


@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.parametrize("change", [{"kind": "x.other"}, {"at": timedelta(seconds=1)}])
def test_a_changed_entry_is_found_wherever_it_stands(seq, change, five, now):
    values = {name: now - value if isinstance(value, timedelta) else value for name, value in change.items()}
    with without_append_only(connection):
        ChainEntry.objects.filter(pk=seq).update(**values)
    assert found() == [(seq, "changed")]


def test_a_changed_digest_is_found_even_where_the_detail_fits_it(five):
    detail = {"case": 99}
    with without_append_only(connection):
        ChainDetail.objects.filter(pk=3).update(salt="a", detail=detail)
        ChainEntry.objects.filter(pk=3).update(digest=chain._digest("a", detail))
    assert found() == [(3, "changed")]


@pytest.mark.parametrize("gone", [[1], [3], [5], [2, 3], [4, 5], [1, 2, 3, 4, 5]])
def test_missing_entries_are_named(gone, five):
    with without_append_only(connection):
        ChainDetail.objects.filter(pk__in=gone).delete()
        ChainEntry.objects.filter(pk__in=gone).delete()
    assert found() == [(seq, "missing") for seq in gone]


def test_an_entry_put_in_by_hand_is_found(five, now):
    ChainEntry.objects.create(seq=6, previous="0" * 64, digest="0" * 64, kind="x", at=now)
    assert (6, "detail-missing") in found()
    assert any(what == "changed" for _seq, what in found())


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain(now):
    answers = at_once(10, lambda number: append("x.decided", {"case": number}, now))
    assert sorted(answer.seq for answer in answers) == list(range(1, 11))
    assert verify() == []


class TestCommand:
    def run(self):
        out = StringIO()
        call_command("verify_audit", stdout=out)
        return out.getvalue()

    def test_it_says_how_much_is_whole(self, five):
        assert "5 entries" in self.run()
        assert ChainHead.objects.get().link in self.run()

    def test_an_erasure_by_rule_is_no_harm(self, five):
        erase([2], rule="retention")
        assert "entry 2: detail erased under rule retention" in self.run()

    def test_a_missing_detail_ends_it_with_a_failure(self, five):
        ChainDetail.objects.filter(pk=4).delete()
        with pytest.raises(CommandError, match="1 entries"):
            self.run()
