"""Going for good, and for a while."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from forums.actions import begin_draft
from forums.models import Draft, Forum, Post
from groups.actions import NotAMember, leave, take_break
from groups.models import Appointment, Cohort, CohortSeat, Consent, Membership
from personas import faces, keyring
from personas.models import Handle, Persona, Standing
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.lib import markup
from tests.groups.conftest import Room, join_as, membership


def test_leaving_names_the_group_says_what_stays_and_lets_go(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    page = browser.get(f"{room.url}leave/").content
    assert b"Leave Nights?" in page
    assert b"It stays, under the name Heron" in page
    assert browser.post(f"{room.url}leave/").url == "/home/"
    assert membership(ann).status == "left"
    assert membership(ann).ended_how == "left"
    assert browser.post(f"{room.url}leave/").status_code == 403
    assert b"nothing to leave" in browser.get(f"{room.url}leave/").content


def test_powers_go_in_the_same_act(room: Room) -> None:
    ann = room.member("Heron", "facilitator", "screener")
    powers = {"moderate", "admit_members", "write_newsletter", "unmask", "open_contact_card"}
    assert keyring.powers_of(room.actor(ann), room.group) == powers
    ann.client().post(f"{room.url}leave/")
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()
    assert not Appointment.objects.filter(membership__persona=ann.face, ended_at=None).exists()
    assert not membership(ann).is_appointed
    assert ann.client().get(f"{room.url}admissions/").status_code == 403


def test_a_power_that_came_without_a_role_goes_too(room: Room) -> None:
    ann = room.member("Heron")
    keyring.grant(ann.face, "moderate", room.group)
    leave(membership=membership(ann), now=room.now)
    assert keyring.powers_of(room.actor(ann), room.group) == frozenset()


def test_leaving_twice_keeps_the_first(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    leave(membership=membership(ann), now=room.now, how=Membership.Ending.REMOVED)
    assert membership(ann).status == "left"


def test_a_place_in_a_run_ends_too(room: Room) -> None:
    ann = room.member("Heron")
    day = room.now.date()
    run = Cohort.objects.create(
        group=room.group, name="Spring", opens_on=day, starts_on=day, ends_on=day.replace(year=day.year + 1), places=8
    )
    type(room.group).objects.filter(pk=room.group.pk).update(has_cohorts=True)
    CohortSeat.objects.create(group=room.group, cohort=run, membership=membership(ann))
    assert room.actor(ann).cohort_ids == {run.pk}
    leave(membership=membership(ann), now=room.now)
    assert CohortSeat.objects.get().ended_at == room.now
    assert not room.actor(ann).cohort_ids


def test_strangers_have_nothing_to_leave(room: Room) -> None:
    eve = room.person("eve").client()
    for path in ("leave/", "break/"):
        assert eve.get(f"{room.url}{path}").status_code == 403
        assert eve.post(f"{room.url}{path}").status_code == 403


def test_somebody_suspended_may_leave(room: Room) -> None:
    ann = room.member("Heron")
    Standing.objects.create(persona=ann.face, group_space=room.group.space, kind="suspension", since=room.now)
    browser = ann.client()
    assert browser.get(f"{room.url}roles/").status_code == 403
    assert browser.post(f"{room.url}leave/").status_code == 302
    assert membership(ann).status == "left"


def test_a_break_and_its_end(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    assert b"Take a break from Nights?" in browser.get(f"{room.url}break/").content
    for _press in range(2):
        assert browser.post(f"{room.url}break/").status_code == 302
    assert membership(ann).status == "break"
    assert browser.get(f"{room.url}roles/").status_code == 200
    assert b"You are on a break" in browser.get(f"{room.url}break/").content
    for _press in range(2):
        assert browser.post(f"{room.url}break/over/").url == room.url
    assert membership(ann).status == "active"


def test_a_break_is_for_members(room: Room) -> None:
    ann = room.member("Heron")
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(NotAMember):
        take_break(membership=membership(ann), now=room.now)


def test_the_database_refuses_an_ending_without_its_day_and_a_role_without_a_seat(room: Room) -> None:
    ann = room.member("Heron")
    mine = Membership.objects.filter(persona=ann.face)
    for nonsense in ({"status": "left"}, {"ended_on": room.now.date()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**nonsense)
    leave(membership=membership(ann), now=room.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(is_appointed=True)


def wrote(room: Room, face: Persona, words: str = "The nights are long.") -> Post:
    """A thread with one post by this face, and a draft beside it."""
    forum = Forum.objects.filter(group=room.group).first()
    post = PlannedPost(face.pk, room.now, markup.render(words))
    list(write_threads([PlannedThread(room.group.pk, forum.pk, "Nights", "share", posts=[post])], facilitator_ids=()))
    finish([room.group.pk])
    begin_draft(author_id=face.pk, forum=forum, key=uuid4(), fields={"title": "", "source": "Not yet."}, now=room.now)
    return Post.objects.get(author=face)


def as_read(room: Room, post: Post) -> str:
    return room.founder.client().get(f"{room.url}threads/{post.thread.ref}/").content.decode()


def test_without_a_choice_words_stay_under_the_name(room: Room) -> None:
    ann = room.member("Heron")
    post = wrote(room, ann.face)
    ann.client().post(f"{room.url}leave/")
    page = as_read(room, post)
    assert "The nights are long." in page
    assert "Heron" in page


def test_words_can_stay_as_by_somebody_who_has_left(room: Room) -> None:
    ann = room.member("Heron")
    post = wrote(room, ann.face)
    for _press in range(2):
        ann.client().post(f"{room.url}leave/", {"keeping": "nameless"})
    page = as_read(room, post)
    assert "The nights are long." in page
    assert "Someone who has left" in page
    assert "Heron" not in page
    assert Draft.objects.filter(author=ann.face, source="Not yet.").exists()
    assert Consent.objects.filter(persona=ann.face, withdrawn_at=None).exists()


def test_the_name_that_was_laid_down_is_kept_from_others(room: Room) -> None:
    ann = room.member("Heron")
    ann.client().post(f"{room.url}leave/", {"keeping": "nameless"})
    with pytest.raises(faces.NameTaken):
        room.member("Heron ")
    assert Handle.objects.get(persona=ann.face).until is not None


def test_words_can_go_and_consent_with_them(room: Room) -> None:
    ann, bob = room.member("Heron"), room.member("Otter")
    post, other = wrote(room, ann.face), wrote(room, bob.face, "I am here.")
    ann.client().post(f"{room.url}leave/", {"keeping": "nothing"})
    page = as_read(room, post)
    assert "Its author has left, and the words went along." in page
    assert "The nights are long." not in page
    assert not Consent.objects.filter(persona=ann.face, withdrawn_at=None).exists()
    assert not Draft.objects.filter(author=ann.face, source="Not yet.").exists()
    assert "I am here." in as_read(room, other)
    assert membership(ann).ended_how == "left"


def test_who_comes_back_chooses_a_name_and_has_the_same_face(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    browser.post(f"{room.url}leave/", {"keeping": "nameless"})
    assert b"Your name here" in browser.get(f"{room.url}join/").content
    again = join_as(room, ann, "Grey Heron")
    assert again.persona_id == ann.face.pk
    assert (again.persona.handle, again.persona.state) == ("Grey Heron", "active")
    assert Consent.objects.filter(persona=ann.face, withdrawn_at=None).count() == 1


def test_what_holds_for_somebody_is_not_left_behind_by_leaving(room: Room) -> None:
    ann = room.member("Heron")
    Standing.objects.create(persona=ann.face, group_space=room.group.space, kind="silence", since=room.now)
    ann.client().post(f"{room.url}leave/", {"keeping": "nothing"})
    join_as(room, ann, "Wren")
    assert room.actor(ann).seat_in(room.group.pk).is_silenced


def test_a_choice_that_is_none_asks_again(room: Room) -> None:
    ann = room.member("Heron")
    assert ann.client().post(f"{room.url}leave/", {"keeping": "half"}).status_code == 200
    assert membership(ann).status == "active"


def test_what_was_agreed_to_is_shown_in_its_own_words_and_can_be_taken_back(room: Room) -> None:
    ann = room.member("Heron")
    browser = ann.client()
    page = browser.get(f"{room.url}me/consent/").content.decode()
    assert "This group may keep what I write, and show it to those who can read here." in page
    assert "ground rules, version 1" in page
    assert f"{room.url}leave/?words=nothing" in page
    asked = browser.get(f"{room.url}leave/?words=nothing").content.decode()
    assert re.search(r'value="nothing"[^>]*checked|checked[^>]*value="nothing"', asked)
    assert browser.get(f"{room.url}me/").content.decode().count("me/consent/") == 1


def test_consent_is_asked_for_and_never_set_beforehand(room: Room) -> None:
    eve = room.person("eve").client()
    name = eve.post(f"{room.url}join/", {"handle": "Wren"}).content.decode()
    assert "has_consented" in name
    assert "checked" not in name
    refused = eve.post(f"{room.url}join/rules/", {"handle": "Wren", "version": 1, "has_agreed": "on"})
    assert refused.status_code == 200
    assert not Membership.objects.filter(persona__handle="Wren").exists()
