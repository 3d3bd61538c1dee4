"""Groups, listings and people for the tests of the directory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Account
from directory import actions
from directory.models import LISTING_WORDS, Concern, Listing, Source
from groups.actions.appointing import appoint
from groups.models import AdmissionPolicy, Agreement, Membership, SupportGroup
from personas import faces
from personas.seating import actor_of
from tests.cast import come_back

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GroupMaker = Callable[..., SupportGroup]
ListingMaker = Callable[..., Listing]


@pytest.fixture
def make_group(db: None) -> GroupMaker:
    """A group as it is founded, with its place in the directory."""

    def make(slug: str, *, name: str = "", concerns: tuple[str, ...] = (), **columns: object) -> SupportGroup:
        group = SupportGroup.objects.create(
            space=faces.new_space(),
            slug=slug,
            code=f"calm-{slug}"[:40],
            name=name or slug.replace("-", " ").title(),
            summary=str(columns.pop("summary", "We write to each other.")),
            for_whom=str(columns.pop("for_whom", "Anybody.")),
            founded_on=date(2026, 1, 1),
            **columns,
        )
        AdmissionPolicy.objects.create(group=group)
        Agreement.objects.create(group=group, version=1, source="Be kind.", html="<p>Be kind.</p>", made_at=NOW)
        actions.list_group(group=group, by=None, now=timezone.now(), concerns=concerns)
        return group

    return make


@pytest.fixture
def make_elsewhere(db: None) -> ListingMaker:
    """A group that meets elsewhere, as a feed would bring it; `age` in days since it was confirmed."""

    def make(name: str, *, concerns: tuple[str, ...] = (), age: int | None = 10, **columns: object) -> Listing:
        source, _is_new = Source.objects.get_or_create(key="some-feed", defaults={"name": "Some Feed"})
        listing = Listing.objects.create(
            source=source,
            key=name,
            name=name,
            medium=columns.pop("medium", "online"),
            confirmed_on=None if age is None else timezone.now().date() - timedelta(days=age),
            **columns,
        )
        Concern.objects.bulk_create([Concern(listing=listing, slug=slug) for slug in concerns])
        LISTING_WORDS.put(listing.pk, None, f"{name} {columns.get('summary', '')}")
        return listing

    return make


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """Somebody's browser; with a group, a member of it who holds a role ("" for none)."""

    def make(name: str, group: SupportGroup | None = None, role: str = "") -> Client:
        account = Account.objects.create_user(email=f"{name}@example.org")
        if group is not None:
            face = faces.take_face(actor=actor_of(account), space=group.space, handle=f"Quiet {name}", now=NOW)
            member = Membership.objects.create(group=group, persona=face, joined_on=NOW.date())
            if role:
                appoint(membership=member, role=role, kind="peer", credential="", by=None, now=NOW)
        client = Client()
        come_back(client, account)
        return client

    return make
