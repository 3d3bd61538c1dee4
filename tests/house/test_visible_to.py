"""What a rule allows and what a queryset finds are the same, for everybody of the cast and all they could meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from forums.models import Draft, Forum, Post, Thread
from forums.paths import path_of
from groups.actions.appointing import appoint
from groups.models import AdmissionRequest, Membership, SupportGroup
from moderation.models import Appeal, Case, Decision, Hold, Removal
from newsletters.models import NewsletterIssue
from personas import faces
from personas.actors import Actor
from personas.models import Standing
from tests.cast import Cast, Person, handle_of, make_group
from tests.house.conftest import Scene

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Pair:
    """A table, what must come with a row so that a rule can be asked of it, and the rules: one of them is enough."""

    model: Any
    loaded: tuple[str, ...]
    rules: tuple[str, ...]
    fetched: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model.objects.order_by("pk").prefetch_related(*self.fetched)
        return rows.select_related(*self.loaded) if self.loaded else rows

    def allows(self, actor: Actor, thing: Any) -> bool:
        return any(actor.can(rule, thing) for rule in self.rules)


PAIRS = (
    Pair(SupportGroup, (), ("groups.see",)),
    Pair(Membership, (), ("groups.meet",), ("cohort_seats",)),
    Pair(AdmissionRequest, (), ("groups.admit", "groups.answer_request_own")),
    Pair(Forum, (), ("forums.read",)),
    Pair(Thread, ("forum",), ("forums.read",)),
    Pair(Post, ("thread__forum",), ("forums.read",)),
    Pair(Draft, (), ("forums.see_draft",)),
    Pair(Case, (), ("moderation.decide",)),
    Pair(Decision, ("case",), ("moderation.see_decision",)),
    Pair(Appeal, (), ("moderation.see_appeal",)),
    Pair(Removal, (), ("moderation.see_decision",)),
    Pair(NewsletterIssue, (), ("newsletters.read",)),
)


@pytest.fixture(scope="module")
def people(scene: Scene) -> dict[str, Person]:
    """The cast, and some who stand in two ways at once."""
    cast, _things = scene
    now = timezone.now()
    _write_more(cast)
    appointed_and_suspended = cast["suspended"]
    membership = Membership.objects.get(persona=appointed_and_suspended.face)
    for role in ("facilitator", "admin"):
        appoint(membership=membership, role=role, kind="peer", credential="", by=None, now=now)
    silenced = Membership.objects.get(persona=cast["silenced"].face)
    appoint(membership=silenced, role="facilitator", kind="peer", credential="", by=None, now=now)
    Standing.objects.create(persona=cast["former"].face, group_space=cast.group.space, kind="removal", since=now)
    return cast.people


def _write_more(cast: Cast) -> None:
    """Groups in every state, a thread that nobody has been shown yet, and posts in every state."""
    now = timezone.now()
    for state in SupportGroup.State.values:
        group, _rules = make_group(f"state-{state}", now, is_listed=state != "full")
        closed = {"closed_at": now} if state == "closed" else {}
        SupportGroup.objects.filter(pk=group.pk).update(state=state, **closed)
    for state in Post.State.values:
        is_shown = state != Post.State.HELD
        blank = {"source": "", "html": ""} if state == Post.State.BLANKED else {"source": "x", "html": "x"}
        thread = Thread.objects.create(
            group=cast.group, forum=cast.forum, author=cast["editor"].face, title=state, begun_at=now, last_post_at=now,
            last_number=int(is_shown), post_count=int(is_shown),
        )  # fmt: skip
        Post.objects.create(
            group=cast.group, thread=thread, author=cast["editor"].face, number=1 if is_shown else None, state=state,
            path=path_of(1) if is_shown else "", published_at=now, renderer=1, **blank,
        )  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.model.__name__)
@pytest.mark.parametrize("way", ["everywhere", "here"])
def test_a_rule_allows_what_the_queryset_finds(
    scene: Scene, people: dict[str, Person], pair: Pair, way: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Also for an actor who is seated in one group only, as on its pages; and the rules ask the database nothing."""
    cast, _things = scene
    rows = [row for row in pair.rows() if way == "everywhere" or _group_of(row) == cast.group.pk]
    answers = set()
    for role, person in people.items():
        actor = person.actor(cast.group if way == "here" else None, timezone.now())
        found = set(pair.model.objects.visible_to(actor).values_list("pk", flat=True))
        with django_assert_num_queries(0):
            allowed = {row.pk for row in rows if pair.allows(actor, row)}
        assert allowed == found & {row.pk for row in rows}, (role, pair.rules)
        answers |= {row.pk in allowed for row in rows}
    assert answers == {True, False} or (way == "here" and pair.model is SupportGroup)


def _group_of(row: Any) -> int:
    return int(row.pk if isinstance(row, SupportGroup) else row.group_id)


def test_what_waits_is_found_by_who_may_let_it_out(scene: Scene, people: dict[str, Person]) -> None:
    """A hold stands only as long as its post waits, so the rule is asked of those that do."""
    rows = list(Hold.objects.select_related("post"))
    assert rows
    finders = set()
    for role, person in people.items():
        actor = person.actor(None, timezone.now())
        found = set(Hold.objects.visible_to(actor).values_list("pk", flat=True))
        assert found == {row.pk for row in rows if actor.can("moderation.decide", row)}, role
        finders |= {role} if found else set()
    assert finders == {"facilitator", "silenced"}


def test_another_runs_forum_is_found_by_its_members_alone(scene: Scene, people: dict[str, Person]) -> None:
    cast, _things = scene
    for role, person in people.items():
        found = Thread.objects.visible_to(person.actor(None, timezone.now()))
        assert found.filter(pk=cast.cohort_thread.pk).exists() <= found.filter(pk=cast.thread.pk).exists(), role
    other = people["other_cohort"].actor(None, timezone.now())
    assert not Thread.objects.visible_to(other).filter(pk=cast.cohort_thread.pk).exists()
    assert Thread.objects.visible_to(other).filter(pk=cast.thread.pk).exists()


def test_nobody_but_the_keeper_finds_anything_of_the_hidden_group(scene: Scene, people: dict[str, Person]) -> None:
    cast, things = scene
    for role, person in people.items():
        actor = person.actor(None, timezone.now())
        is_keeper = role == "keeper"
        assert SupportGroup.objects.visible_to(actor).filter(pk=cast.hidden.pk).exists() == is_keeper, role
        for pair in PAIRS[1:]:
            found = pair.model.objects.visible_to(actor).filter(group=cast.hidden)
            assert is_keeper or not found.exists(), (role, pair.model)
    keeper = people["keeper"].actor(None, timezone.now())
    assert Thread.objects.visible_to(keeper).get() == things.hidden_thread


def test_a_draft_is_found_by_its_own_person_after_leaving_too(scene: Scene, people: dict[str, Person]) -> None:
    _cast, things = scene
    for role, person in people.items():
        found = set(Draft.objects.visible_to(person.actor(None, timezone.now())))
        expected = {"member": {things.draft, things.scheduled}, "former": {things.left_draft}}.get(role, set())
        assert found == expected, role


def test_everybody_is_who_they_are_said_to_be(scene: Scene, people: dict[str, Person]) -> None:
    cast, _things = scene
    for role, person in people.items():
        if person.face is not None:
            assert person.face.handle == (handle_of(role) if role != "keeper" else "Juniper")
            assert person.face in faces.faces_of(person.actor(None, timezone.now()))
    assert people["suspended"].actor(cast.group, timezone.now()).seat_in(cast.group.pk).holds("moderate")
