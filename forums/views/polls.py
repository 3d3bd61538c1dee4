"""Asking the readers of one's thread, and choosing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.actions import NoSuchAnswer, ask_poll, take_poll_back
from forums.actions import vote as choose
from forums.forms import PollForm
from forums.models import Poll
from forums.pages.frames import title_of
from forums.pages.polls import has_open_poll, is_beginning_shown
from forums.pages.thread import find_thread
from forums.views.reading import reader_of
from forums.views.tending import face_towards, own_face


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A question to everybody who reads the thread."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.ask_poll", thread)
    if not is_beginning_shown(thread):
        messages.info(request, _("The words that begin this thread are not shown, so nothing can be asked above them."))
        return redirect(reader.paths.thread(thread.ref))
    form = PollForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        by = face_towards(request, thread)
        ask_poll(thread=thread, question=said["question"], answers=said["answers"], by=by, now=reader.now)
        messages.success(request, _("Your question stands on top of the thread."))
        return redirect(reader.paths.thread(thread.ref))
    title = title_of(thread, thread.first_state, reader)  # type: ignore[attr-defined]
    context = {"form": form, "title": title, "back_url": reader.paths.thread(thread.ref)}
    return render(request, "forums/poll_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A question and all that was chosen, after being asked once."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.take_poll_back", thread)
    if not thread.has_poll:
        raise Http404
    back_url = reader.paths.thread(thread.ref)
    if request.method == "POST":
        take_poll_back(thread=thread, by=face_towards(request, thread), now=reader.now)
        messages.success(request, _("The poll is gone, and so is what was chosen in it."))
        return redirect(back_url)
    return render(request, "forums/poll_take_back.html", {"back_url": back_url})


@require_POST
def vote(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """One answer, once."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.vote", thread)
    poll = Poll.objects.filter(thread=thread).first() if has_open_poll(thread) else None
    if poll is None:
        raise Http404
    chosen = request.POST.get("answer", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 4):
        messages.info(request, _("Choose one of the answers first."))
        return redirect(reader.paths.thread(thread.ref))
    try:
        is_counted = choose(poll=poll, position=int(chosen), by=own_face(request))
    except NoSuchAnswer as strange:
        raise Http404 from strange
    if is_counted:
        messages.success(request, _("Your choice is counted, and nobody can look it up."))
    else:
        messages.info(request, _("You had chosen already. What you chose then is counted."))
    return redirect(reader.paths.thread(thread.ref))
