"""The watch over templates finds what is planted, and lets pass what pages are made of."""

from __future__ import annotations

import datetime
import time
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.models import Account
from forums.models import Post
from personas.actors import GUEST, Seat
from personas.models import Persona
from personas.vault import Ownership
from tests import leaks
from tests.cast import Cast
from tests.leaks import LeakFound


class AskingForm(forms.Form):
    """A form that keeps the request, as many do."""

    words = forms.CharField()

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self.request = request


class PlainForm(forms.Form):
    """A form as ours are."""

    words = forms.CharField(help_text=gettext_lazy("Any words."))
    kind = forms.ChoiceField(choices=[("a", gettext_lazy("A"))])


@dataclass(frozen=True)
class Page:
    """A page's data with something inside."""

    inside: Any


def render(value: Any, source: str = "{{ thing }}") -> str:
    return engines["site"].from_string(source).render({"thing": value})


def request() -> HttpRequest:
    return RequestFactory().get("/")


PLANTED = {
    "account": lambda: Account(email="canary@example.org"),
    "anonymous": AnonymousUser,
    "request": request,
    "message storage": lambda: CookieStorage(request()),
    "view": TemplateView,
    "form with a request": lambda: AskingForm(request()),
    "lazy object": lambda: SimpleLazyObject(lambda: Account(email="canary@example.org")),
    "lazy string-like object": lambda: SimpleLazyObject(lambda: "words"),
    "generator": lambda: (word for word in "abc"),
    "function": lambda: request,
    "module": lambda: pytest,
    "actor": lambda: GUEST,
    "row of the vault": lambda: Ownership(account_id=1, persona_id=1, space_id=1),
    "rows of accounts": lambda: Account.objects.all(),
}


@pytest.mark.parametrize("name", sorted(PLANTED))
@pytest.mark.parametrize("wrap", [lambda value: value, lambda value: [value], lambda value: {"a": (value,)}, Page])
def test_a_planted_leak_is_found(name: str, wrap: Any) -> None:
    with pytest.raises(LeakFound):
        render(wrap(PLANTED[name]()))


def test_a_leak_behind_a_row_is_found() -> None:
    post = Post()
    post.__dict__["secret"] = Account(email="canary@example.org")
    with pytest.raises(LeakFound, match="secret"):
        render(post)


def test_a_leak_in_an_include_is_found() -> None:
    with pytest.raises(LeakFound):
        render(Account(), '{% include "components/mark.html" with label=thing %}')


@pytest.mark.parametrize(
    "value",
    [
        "words", 3, 2.5, None, True, datetime.date(2026, 1, 1), uuid.uuid4(), gettext_lazy("words"), ["a", {"b": 1}],
        Seat(), Page("words"), Persona(handle="Heron"), PlainForm(), PlainForm({"words": ""}), Post.objects.all(),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_pages_are_made_of_passes(value: Any) -> None:
    source = "{{ thing }}" if not hasattr(value, "query") else "words"
    assert render(value, source)


def test_the_persons_own_account_pages_are_exempt() -> None:
    """They are about nobody but their reader; whether a template is exempt is decided by the outermost one."""
    template = engines["site"].engine.from_string("words")
    template.name = "account/email.html"
    from django.template import Context

    assert template.render(Context({"thing": Account()})) == "words"


@pytest.mark.django_db
def test_looking_through_a_page_costs_three_milliseconds_at_most(cast: Cast) -> None:
    """Processor time of all that is looked through for one page, the best of five on a busy machine."""
    spent = [0.0]

    def timed(sender: Any, **sent: Any) -> None:
        started = time.thread_time()
        leaks.look(sender, **sent)
        spent[0] += time.thread_time() - started

    template_rendered.disconnect(dispatch_uid="leaks")
    template_rendered.connect(timed, weak=False, dispatch_uid="leaks")
    here = f"/g/{cast.group.code}/"
    pages = ("/", "/home/", here, f"{here}threads/{cast.thread.ref}/", f"{here}desk/", f"{here}settings/", "/drafts/")
    browser, costs = cast["admin"].client(), {}
    for page in pages:
        rounds = []
        for _round in range(5):
            spent[0] = 0.0
            browser.get(page)
            rounds.append(spent[0] * 1000)
        costs[page] = min(rounds)
    assert all(cost > 0 for cost in costs.values())
    assert max(costs.values()) <= 3.0, costs
