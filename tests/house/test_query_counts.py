"""Every page that lists something asks the database as often for twenty rows as for two, and stays small."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forums.models import Draft
from tests.cast import Cast, just_came_in
from tests.house.conftest import Scene
from tests.house.rows import add_rows

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 20
# Search on PostgreSQL counts what its first step has found, which looks through the newest alone; what is new in a
# thread is counted as far as it is said.
FEW_ONLY = r"(?! FROM (?:near\b|\(SELECT (?:(?!\) few\b).)+ LIMIT \d+\) few\b))"
OVER_ALL = re.compile(rf"\bOFFSET\b|\bCOUNT\(\*\){FEW_ONLY}", re.IGNORECASE)
MOST_STATEMENTS, MOST_BYTES = 15, 100_000


@dataclass(frozen=True)
class Page:
    """A page of the journey: who asks for it, its address, and what is sent along. `{code}` and so on are filled."""

    name: str
    role: str
    url: str
    sent: tuple[tuple[str, str], ...] = ()


PAGES = (
    Page("front page", "guest", "/"),
    Page("front page, signed in", "member", "/"),
    Page("results of a search", "guest", "/", (("words", "sleep"),)),
    Page("results by title", "guest", "/", (("words", "circle"),)),
    Page("groups about one concern", "guest", "/?about=sleep"),
    Page("a group's face", "guest", "/groups/{slug}/"),
    Page("sitemap", "guest", "/sitemap.xml"),
    Page("a group's own page", "member", "/g/{code}/"),
    Page("threads of a forum", "member", "/g/{code}/forums/talk/"),
    Page("a thread", "member", "/g/{code}/threads/{thread}/"),
    Page("a person", "facilitator", "/g/{code}/people/{member}/"),
    Page("search in a group", "member", "/g/{code}/search/", (("words", "sleep"),)),
    Page("search in all my groups", "member", "/home/search/", (("words", "sleep"),)),
    Page("what came while one was away", "member", "/g/{code}/back/"),
    Page("my groups", "member", "/home/"),
    Page("my drafts", "member", "/drafts/"),
    Page("earlier versions of a draft", "member", "/drafts/{draft}/versions/"),
    Page("what a post said before", "member", "/g/{code}/threads/{thread}/posts/1/revisions/"),
    Page("the desk", "facilitator", "/g/{code}/desk/"),
    Page("opened contact cards", "facilitator", "/g/{code}/desk/cards/"),
    Page("questions about names", "facilitator", "/g/{code}/desk/names/"),
    Page("who was removed", "facilitator", "/g/{code}/desk/removals/"),
    Page("requests to join", "facilitator", "/g/{code}/admissions/"),
    Page("who came in", "facilitator", "/g/{code}/admissions/?show=came"),
    Page("who waits for a place", "facilitator", "/g/{code}/admissions/?show=list"),
    Page("invitations", "facilitator", "/g/{code}/invitations/"),
    Page("who looks after the group", "admin", "/g/{code}/roles/"),
    Page("runs of a group", "admin", "/g/{code}/runs/"),
    Page("people I have hidden", "facilitator", "/g/{code}/me/distances/"),
    Page("what was changed in the group", "member", "/g/{code}/log/"),
    Page("new groups that wait", "operator", "/running/approvals/"),
    Page("groups that need somebody", "operator", "/running/groups/"),
    Page("offices of a body that runs groups", "operator", "/running/hosts/harbour-house/"),
    Page("codes that pay", "treasurer", "/g/{code}/fees/"),
    Page("codes that cannot pay", "treasurer", "/g/{code}/fees/waivers/"),
    Page("what is to be sent back", "treasurer", "/g/{code}/fees/back/"),
    Page("what one owes", "member", "/g/{code}/fee/"),
    Page("newsletter", "member", "/g/{code}/newsletter/"),
    Page("what is kept of me", "member", "/account/data/"),
    Page("what others still see of me", "member", "/account/data/erase/"),
)


@dataclass(frozen=True)
class Cost:
    statements: tuple[str, ...]
    size: int


Costs = dict[str, tuple[Cost, Cost]]


@pytest.fixture(scope="module")
def costs(scene: Scene) -> Costs:
    """Of every page, with few rows and with many."""
    cast, _things = scene
    now = timezone.now()
    add_rows(cast, 1, FEW, now)
    few = {page.name: cost_of(page, cast) for page in PAGES}
    add_rows(cast, FEW + 1, MANY, now)
    return {page.name: (few[page.name], cost_of(page, cast)) for page in PAGES}


def cost_of(page: Page, cast: Cast) -> Cost:
    """What it takes to show a page that this person has been to before."""
    places = {"code": cast.group.code, "slug": cast.group.slug, "thread": cast.thread.ref}
    draft = Draft.objects.get(author=cast["member"].face, title="Draft 1").ref
    url = page.url.format(member=cast["member"].face.ref, draft=draft, **places)
    person = cast[page.role]
    browser = just_came_in(person.client(), person.account) if person.account else person.client()

    def ask() -> Any:
        cache.clear()
        return browser.post(url, dict(page.sent)) if page.sent else browser.get(url)

    ask()
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code == 200, (page, answer.status_code)
    return Cost(tuple(query["sql"] for query in captured), len(answer.content))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_costs_the_same_for_many_rows(costs: Costs, page: Page) -> None:
    few, many = costs[page.name]
    assert len(few.statements) == len(many.statements), difference(few, many)
    assert len(many.statements) <= MOST_STATEMENTS, "\n".join(many.statements)
    assert few.size < many.size < MOST_BYTES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_neither_counts_all_rows_nor_steps_over_them(costs: Costs, page: Page) -> None:
    many = costs[page.name][1]
    assert not [sql for sql in many.statements if OVER_ALL.search(sql)]


def difference(few: Cost, many: Cost) -> str:
    """What was asked beside, for whoever mends it."""
    more = max(few, many, key=lambda cost: len(cost.statements)).statements
    return f"{len(few.statements)} for {FEW} rows, {len(many.statements)} for {MANY}:\n" + "\n".join(more)
