"""As whom a draft is posted: under the usual name, or under one for its thread alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums import actions
from forums.models import Draft
from forums.pages.naming import naming
from forums.views.drafts import open_draft


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Say what a name for one thread does and what it does not; then take it, or go back to the usual one."""
    mine, reader = open_draft(request, ref)
    reader.actor.require("forums.choose_name", mine)
    if mine.state != Draft.State.WRITING:
        return redirect("forums:draft", ref=mine.ref)
    if request.method != "POST":
        return render(request, "forums/name.html", {"page": naming(mine, reader)})
    act = actions.wear_usual_name if mine.author.is_one_thread_face else actions.wear_thread_name
    try:
        renamed = act(draft=mine, actor=request.actor, now=reader.now)
    except actions.DraftIsClosed:
        return redirect("forums:draft", ref=mine.ref)
    messages.success(request, _("You write this as %(name)s. Please read it over.") % {"name": renamed.author.name})
    return redirect("forums:review", ref=renamed.ref)
