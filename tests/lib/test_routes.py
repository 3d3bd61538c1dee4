"""Routes that name their rule: guests wait at the door, and a view that forgets to ask answers nobody."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.views import View

from personas.actors import Actor
from supportgroups.lib import rules
from supportgroups.lib.routes import RuleNotAsked, route
from supportgroups.lib.rules import NotAllowed, UnknownRule


@pytest.fixture(autouse=True)
def own_table(monkeypatch):
    monkeypatch.setattr(
        rules,
        "RULES",
        {"public.x": [[lambda _a, _t: True]], "x.yes": [[lambda _a, _t: True]], "x.no": [[lambda _a, _t: False]]},
    )


def ask(rule, status=200):
    def view(request, **_kwargs):
        request.actor.require(rule)
        return HttpResponse("inside", status=status)

    return view


def forget_to_ask(request, **_kwargs):
    return HttpResponse("inside")


def call(view, rule, *, is_guest=False, path="/g/heron/x/?page=2"):
    request = RequestFactory().get(path)
    request.actor = Actor(is_guest=is_guest)
    return route("g/<slug:code>/x/", view, rule=rule, name="x").callback(request)


def test_an_unknown_rule_fails_where_the_route_is_written():
    with pytest.raises(UnknownRule):
        route("x/", ask("x.yes"), rule="x.unheard", name="x")


def test_a_view_is_a_plain_function():
    class Page(View):
        pass

    async def later(request):
        return HttpResponse()

    for view in (Page, later):
        with pytest.raises(TypeError):
            route("x/", view, rule="x.yes", name="x")


def test_the_route_tells_its_rule():
    assert route("x/", ask("x.yes"), rule="x.yes", name="x").callback.rule == "x.yes"


def test_a_guest_goes_to_the_door_before_the_view_runs(settings):
    def explode(request):
        raise AssertionError("the view ran")

    answer = call(explode, "x.yes", is_guest=True)
    assert answer.status_code == 302
    assert answer.url == f"{settings.LOGIN_URL}?next=/g/heron/x/%3Fpage%3D2"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["//evil.example/", "/x\r\nSet-Cookie: a=b", "/https://evil.example"])
def test_the_way_back_stays_one_value_of_a_query(path, settings):
    request = RequestFactory().get("/")
    request.actor = Actor()
    request.path = request.path_info = path
    answer = route("x/", ask("x.yes"), rule="x.yes", name="x").callback(request)
    assert answer.url.startswith(f"{settings.LOGIN_URL}?next=")
    assert "\r" not in answer.url
    assert "&" not in answer.url


def test_guests_reach_public_pages_which_may_be_cached():
    answer = call(ask("public.x"), "public.x", is_guest=True)
    assert answer.content == b"inside"
    assert "Cache-Control" not in answer.headers


def test_what_a_signed_in_person_gets_is_kept_by_nobody():
    assert call(ask("public.x"), "public.x").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("view", [forget_to_ask, ask("x.yes"), lambda _r, **_k: HttpResponseRedirect("/")])
def test_a_view_that_does_not_ask_its_own_rule_answers_nobody(view):
    with pytest.raises(RuleNotAsked):
        call(view, "public.x")


def test_a_plain_not_found_needs_no_question():
    assert call(lambda _r, **_k: HttpResponse(status=404), "x.yes").status_code == 404


def test_can_counts_as_asking_and_a_no_is_a_403():
    def look(request, **_kwargs):
        return HttpResponse("yes" if request.actor.can("x.no") else "no")

    assert call(look, "x.no").content == b"no"
    with pytest.raises(NotAllowed):
        call(ask("x.no"), "x.no")


def test_asking_on_a_seated_copy_counts():
    def seated(request, **_kwargs):
        request.actor = request.actor.with_seats({})
        request.actor.require("x.yes")
        return HttpResponse("inside")

    assert call(seated, "x.yes").content == b"inside"


def test_one_request_s_question_is_not_another_s():
    route_ = route("x/", ask("x.yes"), rule="x.yes", name="x")
    first, second = RequestFactory().get("/x/"), RequestFactory().get("/x/")
    first.actor, second.actor = Actor(is_guest=False), Actor(is_guest=False)
    route_.callback(first)
    assert not second.actor.has_asked("x.yes")


@pytest.mark.parametrize(
    ("referer", "to"),
    [
        ("http://testserver/g/heron/page/?from=21", "/g/heron/page/"),
        ("https://elsewhere.example/g/heron/page/", "/g/heron/x/"),
        ("javascript:alert(1)", "/g/heron/x/"),
        ("", "/g/heron/x/"),
    ],
)
def test_after_a_press_a_guest_goes_on_where_the_button_was(referer, to):
    request = RequestFactory().post("/g/heron/x/", headers={"Referer": referer})
    request.actor = Actor()
    answer = route("g/<slug:code>/x/", ask("x.yes"), rule="x.yes", name="x").callback(request)
    assert answer["Location"].endswith(f"?next={to}")
