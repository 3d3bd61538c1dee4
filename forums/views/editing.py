"""Changing a post of one's own, and what it said before."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums import actions
from forums.actions import DraftFields
from forums.forms import NotesForm, change_form, kinds_offered
from forums.models import Draft, Post, Thread
from forums.pages.drafts import change_begun
from forums.pages.frames import Reader
from forums.pages.posts import find_post, one_post
from forums.pages.revisions import revisions_page
from forums.pages.thread import find_thread
from forums.permissions import no_change
from forums.views.composing import Desk, is_autosave, take, uuid_of
from forums.views.reading import reader_of
from forums.views.writing import as_whom, show_form
from groups.views.faces import own_face


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """New words for a post of one's own. Where that is over, what was typed is kept all the same."""
    reader = reader_of(request)
    thread, post = _find(reader, ref, number)
    place = {"back_url": reader.paths.post(thread.ref, number), **as_whom(reader, thread.forum), "skips": False}
    desk = Desk(
        keep=partial(_keep, reader, thread, post), show=partial(show_form, request, "forums/change.html", place)
    )
    form = partial(_form, reader, thread, post)
    if request.method == "POST" and post.author_id in reader.seat.face_ids:
        answer = take(request, form(request.POST), desk)
        if not request.actor.can("forums.edit", post) and not is_autosave(request):
            raise no_change(request.actor, post)
        return answer
    if not request.actor.can("forums.edit", post):
        raise no_change(request.actor, post)
    return desk.show(form(None), "", 200)


@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """Whether a post of who facilitates is said for the group or in the own name, after being asked once."""
    reader = reader_of(request)
    thread, post = _find(reader, ref, number)
    reader.actor.require("forums.correct_voice", post)
    back_url, act = reader.paths.post(thread.ref, number), request.POST.get("act")
    if act not in ("own", "for_group"):
        context = {"post": one_post(reader, thread, post), "handle": reader.seat.handle, "back_url": back_url}
        return render(request, "forums/voice.html", context)
    try:
        said = actions.speak_as(post=post, for_group=act == "for_group", now=reader.now)
        messages.success(request, _("It is said for the group now.") if said.as_facilitator else _("It is yours now."))
    except actions.PostMovedOn:
        messages.info(request, _("This post is not shown at the moment. Nothing was changed."))
    return redirect(back_url)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """What a post talks about, said by its author or by who facilitates."""
    reader = reader_of(request)
    thread, post = _find(reader, ref, number)
    request.actor.require("forums.note", post)
    is_mine, back_url = post.author_id in reader.seat.face_ids, reader.paths.post(thread.ref, number)
    form = NotesForm(request.POST if request.method == "POST" else None, there=post.content_notes)
    if not form.is_valid():
        context = {"form": form, "post": one_post(reader, thread, post), "is_mine": is_mine, "back_url": back_url}
        return render(request, "forums/note.html", context)
    try:
        by = None if is_mine else own_face(request)
        said = actions.note_post(post=post, content_notes=form.cleaned_data["content_notes"], by=by, now=reader.now)
        words = _("Everybody chooses whether to open it.") if said.content_notes else _("It is open for everybody.")
        messages.success(request, words)
    except actions.PostMovedOn:
        messages.info(request, _("This post is not shown at the moment. Nothing was changed."))
    return redirect(back_url)


@require_safe
def revisions(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """What a post said before."""
    reader = reader_of(request)
    thread, post = _find(reader, ref, number)
    request.actor.require("forums.see_revisions", post)
    return render(request, "forums/revisions.html", {"page": revisions_page(reader, thread, post)})


@require_POST
def wish(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """Its author asks to have one earlier text erased."""
    reader = reader_of(request)
    _thread, post = _find(reader, ref, number)
    request.actor.require("forums.wish_erasure", post)
    try:
        actions.ask_for_erasure(post=post, ref=_revision(request), now=reader.now)
        messages.success(request, _("Members cannot read it any more, and the facilitators are asked to erase it."))
    except actions.RevisionIsGone:
        messages.info(request, _("That text is not here any more."))
    return redirect("forums:revisions", code=code, ref=ref, number=number)


@require_POST
def tend(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """A facilitator hides one earlier text, shows it again, or erases it for good."""
    reader = reader_of(request)
    _thread, post = _find(reader, ref, number)
    request.actor.require("forums.tend_revisions", post)
    try:
        messages.success(request, _tend(request, post, reader))
    except actions.RevisionIsGone:
        messages.info(request, _("That text is not here any more."))
    return redirect("forums:revisions", code=code, ref=ref, number=number)


def _find(reader: Reader, ref: UUID, number: int) -> tuple[Thread, Post]:
    thread = find_thread(reader, ref)
    reader.actor.require("forums.read", thread)
    post = find_post(reader, thread, number)
    return thread, post


def _form(reader: Reader, thread: Thread, post: Post, data: Any) -> Any:
    leads = not post.author.is_one_thread_face and reader.actor.can("forums.speak_for_group", thread)
    kinds = kinds_offered(reader.group, for_group=leads)
    return change_form(post, thread, change_begun(reader.actor, post), data, kinds=kinds)


def _keep(reader: Reader, thread: Thread, post: Post, fields: Any, key: UUID, version: int) -> Draft:
    """What the form does not ask comes from the post, once."""
    as_it_is: DraftFields = {
        "content_notes": post.content_notes, "wants": post.wants, "kind": thread.kind,
        "as_facilitator": post.as_facilitator,
    }  # fmt: skip
    return actions.keep_words(
        author_id=post.author_id, forum=thread.forum, thread=thread, parent=post.parent, edits=post, key=key,
        fields=fields, others=as_it_is, version=version, now=reader.now,
    )  # fmt: skip


def _tend(request: HttpRequest, post: Post, reader: Reader) -> str:
    """Does what was pressed, and says what it did."""
    act, which, by = request.POST.get("act"), _revision(request), own_face(request)
    if act == "erase":
        actions.erase_revision(post=post, ref=which, by=by, now=reader.now)
        return _("Its words are gone for good. The author hears of it.")
    actions.hide_revision(post=post, ref=which, by=by, is_hidden=act == "hide", now=reader.now)
    return _("Members cannot read it now.") if act == "hide" else _("Members can read it again.")


def _revision(request: HttpRequest) -> UUID:
    return uuid_of(request.POST.get("revision", ""))
