"""The ground rules, to members: to be read at any time, and agreed to again when they have changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions, pages
from groups.forms import PlaceForm
from groups.views.faces import own_face


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """Nobody is shut out who has not agreed yet: they are asked again, here and on the group's page."""
    request.actor.require("groups.agree", request.group)
    page = pages.own_rules(request.actor, request.group)
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"version": page.version})
    if form.is_bound and form.is_valid():
        try:
            actions.agree(
                group=request.group,
                face=own_face(request),
                agreed_version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except actions.RulesNotAgreed as changed:
            messages.info(request, str(changed))
            return redirect("groups:rules", code=code)
        messages.success(request, _("Thank you. The group knows that you keep to them."))
        return redirect("front:group", code=code)
    return render(request, "groups/rules.html", {"page": page, "form": form, "group_url": f"/g/{code}/"})
