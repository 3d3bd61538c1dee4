"""All that every page knows of who looks at it: plain words, and the messages of this moment."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from personas import looks
from personas.actors import GUEST, NOBODY, Actor

NavItem = tuple[str, str, bool]
_LEVELS = {"error": "danger", "debug": "info"}


@dataclass(frozen=True)
class Viewer:
    """Who looks, in plain words. ``handle``, ``face_ref`` and ``face_picture`` (an address) are those of the group
    that the page belongs to, or ""."""

    is_guest: bool
    site_name: str
    # What titles say beside the page's own: the discreet name also for guests, for titles stay in histories.
    title_name: str
    language: str
    leave_url: str
    nav: tuple[NavItem, ...]
    handle: str = ""
    face_ref: str = ""
    face_picture: str = ""
    group_name: str = ""
    group_url: str = ""
    help_url: str = "/help-now/"
    asks_again_after: str = ""
    way_back_on: str = ""


def viewer(request: HttpRequest) -> dict[str, Any]:
    """The one context processor of the site's engine. No query."""
    return {"viewer": _viewer(request), "messages": _messages(request)}


def _viewer(request: HttpRequest) -> Viewer:
    actor: Actor = getattr(request, "actor", GUEST)
    # Set by groups.middleware on a member's pages.
    group = getattr(request, "group", None)
    seat = actor.seat_in(group.pk) if group is not None else NOBODY
    return Viewer(
        is_guest=actor.is_guest,
        site_name=settings.DISCREET_NAME if actor.preferences.is_discreet else settings.SITE_NAME,
        title_name=settings.DISCREET_NAME if actor.is_guest or actor.preferences.is_discreet else settings.SITE_NAME,
        asks_again_after=str(actor.preferences.asks_again_after or ""),
        way_back_on=date_format(opens, "DATE_FORMAT") if (opens := actor.preferences.way_back_on) else "",
        language=get_language() or settings.LANGUAGE_CODE,
        leave_url=settings.LEAVE_URL,
        nav=_nav(actor, request.path),
        handle=seat.handle,
        face_ref=str(seat.ref),
        face_picture=looks.picture_url(group.code, seat.picture) if group is not None else "",
        group_name=actor.name_of(group) if group is not None else "",
        group_url=f"/g/{group.code}/" if group is not None else "",
        help_url=f"/help-now/?in={group.code}" if group is not None else "/help-now/",
    )


def _nav(actor: Actor, here: str) -> tuple[NavItem, ...]:
    if actor.is_guest:
        places = [(_("Find a group"), "/"), (_("Sign in"), settings.LOGIN_URL)]
    else:
        places = [
            (_("My groups"), "/home/"),
            (_("My drafts"), "/drafts/"),
            (_("Find a group"), "/"),
            (_("My account"), "/account/"),
        ]
    return tuple((label, url, here == url or (url != "/" and here.startswith(url))) for label, url in places)


def _messages(request: HttpRequest) -> list[tuple[str, str]]:
    """As strings in a list: Django's own storage holds the request, and with it the account.

    Looked through where there are some only: a storage that was looked through tells the browser to forget them.
    """
    kept = get_messages(request)
    return [(_LEVELS.get(level := one.level_tag, level), str(one)) for one in kept] if len(kept) else []
