"""Looking behind a one-thread name takes two people, a written reason, and a member who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from forums.models import Post
from groups.actions import appoint, grant_power
from groups.models import Membership
from personas import letterbox
from personas.models import ChainEntry, Notice, Persona, Unmasking
from personas.seating import actor_of
from tests.cast import NOW, Cast, Person
from tests.moderation.desk import second_facilitator

BASE = "/g/calm-water-1/desk/names/"


@pytest.fixture
def name(cast: Cast) -> Persona:
    return Persona.objects.get(group_space=cast.group.pk, handle="Grey Pebble")


@pytest.fixture
def second(cast: Cast) -> Person:
    return second_facilitator(cast)


def ask(cast: Cast, name: Persona, by: str = "facilitator", **more: Any) -> Any:
    sent = {"reason": "She wrote of not waking up.", "tell_days": "0", **more}
    return cast[by].client().post(f"{BASE}{name.ref}/", sent)


def asked(cast: Cast, name: Persona, **more: Any) -> str:
    answer = ask(cast, name, **more)
    assert answer.status_code == 302
    return str(answer.url)


def test_two_people_look_and_the_member_is_told(cast: Cast, name: Persona, second: Person):
    url = asked(cast, name)
    first, other = cast["facilitator"].client(), second.client()
    assert [row.title for row in letterbox.notices_for(second.actor())] == ["A second person is asked for"]
    assert "It waits for a second person" in first.get(url).text
    assert "Linnet" not in other.get(url).text
    assert other.post(f"{url}agree/").url == url
    for browser in (first, other):
        assert "Grey Pebble is Linnet" in browser.get(url).text
    told = letterbox.notices_for(actor_of(cast["one_thread_face"].account))
    assert [row.title for row in told] == ["Somebody looked behind one of your names"]
    assert cast["one_thread_face"].account.email not in other.get(url).text


def test_one_person_alone_is_refused(cast: Cast, name: Persona):
    url = asked(cast, name)
    browser = cast["facilitator"].client()
    answer = browser.post(f"{url}agree/")
    assert answer.status_code == 403
    assert "a second person has to agree" in answer.text
    assert "I agree" not in browser.get(url).text
    assert not Unmasking.objects.filter(opened_at__isnull=False).exists()
    assert not Notice.objects.filter(persona=name).exists()


def test_nobody_else_sees_what_came_out_and_the_two_not_for_long(cast: Cast, name: Persona, second: Person):
    url = asked(cast, name)
    second.client().post(f"{url}agree/")
    assert "Linnet" not in cast["admin"].client().get(url).text
    assert "Two people looked" in cast["admin"].client().get(url).text
    with time_machine.travel(Unmasking.objects.get().opened_at + timedelta(hours=73)):
        assert "Linnet" not in cast["facilitator"].client().get(url).text


def test_it_needs_a_reason_and_a_delay_needs_its_own(cast: Cast, name: Persona):
    assert "Please write why. The second person decides by it" in ask(cast, name, reason=" ").text
    answer = ask(cast, name, tell_days="14")
    assert "why the member should be told later" in answer.text
    assert "She wrote of not waking up." in answer.text
    assert 'value="14"' in answer.text
    assert 'value="31"' not in answer.text
    assert not Unmasking.objects.exists()


def test_a_delay_is_kept_with_the_question_and_the_member_is_told_after_it(cast: Cast, name: Persona, second: Person):
    url = asked(cast, name, tell_days="14", delay_reason="He reads her mail.")
    assert "told 14 days after the look" in second.client().get(url).text
    assert "He reads her mail." in second.client().get(url).text
    second.client().post(f"{url}agree/")
    assert not Notice.objects.filter(persona=name).exists()
    kinds = ChainEntry.objects.filter(kind__startswith="personas.").values_list("kind", flat=True)
    assert list(kinds) == ["personas.unmasking_asked", "personas.unmasked"]


def test_leaving_it_alone_ends_it_and_nothing_was_seen(cast: Cast, name: Persona, second: Person):
    url = asked(cast, name)
    second.client().post(f"{url}decline/")
    answer = second.client().post(f"{url}agree/", follow=True)
    assert "Nothing was changed" in answer.text
    assert "It was left alone" in answer.text
    assert "Linnet" not in answer.text


def test_whoever_wears_the_name_meets_none_of_it(cast: Cast, name: Persona):
    """Also with the power to look: there is no such question, and no word of it comes."""
    url = asked(cast, name)
    wearer = cast["one_thread_face"]
    member = Membership.objects.get(persona=wearer.face)
    appoint(membership=member, role="facilitator", kind="peer", credential="", by=None, now=NOW)
    browser = wearer.client()
    for path in (url, f"{BASE}{name.ref}/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"{url}agree/").status_code == 404
    assert "Grey Pebble" not in browser.get(BASE).text
    assert "Looking" not in " ".join(row.title for row in letterbox.notices_for(wearer.actor()))


class TestTheAddressBehindAUsualName:
    """A power of its own, that no role brings along."""

    @pytest.fixture
    def two(self, cast: Cast, second: Person) -> tuple[Person, Person]:
        both = (cast["facilitator"], second)
        for person in both:
            member = Membership.objects.get(persona=person.face)
            grant_power(membership=member, power="unmask_account", by=cast["admin"].face, now=NOW)
        return both

    def ask(self, cast: Cast) -> Any:
        sent = {"reason": "She wrote that she has the pills beside her.", "tell_days": "0"}
        return cast["facilitator"].client().post(f"{BASE}{cast['member'].face.ref}/", sent)

    def test_no_role_brings_it_along(self, cast: Cast, second: Person):
        page = f"{BASE}{cast['member'].face.ref}/"
        for role in ("facilitator", "admin"):
            assert cast[role].client().get(page).status_code == 404
            assert page not in cast[role].client().get(f"/g/calm-water-1/people/{cast['member'].face.ref}/").text
        assert self.ask(cast).status_code == 404
        assert not Unmasking.objects.exists()

    def test_two_see_it_and_nobody_else(self, cast: Cast, two: tuple[Person, Person]):
        address, url = cast["member"].account.email, str(self.ask(cast).url)
        first, other = (person.client() for person in two)
        assert "A second person is asked for" in {row.title for row in letterbox.notices_for(two[1].actor())}
        assert address not in first.get(url).text + other.get(url).text
        assert cast["admin"].client().get(url).status_code == 404
        assert other.post(f"{url}agree/").url == url
        assert address in first.get(url).text
        assert address in other.get(url).text
        assert f"asks for the address behind {cast['member'].face.handle}" in first.get(BASE).text
        assert cast["member"].face.handle not in cast["admin"].client().get(BASE).text
        with time_machine.travel(Unmasking.objects.get().opened_at + timedelta(hours=73)):
            assert address not in first.get(url).text
        kinds = ChainEntry.objects.filter(kind__startswith="personas.").values_list("kind", flat=True)
        assert list(kinds) == ["personas.unmasking_asked", "personas.unmasked"]

    def test_one_person_alone_is_refused(self, cast: Cast, two: tuple[Person, Person]):
        url = str(self.ask(cast).url)
        browser = cast["facilitator"].client()
        assert browser.post(f"{url}agree/").status_code == 403
        assert cast["member"].account.email not in browser.get(url).text
        assert not Notice.objects.filter(persona=cast["member"].face).exists()

    def test_the_member_is_told_and_sees_it_in_her_own_data(self, cast: Cast, two: tuple[Person, Person]):
        url = str(self.ask(cast).url)
        two[1].client().post(f"{url}agree/")
        told = [row.text for row in letterbox.notices_for(cast["member"].actor())]
        assert len([text for text in told if "agreed to see the e-mail address behind your name" in text]) == 1

    def test_whoever_is_asked_about_meets_none_of_it(self, cast: Cast, two: tuple[Person, Person]):
        """Also with the power."""
        url = str(self.ask(cast).url)
        member = Membership.objects.get(persona=cast["member"].face)
        grant_power(membership=member, power="unmask_account", by=cast["admin"].face, now=NOW)
        browser = cast["member"].client()
        assert browser.get(url).status_code == 404
        assert browser.post(f"{url}agree/").status_code == 404
        assert "asks for the address" not in browser.get(BASE).text

    def test_the_group_s_log_says_that_somebody_may(self, cast: Cast, two: tuple[Person, Person]):
        assert "e-mail address behind a name" in cast["member"].client().get("/g/calm-water-1/log/").text


def test_the_way_there_stands_on_the_page_of_the_name_for_those_who_may(cast: Cast, name: Persona):
    """A name that has written is met on its page."""
    Post.objects.filter(pk=cast.post.pk).update(author=name)
    page = f"/g/calm-water-1/people/{name.ref}/"
    assert f"{BASE}{name.ref}/" in cast["facilitator"].client().get(page).text
    assert BASE not in cast["member"].client().get(page).text
    assert BASE not in cast["one_thread_face"].client().get(page).text
