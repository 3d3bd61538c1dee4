"""Beginning to write: a new thread, an answer; and taking a post back."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.actions import PostMovedOn, keep_words, withdraw_post
from forums.forms import AnswerForm, ThreadForm, answer_form, kinds_offered
from forums.models import Forum, Post, Thread
from forums.pages.beginning import ask_first_words
from forums.pages.drafts import draft_begun
from forums.pages.frames import Reader, readers_words, title_of
from forums.pages.habits import skips_rereading
from forums.pages.lists import find_forum
from forums.pages.posts import ParentGlance, find_post, one_post, quote_of
from forums.pages.thread import find_thread
from forums.views.composing import Desk, is_autosave, take
from forums.views.reading import reader_of
from forums.views.reviewing import let_go_unread
from personas import looks
from supportgroups.lib.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """A new thread. Only the words are asked. In a group that is closed, what was typed is kept all the same."""
    reader = reader_of(request)
    forum = find_forum(reader, slug)
    kinds = kinds_offered(reader.group, for_group=request.actor.can("forums.speak_for_group", forum))
    place = {
        "forum_name": forum.name,
        "back_url": reader.paths.forum(forum.slug),
        **as_whom(reader, forum),
    }
    desk = Desk(
        keep=partial(_keep, reader, forum, None, None),
        show=partial(show_form, request, "forums/write.html", place),
        let_go=partial(let_go_unread, request),
    )
    form = ThreadForm(request.POST if request.method == "POST" else None, kinds=kinds)
    if "first" in request.GET:
        form = ask_first_words(form, reader.group)
    if request.method == "POST":
        return _answer(request, [("forums.write_thread", forum)], form, desk)
    request.actor.require("forums.write_thread", forum)
    return desk.show(form, "", 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """An answer, to the thread or one of its posts. Where answers are closed, what was typed is kept all the same."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.read", thread)
    wished = _wished(request, reader, thread)
    needs = [("forums.reply", thread), *([("forums.answer_post", wished)] if wished else [])]
    parent = wished if wished and request.actor.can("forums.answer_post", wished) else None
    desk = Desk(
        keep=partial(_keep, reader, thread.forum, thread, parent),
        show=partial(show_form, request, "forums/reply.html", _answer_place(reader, thread, parent)),
        let_go=partial(let_go_unread, request),
    )
    if request.method == "POST":
        return _answer(request, needs, AnswerForm(request.POST), desk)
    for rule, thing in needs:
        request.actor.require(rule, thing)
    words = quote_of(parent) if request.GET.get("quote") else ""
    return desk.show(answer_form(draft_begun(request.actor, thread, parent), words), "", 200)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """Take back a post of one's own, after being asked once."""
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    post = find_post(reader, thread, number)
    back_url = reader.paths.post(thread.ref, number)
    if post.state == Post.State.WITHDRAWN and post.author_id in reader.seat.face_ids:
        request.actor.can("forums.withdraw", post)
        return redirect(back_url)
    request.actor.require("forums.withdraw", post)
    if request.method != "POST":
        return render(request, "forums/withdraw.html", {"post": one_post(reader, thread, post), "back_url": back_url})
    try:
        withdraw_post(post=post, now=reader.now)
        messages.success(request, _("You took your words back. Others see that, and nothing of what stood there."))
    except PostMovedOn:
        messages.info(request, _("A facilitator has covered this post meanwhile. Others cannot read it."))
    return redirect(back_url)


def _answer(request: HttpRequest, needs: list[tuple[str, Any]], form: AnswerForm, desk: Desk) -> HttpResponse:
    """Keep what was typed first, and then say that the place takes nothing more, if so."""
    answer = take(request, form, desk)
    refusals = [NotAllowed(rule) for rule, thing in needs if not request.actor.can(rule, thing)]
    if refusals and not is_autosave(request):
        raise refusals[0]
    return answer


def _keep(
    reader: Reader, forum: Forum, thread: Thread | None, parent: Post | None, fields: Any, key: UUID, version: int
) -> Any:
    return keep_words(
        author_id=reader.seat.persona_id or 0,
        forum=forum,
        thread=thread,
        parent=parent,
        key=key,
        fields=fields,
        version=version,
        now=reader.now,
    )


def show_form(
    request: HttpRequest, template: str, place: dict[str, Any], form: AnswerForm, other: str, status: int
) -> HttpResponse:
    """A place to write, with what was typed."""
    context = {**place, "form": form, "other": other, "version": form["version"].value(), "autosave_url": request.path}
    return render(request, template, context, status=status)


def as_whom(reader: Reader, forum: Forum) -> dict[str, Any]:
    """What `forums/compose.html` takes: the face that writes, and who will read it."""
    return {
        "handle": reader.seat.handle,
        "face_ref": reader.seat.ref,
        "face_picture": looks.picture_url(reader.group.code, reader.seat.picture),
        "skips": skips_rereading(reader),
        "takes_pictures": reader.group.allows_pictures,
        "readers": readers_words(reader.group, forum.cohort.name if forum.cohort else "", called=reader.seat.label),
    }


def _answer_place(reader: Reader, thread: Thread, parent: Post | None) -> dict[str, Any]:
    back_url = reader.paths.post(thread.ref, parent.number or 1) if parent else reader.paths.thread(thread.ref)
    glance = None
    if parent is not None:
        excerpt = parent.excerpt if parent.is_readable and reader.opens(parent.content_notes) else ""
        glance = ParentGlance(parent.author.name, excerpt, back_url)
    return {
        "title": title_of(thread, thread.first_state, reader),  # type: ignore[attr-defined]
        "parent": glance,
        "to": parent.number if parent else "",
        "back_url": back_url,
        **as_whom(reader, thread.forum),
    }


def _wished(request: HttpRequest, reader: Reader, thread: Thread) -> Post | None:
    """The post that shall be answered, if one is named and there."""
    to = request.POST.get("to") or request.GET.get("to") or ""
    if not (to.isascii() and to.isdigit() and 0 < len(to) < 9):
        return None
    return find_post(reader, thread, int(to))
