"""Moving a thread, joining two, and making an answer a thread of its own: each asked once more, by name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums.actions import NothingToSplit, OtherReaders, TwoPolls, merge_threads, move_thread, open_forum, split_thread
from forums.forms import ForumForm, JoinForm, MoveForm, SplitForm
from forums.models import Thread
from forums.pages import moving as pages
from forums.pages.frames import Reader
from forums.pages.posts import find_post, one_post
from forums.pages.thread import find_thread
from forums.views.reading import reader_of
from forums.views.tending import own_face
from supportgroups.lib import words


@require_http_methods(["GET", "HEAD", "POST"])
def forum_new(request: HttpRequest, code: str) -> HttpResponse:
    """A further forum."""
    request.actor.require("forums.open_forum", request.group)
    reader = reader_of(request)
    form = ForumForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        forum = open_forum(group=request.group, **form.cleaned_data, by=own_face(request), now=reader.now)
        messages.success(request, _("The forum is open. Everybody in the group can read and write in it."))
        return redirect(reader.paths.forum(forum.slug))
    return render(request, "forums/forum_new.html", {"form": form, "back_url": reader.paths.group})


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """To another forum that the same people read."""
    reader, thread = _tended(request, ref)
    forums = pages.forums_to_move_to(reader, thread)
    form = MoveForm(request.POST if request.method == "POST" else None, forums=[(f.slug, f.name) for f in forums])
    if form.is_bound and form.is_valid():
        to = next(forum for forum in forums if forum.slug == form.cleaned_data["forum"])
        move_thread(thread=thread, to=to, by=own_face(request), now=reader.now)
        messages.success(request, _("This thread stands in “%(forum)s” now.") % {"forum": to.name})
        return redirect(reader.paths.thread(thread.ref))
    context = {**_about(reader, thread), "form": form if forums else None}
    return render(request, "forums/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """With another thread; the second press says which stays and which goes."""
    reader, thread = _tended(request, ref)
    asked = request.POST.get("other", "")
    other = pages.thread_to_join(reader, thread, UUID(asked)) if _is_ref(asked) else None
    if other is not None and request.POST.get("act") == "join":
        return _join(request, reader, thread, other)
    if other is not None:
        first, second = pages.stays(thread, other)
        stays, goes = pages.both_titles(reader, first, second)
        titles = {"stays": stays, "goes": goes, "other": other.ref}
        return render(request, "forums/merge_confirm.html", {**_about(reader, thread), **titles})
    threads = pages.threads_to_join(reader, thread)
    choices = [(str(each.ref), pages.told_apart(reader, each)) for each in threads]
    form = JoinForm(request.POST if request.method == "POST" else None, threads=choices)
    return render(request, "forums/merge.html", {**_about(reader, thread), "form": form if threads else None})


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """An answer, with everything below it, as a thread of its own."""
    reader, thread = _tended(request, ref)
    post = find_post(reader, thread, number)
    form = SplitForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            new = split_thread(post=post, title=form.cleaned_data["title"], by=own_face(request), now=reader.now)
        except NothingToSplit:
            form.add_error(
                None,
                _(
                    "This post cannot begin a thread: it opens this one already, is not shown, or"
                    " somebody below it wrote under a name for this thread alone."
                ),
            )
        else:
            messages.success(request, _("This is a thread of its own now, with everything that was answered to it."))
            return redirect(reader.paths.thread(new.ref))
    along = pages.goes_along(post)
    context = {
        **_about(reader, thread),
        "form": form,
        "post": one_post(reader, thread, post),
        "along": words.count_words(along, "reply") if along else "",
    }
    return render(request, "forums/split.html", context)


def _join(request: HttpRequest, reader: Reader, thread: Thread, other: Thread) -> HttpResponse:
    try:
        joined = merge_threads(threads=(thread, other), by=own_face(request), now=reader.now)
    except OtherReaders as strange:
        raise Http404 from strange
    except TwoPolls:
        messages.info(
            request, _("Each of the two threads has a poll, and a thread can have one. They stay as they are.")
        )
        return redirect(reader.paths.thread(thread.ref))
    messages.success(request, _("The two threads are one now. Nobody's place in them was lost."))
    return redirect(reader.paths.thread(joined.ref))


def _tended(request: HttpRequest, ref: UUID) -> tuple[Reader, Thread]:
    reader = reader_of(request)
    thread = find_thread(reader, ref)
    request.actor.require("forums.tend", thread)
    return reader, thread


def _about(reader: Reader, thread: Thread) -> dict[str, object]:
    return {"title": pages.title_shown(reader, thread), "back_url": reader.paths.thread(thread.ref)}


def _is_ref(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
