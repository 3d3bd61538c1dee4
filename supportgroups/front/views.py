"""Composed pages: the first page, my groups, a group's face and its inside; and what is said when a page cannot be."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

import directory.pages
import forums.pages
import groups.pages
import moderation.pages
from accounts import presence
from forums.pages.beginning import first_words
from groups.models import OldSlug, SupportGroup
from groups.seats import seat, seat_everywhere
from personas import letterbox
from supportgroups.front import helplines
from supportgroups.front.hosts import host_page, hosts_of
from supportgroups.front.pages import (
    SECOND_STEP_FIRST,
    SECOND_STEP_PLACE,
    asked_groups,
    places,
    running_places,
    welcome,
)
from supportgroups.lib import markup

# Where passwords and codes are typed: nothing of these is ever shown again.
PRIVATE_FORMS = ("/account/", "/operator/")


def front_page(request: HttpRequest) -> HttpResponse:
    """The directory. Where there is one group only and nothing else to find, that group's face."""
    request.actor.require("public.page", None)
    if request.method == "GET" and not request.GET:
        only = directory.pages.only_group()
        if only is not None:
            return show_face(request, only)
    return directory.pages.search_page(request)


def home(request: HttpRequest) -> HttpResponse:
    """My groups: what is new, who waits for a first answer, and word that is addressed to me."""
    request.actor.require("signed_in", None)
    now = timezone.now()
    actor = seat_everywhere(request.actor, now)
    if request.method == "POST":
        letterbox.mark_read(actor, now=now, until=_ref(request.POST.get("until")))
        return redirect("front:home")
    context = {
        "groups": forums.pages.home_news(actor, now),
        "notices": letterbox.notices_for(actor, only_new=True),
        "asked": asked_groups(actor),
        "running": running_places(actor),
        "hosts": hosts_of(actor),
    }
    return render(request, "front/home.html", context)


