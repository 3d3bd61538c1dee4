"""Invitations: a link, a slip, a letter; who comes in by one, how often, how long, and what it says to whom."""

from __future__ import annotations

import threading
from datetime import timedelta
from re import findall
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from accounts.letters import deliver_letters
from accounts.models import Letter
from groups.actions import (
    AgeNotSaid,
    AskedAlready,
    Charter,
    InvitationOver,
    come_by_invitation,
    end_invitation,
    invitation_of,
    invite,
    invite_by_mail,
    leave,
    new_agreement,
)
from groups.actions.inviting import ALPHABET
from groups.actions.refusals import CannotTakeIn
from groups.models import AdmissionRequest, Invitation, InvitationUse, LogEntry, Membership
from personas.models import ChainEntry, Persona, Standing
from tests.cast import Person
from tests.few import few_or_many
from tests.groups.conftest import Room, ask_as, make_room, membership

DAY = timedelta(days=1)
TICKS = {"version": "1", "has_agreed": "on", "has_consented": "on"}


@pytest.fixture
def closed(room: Room) -> Room:
    """A group that one comes into by invitation only."""
    room.door("invitation")
    return room


def make(room: Room, uses: int = 1, days: int = 14) -> Invitation:
    return invite(group=room.group, by=room.founder.face, uses=uses, days=days, now=room.now)


def come(room: Room, invitation: Invitation, person: Person, name: str = "Heron", **more: object) -> object:
    return come_by_invitation(
        actor=room.actor(person),
        invitation=invitation,
        handle=name,
        agreed_version=1,
        consented=True,
        now=more.pop("now", room.now),
        **more,
    )


def left(invitation: Invitation) -> int:
    return Invitation.objects.get(pk=invitation.pk).uses_left


def test_one_page_and_two_ticks_lead_in(closed: Room, eve: Client) -> None:
    invitation = make(closed)
    page = eve.get(f"/invited/{invitation.code}/")
    assert b"You are invited to Nights" in page.content
    assert b"Be kind." in page.content
    assert b"checked" not in page.content
    for _press in range(2):
        assert eve.post(f"/invited/{invitation.code}/", TICKS | {"handle": "Heron"}).url == closed.url
    assert Membership.objects.get(persona__handle="Heron").status == "active"
    assert left(invitation) == 0
    assert InvitationUse.objects.count() == 1


def test_a_hidden_group_can_be_come_into_too(db: None) -> None:
    room = make_room("Hidden", charter=Charter(rules="- Be kind.", is_listed=False))
    room.door("invitation")
    eve = room.person("eve").client()
    assert eve.get(f"{room.url}join/").status_code == 404
    assert eve.post(f"/invited/{make(room).code}/", TICKS | {"handle": "Heron"}).url == room.url


@pytest.mark.parametrize("missing", ["has_agreed", "has_consented", "handle"])
def test_what_is_missing_is_said_and_uses_nothing_up(closed: Room, eve: Client, missing: str) -> None:
    invitation = make(closed)
    page = eve.post(f"/invited/{invitation.code}/", TICKS | {"handle": "Heron"} | {missing: ""})
    assert f'id="id_{missing}_error"'.encode() in page.content
    assert left(invitation) == 1
    assert not Persona.objects.filter(handle="Heron").exists()


def test_a_code_is_typed_as_people_type(closed: Room, eve: Client) -> None:
    code = make(closed).code
    assert set(code) <= set(ALPHABET)
    typed = f" {code[:4].lower()}-{code[4:]} "
    assert eve.get("/invited/").status_code == 200
    assert eve.post("/invited/", {"code": typed}).url == f"/invited/{code}/"
    page = eve.post("/invited/", {"code": "nonsense"})
    assert b"This code opens nothing now." in page.content


def test_the_same_words_for_every_code_that_opens_nothing(closed: Room, eve: Client) -> None:
    used, ended, past = make(closed), make(closed), make(closed, days=1)
    come(closed, used, closed.person("ann"), "Wren")
    for _time in range(2):
        end_invitation(invitation=ended, by=closed.founder.face, now=closed.now)
    Invitation.objects.filter(pk=past.pk).update(made_at=closed.now - 3 * DAY, until=closed.now - DAY)
    pages = {eve.get(f"/invited/{code}/").content for code in (used.code, ended.code, past.code, "NSCHKYZW")}
    assert len({page.partition(b"<main")[2].partition(b"</main")[0] for page in pages}) == 1
    assert b"This code opens nothing now." in pages.pop()
    for invitation in (used, ended, past):
        with pytest.raises(InvitationOver):
            come(closed, invitation, closed.person("eve"))
    assert ChainEntry.objects.filter(kind="groups.invitation_ended").count() == 1


def test_guests_sign_in_first_and_learn_nothing(closed: Room) -> None:
    real, unreal = Client().get(f"/invited/{make(closed).code}/"), Client().get("/invited/NSCHKYZW/")
    assert real.status_code == unreal.status_code == 302
    assert real.url.startswith("/account/enter/")


