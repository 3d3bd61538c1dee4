"""A copy of what is one's own: everything of mine, nothing of others, made by a worker, fetched once."""

from __future__ import annotations

import io
import json
import resource
import time
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.storage.memory import InMemoryStorage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts import copies, exporting
from accounts.models import Account, Export
from accounts.registered import given_tables
from groups.actions import make_office, take_office
from groups.models import Host
from personas import offices
from personas.models import Persona
from personas.seating import actor_of
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, write_threads
from supportgroups.lib import markup
from tests.accounts.mailbox import waiting
from tests.cast import Cast, just_came_in
from tests.few import few_of
from tests.house.canaries import ACCOUNT_ID, Cage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
STATUS = Path("/proc/self/status")  # on Linux
PAGE, FETCH = "/account/data/copy/", "/account/data/copy/fetch/"
# Whom I have hidden, and who opened my contact card.
NAMES_OF_OTHERS = {"groups.Hiding.about", "personas.CardOpening.opened_by"}


@pytest.fixture
def cast(planted: tuple[Cast, Cage]) -> Cast:
    return planted[0]


def copy_of(account: Account) -> zipfile.ZipFile:
    file = io.BytesIO()
    list(copies.write(file, account=account, now=timezone.now()))
    return zipfile.ZipFile(file)


def all_of(copy: zipfile.ZipFile) -> bytes:
    return b"\n".join(name.encode() + copy.read(name) for name in copy.namelist())


ROLES = ("member", "facilitator", "one_thread_face", "former", "applicant", "keeper", "editor")


@pytest.mark.parametrize("role", few_of(ROLES, ("member", "facilitator", "one_thread_face")))
def test_everything_of_mine_is_in_it_and_nothing_of_others(planted, role):
    cast, cage = planted
    me = cast[role].account
    copy = all_of(copy_of(me))
    found = {canary.token for canary in cage.found_in(copy)}
    missing = [c.place for c in cage.of_account(me.pk) if c.is_given_to(me.pk) and c.token not in found]
    assert missing == []
    named = names_in(me)
    foreign = [c.place for c in cage.found_in(copy) if c.account not in (me.pk, None) and c.token not in named]
    assert foreign == []
    held_back = [c.place for c in cage.found_in(copy) if c.account == me.pk and not c.is_given_to(me.pk)]
    assert held_back == []
    assert not ACCOUNT_ID.search(copy)


def names_in(account: Account) -> set[str]:
    """The names of others that a row of one's own is about, where it would say nothing without."""
    return {
        row[place]
        for given in given_tables()
        for place, column in enumerate(given.columns)
        if f"{given.label}.{column.column}" in NAMES_OF_OTHERS
        for row in given.rows(account)
    }


def test_the_canaries_of_one_person_are_many_and_in_every_table_of_hers(planted):
    cast, cage = planted
    mine = cage.of_account(cast["member"].account.pk)
    assert {"forums.Post", "forums.Draft", "personas.Persona", "accounts.Account"} <= {c.entry.table for c in mine}
    assert len(cage.canaries) > 150


def test_a_copy_is_read_by_people_and_by_programs(cast):
    me = cast["member"]
    copy = copy_of(me.account)
    posts = json.loads(copy.read("data/forums-post.json"))
    assert [post["group"] for post in posts] == [cast.group.__class__.objects.get(pk=cast.group.pk).name] * len(posts)
    assert {"source", "published_at", "thread"} <= set(posts[0])
    assert "author_id" not in posts[0]
    assert json.loads(copy.read("data/columns.json"))["forums-post"]["source"] == "words"
    page = copy.read("pages/forums-post.html").decode()
    assert "What I wrote" in page
    assert posts[0]["source"] in page
    assert 'href="pages/forums-post.html"' in copy.read("index.html").decode()


def test_my_pictures_are_in_it_as_files(cast):
    name = default_storage.save("pictures/ab/one.webp", io.BytesIO(b"a picture"))
    Persona.objects.filter(pk=cast["member"].face.pk).update(picture=uuid4(), picture_file=name)
    assert copy_of(cast["member"].account).read(f"files/{name}") == b"a picture"
    assert not [one for one in copy_of(cast["facilitator"].account).namelist() if one.startswith("files/")]


