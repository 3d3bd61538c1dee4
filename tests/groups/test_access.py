"""Every address of this room and every one of the cast: who is let in, who is sent away, and who finds nothing."""

from __future__ import annotations

from typing import Any

import pytest

from groups.models import AdmissionRequest
from tests.cast import ROLES, Cast

pytestmark = pytest.mark.django_db

READERS = set(ROLES) - {
    "guest", "stranger", "applicant", "waiting", "invited", "suspended", "former", "facilitator_elsewhere", "operator",
}  # fmt: skip
ASKED = {"applicant", "waiting", "invited"}
INSIDE = READERS | {"suspended"}
ANSWERING = {"screener", "facilitator", "admin"}

# Address below the group's -> who gets 200; everybody else who is signed in gets 403.
PAGES = {
    "admissions/": ANSWERING,
    "roles/": READERS,
    "roles/new/": {"admin"},
    "settings/": {"admin"},
    "settings/door/": {"admin"},
    "leave/": INSIDE,
    "break/": INSIDE,
}


@pytest.mark.once
def test_the_groups_pages(cast: Cast) -> None:
    for role in ROLES:
        browser = cast[role].client()
        for path, inside in PAGES.items():
            status = browser.get(f"/g/{cast.group.code}/{path}").status_code
            expected = 302 if role == "guest" else 200 if role in inside else 403
            assert status == expected, (role, path)


@pytest.mark.once
def test_presses(cast: Cast) -> None:
    """Only the pairs that are sent away: what a yes does is tried in the tests of each verb."""
    request = AdmissionRequest.objects.get(persona=cast["applicant"].face)
    for role in ROLES:
        browser = cast[role].client()
        for path in ("claim/", "admit/", "elsewhere/"):
            if role not in ANSWERING:
                words = {"reason": "x"} if role != "guest" else {}  # a guest's would stand on the page to sign in
                answer = browser.post(f"/g/{cast.group.code}/admissions/{request.ref}/{path}", words)
                assert answer.status_code == (302 if role == "guest" else 403), (role, path)
        if role not in INSIDE:
            for path in ("leave/", "break/", "break/over/"):
                answer = browser.post(f"/g/{cast.group.code}/{path}")
                assert answer.status_code == (302 if role == "guest" else 403), (role, path)
    request.refresh_from_db()
    assert request.state == "submitted"


@pytest.mark.once
def test_the_door(cast: Cast) -> None:
    for role in ROLES:
        answer = cast[role].client().get(f"/g/{cast.group.code}/join/")
        if role == "guest":
            assert answer.url.startswith("/account/")
        elif role in INSIDE:
            assert answer.url == f"/g/{cast.group.code}/", role
        elif role in ASKED:
            assert answer.url == f"/g/{cast.group.code}/join/request/", role
        else:
            assert answer.status_code == 200, role


@pytest.mark.once
def test_ones_own_request(cast: Cast) -> None:
    for role in ROLES:
        answer = cast[role].client().get(f"/g/{cast.group.code}/join/request/")
        expected = 302 if role == "guest" else 200 if role in ASKED else 404
        assert answer.status_code == expected, role


@pytest.mark.once
def test_a_hidden_group_is_there_for_nobody_outside(cast: Cast) -> None:
    for role in ROLES:
        browser = cast[role].client()
        for path in ("join/", *PAGES):
            answer = browser.get(f"/g/{cast.hidden.code}/{path}")
            assert answer.status_code == (302 if role == "guest" else 404), (role, path)


def test_every_page_stays_within_its_statements(cast: Cast, django_assert_max_num_queries: Any) -> None:
    browser = cast["admin"].client()
    request = AdmissionRequest.objects.get(persona=cast["applicant"].face)
    browser.get(f"/g/{cast.group.code}/roles/")
    for path in (*PAGES, f"admissions/{request.ref}/"):
        with django_assert_max_num_queries(15):
            assert browser.get(f"/g/{cast.group.code}/{path}").status_code == 200
    stranger = cast["stranger"].client()
    with django_assert_max_num_queries(15):
        stranger.get(f"/g/{cast.group.code}/join/")
