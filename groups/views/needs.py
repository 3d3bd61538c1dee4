"""Groups that need somebody: for who runs the server, and for members who offer. And the group's log."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import FindSomebodyForm
from groups.models import Need
from groups.views.faces import own_membership


@require_safe
def log(request: HttpRequest, code: str) -> HttpResponse:
    """What was changed in the group, when and by which role."""
    request.actor.require("groups.log", request.group)
    page = pages.group_log(request.actor, request.group, request.GET.get("after"), timezone.now())
    return render(request, "groups/log.html", {"page": page})


@require_POST
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """A member would look after the group."""
    request.actor.require("groups.offer_help", request.group)
    actions.offer_help(membership=own_membership(request), now=timezone.now())
    messages.success(request, _("Thank you. Who runs the server, and the group's admins if it has any, see your name."))
    return redirect("front:group", code=code)


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Every group that needs somebody."""
    request.actor.require("groups.needs")
    return render(request, "groups/needs.html", {"rows": pages.needs_page(request.actor, timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def need(request: HttpRequest, which: str, why: str) -> HttpResponse:
    """One of them: who has offered, and giving a role to a member by name."""
    request.actor.require("groups.needs")
    found = Need.objects.visible_to(request.actor).select_related("group")
    needed = get_object_or_404(found, group__code=which, why=why)
    form = FindSomebodyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _appoint(needed, form):
        messages.success(request, _("It is done, they have been told, and the group's log says so."))
        return redirect("groups:needs")
    context = {
        "form": form,
        "group_name": needed.group.name,
        "is_closing": needed.why == Need.Why.CLOSING,
        "why": str(needed.get_why_display()),
        "offers": pages.offers_of(needed.group),
        "seen_url": "" if needed.why in Need.SHUTTING else f"/running/groups/{which}/{why}/seen/",
    }
    return render(request, "groups/need.html", context)


@require_POST
def seen(request: HttpRequest, which: str, why: str) -> HttpResponse:
    """Who runs the server has seen to a report that nobody in the group could look at."""
    request.actor.require("groups.needs")
    found = Need.objects.visible_to(request.actor).select_related("group")
    actions.see_to(need=get_object_or_404(found, group__code=which, why=why), now=timezone.now())
    messages.success(request, _("It is off the list."))
    return redirect("groups:needs")


def _appoint(needed: Need, form: FindSomebodyForm) -> bool:
    """Whether a member of this name was given the roles; if not, the form has a sentence."""
    try:
        actions.find_somebody(need=needed, now=timezone.now(), **form.cleaned_data)
    except actions.NotAMember:
        form.add_error("handle", _("Nobody in the group has this name now. Please look at how it is spelled."))
        return False
    return True