def test_members_are_led_in_and_use_nothing_up(closed: Room) -> None:
    invitation = make(closed)
    ann = closed.member("Wren")
    assert ann.client().get(f"/invited/{invitation.code}/").url == closed.url
    assert come(closed, invitation, ann).pk == membership(ann).pk  # type: ignore[attr-defined]
    assert left(invitation) == 1


def test_who_comes_back_keeps_the_name(closed: Room) -> None:
    ann = closed.member("Wren")
    leave(membership=membership(ann), now=closed.now)
    invitation = make(closed)
    page = ann.client().get(f"/invited/{invitation.code}/").content
    assert b"You have a name here: Wren" in page
    assert ann.client().post(f"/invited/{invitation.code}/", TICKS).url == closed.url
    assert membership(ann).status == "active"


def test_who_has_asked_is_led_to_the_request(room: Room) -> None:
    room.door("request")
    eve = room.person("eve")
    ask_as(room, eve, "Heron")
    invitation = make(room)
    assert eve.client().get(f"/invited/{invitation.code}/").url == f"{room.url}join/request/"
    with pytest.raises(AskedAlready):
        come(room, invitation, eve)
    assert left(invitation) == 1


def test_who_was_removed_cannot_come_by_an_invitation(closed: Room) -> None:
    ann = closed.member("Wren")
    leave(membership=membership(ann), now=closed.now, how=Membership.Ending.REMOVED)
    Standing.objects.create(persona=ann.face, group_space=closed.group.space, kind="removal", since=closed.now)
    invitation = make(closed)
    page = ann.client().post(f"/invited/{invitation.code}/", TICKS)
    assert b"This group cannot take you in now." in page.content
    assert left(invitation) == 1


def test_a_full_group_puts_who_is_invited_on_its_list(closed: Room) -> None:
    closed.door("invitation", capacity=1)
    with pytest.raises(CannotTakeIn):
        come(closed, make(closed), closed.person("ann"), "Wren")
    closed.door("invitation", keeps_list=True)
    eve, invitation = closed.person("eve"), make(closed)
    answer = eve.client().post(f"/invited/{invitation.code}/", TICKS | {"handle": "Heron"})
    assert answer.url == f"{closed.url}join/request/"
    assert AdmissionRequest.objects.get(persona__handle="Heron").state == "waiting"
    assert left(invitation) == 0


def test_age_and_rules_are_asked_here_too(closed: Room, eve: Client) -> None:
    closed.door("invitation", least_age=16)
    invitation = make(closed, uses=5)
    page = eve.post(f"/invited/{invitation.code}/", TICKS | {"handle": "Heron"})
    assert b"another group may be right for you" in page.content
    with pytest.raises(AgeNotSaid):
        come(closed, invitation, closed.person("ann"), "Wren")
    new_agreement(group=closed.group, source="- Be brief.", now=closed.now)
    sent = TICKS | {"handle": "Heron", "is_of_age": "on"}
    page = eve.post(f"/invited/{invitation.code}/", sent, follow=True)
    assert b"have changed while you were reading" in page.content
    assert b"Be brief." in page.content
    assert eve.post(f"/invited/{invitation.code}/", sent | {"version": "2"}).url == closed.url


def test_who_answers_requests_makes_prints_and_ends_invitations(closed: Room) -> None:
    browser = closed.member("Sandpiper", "screener").client()
    url = f"{closed.url}invitations/"
    assert b"No invitation is open." in browser.get(url).content
    assert browser.post(url, {"uses": "0", "days": "900"}).status_code == 200
    assert browser.post(url, {"uses": "3", "days": "7"}).url == url
    invitation = Invitation.objects.get()
    page = browser.get(url).content.decode()
    assert f"/invited/{invitation.code}/" in page
    assert "For 3 more people, until" in page
    slip = browser.get(f"{url}{invitation.code}/print/").content.decode().partition("<main")[2].partition("</main")[0]
    assert f"{invitation.code[:4]}-{invitation.code[4:]}" in slip
    assert closed.group.name not in slip
    assert closed.group.for_whom not in slip
    for _press in range(2):
        browser.post(f"{url}{invitation.code}/end/")
    assert Invitation.objects.get().ended_at is not None
    assert b"No invitation is open." in browser.get(url).content


