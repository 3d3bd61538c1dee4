"""Every address and every one of the cast, against the table in `access.py`. An address without a line fails here."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from supportgroups.lib.rules import SENTENCES
from tests.cast import ROLES
from tests.house.access import OPERATORS, PEOPLE, REFUSED, SENT_ON, TABLE, UNSEEN, Row
from tests.house.world import ADDRESSES, World

pytestmark = pytest.mark.django_db

OF_A_GROUP = [address for address in ADDRESSES.values() if "<slug:code>" in address.pattern]


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    assert {row.name for row in TABLE} == set(ADDRESSES)


def test_every_line_knows_everybody() -> None:
    assert set(ROLES) <= set(PEOPLE)
    assert all(set(row.audience) == set(PEOPLE) for row in TABLE)
    assert all(row.people == PEOPLE for row in TABLE if "<slug:code>" in ADDRESSES[row.name].pattern)
    assert len({(row.name, row.thing) for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name}-{row.thing}".rstrip("-"))
def test_access(world: World, row: Row) -> None:
    url = world.url(ADDRESSES[row.name], row.thing)
    otherwise = []
    for method in ("get", "post"):
        for role in row.asked(method):
            answer = world.ask(role, method, url)
            expected = row.expected(method, role)
            if answer.status_code != expected:
                otherwise.append(f"{method} by {role}: {answer.status_code}, not {expected}")
            elif expected == SENT_ON and role == "guest" and not ADDRESSES[row.name].rule.startswith("public."):
                assert answer.url == f"/account/enter/?next={url}"
            elif expected == REFUSED:
                assert says_what_can_be_done(answer.content.decode()), (method, role)
    assert otherwise == []


def says_what_can_be_done(page: str) -> bool:
    """Whether a refusal bears one of the rules' sentences, or the general one."""
    said = re.search(r'<p class="lead">(.*?)</p>', page, re.DOTALL) or re.search(r'role="note">(.*?)</', page)
    known = {escape(str(sentence)) for sentence in SENTENCES.values()}
    return any(sentence in page for sentence in known) or bool(said and said[1].strip())


def test_a_hidden_group_is_nowhere_for_everybody_outside(world: World) -> None:
    """All its addresses, as one of a group that was never there; nor are its threads found through another group."""
    for role in ("stranger", "admin", "operator"):
        never = plain(world.ask(role, "get", "/g/never-was-9/"), "/g/never-was-9/")
        for address in OF_A_GROUP:
            there = world.url(address, "hidden")
            answer = world.ask(role, "get", there)
            assert answer.status_code == UNSEEN, (role, there)
            assert plain(answer, there) == never, (role, there)
    thread = world.url(ADDRESSES["forums:thread"], "hidden").replace(world.cast.hidden.code, world.cast.group.code)
    assert world.ask("admin", "get", thread).status_code == UNSEEN


def test_a_guest_gets_the_same_bytes_for_what_is_there_and_what_is_not(world: World) -> None:
    for address in ADDRESSES.values():
        if address.rule.startswith("public.") or not address.rule or "<" not in address.pattern:
            continue
        there = world.url(address)
        missing = world.url(address, "nothing").replace(world.cast.group.code, "never-was-9")
        answers = [world.ask("guest", "get", url) for url in (there, missing, world.url(address, "hidden"))]
        assert len({whole(answer) for answer in answers}) == 1, address
        assert [answer.url.partition("?next=")[2] for answer in answers[:2]] == [there, missing]


def test_a_guest_gets_the_same_bytes_for_a_hidden_group_and_for_none(world: World) -> None:
    hidden, none = (world.ask("guest", "get", f"/groups/{slug}/") for slug in (world.cast.hidden.slug, "never-was"))
    assert hidden.status_code == UNSEEN
    assert whole(hidden) == whole(none)


def test_another_runs_thread_is_not_there_at_all(world: World) -> None:
    """The same page as for a reference that nothing has, and no way round by its other addresses."""
    thread = ADDRESSES["forums:thread"]
    theirs, none = (world.url(thread, thing) for thing in ("run", "nothing"))
    answers = [world.ask("other_cohort", "get", url) for url in (theirs, none)]
    assert [answer.status_code for answer in answers] == [UNSEEN, UNSEEN]
    assert plain(answers[0], theirs) == plain(answers[1], none)
    for path in ("", "search/", "forums/talk/"):
        page = world.ask("other_cohort", "get", f"/g/{world.cast.group.code}/{path}")
        assert "Week one" not in page.content.decode()
    found = world.ask("other_cohort", "post", f"/g/{world.cast.group.code}/search/", data={"words": "sleep"})
    assert "Nights" in found.content.decode()
    assert "Week one" not in found.content.decode()


OPERATORS_NOWHERE = (
    "moderation:desk", "moderation:case", "moderation:held", "moderation:appeal", "groups:admissions",
    "groups:admission", "groups:settings",
    "groups:role_new", "groups:role_end", "directory:listing", "newsletters:write",
)  # fmt: skip


def test_who_runs_the_server_is_nobody_in_a_group(world: World) -> None:
    """As a stranger without a seat, as a plain member with one; the server's own pages, which are no group's, are open
    to them alone."""
    for row in TABLE:
        if row.audience is OPERATORS:
            assert ADDRESSES[row.name].pattern.startswith("running/"), row
            continue
        assert row.audience["operator"] == row.audience["stranger"], row
        assert row.audience["operator_member"] == row.audience["on_break"], row
    for name in OPERATORS_NOWHERE:
        assert world.ask("operator_member", "get", world.url(ADDRESSES[name])).status_code == REFUSED, name
    assert world.ask("operator", "get", reverse("admin:index")).status_code == 200
    assert world.ask("admin", "get", reverse("admin:index")).status_code == SENT_ON


def whole(answer: Any) -> tuple[int, bytes, tuple[tuple[str, str], ...]]:
    """Status, body and headers, without the address that is led to."""
    headers = {name: value for name, value in answer.headers.items() if name != "Location"}
    return answer.status_code, answer.content, tuple(sorted(headers.items()))


def plain(answer: Any, url: str) -> str:
    """The page without its own address and without the words that are drawn anew for every form."""
    page = answer.content.decode().replace(url, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
