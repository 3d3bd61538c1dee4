"""How people come in: one page for those who look after the door."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groups import actions, pages
from groups.forms import DoorForm
from groups.models import AdmissionPolicy
from groups.views import keeping
from groups.views.faces import own_face

DOOR = "door"  # where its words are kept


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """What holds, as sentences; the form; and what somebody at the door will see, of what is typed if asked for."""
    request.actor.require("groups.settings", request.group)
    policy = request.group.policy
    if request.method != "POST":
        now_said = DoorForm.as_it_is(policy)
        words = keeping.opened(request, DOOR, now_said)
        return _page(request, policy, DoorForm(initial={**now_said, **words.words}).keep_host(policy), words)
    form = DoorForm(request.POST).keep_host(policy)
    if not form.is_valid() or "look" in request.POST:
        shown = form.wanted().put_on(policy) if form.is_valid() else policy
        return _page(request, shown, form, keeping.opened(request, DOOR), is_unsaved=form.is_valid())
    wanted = form.wanted()
    saved = actions.change_door(group=request.group, wanted=wanted, by=own_face(request), now=timezone.now())
    keeping.sent(request, DOOR)
    if wanted.takes_newcomers and not saved.group.takes_newcomers:
        messages.info(request, _("It is saved. %(why)s") % {"why": pages.taking_words(saved)})
    else:
        messages.success(request, _("It is saved. It holds for everybody who comes to the door from now on."))
    return redirect("groups:door", code=code)


def _page(
    request: HttpRequest, policy: AdmissionPolicy, form: DoorForm, words: keeping.Keeping, *, is_unsaved: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "door": pages.door_page(policy, is_unsaved=is_unsaved),
        "keeping": words,
        "settings_url": f"/g/{request.group.code}/settings/",
    }
    return render(request, "groups/door.html", context)