def test_script_in_one_s_own_words_stays_words(cast):
    Persona.objects.filter(pk=cast["member"].face.pk).update(about="<script>alert(1)</script>")
    page = copy_of(cast["member"].account).read("pages/personas-persona.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_asking_waiting_and_fetching_once(cast):
    browser = just_came_in(cast["member"].client(), cast["member"].account)
    assert b"Make a copy" in browser.get(PAGE).content
    assert browser.post(PAGE).url == PAGE
    assert b"Your copy is being made. It is about to begin." in browser.get(PAGE).content
    assert exporting.make_exports(now=timezone.now()) == 1
    page = browser.get(PAGE).content
    assert b"Your copy is ready" in page
    answer = browser.post(FETCH)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert "group" not in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    copy = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert copy.testzip() is None
    assert default_storage.listdir(copies.FOLDER)[1] == []
    again = browser.post(FETCH, follow=True)
    assert b"each can be fetched once" in again.content
    assert b"You fetched one on" in browser.get(PAGE).content
    assert browser.get(FETCH).status_code == 405


def test_who_asked_is_told_discreetly_when_it_is_ready(cast):
    exporting.ask_for_export(account=cast["member"].account, now=timezone.now())
    exporting.make_exports(now=timezone.now())
    letter = waiting()[-1]
    assert letter["subject"] == "What you asked for is ready"
    assert cast.group.name not in letter["text"] + letter["html"]


def test_asking_twice_makes_one_and_another_comes_after_the_first_was_fetched(cast):
    me, now = cast["member"].account, timezone.now()
    first = exporting.ask_for_export(account=me, now=now)
    assert exporting.ask_for_export(account=me, now=now + timedelta(minutes=1)).asked_at == first.asked_at
    exporting.make_exports(now=now)
    assert exporting.make_exports(now=now) == 0
    assert exporting.ask_for_export(account=me, now=now).is_made
    list(exporting.fetch_export(account=me, now=now) or ())
    later = exporting.ask_for_export(account=me, now=now + timedelta(hours=1))
    assert later.is_on_its_way


def test_nobody_fetches_another_s(cast):
    exporting.ask_for_export(account=cast["member"].account, now=timezone.now())
    exporting.make_exports(now=timezone.now())
    for role in ("stranger", "facilitator", "operator"):
        assert just_came_in(cast[role].client(), cast[role].account).post(FETCH).url == PAGE
    assert Client().post(FETCH).url.startswith("/account/enter/")
    assert Export.objects.get().is_made


def test_a_copy_runs_out_and_its_file_goes(cast):
    me, now = cast["member"].account, timezone.now()
    exporting.ask_for_export(account=me, now=now)
    exporting.make_exports(now=now)
    late = now + exporting.LASTS
    assert exporting.fetch_export(account=me, now=late) is None
    assert exporting.throw_away_run_out(now=late) == 1
    assert default_storage.listdir(copies.FOLDER)[1] == []
    assert not Export.objects.exists()


def test_a_worker_that_ended_is_followed_by_another_and_leaves_no_file(cast, monkeypatch):
    me, now = cast["member"].account, timezone.now()
    exporting.ask_for_export(account=me, now=now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(InMemoryStorage, "save", _disk_full)
        with pytest.raises(OSError, match="disk"):
            exporting.make_exports(now=now)
    assert exporting.make_exports(now=now + timedelta(minutes=1)) == 0
    assert exporting.make_exports(now=now + exporting.HOLD) == 1
    left = default_storage.save(f"{copies.FOLDER}/left.zip", io.BytesIO(b"x"))
    assert exporting.throw_away_run_out(now=timezone.now() + exporting.HOLD * 2) == 1
    assert not default_storage.exists(left)
    assert Export.objects.get().is_made


def _disk_full(*_args: Any, **_kwargs: Any) -> str:
    raise OSError("disk full")


def test_what_cannot_be_made_is_given_up_and_can_be_asked_for_again(cast):
    me, now = cast["member"].account, timezone.now()
    exporting.ask_for_export(account=me, now=now)
    Export.objects.update(tries=exporting.MOST_TRIES)
    assert exporting.make_exports(now=now) == 0
    mine = just_came_in(cast["member"].client(), cast["member"].account)
    assert b"Make a copy" in mine.get(PAGE).content


def test_how_far_it_is_is_said_in_words(cast):
    me = cast["member"].account
    browser = just_came_in(cast["member"].client(), me)
    exporting.ask_for_export(account=me, now=timezone.now())
    for done, words in ((0, b"It has begun."), (300, b"A quarter is done."), (500, b"Half of it"), (999, b"almost")):
        Export.objects.update(done=done, total=1000)
        assert words in browser.get(PAGE).content


def test_the_database_refuses_a_copy_that_is_ready_without_an_end_or_fetched_with_a_file(cast):
    exporting.ask_for_export(account=cast["member"].account, now=timezone.now())
    now = timezone.now()
    for nonsense in ({"file": "x"}, {"ready_at": now}, {"fetched_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Export.objects.update(**nonsense)


def test_an_account_that_goes_takes_its_copy_along(cast):
    me = cast["stranger"].account
    exporting.ask_for_export(account=me, now=timezone.now())
    exporting.make_exports(now=timezone.now())
    exporting.forget_export(me)
    assert default_storage.listdir(copies.FOLDER)[1] == []
    assert not Export.objects.filter(account=me).exists()


@pytest.mark.deep
def test_ten_thousand_posts_take_under_a_minute_and_stay_small(cast):
    """Of six hundred letters each, the middle length. Time and memory are those of the worker's own call."""
    me, words = cast["member"], markup.render("Something that I have to say, and nothing new. " * 13)
    plan = [PlannedPost(me.face.pk, timezone.now() - timedelta(days=1), words)] * 10_000
    list(write_threads([PlannedThread(cast.group.pk, cast.forum.pk, "Long", "share", posts=plan)], facilitator_ids=()))
    exporting.ask_for_export(account=me.account, now=timezone.now())
    before, started = memory_anew(), time.monotonic()
    exporting.make_exports(now=timezone.now())
    grown, seconds = most_memory() - before, time.monotonic() - started
    name = Export.objects.get().file
    with default_storage.open(name) as file:
        copy = zipfile.ZipFile(file)
        assert len(json.loads(copy.read("data/forums-post.json"))) >= 10_000
        assert "pages/forums-post-51.html" in copy.namelist()
    size = default_storage.size(name)
    assert (seconds < 60, grown < 200e6, size < 200e6) == (True,) * 3, (seconds, grown, size)


def memory_anew() -> int:
    """What this process takes, in bytes. Its highest is counted from here on, where the system can do that (Linux)."""
    if not STATUS.exists():
        return most_memory()
    STATUS.with_name("clear_refs").write_text("5")
    return most_memory()


def most_memory() -> int:
    """The most that this process has taken, in bytes."""
    if STATUS.exists():
        return int(STATUS.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_an_office_is_in_the_copy_of_who_holds_it_and_its_code_in_nobody_s(cast):
    host = Host.objects.create(name="Harbour Hospital", slug="harbour-hospital")
    made = make_office(host=host, title="Ward sister", role="admin", now=timezone.now())
    code = made.code
    holder = actor_of(cast["stranger"].account)
    take_office(actor=holder, code=code, now=timezone.now())
    typed = {"rules": "- We wait for each other."}
    offices.keep_words(actor=holder, office=made.ref, words=typed, version=0, now=timezone.now())
    mine = all_of(copy_of(cast["stranger"].account))
    for words in (b"Ward sister", b"Harbour Hospital", b"- We wait for each other."):
        assert words in mine
        assert words not in all_of(copy_of(cast["member"].account))
    assert code.encode() not in mine
    assert str(made.ref).encode() not in mine
