"""Saying something to a post without words, taking it back, and seeing who has said it to one's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forums.actions import NothingToAnswer, respond, take_response_back
from forums.models import Response
from forums.pages.posts import find_post, one_post
from forums.pages.responses import who_responded
from forums.pages.thread import find_thread
from forums.views.reading import reader_of
from personas import faces
from personas.models import Persona


@require_POST
def say(request: HttpRequest, code: str, ref: UUID, number: int, kind: str) -> HttpResponse:
    """One press says it; the page is as it was, with the words under the post."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    post = find_post(reader, thread, number)
    request.actor.require("forums.respond", post)
    try:
        respond(post=post, by=_own_face(request), kind=_kind(kind), now=reader.now)
    except NothingToAnswer:
        messages.info(request, _("These words were taken back or covered just now, so nothing was said to them."))
    return redirect(reader.paths.post(thread.ref, number))


@require_POST
def unsay(request: HttpRequest, code: str, ref: UUID, number: int, kind: str) -> HttpResponse:
    """As if it had never been said."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    post = find_post(reader, thread, number)
    request.actor.require("forums.take_response_back", post)
    take_response_back(post=post, by=_own_face(request), kind=_kind(kind))
    return redirect(reader.paths.post(thread.ref, number))


@require_safe
def responses(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """Who has said what to a post of one's own."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    post = find_post(reader, thread, number)
    request.actor.require("forums.see_responses", post)
    context = {
        "post": one_post(reader, thread, post),
        "said": who_responded(post, reader),
        "back_url": reader.paths.post(thread.ref, number),
    }
    return render(request, "forums/responses.html", context)


def _own_face(request: HttpRequest) -> Persona:
    """The group face: what is said without words is said by it, also where one writes under another name."""
    face = faces.face_in(request.actor, request.group.pk)
    if face is None:
        raise LookupError("a rule let somebody without a face through")
    return face


def _kind(text: str) -> Response.Kind:
    if text not in Response.Kind.values:
        raise Http404
    return Response.Kind(text)
