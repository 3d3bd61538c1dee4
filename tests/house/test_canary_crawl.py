"""T0, the master test: every address x everybody x all that comes of it, searched for words that are not theirs.

In every word that somebody typed stands a canary; the data register says who may see it. The quick form asks for every
address as those who differ most, on SQLite alone; the whole, with everybody and every press, is `deep`. What is left of
somebody who was erased is searched in tests/accounts/test_erasure.py: every table and file; what a copy holds, in
test_export.py.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts import exporting, letters
from groups.models import SupportGroup
from newsletters.actions import deliver_due, set_preference
from newsletters.models import DigestPreference
from personas import letterbox
from personas.models import Persona
from supportgroups.celery import app
from supportgroups.lib.dataregister import TABLES, Seen
from tests.cast import gather
from tests.house.access import NO_SUCH_PRESS, PEOPLE, TABLE, Row
from tests.house.canaries import TOKEN, high_account_ids, plant
from tests.house.crawl import BESIDES, MAY_SEE, Crawl, in_the_broker, in_the_cache, may_see
from tests.house.filling import TYPED
from tests.house.world import ADDRESSES, World
from tests.things import furnish

pytestmark = pytest.mark.django_db
# Those who differ most: outside, once inside, inside, inside under two names, looking after it, and running the server.
# To how many addresses their presses were taken, so that forms go on being filled in rightly.
ACCEPTED = {"guest": 2, "stranger": 5, "member": 24, "facilitator": 38, "admin": 50, "treasurer": 22}
QUICK = ("guest", "stranger", "former", "one_thread_face", "facilitator", "operator_member")


@pytest.fixture(scope="module")
def crawl(django_db_setup: None, django_db_blocker: Any) -> Iterator[Crawl]:
    """The cast and all that it meets, every word of theirs a canary, and a browser for each."""
    with django_db_blocker.unblock(), transaction.atomic():
        high_account_ids()
        now = timezone.now() - timedelta(minutes=1)
        cast = gather(now)
        things = furnish(cast, now)
        cage = plant()
        for person in cast.people.values():
            if person.account is not None:
                person.account.refresh_from_db()
        things.payment.account.refresh_from_db()
        yield Crawl(World(cast, things), cage)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def afresh(crawl: Crawl) -> None:
    crawl.leaks.clear()
    crawl.log.clear()


def walk(crawl: Crawl, row: Row, people: tuple[str, ...], methods: tuple[str, ...]) -> None:
    with crawl.listening():
        for method in methods:
            if (row.get if method == "get" else row.post) == NO_SUCH_PRESS:
                continue
            for role in people:
                crawl.visit(row.name, role, method, crawl.world.url(ADDRESSES[row.name], row.thing))


@pytest.mark.once
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.thing}".rstrip("-"))
def test_nobody_is_shown_what_is_not_theirs(crawl: Crawl, row: Row) -> None:
    """An address that only takes presses is pressed."""
    walk(crawl, row, QUICK, ("get",) if row.get != NO_SUCH_PRESS else ("post",))
    assert crawl.leaks == []


@pytest.mark.deep
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.thing}".rstrip("-"))
def test_nobody_at_all_is_shown_what_is_not_theirs(crawl: Crawl, row: Row) -> None:
    walk(crawl, row, PEOPLE, ("get", "post"))
    assert crawl.leaks == []


@pytest.mark.once
@pytest.mark.parametrize("role", ["guest", "stranger", "member", "facilitator", "admin", "treasurer"])
def test_forms_that_are_filled_in_show_and_leave_nothing(crawl: Crawl, role: str) -> None:
    """Every form that somebody is shown, with every button, each once: answer, next page, letters, log, cache."""
    fill_in(crawl, role)
    assert crawl.leaks == []
    assert len(crawl.accepted) >= ACCEPTED[role], sorted(crawl.accepted)


@pytest.mark.deep
@pytest.mark.parametrize("role", PEOPLE)
def test_forms_that_anybody_fills_in_show_and_leave_nothing(crawl: Crawl, role: str) -> None:
    fill_in(crawl, role)
    assert crawl.leaks == []


def fill_in(crawl: Crawl, role: str) -> None:
    crawl.pressed.clear()
    crawl.accepted.clear()
    crawl.world.sign_in_again(role)  # the walks before this one pressed "Sign out" too
    with crawl.listening():
        for row in TABLE:
            if row.get == 200 and row.audience.get(role) == 200:
                crawl.fill_in(role, row.name, crawl.world.url(ADDRESSES[row.name], row.thing))


def test_every_address_was_visited(crawl: Crawl) -> None:
    """Last of those above: run with them, not alone."""
    for row in TABLE:
        if row.name not in crawl.visited:
            walk(crawl, row, QUICK[:1], ("get", "post"))
    assert unvisited(crawl.visited) == set(), "these addresses have no line in tests/house/access.py"
    assert crawl.leaks == []


def test_the_operator_s_pages_hold_nothing_of_anybody(crawl: Crawl) -> None:
    """Every table there: its list, a search for a canary in it, one row, its history, its removal."""
    crawl.world.browsers.setdefault("operator", crawl.world.cast["operator"].client())
    with crawl.listening():
        crawl.visit("admin:index", "operator", "get", reverse("admin:index"))
        for model in admin.site._registry:
            base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            crawl.visit(base, "operator", "get", reverse(f"{base}_changelist"))
            crawl.visit(base, "operator", "get", reverse(f"{base}_changelist"), data={"q": "zq7k"})
            if (row := model._default_manager.first()) is not None:
                for page in ("change", "history", "delete"):
                    crawl.visit(base, "operator", "get", reverse(f"{base}_{page}", args=[row.pk]))
    assert crawl.leaks == []


def test_pages_that_say_no_say_nothing_else(crawl: Crawl) -> None:
    """404, 403, 400, 405 and a fault of ours, asked for by somebody who belongs to another group and by a member."""
    code = crawl.world.cast.group.code
    with crawl.listening():
        for role in ("guest", "facilitator_elsewhere", "member"):
            for url in (f"/g/{code}/never-was/", "/g/never-was-9/", f"/groups/{crawl.world.cast.hidden.slug}/", "/%00"):
                crawl.visit("error", role, "get", url)
            crawl.visit("error", role, "post", f"/g/{code}/threads/{crawl.world.cast.thread.ref}/")
    assert crawl.leaks == []


@pytest.mark.parametrize("says", ["nothing", "text"])
def test_letters_say_no_more_than_their_reader_asked_for(crawl: Crawl, says: str, settings: Any) -> None:
    """Everybody wants mail of their group and has word waiting; what was written since yesterday is new to them."""
    cast, now = crawl.world.cast, timezone.now()
    with transaction.atomic():
        for person in cast.people.values():
            if person.face is not None:
                group = SupportGroup.objects.get(pk=person.face.group_space_id)
                set_preference(persona=person.face, group=group, cadence="daily", says=says, now=now)
                about = {"group_id": group.pk, "subject_id": cast.post.pk}
                letterbox.tell(person.face.pk, "moderation.released", now=now, **about)
        days_ago = now - timedelta(days=5)
        DigestPreference.objects.update(told_up_to=days_ago, asked_at=days_ago)
        exporting.ask_for_export(account=cast["member"].account, now=now)
        with crawl.listening():
            exporting.make_exports(now=timezone.now())
            deliver_due(now=now + timedelta(hours=25))
            letters.deliver_letters(now=timezone.now())
            crawl.search_behind("sending letters")
        for letter in mail.outbox:
            crawl.search_letter(letter, may_name=says == "text")
        exporting.forget_export(cast["member"].account)
        transaction.set_rollback(True)
    assert len(mail.outbox) > 10
    named = [letter for letter in mail.outbox if TOKEN.search(letter.body.encode())]
    assert bool(named) is (says == "text")
    assert crawl.leaks == []


# --- what the crawl is worth: leaks that are made on purpose ---------------------------------------------------------


def test_each_canary_where_it_may_not_be_is_found(crawl: Crawl) -> None:
    """One of every column in turn, on a group's public face, for somebody to whom it may not be shown."""
    cast, tried, free = crawl.world.cast, set(), set()
    for canary in crawl.cage.canaries.values():
        column = f"{canary.entry.table}.{canary.entry.column}"
        strangers = [role for role in QUICK if not may_see(crawl.watchers[role], canary, "front:face")]
        if column in tried or not strangers:
            free |= {column} if not strangers else set()
            continue
        tried.add(column)
        with transaction.atomic():
            SupportGroup.objects.filter(pk=cast.group.pk).update(summary=f"Calm {canary.token} evenings.")
            crawl.visit("front:face", strangers[0], "get", f"/groups/{cast.group.slug}/")
            transaction.set_rollback(True)
        assert any(canary.place in leak for leak in crawl.leaks), canary
        crawl.leaks.clear()
    assert len(tried) > 30
    for_all = {name for name in free if "ANYBODY" in str(TABLES[name.rpartition(".")[0]].seen)}
    assert free - tried - for_all <= {exempt.column for exempt in BESIDES}


