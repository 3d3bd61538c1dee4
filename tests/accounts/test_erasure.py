"""Erasing an account: two weeks to come back, then nothing is left of it, and others keep all that is theirs."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import erasing, exporting
from accounts.models import Account, Erasure
from accounts.registered import models, owned
from forums.models import Post, Thread
from newsletters import delivery
from personas import chain, forgetting, unmasking
from personas.models import ChainDetail, Persona
from supportgroups.lib.dataregister import TABLES, entries
from supportgroups.lib.dataregister import Erasure as Fate
from tests.accounts.mailbox import come_in, waiting
from tests.cast import Cast, Person, just_came_in
from tests.few import few_of
from tests.house.canaries import ACCOUNT_ID, Cage, database

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
PAGE, STAY = "/account/data/erase/", "/account/data/erase/stay/"
# A dash where the database wants words.
EMPTY = {"", "-", None}
# What others wrote about somebody goes with her: reports, the reasons of decisions, why a post was held, what came
# of a second look.
ABOUT_HER = {"moderation.Appeal", "moderation.Report", "moderation.Reason", "moderation.Hold", "personas.Unmasking"}


@pytest.fixture
def cast(planted: tuple[Cast, Cage]) -> Cast:
    return planted[0]


def go(person: Person) -> None:
    """All of the two weeks at once."""
    erasing.ask_to_be_erased(account=person.account, now=timezone.now())
    erasing.erase_due(now=timezone.now() + erasing.TIME_TO_COME_BACK)


def surely(person: Person) -> Client:
    """A browser in which this person has just come in."""
    assert person.account
    return just_came_in(person.client(), person.account)


def stored() -> bytes:
    """Names and bytes of all files."""
    folders, found = [""], []
    while folders:
        folder = folders.pop()
        inner, files = default_storage.listdir(folder)
        folders += [f"{folder}{name}/" for name in inner]
        for name in files:
            with default_storage.open(f"{folder}{name}") as file:
                found += [f"{folder}{name}".encode(), file.read()]
    return b"\n".join(found)


ROLES = ("member", "facilitator", "one_thread_face", "former", "applicant", "admin", "editor")


@pytest.mark.parametrize("role", few_of(ROLES, ("member", "facilitator", "one_thread_face")))
def test_nothing_of_hers_is_left_and_nothing_of_others_is_missing(planted: tuple[Cast, Cage], role: str) -> None:
    cast, cage = planted
    account = cast[role].account
    picture = default_storage.save("pictures/aa/mine.webp", io.BytesIO(b"zq7kmypic"))
    Persona.objects.filter(pk=cast[role].face.pk).update(picture=uuid4(), picture_file=picture)
    before = {canary.token for canary in cage.found_in(database())}
    cast[role].client().get("/home/")
    exporting.ask_for_export(account=account, now=timezone.now())
    exporting.make_exports(now=timezone.now())
    with_commit(lambda: go(cast[role]))
    after = database()
    left = [canary.place for canary in cage.found_in(after + stored()) if canary.is_erased_with(account.pk)]
    assert left == []
    assert str(account.pk).encode() not in after + stored()
    gone = [cage.canaries[token] for token in sorted(before - {canary.token for canary in cage.found_in(after)})]
    foreign = [canary.place for canary in gone if canary.account != account.pk and canary.entry.table not in ABOUT_HER]
    assert foreign == []
    assert b"zq7kmypic" not in stored()


def with_commit(act: Any) -> None:
    """What waits for the commit is done as if there had been one."""
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        act()


def test_every_table_does_what_the_register_says(planted: tuple[Cast, Cage]) -> None:
    """Rows that go are gone, columns that are emptied are empty, in every table that has an owner."""
    cast, _cage = planted
    account = cast["member"].account
    rows = {label: list(owned(label, account).values_list("pk", flat=True)) for label in TABLES if TABLES[label].owner}
    assert sum(1 for keys in rows.values() if keys) > 10
    go(cast["member"])
    kept = []
    for label, keys in rows.items():
        for entry in entries(label):
            left = models()[label]._default_manager.filter(pk__in=keys)
            if entry.erasure is Fate.GONE and TABLES[label].erasure is Fate.GONE and left.exists():
                kept.append(f"{label} rows")
            if entry.erasure is Fate.EMPTIED and set(left.values_list(entry.column, flat=True)) - EMPTY:
                kept.append(f"{label}.{entry.column}")
    assert kept == []


def test_threads_stay_readable(cast: Cast) -> None:
    go(cast["member"])
    page = cast["facilitator"].client().get(f"/g/{cast.group.code}/threads/{cast.thread.ref}/").content.decode()
    assert "Someone who has left" in page
    assert "Its author has left, and the words went along." in page
    answer = Post.objects.get(thread=cast.thread, author=cast["facilitator"].face)
    assert answer.html in page
    assert Thread.objects.get(pk=cast.thread.pk).last_number == 2


def test_it_is_asked_for_on_a_page_that_says_what_others_will_still_see(cast: Cast) -> None:
    browser = surely(cast["member"])
    page = browser.get(PAGE).content.decode()
    assert f"The name {Persona.objects.get(pk=cast['member'].face.pk).handle} goes" in page
    mine = Post.objects.filter(author=cast["member"].face, number__isnull=False)
    threads = Thread.objects.filter(author=cast["member"].face, last_number__gt=0)
    others = Post.objects.filter(thread__in=threads, number__isnull=False).exclude(author=cast["member"].face)
    assert f"The words of {mine.count()} posts go; empty places stay where they stood." in page
    assert f"The titles of {threads.count()} threads go." in page
    assert f"{others.count()} answers that others wrote there stay." in page
    assert "Its author has left, and the words went along." in page
    answer = browser.post(PAGE)
    assert answer.headers["Clear-Site-Data"]
    assert browser.get(PAGE).url.startswith("/account/enter/")
    mine = UserSession.objects.filter(user=cast["member"].account).values("session_key")
    assert not Session.objects.filter(session_key__in=mine).exists()


def test_a_letter_says_until_when_and_names_nothing(cast: Cast) -> None:
    surely(cast["member"]).post(PAGE)
    letter = waiting()[-1]
    assert letter["subject"] == "A change in your account"
    assert "You asked us to erase your account." in letter["text"]
    assert cast.group.name not in letter["text"] + letter["html"]


def test_whoever_looks_after_a_group_is_told_that_roles_end(cast: Cast) -> None:
    assert b"Your roles end." in surely(cast["facilitator"]).get(PAGE).content
    assert b"Your roles end." not in surely(cast["member"]).get(PAGE).content
    assert b"you have no name in any group" in surely(cast["stranger"]).get(PAGE).content


def test_coming_back_within_two_weeks_leads_to_the_question_and_keeps_everything() -> None:
    come_in(Client(), "ann@example.org")
    account = Account.objects.get(email="ann@example.org")
    erasing.ask_to_be_erased(account=account, now=timezone.now())
    browser = Client()
    assert come_in(browser, "ann@example.org", next="/drafts/").url == PAGE
    page = browser.get(PAGE).content.decode()
    assert "Your account is on its way out" in page
    assert "Keep my account" in page
    assert browser.post(STAY).url == "/account/data/"
    assert not Erasure.objects.exists()
    assert erasing.erase_due(now=timezone.now() + timedelta(days=30)) == 0
    assert browser.get("/account/").status_code == 200
    assert browser.post(STAY).url == "/account/data/"


def test_asking_twice_counts_the_first_time(cast: Cast) -> None:
    now = timezone.now()
    first = erasing.ask_to_be_erased(account=cast["member"].account, now=now)
    again = erasing.ask_to_be_erased(account=cast["member"].account, now=now + timedelta(days=3))
    assert again.due_at == first.due_at
    assert erasing.erase_due(now=first.due_at - timedelta(seconds=1)) == 0
    assert erasing.erase_due(now=first.due_at) == 1
    assert erasing.erase_due(now=first.due_at) == 0


def test_no_letters_come_from_groups_meanwhile(cast: Cast) -> None:
    face = cast["member"].face.pk
    Account.objects.filter(pk=cast["member"].account.pk).update(email="member@cast.example")
    cast["member"].account.emailaddress_set.update(email="member@cast.example")
    assert delivery._address(face) == "member@cast.example"
    erasing.ask_to_be_erased(account=cast["member"].account, now=timezone.now())
    assert delivery._address(face) is None


def test_details_of_the_log_about_her_are_erased_under_a_named_rule(cast: Cast) -> None:
    question = unmasking.ask(
        persona=Persona.objects.get(handle__gt="", space=cast.thread.space), by=cast["facilitator"].face,
        reason="It was needed.", now=timezone.now(),
    )  # fmt: skip
    unmasking.agree(unmasking=question, by=cast["admin"].face, now=timezone.now())
    before = ChainDetail.objects.filter(erased_under="").count()
    go(cast["one_thread_face"])
    erased = [finding for finding in chain.verify() if finding.what == "erased"]
    assert {finding.rule for finding in erased} == {"erasure"}
    assert 0 < len(erased) < before
    assert not [finding for finding in chain.verify() if finding.is_harm]


def test_a_restored_backup_replays_erasures(cast: Cast) -> None:
    account, other = cast["stranger"].account, cast["keeper"].account
    kept = Account.objects.filter(pk__in=[account.pk, other.pk]).values()
    rows = {row["id"]: row for row in kept}
    go(cast["stranger"])
    Account.objects.create(**rows[account.pk])
    out = io.StringIO()
    call_command("replay_erasures", stdout=out)
    assert out.getvalue() == "1 erased again.\n"
    assert not Account.objects.filter(pk=account.pk).exists()
    assert Account.objects.filter(pk=other.pk).exists()
    assert str(account.pk).encode() + account.email.encode() not in stored()
    newcomer = rows[account.pk] | {"email": "somebody.else@cast.example"}
    Account.objects.create(**newcomer)
    call_command("replay_erasures", stdout=out)
    assert Account.objects.filter(email="somebody.else@cast.example").exists()


def test_all_of_it_happens_or_none_and_nobody_waits_for_one_that_breaks(cast: Cast, monkeypatch: Any) -> None:
    member, editor = cast["member"], cast["editor"]

    def stumble(persona: Persona) -> None:
        if persona.pk == member.face.pk:
            raise RuntimeError("the disk is full")

    for person in (member, editor):
        erasing.ask_to_be_erased(account=person.account, now=timezone.now())
    monkeypatch.setattr(forgetting, "_FORGETTERS", [*forgetting._FORGETTERS, stumble])
    assert erasing.erase_due(now=timezone.now() + erasing.TIME_TO_COME_BACK) == 1
    assert Persona.objects.get(pk=member.face.pk).handle
    assert not Account.objects.filter(pk=editor.account.pk).exists()
    monkeypatch.undo()
    assert erasing.erase_due(now=timezone.now() + erasing.TIME_TO_COME_BACK) == 1


def test_nobody_erases_another(cast: Cast) -> None:
    surely(cast["facilitator"]).post(PAGE, {"account": cast["member"].account.pk})
    assert set(Erasure.objects.values_list("account_id", flat=True)) == {cast["facilitator"].account.pk}
    assert not ACCOUNT_ID.search(surely(cast["member"]).get(PAGE).content)


def test_the_database_refuses_an_erasure_that_leaves_no_time(cast: Cast) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.create(account=cast["member"].account, asked_at=now, due_at=now)
