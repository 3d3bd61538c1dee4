"""What holds for every page there is, whoever looks: its outline, its first links, its words, and its headers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.conf import settings

from personas.models import Persona
from tests.house import walls
from tests.house.access import PUBLIC, TABLE, UNSEEN, YES, Row
from tests.house.pagewalk import Sheet
from tests.house.world import ADDRESSES, World

pytestmark = pytest.mark.django_db

FOR_MACHINES = {
    "groups:fee_export",
    "directory:sitemap",
    "front:healthz",
    "front:robots",
    "groups:keep_words",
    "groups:office_kept",
    "forums:draft_picture",
    "forums:picture",
    "groups:portrait",
}
# Who shows a page, if they are let in: the first of these.
LOOKERS = (
    "member",
    "facilitator",
    "admin",
    "applicant",
    "invited",
    "former",
    "stranger",
    "keeper",
    "operator",
    "guest",
)
# What anybody may find through a search engine; of a group's face only what a guest sees.
MAY_BE_FOUND = {("front:front", "guest"), ("front:front", "member"), ("front:face", "guest")}


def pages() -> list[tuple[Row, str, str]]:
    """Lines with a page, as one person sees it, what is public as a guest too; and forms that are sent empty."""
    found = []
    for row in TABLE:
        if row.name not in FOR_MACHINES:
            looks = [role for role in LOOKERS if row.audience[role] == YES and role in row.people]
            lookers = [*looks[:1], *(["guest"] if row.audience["guest"] == YES else [])]
            found += [(row, "get", role) for role in dict.fromkeys(lookers) if row.get == YES]
            found += [(row, "post", role) for role in lookers[:1] if row.post == YES and row.audience is not PUBLIC]
    return found


def name_of(page: Any) -> str:
    return f"{page.name}-{page.thing}".rstrip("-") if isinstance(page, Row) else str(page)


PAGES = pages()


def test_most_addresses_have_a_page() -> None:
    seen = {row.name for row, _method, _role in PAGES}
    led_on = {row.name for row in TABLE if YES not in (row.get, row.post)}
    assert set(ADDRESSES) - seen <= led_on | FOR_MACHINES | {"front:nowhere"}
    assert len(PAGES) > 80


@pytest.mark.parametrize(("row", "method", "role"), PAGES, ids=name_of)
def test_a_page(world: World, row: Row, method: str, role: str) -> None:
    answer = world.ask(role, method, world.url(ADDRESSES[row.name], row.thing))
    assert answer.status_code == YES
    may_be_found = (row.name, role) in MAY_BE_FOUND and method == "get"
    check(answer, world, is_guest=role == "guest", may_be_found=may_be_found)


@pytest.mark.parametrize(
    ("role", "url", "status"),
    [
        ("guest", "/groups/never-was/", 404),
        ("guest", "/no/such/place/", 404),
        ("member", "/g/never-was-9/", 404),
        ("member", "/g/calm-water-1/desk/", 403),
        ("stranger", "/g/calm-water-1/roles/", 403),
    ],
)
def test_a_page_that_says_no(world: World, role: str, url: str, status: int) -> None:
    answer = world.ask(role, "get", url)
    assert answer.status_code == status
    check(answer, world, is_guest=role == "guest")
    assert answer.content.count(b"<a ") >= 5 if status == UNSEEN else True


def check(answer: Any, world: World, *, is_guest: bool, may_be_found: bool = False) -> None:
    sheet = Sheet(answer.content.decode())
    check_outline(sheet, world)
    check_words(sheet)
    check_headers(answer, is_guest=is_guest)
    assert sheet.robots == ("" if may_be_found else "noindex, nofollow")


def check_outline(sheet: Sheet, world: World) -> None:
    assert sheet.language == "en"
    assert len(sheet.headings) == 1
    assert sheet.headings[0].strip()
    first = [link.strip() for link in sheet.links[:3]]
    assert first == ["Go to the page", "Help now", "Leave this site"]
    assert sheet.breaches == []
    assert [name for name, count in Counter(sheet.ids).items() if count > 1] == []
    assert sheet.title.endswith((f" - {settings.SITE_NAME}", f" - {settings.DISCREET_NAME}"))
    told = {world.cast.group.name, world.cast.hidden.name, world.cast.thread.title, world.cast.forum.name}
    names = told | set(Persona.objects.values_list("handle", flat=True))
    assert [name for name in names if name in sheet.title] == []


def check_words(sheet: Sheet) -> None:
    said = " ".join(" ".join(sheet.words).split())
    assert walls.forbidden_in(f"{said} {sheet.title}") == []


def check_headers(answer: Any, *, is_guest: bool) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy.split("; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    if not is_guest:
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "planted",
    [
        "<style>p {}</style>",
        "<script>go()</script>",
        '<p style="color: red">x</p>',
        '<button onclick="go()">x</button>',
        '<img src="https://elsewhere.example/x.png" alt="">',
        '<script src="//elsewhere.example/x.js"></script>',
        "<svg></svg>",
        '<img src="/x.png">',
    ],
)
def test_what_a_page_must_not_have_is_found(planted: str) -> None:
    assert Sheet(f"<html lang='en'><body>{planted}</body></html>").breaches
    assert Sheet("<svg width='1' height='1'></svg><script type='application/json'>{}</script>").breaches == []


def test_words_that_are_never_said_are_found_wherever_they_are_read() -> None:
    for planted in ("<p>This has <b>expired</b>.</p>", '<input placeholder="Invalid">', '<a aria-label="Users">x</a>'):
        assert walls.forbidden_in(" ".join(Sheet(planted).words)), planted
    assert not walls.forbidden_in(" ".join(Sheet('<p class="error" id="user">Deadlines</p>').words))