def test_a_second_press_makes_no_second_invitation_and_sends_no_second_letter(closed: Room) -> None:
    browser, url = closed.founder.client(), f"{closed.url}invitations/"
    typed = {url: {"uses": "3", "days": "7"}, f"{url}mail/": {"addresses": "a@elsewhere.example\nb@elsewhere.example"}}
    for page, said in typed.items():
        [key] = findall(r'name="key" value="([0-9a-f-]{36})"', browser.get(page).text)
        for _press in range(2):
            assert browser.post(page, said | {"key": key}).url == url
    assert list(Invitation.objects.order_by("pk").values_list("is_by_mail", flat=True)) == [False, True, True]
    assert Letter.objects.filter(kind__startswith="invitation").count() == 2
    assert LogEntry.objects.filter(kind="groups.invited").count() == 3
    browser.post(url, typed[url] | {"key": str(uuid4())})
    assert len(set(Invitation.objects.values_list("code", flat=True))) == 4


def test_members_and_other_groups_make_no_invitations(closed: Room) -> None:
    invitation = make(closed)
    wren, elsewhere = closed.member("Wren").client(), make_room("Days")
    for path in ("", "mail/", f"{invitation.code}/print/"):
        assert wren.get(f"{closed.url}invitations/{path}").status_code == 403
    assert wren.post(f"{closed.url}invitations/{invitation.code}/end/").status_code == 403
    theirs = elsewhere.founder.client()
    assert theirs.get(f"{elsewhere.url}invitations/{invitation.code}/print/").status_code == 404
    assert theirs.post(f"{elsewhere.url}invitations/{invitation.code}/end/").status_code == 404
    assert Invitation.objects.get(pk=invitation.pk).ended_at is None


def test_a_letter_names_no_group_and_the_answer_tells_nothing(closed: Room, mailoutbox: list) -> None:
    browser, url = closed.founder.client(), f"{closed.url}invitations/mail/"
    wren = closed.member("Wren")
    before = Letter.objects.count()
    sent = {"addresses": f"{wren.account.email}\nNew@Elsewhere.example\nnew@elsewhere.example "}
    page = browser.post(url, sent, follow=True).content
    assert b"The letters are on their way." in page
    assert wren.account.email.encode() not in page
    assert Letter.objects.count() - before in (2, 3)
    deliver_letters(now=closed.now + timedelta(minutes=1))
    letters = [letter for letter in mailoutbox if "/invited/" in letter.body]
    assert {letter.to[0] for letter in letters} == {wren.account.email, "new@elsewhere.example"}
    for letter in letters:
        whole = letter.message().as_string()
        for word in (closed.group.name, closed.group.code, closed.group.for_whom, "Lantern"):
            assert word not in whole
    bodies = {letter.body.replace(code, "") for letter in letters for code in codes() if code in letter.body}
    assert len(bodies) == 1, "the same letter for a member and for a stranger"
    assert not any(letter.sealed for letter in Letter.objects.filter(kind__startswith="invitation"))


def codes() -> list[str]:
    return list(Invitation.objects.filter(is_by_mail=True).values_list("code", flat=True))


def test_two_letters_to_one_address_both_open(closed: Room, mailoutbox: list) -> None:
    for _time in range(2):
        invite_by_mail(group=closed.group, by=closed.founder.face, address="new@elsewhere.example", now=closed.now)
    deliver_letters(now=closed.now + timedelta(minutes=1))
    assert len(mailoutbox) == 2
    for invitation in Invitation.objects.all():
        assert invitation_of(invitation.code, closed.now + 20 * DAY) is not None
        assert invitation_of(invitation.code, closed.now + 22 * DAY) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", b"Please fill this in."), ("not an address", b"does not look like"), ("a@b.example\n" * 1, b"")],
)
def test_what_is_no_address_is_said(closed: Room, typed: str, words: bytes) -> None:
    page = closed.founder.client().post(f"{closed.url}invitations/mail/", {"addresses": typed})
    assert words in page.content if words else page.status_code == 302
    many = "\n".join(f"a{number}@b.example" for number in range(11))
    page = closed.founder.client().post(f"{closed.url}invitations/mail/", {"addresses": many})
    assert b"ten people at a time" in page.content


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", few_or_many(3, 6))
def test_a_code_for_two_lets_two_of_many_in(many: int) -> None:
    room = make_room("Racing")
    room.door("invitation")
    invitation = make(room, uses=2)
    people, barrier = [room.person(f"eve{number}") for number in range(many)], threading.Barrier(many)
    answers: list[int] = []

    def press(number: int) -> None:
        browser = people[number].client()
        barrier.wait()
        try:
            sent = TICKS | {"handle": f"Heron {'ABCDEF'[number]}"}
            answers.append(browser.post(f"/invited/{invitation.code}/", sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * (many - 2) + [302] * 2
    assert left(invitation) == 0
    assert Membership.objects.filter(group=room.group).current().count() == 3


def test_members_read_in_the_log_that_invitations_were_made_and_ended(closed: Room) -> None:
    wren = closed.member("Wren").client()
    invitation = make(closed)
    end_invitation(invitation=invitation, by=closed.founder.face, now=closed.now)
    page = wren.get(f"{closed.url}log/").content.decode()
    assert "An invitation was made." in page
    assert "An invitation was ended." in page
    assert invitation.code not in page