def test_a_word_of_one_group_on_a_page_of_another_is_found_whoever_looks(crawl: Crawl) -> None:
    """The member has a name in both groups and may see either; but not one beside the other."""
    cast = crawl.world.cast
    own = next(
        c for c in crawl.cage.canaries.values() if c.entry.column == "handle" and c.row == cast["member"].face.pk
    )
    crawl.search("elsewhere", own.token.encode(), crawl.watchers["member"], group=cast.elsewhere.pk)
    crawl.search("here", own.token.encode(), crawl.watchers["member"], group=cast.group.pk)
    assert crawl.leaks == [f"elsewhere: {own.place}, of another group"]


@pytest.mark.parametrize("channel", ["log", "log of a path", "cache", "broker", "head of a letter", "letter", "number"])
def test_a_canary_in_any_channel_is_found(crawl: Crawl, channel: str) -> None:
    cast = crawl.world.cast
    canary = next(canary for canary in crawl.cage.canaries.values() if canary.entry.table == "forums.Draft")
    address = cast["facilitator"].account.email
    with crawl.listening():
        if channel == "log":
            logging.getLogger("planted").warning("a draft says %s", canary.token)
        elif channel == "log of a path":
            logging.getLogger("planted").warning("somebody was in %s", cast.group.code)
        elif channel == "cache":
            cache.set("draft", canary.token)
        elif channel == "broker":
            app.send_task("planted", args=[canary.token])
        crawl.search_behind("planted")
    if channel == "head of a letter":
        crawl.search_letter(mail.EmailMessage(canary.token, "Hello.", to=[address]), may_name=True)
    elif channel == "letter":
        crawl.search_letter(mail.EmailMessage("Hello", f"Hello {canary.token}.", to=[address]), may_name=True)
    elif channel == "number":
        crawl.search("page", str(cast["member"].account.pk).encode(), crawl.watchers["facilitator"])
    assert len(crawl.leaks) == 1, crawl.leaks


