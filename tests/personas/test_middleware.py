"""Every request has an actor: a guest costs nothing, and nobody inherits another's time zone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import timezone, translation

from personas.actors import Actor
from personas.middleware import ActorMiddleware
from personas.seating import actor_of
from tests.cast import come_back


def whoami(request):
    actor = request.actor
    return HttpResponse(
        f"{actor.is_guest} {actor.is_operator} {timezone.get_current_timezone_name()} {translation.get_language()}"
    )


urlpatterns = [path("whoami/", whoami)]
own_urls = override_settings(
    ROOT_URLCONF="tests.personas.test_middleware", LANGUAGES=[("en", "English"), ("de", "Deutsch")]
)


@pytest.fixture
def client_of(client, account):
    def sign_in(**more):
        come_back(client, account("ann", **more))
        return client

    with own_urls:
        yield sign_in


@pytest.mark.django_db
def test_a_guest_costs_no_query(client, django_assert_num_queries):
    with own_urls, django_assert_num_queries(0):
        assert client.get("/whoami/").content == b"True False UTC en"


def test_a_member_costs_the_session_with_its_account(client_of, django_assert_num_queries):
    client = client_of(zone="Asia/Kathmandu", language="de")
    client.get("/whoami/")
    with django_assert_num_queries(1):
        answer = client.get("/whoami/")
    assert answer.content == b"False False Asia/Kathmandu de"
    assert answer.headers["Content-Language"] == "de"


def test_the_next_one_gets_nothing_of_it(client_of, client):
    client_of(zone="Asia/Kathmandu", language="de").get("/whoami/")
    assert timezone.get_current_timezone_name() == "UTC"
    client.logout()
    assert client.get("/whoami/").content == b"True False UTC en"


@pytest.mark.parametrize("zone", ["", "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "Europe"])
def test_an_unknown_zone_becomes_the_site_s(zone, client_of):
    assert client_of(zone=zone).get("/whoami/").content.split()[2] == b"UTC"


@pytest.mark.parametrize("language", ["", "tlh", "de-x-nonsense", "../x"])
def test_an_unknown_language_becomes_one_that_the_site_speaks(language, client_of):
    assert client_of(language=language).get("/whoami/").content.split()[3] in {b"en", b"de"}


def test_who_runs_the_server_is_marked_and_no_more(client_of):
    assert client_of(is_staff=True).get("/whoami/").content.split()[1] == b"True"


def test_an_operator_who_was_switched_off_is_a_guest(client_of, account):
    client = client_of(is_staff=True, is_active=False)
    assert client.get("/whoami/").content.startswith(b"True False")


def test_preferences_are_copied_and_nothing_else(account):
    row = account("ann", zone="Europe/Berlin", is_discreet=True, note_rules={"sleep": "hide"})
    actor = actor_of(row)
    assert actor.preferences.zone == "Europe/Berlin"
    assert actor.preferences.is_discreet is True
    assert actor.preferences.note_rules == {"sleep": "hide"}
    assert actor.preferences.note_rules is not row.note_rules
    assert "example.org" not in repr(actor)


def test_two_guests_do_not_share_what_they_asked():
    first, second = actor_of(None), actor_of(AnonymousUser())
    first.can("public.page")
    assert not second.has_asked("public.page")
    assert not actor_of(None).has_asked("public.page")


def test_without_django_s_own_middleware_everyone_is_a_guest():
    request = RequestFactory().get("/")
    ActorMiddleware(lambda _request: HttpResponse())(request)
    assert isinstance(request.actor, Actor)
    assert request.actor.is_guest
