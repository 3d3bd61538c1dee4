"""Letters, as their readers choose and stop them, and the group's newsletter."""

from __future__ import annotations

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from groups.views import keeping
from newsletters import actions, pages, tokens
from newsletters.forms import IssueForm, PreferenceForm
from newsletters.models import NewsletterIssue
from personas import faces
from personas.models import Persona
from supportgroups.lib import markup

# No address of ours comes near it.
_LONGEST_WAY_BACK = 500
# Where an issue's words are kept.
_PLACE = "newsletter"


@require_http_methods(["GET", "HEAD", "POST"])
def preference(request: HttpRequest, code: str) -> HttpResponse:
    """What may we mail you?"""
    request.actor.require("newsletters.preference", request.group)
    face = _own_face(request)
    if request.method != "POST":
        form = PreferenceForm(initial=pages.chosen(face))
    else:
        form = PreferenceForm(request.POST)
        if form.is_valid():
            now = timezone.now()
            chosen = actions.set_preference(persona=face, group=request.group, now=now, **form.cleaned_data)
            messages.success(request, pages.what_follows(chosen, now, ZoneInfo(request.actor.preferences.zone)))
            return redirect(_way_back(request, code))
    return render(request, "newsletters/preference.html", {"form": form, "group_url": f"/g/{code}/"})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The address in a letter's headers and foot: looking at it changes nothing, a POST by anybody stops the letters.

    Mail programs send that POST by themselves at one press, without a session (RFC 8058).
    """
    request.actor.require("public.page")
    try:
        persona_id = tokens.read_stop_token(token)
    except tokens.NotOurs as problem:
        raise Http404 from problem
    is_done = request.method == "POST"
    if is_done:
        actions.stop_letters(persona_id=persona_id)
    return render(request, "newsletters/stop.html", {"is_done": is_done})


@require_GET
def issues(request: HttpRequest, code: str) -> HttpResponse:
    """The newsletter's issues, newest first."""
    request.actor.require("newsletters.read", request.group)
    page = pages.issues(request.actor, request.group, timezone.now(), request.GET.get("after"))
    return render(request, "newsletters/issues.html", {"page": page})


@require_GET
def issue(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One issue."""
    request.actor.require("newsletters.read", request.group)
    readable = NewsletterIssue.objects.visible_to(request.actor).select_related("by")
    found = get_object_or_404(readable, group=request.group, number=number)
    zone = ZoneInfo(request.actor.preferences.zone)
    return render(request, "newsletters/issue.html", {"page": pages.issue_page(found, code, timezone.now(), zone)})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write an issue, reread it as the members will see it, publish it."""
    request.actor.require("newsletters.write", request.group)
    words = keeping.opened(request, _PLACE)
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"ref": uuid4(), **words.words})
    if request.method == "POST" and form.is_valid():
        step = request.POST.get("step")
        if step == "publish":
            return _publish(request, code, form)
        if step != "change":
            html = markup.render(form.cleaned_data["source"]).html
            return render(request, "newsletters/reread.html", {"form": form, "html": html, "keeping": words})
    context = {"form": form, "list_url": f"/g/{code}/newsletter/", "keeping": words}
    return render(request, "newsletters/write.html", context)


def _publish(request: HttpRequest, code: str, form: IssueForm) -> HttpResponse:
    try:
        published = actions.publish_issue(
            group=request.group, by=_own_face(request), now=timezone.now(), **form.cleaned_data
        )
    except actions.IssueElsewhere as problem:
        raise Http404 from problem
    keeping.sent(request, _PLACE)
    messages.success(request, _("It is published. The members can read it here now."))
    return redirect("newsletters:issue", code=code, number=published.number)


def _own_face(request: HttpRequest) -> Persona:
    face = faces.face_in(request.actor, request.group.pk)
    if face is None:
        raise Http404
    return face


def _way_back(request: HttpRequest, code: str) -> str:
    """Where the question was asked, if that was in this group; the page of choices if not."""
    back = request.POST.get("back", "")
    is_address = len(back) < _LONGEST_WAY_BACK and back.isprintable()
    is_here = back.startswith(f"/g/{code}/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_address and is_here else f"/g/{code}/mail/"
