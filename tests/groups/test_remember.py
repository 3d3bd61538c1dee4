"""A member has died: the name and the words stay, marked, and it can be taken back."""

from __future__ import annotations

from groups.actions import remember
from newsletters.actions import set_preference
from newsletters.models import DigestPreference
from personas import chain
from personas.models import ChainEntry, Persona
from tests.groups.conftest import Room, join_as, membership
from tests.groups.test_leave import as_read, wrote


def test_a_name_is_kept_in_memory_with_its_words(room: Room) -> None:
    ann, mod = room.member("Heron"), room.member("Beacon", "facilitator")
    post, page = wrote(room, ann.face), f"{room.url}people/{ann.face.ref}/"
    browser = mod.client()
    assert f"{page}memorial/" in browser.get(page).content.decode()
    assert b"Has Heron died?" in browser.get(f"{page}memorial/").content
    for _press in range(2):
        assert browser.post(f"{page}memorial/").url == page
    read = as_read(room, post)
    assert "The nights are long." in read
    assert "In memory" in read
    assert "In memory" in browser.get(page).content.decode()
    assert (membership(ann).status, membership(ann).ended_how) == ("left", "died")
    assert ChainEntry.objects.filter(kind="groups.remembered").count() == 1
    assert not [finding for finding in chain.verify() if finding.is_harm]


def test_it_can_be_taken_back(room: Room) -> None:
    ann, mod = room.member("Heron"), room.member("Beacon", "facilitator")
    page = f"{room.url}people/{ann.face.ref}/"
    browser = mod.client()
    browser.post(f"{page}memorial/")
    assert f"{page}memorial/over/" in browser.get(page).content.decode()
    for _press in range(2):
        assert browser.post(f"{page}memorial/over/").url == page
    assert membership(ann).status == "active"
    assert Persona.objects.get(pk=ann.face.pk).state == "active"
    assert ann.client().get(room.url).status_code == 200
    assert "In memory" not in browser.get(page).content.decode()


def test_members_and_the_person_herself_may_not(room: Room) -> None:
    ann, bob, mod = room.member("Heron"), room.member("Otter"), room.member("Beacon", "facilitator")
    page = f"{room.url}people/{ann.face.ref}/"
    assert bob.client().post(f"{page}memorial/").status_code == 403
    assert "memorial/" not in bob.client().get(page).content.decode()
    assert mod.client().post(f"{room.url}people/{mod.face.ref}/memorial/").status_code == 403
    assert room.person("eve").client().post(f"{page}memorial/").status_code == 403
    assert membership(ann).status == "active"


def test_of_somebody_with_a_role_only_an_admin_may_say_so(room: Room) -> None:
    mod, other = room.member("Beacon", "facilitator"), room.member("Candle", "facilitator")
    person = f"{room.url}people/{other.face.ref}/"
    page = f"{person}memorial/"
    assert page in room.founder.client().get(person).text
    assert page not in mod.client().get(person).text
    assert mod.client().post(page).status_code == 403
    assert room.founder.client().post(page).status_code == 302
    assert not membership(other).is_appointed


def test_no_letters_come_and_a_name_for_one_thread_has_no_such_page(room: Room) -> None:
    ann, mod = room.member("Heron"), room.member("Beacon", "facilitator")
    set_preference(persona=ann.face, group=room.group, cadence="daily", says="counts", now=room.now)
    remember(membership=membership(ann), by=mod.face, now=room.now)
    assert membership(ann).status not in membership(ann).CURRENT
    assert DigestPreference.objects.filter(persona=ann.face).exists()  # the plan lets go of it at the next letter
    assert mod.client().get(f"{room.url}people/{room.group.space.ref}/memorial/").status_code == 404


def test_whoever_comes_back_is_in_memory_no_more(room: Room) -> None:
    ann, mod = room.member("Heron"), room.member("Beacon", "facilitator")
    remember(membership=membership(ann), by=mod.face, now=room.now)
    join_as(room, ann, "")
    assert Persona.objects.get(pk=ann.face.pk).state == "active"


def test_nothing_on_the_page_of_the_living_says_that_they_died(room: Room) -> None:
    """A role stands where "In memory" stands; what takes that back is offered of nobody else."""
    other = room.member("Candle", "facilitator")
    page = f"{room.url}people/{other.face.ref}/"
    read = room.founder.client().get(page).text
    assert "It was a mistake" not in read
    assert "has died. The name stays here" not in read
    assert "This member has died" in read


def test_who_reads_the_page_is_told_what_it_means(room: Room) -> None:
    ann, bob, mod = room.member("Heron"), room.member("Otter"), room.member("Beacon", "facilitator")
    page = f"{room.url}people/{ann.face.ref}/"
    mod.client().post(f"{page}memorial/")
    read = bob.client().get(page).text
    assert "Heron has died. The name stays here, and so do the words." in read
    assert "It was a mistake" not in read
    assert mod.client().get(page).text.count("It was a mistake: this member is alive") == 1