def host(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits in the groups of one host that this person looks after; 404 for everybody else."""
    request.actor.require("signed_in", None)
    page = host_page(seat_everywhere(request.actor, timezone.now()), slug)
    if page is None:
        raise Http404
    return render(request, "front/host.html", {"page": page})


def _ref(typed: str | None) -> UUID | None:
    try:
        return UUID(typed or "")
    except ValueError:
        return None


def face(request: HttpRequest, slug: str) -> HttpResponse:
    """A group's public face. An old address leads to the new one."""
    request.actor.require("public.page", None)
    actor = seat_everywhere(request.actor, timezone.now())
    group = SupportGroup.objects.visible_to(actor).filter(slug=slug).select_related("policy").first()
    if group is None:
        moved = OldSlug.objects.filter(slug=slug, group__in=SupportGroup.objects.visible_to(actor)).first()
        if moved is None:
            raise Http404
        return HttpResponsePermanentRedirect(f"/groups/{moved.group.slug}/")
    return show_face(request, group)


def show_face(request: HttpRequest, group: SupportGroup) -> HttpResponse:
    """The face, with what this person can do next."""
    now = timezone.now()
    actor = request.actor if request.actor.is_guest else seat(request.actor, group, now)
    mine = actor.seat_in(group.pk)
    context = {
        "face": groups.pages.public_face(group, now),
        "inside_url": f"/g/{group.code}/" if mine.is_member else "",
        "join_url": f"/g/{group.code}/join/",
        "has_asked": bool(mine.request_state) and not mine.is_member,
    }
    return render(request, "front/face.html", context)


def group_page(request: HttpRequest, code: str) -> HttpResponse:
    """The inside of a group. Somebody who knows the group but is not in it is shown to its face."""
    now = timezone.now()
    group = request.group
    if not request.actor.can("forums.read", group) and not request.actor.seat_in(group.pk).is_suspended:
        return redirect("front:face", slug=group.slug)
    request.actor.require("forums.read", group)
    first = first_words(request.actor, group, now)
    context = {
        "overview": forums.pages.group_overview(request.actor, group, now),
        "first": first,
        "welcome": welcome(group) if first else None,
        "rules_are_news": groups.pages.own_rules(request.actor, group).is_news,
        "needs": groups.pages.needs_of(group),
        "closing": groups.pages.closing_words(group),
        "approval": moderation.pages.founder_words(request.actor, group),
        "runs": groups.pages.own_run_words(request.actor, group, now),
        "places": places(request.actor, group),
    }
    return render(request, "front/group.html", context)


def welcome_page(request: HttpRequest, code: str) -> HttpResponse:
    """What newcomers are told on their first visit, to look up again at any time."""
    request.actor.require("forums.read", request.group)
    context = {
        "group_name": request.actor.name_of(request.group),
        "welcome": welcome(request.group),
        "back_url": f"/g/{code}/",
        "write_url": forums.pages.write_first_url(request.actor, request.group),
    }
    return render(request, "front/welcome.html", context)


def help_now(request: HttpRequest) -> HttpResponse:
    """Help in a crisis, the operator's country first; to who came from a group, what that group says before the rest.

    The same for everybody else, whether there is such a group or not: nobody has to sign in to be helped.
    """
    request.actor.require("public.page", None)
    first, others = helplines.countries(settings.HELP_COUNTRY)
    context = {"first": first, "others": others, "numbers": helplines.numbers(), "own": _own_helplines(request)}
    return render(request, "front/help_now.html", context)


def _own_helplines(request: HttpRequest) -> groups.pages.OwnHelplines | None:
    code = request.GET.get("in", "")
    if request.actor.is_guest or not code:
        return None
    group = SupportGroup.objects.filter(code=code).select_related("policy").first()
    if group is None or not seat(request.actor, group, timezone.now()).can("groups.helplines", group):
        return None
    return groups.pages.own_helplines(group, timezone.localdate())


def leaving(request: HttpRequest) -> HttpResponse:
    """What "Leave this site" does, and what it does not."""
    request.actor.require("public.page", None)
    return render(request, "front/leaving.html")


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """A member address that leads nowhere: 404, but only for who is signed in; a guest is sent to the entrance."""
    request.actor.require("signed_in", None)
    raise Http404


def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, for whatever watches the site."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read what strangers may read, and nothing else."""
    closed = ("/g/", "/home/", "/drafts/", "/account/", "/operator/", "/u/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def refused(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """403, with a sentence a person can act on."""
    group = getattr(request, "group", None)
    if group is not None and request.actor.seat_in(group.pk).waits_for_second_step:
        return render(request, "403.html", {"sentence": SECOND_STEP_FIRST, "way_on": SECOND_STEP_PLACE}, status=403)
    sentence = getattr(exception, "sentence", "")
    return render(request, "403.html", {"sentence": sentence}, status=403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is old, as after signing in elsewhere: nothing was done, and it can be sent again."""
    said = {
        "heading": _("This page was open for too long"),
        "sentence": _("You did nothing wrong, and nothing was changed. Go back, load it again, and send it once more."),
        "typed": _written(request) if _is_from_here(request) else "",
    }
    return render(request, "403.html", said, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same for what is not there and for what is not yours to see.

    A place to write may have gone while somebody wrote, as by leaving the group in another window.
    """
    return render(request, "404.html", {"typed": _typed(request)}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    return render(request, "400.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without asking the database anything."""
    return render(request, "500.html", {"typed": _typed(request)}, status=500)


def _typed(request: HttpRequest) -> str:
    """What somebody wrote to a place that could not take it, to be shown to her alone.

    Only what came with the form's own token: a page elsewhere must not be able to have its words shown here.
    """
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False):
        return ""
    return _written(request)


def _written(request: HttpRequest) -> str:
    """Title and words of a post, and of every other form what is more than a word; nothing of how somebody comes in."""
    if request.path.startswith(PRIVATE_FORMS):
        return ""
    sent = [(name, markup.clean_source(text).strip()) for name, text in presence.sent(request)]
    return "\n\n".join(text for name, text in sent if text and (name in ("title", "source") or " " in text))


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of ours: a browser says so, and no page elsewhere can make it say so."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
