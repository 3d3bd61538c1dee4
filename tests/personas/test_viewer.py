"""All a template knows of who reads it: strings and a list."""

from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils.translation import gettext_lazy

from personas.actors import Actor, Preferences, Seat
from personas.viewer import viewer


def see(path="/", actor=None, group=None):
    request = RequestFactory().get(path)
    request._messages = CookieStorage(request)
    if actor is not None:
        request.actor = actor
    if group is not None:
        request.group = group
    return request


HERON = Seat(group_id=5, persona_id=50, handle="Quiet Heron", ref="abc", status="active")
GROUP = SimpleNamespace(pk=5, name="Evening harbour", code="blue-lamp-seven")


def test_a_page_knows_two_things_and_nothing_lazy():
    context = viewer(see())
    assert set(context) == {"viewer", "messages"}
    assert all(type(value) in {bool, str, tuple} for value in vars(context["viewer"]).values())


def test_messages_are_words_and_are_told_once():
    request = see()
    messages.error(request, gettext_lazy("Please look at the form again."))
    messages.success(request, "Saved.")
    assert viewer(request)["messages"] == [("danger", "Please look at the form again."), ("success", "Saved.")]
    assert all(type(text) is str for _level, text in viewer(see())["messages"])


def test_in_a_group_its_name_and_one_s_own_are_shown():
    member = Actor(is_guest=False, _account_id=1).with_seats({5: HERON})
    shown = viewer(see("/g/blue-lamp-seven/", member, GROUP))["viewer"]
    assert (shown.handle, shown.face_ref, shown.group_name, shown.group_url) == (
        "Quiet Heron", "abc", "Evening harbour", "/g/blue-lamp-seven/"
    )  # fmt: skip


def test_outside_of_a_group_no_name_is_shown():
    member = Actor(is_guest=False, _account_id=1).with_seats({5: HERON})
    shown = viewer(see("/home/", member))["viewer"]
    assert (shown.handle, shown.face_ref, shown.group_name) == ("", "", "")


@pytest.mark.parametrize(("is_discreet", "name"), [(True, "Reading Room"), (False, "Common Room")])
def test_the_discreet_name_is_the_reader_s_choice(is_discreet, name, settings):
    settings.SITE_NAME, settings.DISCREET_NAME = "Common Room", "Reading Room"
    actor = Actor(is_guest=False, preferences=Preferences(is_discreet=is_discreet))
    assert viewer(see(actor=actor))["viewer"].site_name == name


def test_the_way_around_marks_where_one_is():
    inside = viewer(see("/drafts/abc/", Actor(is_guest=False)))["viewer"].nav
    assert [url for _label, url, is_current in inside if is_current] == ["/drafts/"]
    outside = viewer(see("/", Actor()))["viewer"]
    assert outside.is_guest
    assert [url for _label, url, is_current in outside.nav if is_current] == ["/"]


def test_a_page_for_a_broken_request_can_still_be_drawn():
    request = RequestFactory().get("/")
    context = viewer(request)
    assert context["viewer"].is_guest
    assert context["messages"] == []


@pytest.mark.django_db
def test_it_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        viewer(see(actor=Actor(is_guest=False)))
