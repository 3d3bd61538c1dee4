"""Two runs of one group do not meet: neither their words nor their people; who serves the whole group meets both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forums.models import Forum, Thread
from groups.actions import appoint, dismiss, leave
from groups.models import Cohort, CohortSeat, Membership
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast, reader: str, somebody: str) -> int:
    return cast[reader].client().get(f"/g/{cast.group.code}/people/{cast[somebody].face.ref}/").status_code


def test_people_of_another_run_are_not_there(cast: Cast) -> None:
    assert {reader: page(cast, reader, "on_break") for reader in ("member", "treasurer", "other_cohort")} == {
        "member": 200,
        "treasurer": 200,
        "other_cohort": 404,
    }
    assert page(cast, "member", "other_cohort") == 404
    assert page(cast, "other_cohort", "other_cohort") == 200


def test_who_serves_the_whole_group_meets_both_runs(cast: Cast) -> None:
    for somebody in ("facilitator", "admin"):
        assert page(cast, "other_cohort", somebody) == 200
        assert page(cast, somebody, "other_cohort") == 200


def test_who_has_written_for_all_is_met_there(cast: Cast) -> None:
    assert page(cast, "other_cohort", "member") == 200
    Thread.objects.filter(pk=cast.thread.pk).update(forum=cast.cohort_forum)
    assert page(cast, "other_cohort", "member") == 404


def test_who_has_no_place_in_a_run_is_met_by_all_and_meets_none_of_a_run(cast: Cast) -> None:
    CohortSeat.objects.filter(membership__persona=cast["silenced"].face).delete()
    assert page(cast, "other_cohort", "silenced") == page(cast, "member", "silenced") == 200
    assert page(cast, "silenced", "on_break") == 404


def test_having_left_a_run_shows_nobody_to_the_other(cast: Cast) -> None:
    leave(membership=Membership.objects.get(persona=cast["on_break"].face), now=NOW)
    assert page(cast, "other_cohort", "on_break") == 404
    assert page(cast, "member", "on_break") == 200


def test_a_place_that_was_given_up_reads_no_more(cast: Cast) -> None:
    address = f"/g/{cast.group.code}/threads/{cast.cohort_thread.ref}/"
    assert cast["on_break"].client().get(address).status_code == 200
    CohortSeat.objects.filter(membership__persona=cast["on_break"].face).update(ended_at=NOW)
    assert cast["on_break"].client().get(address).status_code == 404


def test_a_role_reads_every_run_as_long_as_it_is_held(cast: Cast) -> None:
    run = Cohort.objects.get(name="Autumn")
    Forum.objects.create(group=cast.group, name="Leaves", slug="leaves", cohort=run)
    address = f"/g/{cast.group.code}/forums/leaves/"
    assert cast["facilitator"].client().get(address).status_code == 200
    assert cast["member"].client().get(address).status_code == 404
    membership = Membership.objects.get(persona=cast["member"].face)
    appoint(membership=membership, role="facilitator", kind="peer", credential="", by=None, now=NOW)
    assert cast["member"].client().get(address).status_code == 200
    dismiss(membership=membership, role="facilitator", by=cast["admin"].face, now=NOW + timedelta(hours=1))
    assert cast["member"].client().get(address).status_code == 404


def test_a_treasurer_serves_no_other_run(cast: Cast) -> None:
    Forum.objects.create(group=cast.group, name="Leaves", slug="leaves", cohort=Cohort.objects.get(name="Autumn"))
    assert cast["treasurer"].client().get(f"/g/{cast.group.code}/forums/leaves/").status_code == 404
    assert page(cast, "treasurer", "other_cohort") == 404
