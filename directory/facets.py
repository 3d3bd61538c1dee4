"""The sides of a group that narrow a search, beside what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Choice:
    """One tick under a facet."""

    slug: str
    label: Promise


@dataclass(frozen=True)
class Facet:
    """A side of a group that narrows a search. Language and region are not here: their values are the listings' own."""

    slug: str
    label: Promise
    choices: tuple[Choice, ...]


FACETS: tuple[Facet, ...] = (
    Facet(
        "audience",
        _("Who it is for"),
        (
            Choice("self", _("People it happens to")),
            Choice("carer", _("Family and carers")),
            Choice("parent", _("Parents")),
            Choice("partner", _("Partners")),
            Choice("bereaved", _("People who lost somebody")),
            Choice("professional", _("People who work with it")),
        ),
    ),
    Facet(
        "identity",
        _("A group among"),
        (
            Choice("women", _("Women")),
            Choice("men", _("Men")),
            Choice("lgbtq", _("LGBTQ+ people")),
            Choice("trans", _("Trans and non-binary people")),
            Choice("colour", _("People of colour")),
            Choice("faith", _("People of one faith")),
            Choice("veterans", _("Veterans")),
        ),
    ),
    Facet(
        "stage",
        _("Where you are"),
        (
            Choice("wondering", _("Not sure yet")),
            Choice("new", _("It is new")),
            Choice("middle", _("In the middle of it")),
            Choice("long", _("Living with it for years")),
            Choice("after", _("Afterwards")),
        ),
    ),
    Facet(
        "door",
        _("How you get in"),
        (
            Choice("open", _("Open: join at once")),
            Choice("by_request", _("By request: somebody answers you")),
            Choice("by_invitation", _("By invitation")),
        ),
    ),
    Facet(
        "run",
        _("How long it lasts"),
        (Choice("ongoing", _("It goes on")), Choice("cohort", _("A fixed number of weeks, together"))),
    ),
    Facet(
        "led_by",
        _("Who looks after it"),
        (
            Choice("peer", _("People who have been there")),
            Choice("professional", _("Professionals")),
            Choice("both", _("Both")),
        ),
    ),
    Facet(
        "medium",
        _("How you meet"),
        (
            Choice("written", _("In writing, whenever you like")),
            Choice("online", _("Online meetings")),
            Choice("phone", _("By telephone")),
            Choice("in_person", _("In person")),
        ),
    ),
    Facet(
        "cost",
        _("What it costs"),
        (
            Choice("free", _("Nothing")),
            Choice("gift", _("What you can give")),
            Choice("scale", _("By what you earn")),
            Choice("fee", _("A fee")),
        ),
    ),
    Facet(
        "age",
        _("Age"),
        (
            Choice("teens", _("13 to 17")),
            Choice("young", _("18 to 25")),
            Choice("adult", _("26 to 64")),
            Choice("older", _("65 and over")),
        ),
    ),
    Facet(
        "access",
        _("Access"),
        (
            Choice("step_free", _("No steps")),
            Choice("captions", _("Captions")),
            Choice("sign", _("Sign language")),
            Choice("screen_reader", _("Works with a screen reader")),
            Choice("easy_words", _("Easy words")),
        ),
    ),
)
