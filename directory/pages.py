"""What the directory's pages show, as plain values; and the search page itself, which stands at `/`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import describing, finding, taxonomy
from directory.finding import Found, Wish
from directory.forms import SearchForm, concern_choices
from directory.models import Listing
from groups.models import AdmissionPolicy, SupportGroup
from personas.actors import GUEST, Actor

MOST_IN_SITEMAP = 50_000  # the format's own limit
CARD_CONCERNS = 4
HELP_FIRST = ("suicidal-thoughts", "self-harm")  # browsing these shows help as the words would


@dataclass(frozen=True)
class GroupCard:
    """One result, as `components/group_card.html` takes it."""

    name: str
    url: str
    summary: str
    for_whom: str
    door: str
    format: str
    where_it_meets: str
    concerns: tuple[str, ...]
    freshness: str
    when: str = ""


@dataclass(frozen=True)
class Section:
    """Results with something in common: `kind` as in `finding.Found`."""

    kind: str
    cards: tuple[GroupCard, ...]


@dataclass(frozen=True)
class Results:
    """What a search found: a heading, what was typed, where the list goes on, and a link that can be shared."""

    heading: str
    words: str
    sections: tuple[Section, ...]
    after: str
    about: str
    meets: tuple[str, ...]
    share_url: str
    exact: str
    wider: tuple[tuple[str, str], ...]

    @property
    def begins_wider(self) -> bool:
        """What was asked for is there, but stands behind, since nobody confirmed it lately."""
        return self.exact == "stale" and bool(self.sections) and self.sections[0].kind in {"wider", "words"}


@dataclass(frozen=True)
class Family:
    """Concerns that belong together, to tick: (slug, label, is ticked)."""

    label: str
    is_open: bool
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class ElsewherePage:
    """A group that meets elsewhere."""

    name: str
    when: str
    where: str
    is_rough: bool
    is_paused: bool
    has_phone: bool
    join_url: str
    own_url: str
    own_host: str
    kinds: tuple[str, ...]
    notes: str
    concerns: tuple[tuple[str, str], ...]
    freshness: str
    is_stale: bool
    source: str


def only_group() -> SupportGroup | None:
    """The one group that can be found here, when there is nothing else to find. One statement."""
    found = list(Listing.objects.visible_to(GUEST).select_related("group__policy")[:2])
    return found[0].group if len(found) == 1 else None


def search_page(request: HttpRequest) -> HttpResponse:
    """The first page: one question and a list to browse; or what was found.

    A search is a POST, so that what somebody looks for stands in no history and no log; `?about=` browses.
    The same number of statements however much is found: seven at most, and five more where typos have to be forgiven.
    """
    now = timezone.now()
    if request.method == "POST":
        form = SearchForm(request.POST)
        wish = form.wish if form.is_valid() else None
    else:
        wish = _browsed(request)
        form = SearchForm(initial={"about": wish.about})
    return render(request, "directory/search.html", _context(form, wish, request.actor, now))


def _browsed(request: HttpRequest) -> Wish:
    known = taxonomy.concern(request.GET.get("about", ""))
    return Wish(about=known.slug if known else "")


def _context(form: SearchForm, wish: Wish | None, actor: Actor, now: datetime) -> dict[str, Any]:
    is_search = wish is not None and wish != Wish()
    return {
        "form": form,
        "is_search": is_search,
        "has_crisis_words": wish is not None and _is_hard(wish),
        "results": _results(wish, actor, now) if wish is not None else None,
        "browse": _links(finding.concerns_with_listings(actor)),
    }


def _is_hard(wish: Wish) -> bool:
    return wish.about in HELP_FIRST or taxonomy.has_crisis_words(wish.words)


def _results(wish: Wish, actor: Actor, now: datetime) -> Results:
    found = finding.find(wish, actor, now)
    about = found.concerns[0].slug if found.concerns else ""
    return Results(
        heading=_heading(wish, found),
        words=wish.words,
        sections=_sections(found),
        after=found.after,
        about=wish.about,
        meets=wish.meets,
        share_url=f"{settings.SITE_URL}/?about={about}" if about else "",
        exact=found.exact,
        wider=_links(wider for each in found.concerns for wider in taxonomy.with_broader(each.slug)[1:]),
    )


def _heading(wish: Wish, found: Found) -> str:
    if found.concerns:
        return _("Groups about %(concerns)s") % {"concerns": describing.concerns_inside(found.concerns)}
    if wish.words:
        return _("Groups that speak of this")
    if wish.meets:
        return _("Groups, by how they meet")
    return _("Groups that are there now")


def _sections(found: Found) -> tuple[Section, ...]:
    ids = [pk for pk, _kind in found.places]
    rows = Listing.objects.filter(pk__in=ids).select_related("group__policy").prefetch_related("concerns")
    by_id = {listing.pk: listing for listing in rows}
    runs = groupby((place for place in found.places if place[0] in by_id), key=itemgetter(1))
    return tuple(Section(kind, tuple(card(by_id[pk]) for pk, _kind in run)) for kind, run in runs)


def card(listing: Listing) -> GroupCard:
    """A listing as a card; group, policy and concerns are loaded already."""
    known = (taxonomy.concern(concern.slug) for concern in listing.concerns.all())
    labels = tuple(str(concern.label) for concern in known if concern)[:CARD_CONCERNS]
    if listing.group is None:
        return _card_elsewhere(listing, labels)
    return _card_here(listing, listing.group, labels)


def _card_here(listing: Listing, group: SupportGroup, concerns: tuple[str, ...]) -> GroupCard:
    policy: AdmissionPolicy | None = getattr(group, "policy", None)
    door = str(policy.get_door_display()) if policy else ""
    return GroupCard(
        name=group.name,
        url=f"/groups/{group.slug}/",
        summary=group.summary,
        for_whom=group.for_whom,
        door=door if group.takes_newcomers else _("Takes nobody new for now."),
        format=str(group.get_formed_display()).capitalize(),
        where_it_meets=str(Listing.Medium.HERE.label),
        concerns=concerns,
        freshness=describing.freshness(listing.confirmed_on),
    )


def _card_elsewhere(listing: Listing, concerns: tuple[str, ...]) -> GroupCard:
    paused = _("Closed for the time being.") if listing.is_paused else ""
    return GroupCard(
        name=listing.name,
        url=f"/elsewhere/{listing.ref}/",
        summary=paused,
        for_whom="",
        door="",
        format="",
        when=describing.when_it_meets(listing),
        where_it_meets=describing.where_it_meets(listing),
        concerns=concerns,
        freshness=describing.freshness(listing.confirmed_on),
    )


def elsewhere_page(listing: Listing, now: datetime) -> ElsewherePage:
    """A listing elsewhere in words; source and concerns are loaded already."""
    own_url, own_host = describing.own_page(listing)
    known = [found for each in listing.concerns.all() if (found := taxonomy.concern(each.slug))]
    age = (now.date() - listing.confirmed_on).days if listing.confirmed_on else None
    return ElsewherePage(
        name=listing.name,
        when=describing.when_it_meets(listing),
        where=describing.where_it_meets(listing),
        is_rough=bool(listing.facts.get("is_approximate")) and listing.medium in {"place", "both"},
        is_paused=listing.is_paused,
        has_phone=bool(listing.facts.get("has_phone")),
        join_url=describing.join_address(listing),
        own_url=own_url,
        own_host=own_host,
        kinds=describing.kinds(listing),
        notes=describing.notes(listing),
        concerns=_links(known),
        freshness=describing.freshness(listing.confirmed_on),
        is_stale=age is None or age > finding.LATELY_DAYS,
        source=listing.source.name if listing.source else "",
    )


def families(chosen: Iterable[str]) -> tuple[Family, ...]:
    """All concerns to tick, in folds: those with something ticked stand open."""
    ticked = set(chosen)
    return tuple(
        Family(
            label, any(slug in ticked for slug, _label in choices), tuple((*one, one[0] in ticked) for one in choices)
        )
        for label, choices in concern_choices()
    )


def listing_of(group: SupportGroup) -> Listing | None:
    """What the directory holds of a group here, listed or not; None for one that was never entered."""
    return Listing.objects.filter(group=group).prefetch_related("concerns").first()


def concerns_of(listing: Listing | None) -> list[str]:
    """The slugs a listing stands under; of one from `listing_of` without a statement."""
    return [concern.slug for concern in listing.concerns.all()] if listing else []


def _links(concerns: Iterable[taxonomy.Concern]) -> tuple[tuple[str, str], ...]:
    """Labels with the addresses that browse them."""
    return tuple((str(concern.label), f"/?about={concern.slug}") for concern in dict.fromkeys(concerns))


def sitemap_addresses() -> list[str]:
    """Absolute addresses of what strangers may see: the directory and the faces of listed groups. One statement."""
    slugs = SupportGroup.objects.visible_to(GUEST).order_by("slug").values_list("slug", flat=True)
    faces = (f"{settings.SITE_URL}/groups/{slug}/" for slug in slugs[: MOST_IN_SITEMAP - 1])
    return [f"{settings.SITE_URL}/", *faces]
