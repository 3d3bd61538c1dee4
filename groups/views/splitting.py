"""A second group for those who would like to go on in a smaller circle."""

from __future__ import annotations

from random import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions
from groups.forms import SplitForm
from groups.models import Invitation
from groups.views.faces import own_face
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """A name for it and for oneself; then its invitation, to be given on."""
    request.actor.require("groups.settings", request.group)
    first = {"handle": handles.suggest(SystemRandom()), "for_whom": request.group.for_whom}
    form = SplitForm(request.POST if request.method == "POST" else None, initial=first)
    made = _made(request, form) if form.is_bound and form.is_valid() else None
    if made is None:
        return render(request, "groups/split.html", {"form": form, "back_url": f"/g/{code}/settings/"})
    messages.success(
        request,
        _(
            "The second group is here, with an invitation for everybody in the first. Give its link to those who would"
            " like to come along: in a thread, for example. Nobody is told who does."
        ),
    )
    return redirect("groups:invitations", code=made.group.code)


def _made(request: HttpRequest, form: SplitForm) -> Invitation | None:
    answers = {name: form.cleaned_data[name] for name in ("name", "for_whom", "handle", "key")}
    try:
        return actions.split_group(
            group=request.group, by=own_face(request), actor=request.actor, now=timezone.now(), **answers
        )
    except actions.NotYourGroup as strange:
        raise Http404 from strange
    except HandleRefused as refused:
        form.add_error("handle", str(refused))
        return None
