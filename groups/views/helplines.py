"""Whom to call in a crisis, as the group says it itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions, pages
from groups.forms.helplines import HelplinesForm
from groups.models import Helplines
from groups.views import keeping
from groups.views.faces import own_face

PLACE = "helplines"  # where its words are kept


@require_http_methods(["GET", "HEAD", "POST"])
def helplines(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers, as they stand and to be changed; those of the host, while the group keeps them, are only shown."""
    request.actor.require("groups.settings", request.group)
    today = timezone.localdate()
    context = {"settings_url": f"/g/{code}/settings/", "own": pages.own_helplines(request.group, today)}
    if request.group.policy.keeps_host_helplines:
        return render(request, "groups/settings_helplines.html", context)
    shown = HelplinesForm.as_it_is(Helplines.objects.filter(group=request.group).first())
    words = keeping.opened(request, PLACE, shown)
    form = HelplinesForm(request.POST if request.method == "POST" else None, initial={**shown, **words.words})
    if form.is_bound and form.is_valid():
        actions.change_helplines(group=request.group, by=own_face(request), now=timezone.now(), **form.cleaned_data)
        keeping.sent(request, PLACE)
        messages.success(request, _("It is saved. It stands under “Help now” for everybody in the group."))
        return redirect("groups:settings_helplines", code=code)
    return render(request, "groups/settings_helplines.html", context | {"form": form, "keeping": words})
