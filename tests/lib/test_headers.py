"""Headers of every answer, and what may be kept by a cache."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from supportgroups.lib.headers import ALWAYS, HeadersMiddleware


def answer(actor=None, **headers):
    def view(request):
        if actor is not None:
            request.actor = actor
        return HttpResponse("x", headers=headers)

    return HeadersMiddleware(view)(RequestFactory().get("/"))


def test_every_answer_carries_them():
    for name, value in ALWAYS.items():
        assert answer().headers[name] == value
    assert "camera=()" in ALWAYS["Permissions-Policy"]


def test_a_view_may_say_otherwise():
    assert (
        answer(**{"Cross-Origin-Resource-Policy": "same-site"}).headers["Cross-Origin-Resource-Policy"] == "same-site"
    )


@pytest.mark.parametrize(("is_guest", "kept"), [(True, "public, max-age=60"), (False, "private, no-store")])
def test_no_cache_keeps_what_was_for_one_person(is_guest, kept):
    response = answer(SimpleNamespace(is_guest=is_guest), **{"Cache-Control": "public, max-age=60"})
    assert response.headers["Cache-Control"] == kept


def test_a_request_that_never_met_an_actor_is_left_alone():
    assert "Cache-Control" not in answer().headers
