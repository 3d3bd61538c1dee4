"""Taking up a thread that waits for a first reply, and giving it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import actions
from forums.pages.thread import find_thread
from forums.views.reading import reader_of
from groups.views.faces import own_face


@require_POST
def claim(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Say that I am answering, and go on to where I can."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.claim", thread)
    try:
        actions.claim_thread(thread=thread, by=own_face(request), now=reader.now)
        messages.success(request, _("Others see that you are answering. Take your time: it holds for twelve hours."))
    except actions.TakenAlready as taken:
        name = taken.claim.made_by.name
        messages.info(request, _("%(name)s is answering already. You are welcome to answer too.") % {"name": name})
    except actions.AnsweredAlready:
        messages.info(request, _("Somebody has answered meanwhile. You are welcome to answer too."))
    return redirect(f"{reader.paths.thread(thread.ref)}reply/")


@require_POST
def give_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Let somebody else answer; back to the thread, where that was pressed there."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.read", thread)
    actions.give_claim_back(thread=thread, by=own_face(request))
    messages.success(request, _("Somebody else can answer now."))
    return redirect(reader.paths.thread(thread.ref) if "here" in request.POST else reader.paths.group)
