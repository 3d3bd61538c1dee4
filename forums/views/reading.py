"""Reading: forums, threads, faces."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forums.actions import choose_view, mark_all_read, mark_read
from forums.models import Forum, ThreadView
from forums.pages.answering import answering
from forums.pages.claiming import claiming
from forums.pages.coming_back import coming_back
from forums.pages.frames import Reader
from forums.pages.lists import find_forum, forum_page
from forums.pages.moving import gone_to
from forums.pages.parts import Asked
from forums.pages.people import find_person, person_page
from forums.pages.thread import find_thread, first_unread, thread_page


def reader_of(request: HttpRequest) -> Reader:
    """Who reads, in the group of the address, at this moment."""
    return Reader(request.actor, request.group, timezone.now())


@require_safe
def forum(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """A forum's threads, those with the latest word first."""
    reader = reader_of(request)
    place = find_forum(reader, slug)
    request.actor.require("forums.read", place)
    return render(request, "forums/forum.html", {"page": forum_page(reader, place, request.GET.get("after"))})


@require_safe
def thread(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A thread, twenty posts at a time, with a place to answer below the last."""
    reader = reader_of(request)
    try:
        talk = find_thread(reader, ref)
    except Http404:
        return _led_on(request, reader, ref)
    request.actor.require("forums.read", talk)
    page = thread_page(reader, talk, _asked(request))
    context: dict[str, Any] = {"page": page}
    if page.may_reply and not page.later_url:
        context |= {"answer": answering(reader, talk, page.reply_url), "claiming": claiming(reader, talk)}
    return render(request, "forums/thread.html", context)


@require_safe
def unread(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """To the first post that is new to me."""
    reader = reader_of(request)
    try:
        talk = find_thread(reader, ref)
    except Http404:
        return _led_on(request, reader, ref)
    request.actor.require("forums.read", talk)
    return redirect(reader.paths.post(talk.ref, first_unread(reader, talk)))


def _led_on(request: HttpRequest, reader: Reader, ref: UUID) -> HttpResponse:
    """To the thread that this one was joined with; 404 where there is none."""
    there = gone_to(reader, ref)
    if there is None:
        raise Http404
    there.forum.group = reader.group
    request.actor.require("forums.read", there)
    return redirect(reader.paths.unread(there.ref))


@require_safe
def person(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A face, to members of its group."""
    reader = reader_of(request)
    request.actor.require("forums.read", request.group)
    somebody = find_person(reader, ref)
    request.actor.require("forums.see_person", somebody)
    page = person_page(reader, somebody, request.GET.get("after"))
    return render(request, "forums/person.html", {"page": page})


@require_POST
def all_read(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Everything in a forum that stood there when its page was shown."""
    reader = reader_of(request)
    place = find_forum(reader, slug)
    request.actor.require("forums.read", place)
    _read_all(request, reader, [place.pk])
    return redirect(reader.paths.forum(place.slug))


@require_POST
def group_read(request: HttpRequest, code: str) -> HttpResponse:
    """The same of all that I may read in the group."""
    request.actor.require("forums.read", request.group)
    reader = reader_of(request)
    forums = Forum.objects.visible_to(request.actor).filter(group=request.group)
    _read_all(request, reader, list(forums.values_list("pk", flat=True)))
    return redirect(reader.paths.group)


def _read_all(request: HttpRequest, reader: Reader, forum_ids: list[int]) -> None:
    until = _moment(request.POST.get("until")) or reader.now
    mark_all_read(actor_seat=reader.seat, forum_ids=forum_ids, until=min(until, reader.now))
    messages.success(request, _("All of it is noted as read. What comes from now on is new."))


@require_POST
def thread_read(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Everything in a thread that stood there when its page was shown; nothing where it was numbered anew since."""
    reader = reader_of(request)
    talk = find_thread(reader, ref)
    request.actor.require("forums.read", talk)
    until = _number(request.POST.get("until"))
    if request.POST.get("numbering") == str(talk.numbering):
        mark_read(actor_seat=reader.seat, thread=talk, number=until)
        messages.success(request, _("All of it is noted as read. What comes from now on is new."))
    return redirect(reader.paths.part(talk.ref, until))


@require_safe
def back(request: HttpRequest, code: str) -> HttpResponse:
    """A way back in after being away."""
    request.actor.require("forums.read", request.group)
    reader = reader_of(request)
    context = {
        "page": coming_back(reader),
        "group_name": request.actor.name_of(request.group),
        "group_url": reader.paths.group,
        "shown_at": reader.now.isoformat(),
    }
    return render(request, "forums/back.html", context)


def _moment(text: str | None) -> datetime | None:
    """A time with its zone out of a form; nothing for anything else."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


@require_POST
def choose(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Read threads by time or by conversation, from now on."""
    reader = reader_of(request)
    talk = find_thread(reader, ref)
    request.actor.require("forums.read", talk)
    wanted = request.POST.get("view")
    if wanted in ThreadView.View.values:
        choose_view(actor_seat=reader.seat, view=ThreadView.View(wanted))
    return redirect(f"{reader.paths.part(talk.ref, _number(request.POST.get('from')))}#thread")


def _asked(request: HttpRequest) -> Asked:
    """Which part of a thread an address asks for, and in which view."""
    before = request.GET.get("before")
    at, walk = _number(request.GET.get("from")), request.GET.get("walk", "")
    return Asked(at, _number(before) if before else 0, request.GET.get("view", ""), walk)


def _number(text: str | None) -> int:
    """A post's number out of an address; anything else is the beginning."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
