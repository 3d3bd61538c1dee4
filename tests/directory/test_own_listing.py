"""What a group here says of itself in the directory."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from directory import actions
from directory.actions import UnknownConcern
from directory.models import Concern, Listing
from personas.models import Event
from tests.directory.conftest import GroupMaker

SignIn = Callable[..., Client]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def slugs(listing: Listing) -> list[str]:
    return sorted(Concern.objects.filter(listing=listing).values_list("slug", flat=True))


def test_an_admin_says_what_the_group_is_about_and_is_found_by_it(make_group: GroupMaker, sign_in: SignIn) -> None:
    group = make_group("one", name="One Room", concerns=("money",))
    make_group("two")
    client = sign_in("ann", group, "admin")
    address = f"/g/{group.code}/settings/listing/"
    page = client.get(address).content.decode()
    assert re.search(r'value="money"[^>]*checked', page)
    for _press in range(2):
        answer = client.post(address, {"concerns": ["depression", "sleep"]})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert slugs(group.listing) == ["depression", "sleep"]
    assert "Saved." in client.get(address).content.decode()
    assert ">One Room</a>" in Client().post("/", {"words": "low mood"}).content.decode()
    assert ">One Room</a>" not in Client().post("/", {"words": "money worries"}).content.decode()
    log = client.get(f"/g/{group.code}/log/").text
    assert log.count("What the group is about, as the directory says it, was changed.") == 1


def test_confirming_is_one_press_and_a_second_does_nothing(make_group: GroupMaker, sign_in: SignIn) -> None:
    group = make_group("one", concerns=("money",))
    long_ago = date.today() - timedelta(days=300)  # noqa: DTZ011 - days alone matter here
    Listing.objects.filter(group=group).update(confirmed_on=long_ago)
    client = sign_in("ann", group, "admin")
    address = f"/g/{group.code}/settings/listing/"
    assert "Yes, all of this is still so" in client.get(address).content.decode()
    for _press in range(2):
        client.post(address, {"confirm": "yes"})
    listing = Listing.objects.get(group=group)
    assert listing.confirmed_on is not None
    assert listing.confirmed_on > long_ago
    assert slugs(listing) == ["money"]
    assert Event.objects.filter(kind="directory.confirmed").count() == 1
    assert "You are done for now." in client.get(address).content.decode()


def test_more_than_six_are_kept_on_the_page_and_asked_to_be_fewer(make_group: GroupMaker, sign_in: SignIn) -> None:
    group = make_group("one", concerns=("money",))
    chosen = ["depression", "sleep", "anger", "money", "pain", "heart", "stroke"]
    page = sign_in("ann", group, "admin").post(f"/g/{group.code}/settings/listing/", {"concerns": chosen})
    assert page.status_code == 200
    assert "These are more than six." in page.content.decode()
    assert len(re.findall(r'name="concerns" value="[^"]*"[^>]*checked', page.content.decode())) == 7
    assert slugs(group.listing) == ["money"]


@pytest.mark.parametrize("concern", ["sadness", "'; --", "\x00", "x" * 5_000])
def test_a_concern_we_do_not_know_gets_a_sentence(make_group: GroupMaker, sign_in: SignIn, concern: str) -> None:
    group = make_group("one", concerns=("money",))
    page = sign_in("ann", group, "admin").post(f"/g/{group.code}/settings/listing/", {"concerns": [concern]})
    assert "Please choose from this list." in page.content.decode()
    assert slugs(group.listing) == ["money"]


@pytest.mark.parametrize(("role", "status"), [("", 403), ("facilitator", 403), ("treasurer", 403), ("admin", 200)])
def test_only_who_may_change_the_group_may_change_its_listing(
    make_group: GroupMaker, sign_in: SignIn, role: str, status: int
) -> None:
    group = make_group("one", concerns=("money",))
    client = sign_in("ann", group, role)
    address = f"/g/{group.code}/settings/listing/"
    assert client.get(address).status_code == status
    if status == 403:
        assert client.post(address, {"concerns": ["sleep"]}).status_code == 403
        assert slugs(group.listing) == ["money"]


def test_strangers_and_guests(make_group: GroupMaker, sign_in: SignIn) -> None:
    listed, hidden = make_group("one"), make_group("hidden", is_listed=False)
    other = sign_in("eve", make_group("two"), "admin")
    assert other.get(f"/g/{listed.code}/settings/listing/").status_code == 403
    assert other.get(f"/g/{hidden.code}/settings/listing/").status_code == 404
    assert other.get("/g/never-was/settings/listing/").status_code == 404
    for code in (listed.code, hidden.code, "never-was"):
        answer = Client().get(f"/g/{code}/settings/listing/")
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"/account/enter/?next=/g/{code}/settings/listing/",
        )


def test_a_hidden_group_keeps_what_is_chosen_and_shows_it_nowhere(make_group: GroupMaker, sign_in: SignIn) -> None:
    make_group("one"), make_group("two")
    group = make_group("hidden", name="Hidden Room", is_listed=False)
    client = sign_in("ann", group, "admin")
    assert "Your group is not listed" in client.get(f"/g/{group.code}/settings/listing/").content.decode()
    client.post(f"/g/{group.code}/settings/listing/", {"concerns": ["sleep"]})
    assert slugs(group.listing) == ["sleep"]
    for someone in (Client(), client):
        assert "Hidden Room" not in someone.post("/", {"words": "hidden room"}).content.decode()
        assert "Hidden Room" not in someone.post("/", {"words": "can't sleep"}).content.decode()


def test_looking_writes_nothing_also_for_a_group_that_was_never_entered(
    make_group: GroupMaker, sign_in: SignIn
) -> None:
    group = make_group("one")
    Listing.objects.all().delete()
    client = sign_in("ann", group, "admin")
    assert "Nobody has confirmed this yet." in client.get(f"/g/{group.code}/settings/listing/").content.decode()
    assert not Listing.objects.exists()
    client.post(f"/g/{group.code}/settings/listing/", {"concerns": ["sleep"]})
    assert slugs(Listing.objects.get(group=group)) == ["sleep"]


def test_listing_a_group_twice_keeps_what_it_says_of_itself(make_group: GroupMaker) -> None:
    group = make_group("one", concerns=("money",))
    again = actions.list_group(group=group, by=None, now=NOW, concerns=("sleep",))
    assert slugs(again) == ["money"]
    assert Listing.objects.count() == 1
    assert Event.objects.filter(kind="directory.listed").count() == 1


def test_an_unknown_concern_is_refused_by_the_action_too(make_group: GroupMaker) -> None:
    group = make_group("one")
    with pytest.raises(UnknownConcern):
        actions.list_group(group=group, by=None, now=NOW, concerns=("sadness",))
