"""What machines may list."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from groups.models import SupportGroup
from tests.directory.conftest import GroupMaker, ListingMaker

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses() -> list[str]:
    answer = Client().get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    return [found.text or "" for found in ET.fromstring(answer.content).iter(f"{NAMESPACE}loc")]  # noqa: S314


@pytest.mark.django_db
def test_only_the_directory_where_there_is_no_group() -> None:
    assert addresses() == ["http://testserver/"]


def test_faces_of_listed_groups_and_nothing_else(make_group: GroupMaker, make_elsewhere: ListingMaker) -> None:
    make_group("open-one")
    make_group("hidden-one", is_listed=False)
    make_group("held-one", state=SupportGroup.State.AWAITING)
    make_elsewhere("Circle")
    assert addresses() == ["http://testserver/", "http://testserver/groups/open-one/"]
