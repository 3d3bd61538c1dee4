"""What holds on every page, whichever it is: a group is called as its reader calls it, and a face looks as it does.

Every line of the access table is asked for, so that a new page is tried without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from groups.models import Membership, SupportGroup
from personas.models import Persona
from tests.cast import gather
from tests.house.access import NO_SUCH_PRESS, TABLE, YES
from tests.house.world import ADDRESSES, World
from tests.things import furnish

pytestmark = pytest.mark.django_db
NAME, WORD = "Canary Diagnosis", "Fridays"
OWN_PAGES = ("forums:draft", "forums:review", "forums:versions", "front:home", "forums:search", "account", "mfa")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        now = timezone.now() - timedelta(minutes=1)
        cast = gather(now)
        things = furnish(cast, now)
        SupportGroup.objects.filter(pk=cast.group.pk).update(name=NAME)
        Membership.objects.filter(group=cast.group).update(label=WORD)
        yield World(cast, things)
        transaction.set_rollback(True)


# Here the name itself is what the page is about: for strangers, or to be changed.
ABOUT_THE_NAME = {"front:front", "front:face", "groups:invitation", "groups:settings", "groups:settings_about"}


@pytest.mark.parametrize("role", ["member", "facilitator", "admin", "one_thread_face", "former"])
def test_no_page_calls_the_group_otherwise(world: World, role: str) -> None:
    named, worded = set(), set()
    for row in TABLE:
        if row.get == NO_SUCH_PRESS or row.audience.get(role) != YES:
            continue
        page = world.ask(role, "get", world.url(ADDRESSES[row.name], row.thing)).text
        named |= {row.name} if NAME in page else set()
        worded |= {row.name} if WORD in page else set()
    assert named - ABOUT_THE_NAME == set()
    assert "account_data" in worded
    assert ("front:home" in worded) is (role != "former")


def test_titles_and_headings_of_own_pages_say_nothing(world: World) -> None:
    """Discreet mode, for somebody without a word of her own: not in the title, nor in the heading of what is hers."""
    with transaction.atomic():
        Membership.objects.filter(group=world.cast.group).update(label="")
        for row in TABLE:
            if row.get == NO_SUCH_PRESS or row.audience.get("member") != YES or row.name in ABOUT_THE_NAME:
                continue
            page = world.ask("member", "get", world.url(ADDRESSES[row.name], row.thing)).text
            title = page.partition("<title>")[2].partition("</title>")[0]
            assert NAME not in title, row.name
            if row.name.startswith(OWN_PAGES):
                heading = page.partition("<h1")[2].partition("</h1>")[0]
                assert NAME not in heading, row.name
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["member", "facilitator", "admin"])
def test_who_wears_a_picture_is_drawn_with_it(world: World, role: str) -> None:
    """Everybody wears one, so nobody's pattern is left; but in a name for one thread, which can wear none."""
    with transaction.atomic():
        worn = Persona.objects.filter(space_id=F("group_space_id")).exclude(state=Persona.State.BLANKED)
        for persona in worn:
            Persona.objects.filter(pk=persona.pk).update(picture=uuid4(), picture_file="faces/one.webp")
        drawn = set()
        for row in TABLE:
            if row.get == NO_SUCH_PRESS or row.audience.get(role) != YES:
                continue
            page = world.ask(role, "get", world.url(ADDRESSES[row.name], row.thing)).text
            drawn |= {row.name} if 'class="portrait"' in page else set()
            if "Grey Pebble" not in page:
                assert 'class="pattern"' not in page, row.name
        transaction.set_rollback(True)
    assert {"forums:person", "groups:roles", "front:welcome"} <= drawn
