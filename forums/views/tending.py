"""Looking after a thread: on top, closed, settled; and what one wants to hear of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums import actions
from forums.forms import LockForm
from forums.models import Settled, Thread, Watch
from forums.pages.frames import Reader, title_of
from forums.pages.thread import find_thread
from forums.views.reading import reader_of
from personas import faces
from personas.models import Persona


@require_POST
def pin(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """On top of its forum."""
    reader, thread = _tended(request, ref)
    actions.pin(thread=thread, by=own_face(request), now=reader.now)
    messages.success(request, _("This thread is kept on top of its forum."))
    return _back(reader, thread)


@require_POST
def unpin(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Down with the others."""
    reader, thread = _tended(request, ref)
    actions.unpin(thread=thread)
    messages.success(request, _("This thread stands among the others again."))
    return _back(reader, thread)


@require_POST
def end_here(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """The thread in which the people of a run part."""
    reader, thread = _parting(request, ref)
    actions.choose_ending_round(thread=thread, by=own_face(request), now=reader.now)
    messages.success(request, _("Goodbyes are written here, also for as long as the run can be read after its end."))
    return _back(reader, thread)


@require_POST
def end_elsewhere(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """This thread ends with the others."""
    reader, thread = _parting(request, ref)
    actions.choose_no_ending_round(thread=thread)
    messages.success(request, _("This thread ends with the others."))
    return _back(reader, thread)


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Closed to answers, with a word on why."""
    reader, thread = _tended(request, ref)
    form = LockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.lock(thread=thread, by=own_face(request), reason=form.cleaned_data["reason"], now=reader.now)
        messages.success(request, _("This thread takes no more answers. Everybody can still read it."))
        return _back(reader, thread)
    context = {
        "form": form,
        "title": title_of(thread, thread.first_state, reader),  # type: ignore[attr-defined]
        "back_url": reader.paths.thread(thread.ref),
    }
    return render(request, "forums/lock.html", context)


@require_POST
def unlock(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Open again."""
    reader, thread = _tended(request, ref)
    actions.unlock(thread=thread, by=own_face(request), now=reader.now)
    messages.success(request, _("This thread takes answers again."))
    return _back(reader, thread)


@require_POST
def leave_out(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Nobody can be called in here."""
    reader, thread = _tended(request, ref)
    actions.leave_people_out(thread=thread, by=own_face(request), is_so=True, now=reader.now)
    messages.success(request, _("Nobody is called into this thread any more. Names in it are words like others."))
    return _back(reader, thread)


@require_POST
def call_again(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """People can be called again."""
    reader, thread = _tended(request, ref)
    actions.leave_people_out(thread=thread, by=own_face(request), is_so=False, now=reader.now)
    messages.success(request, _("Whoever is called by name in this thread hears of it again."))
    return _back(reader, thread)


@require_POST
def settle(request: HttpRequest, code: str, ref: UUID, how: str) -> HttpResponse:
    """Answered, or in need of no reply."""
    reader, thread = _found(request, ref)
    request.actor.require("forums.settle", thread)
    if how not in Settled.How.values:
        raise Http404
    actions.settle(thread=thread, how=Settled.How(how), by=face_towards(request, thread), now=reader.now)
    messages.success(request, _("Nobody is asked to answer here any more. Whoever would like to still can."))
    return _back(reader, thread)


@require_POST
def unsettle(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Waiting again."""
    reader, thread = _found(request, ref)
    request.actor.require("forums.settle", thread)
    actions.unsettle(thread=thread)
    messages.success(request, _("This thread waits for answers again."))
    return _back(reader, thread)


@require_POST
def watch(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """What one wants to hear of a thread."""
    reader, thread = _found(request, ref)
    request.actor.require("forums.watch", thread)
    level = request.POST.get("level")
    if level in Watch.Level.values:
        actions.watch(actor_seat=reader.seat, thread=thread, level=Watch.Level(level), now=reader.now)
        messages.success(request, _("It is noted. Mail comes only if you asked for it, and says what you chose."))
    return _back(reader, thread)


def face_towards(request: HttpRequest, thread: Thread) -> Persona:
    """The face that asks and settles in a thread: the one that began it, if that is the member's own, which may be a
    name for this thread alone; else the group face. One statement."""
    seat = request.actor.seat_in(request.group.pk)
    return thread.author if thread.author_id in seat.face_ids else own_face(request)


def own_face(request: HttpRequest) -> Persona:
    """The group face: what is done to a thread is done by it. One statement."""
    face = faces.face_in(request.actor, request.group.pk)
    if face is None:
        raise LookupError("a rule let somebody without a face through")
    return face


def _found(request: HttpRequest, ref: UUID) -> tuple[Reader, Thread]:
    reader = reader_of(request)
    return reader, find_thread(reader, ref)


def _tended(request: HttpRequest, ref: UUID) -> tuple[Reader, Thread]:
    reader, thread = _found(request, ref)
    request.actor.require("forums.tend", thread)
    return reader, thread


def _parting(request: HttpRequest, ref: UUID) -> tuple[Reader, Thread]:
    reader, thread = _found(request, ref)
    request.actor.require("forums.end_round", thread)
    return reader, thread


def _back(reader: Reader, thread: Thread) -> HttpResponse:
    return redirect(reader.paths.thread(thread.ref))