@pytest.mark.parametrize("channel", ["log", "cache", "broker", "head of a letter"])
def test_a_typed_word_in_any_channel_is_found(crawl: Crawl, channel: str) -> None:
    with crawl.listening():
        if channel == "log":
            logging.getLogger("planted").warning("somebody typed %s", TYPED)
        elif channel == "cache":
            cache.set("typed", TYPED)
        elif channel == "broker":
            app.send_task("planted", args=[TYPED])
        else:
            crawl.search_letter(mail.EmailMessage(TYPED, "Hello.", to=["who@typed.example"]), may_name=False)
        crawl.search_behind("planted")
    assert len(crawl.leaks) == 1, crawl.leaks


def test_cards_codes_and_names_for_one_thread_are_among_the_canaries(crawl: Crawl) -> None:
    columns = {f"{canary.entry.table}.{canary.entry.column}" for canary in crawl.cage.canaries.values()}
    cards = {f"personas.ContactCard.{column}" for column in ("name", "phone", "somebody")}
    assert cards | {"groups.FeeAccount.code", "accounts.Account.email"} <= columns
    name = Persona.objects.exclude(space_id=F("group_space_id")).values_list("handle", flat=True)
    assert crawl.cage.found_in("\n".join(name).encode())


def test_a_code_on_a_page_of_its_owner_s_face_is_found(crawl: Crawl) -> None:
    """Who keeps the money sees codes; a member sees her own; nobody else any."""
    code = next(c for c in crawl.cage.canaries.values() if c.entry.table == "groups.FeeAccount" and c.account)
    for role in ("treasurer", "member", "facilitator"):
        crawl.search(role, code.token.encode(), crawl.watchers[role], group=crawl.world.cast.group.pk)
    assert crawl.leaks == [f"facilitator: {code.place}"]


def test_what_is_theirs_is_no_leak(crawl: Crawl) -> None:
    cast = crawl.world.cast
    mine = crawl.cage.of_account(cast["member"].account.pk)
    draft = next(canary for canary in mine if canary.entry.table == "forums.Draft")
    crawl.search("page", draft.token.encode(), crawl.watchers["member"])
    assert crawl.leaks == []
    crawl.search("page", draft.token.upper().encode(), crawl.watchers["facilitator"])
    assert crawl.leaks == [f"page: {draft.place}"]


def test_an_address_that_nobody_visited_is_found(crawl: Crawl) -> None:
    assert unvisited(crawl.visited | set(ADDRESSES)) == set()
    assert unvisited(set(ADDRESSES) - {"forums:thread"}) == {"forums:thread"}


def test_every_word_of_the_register_says_who_may_see(crawl: Crawl) -> None:
    assert set(MAY_SEE) == set(Seen)
    assert all(exempt.why for exempt in BESIDES)
    assert in_the_broker() == b""
    assert in_the_cache() == b""


def unvisited(visited: set[str]) -> set[str]:
    return set(ADDRESSES) - visited
