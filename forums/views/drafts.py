"""My drafts: kept, changed, reread, let go, taken back. Only the list of them shows two faces side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forums import actions
from forums.forms import AnswerForm, form_for, kinds_offered
from forums.models import Draft
from forums.pages import drafts as sheets
from forums.pages.beginning import hint_for
from forums.pages.frames import Reader
from forums.pages.review import standing
from forums.pages.versions import asides_of, earlier_of
from forums.pictureforms import PicturesForm
from forums.views.adding import add_from
from forums.views.composing import Desk, is_autosave, take, uuid_of
from groups.seats import seat, seat_everywhere
from supportgroups.lib.rules import NotAllowed


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """All my drafts, over all my groups."""
    request.actor.require("forums.own_drafts")
    now = timezone.now()
    page = sheets.draft_list(seat_everywhere(request.actor, now), now, request.GET.get("after"))
    return render(request, "forums/drafts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One draft: to go on writing, or to see where it stands once it is let go."""
    mine, reader = open_draft(request, ref)
    if request.method == "POST":
        return _save(request, mine, reader)
    if mine.edits is not None and mine.state != Draft.State.WRITING:
        return redirect(sheets.place_of(mine, reader).back_url)
    if mine.state != Draft.State.WRITING:
        return render(request, "forums/standing.html", {"page": standing(mine, reader)})
    return _show(request, mine, reader, _form(mine, reader), "", 200)


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What a draft said before; a press goes on from one, or puts another window's words with them."""
    mine, reader = open_draft(request, ref)
    if request.method == "POST":
        return _go_back_to(request, mine, reader)
    context = {
        "asides": asides_of(mine, reader),
        "earlier": earlier_of(mine, reader),
        "place": sheets.place_of(mine, reader, may_read=reader.actor.can("forums.edit_draft", mine)),
        "draft_url": f"/drafts/{mine.ref}/",
        "may_restore": mine.state == Draft.State.WRITING and reader.actor.can("forums.edit_draft", mine),
    }
    return render(request, "forums/versions.html", context)


@require_POST
def take_back(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take a draft back within its minutes."""
    mine, _reader = open_draft(request, ref, publish=False)
    try:
        actions.take_back(draft=mine)
        messages.success(request, _("You took it back. Nobody has seen it, and your words are here."))
    except actions.DraftIsClosed:
        messages.info(
            request, _("It was posted just before. You can take the post itself back: open it and press More.")
        )
    return redirect("forums:draft", ref=mine.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Throw a draft away, after being asked once."""
    mine, _reader = open_draft(request, ref, publish=False)
    if request.method != "POST":
        return render(request, "forums/discard.html", {"back_url": f"/drafts/{mine.ref}/"})
    try:
        actions.discard(draft=mine)
        messages.success(request, _("The draft is gone."))
    except actions.DraftIsClosed:
        messages.info(request, _("These words are posted already. You can take the post itself back there."))
    return redirect("forums:drafts")


def open_draft(request: HttpRequest, ref: UUID, *, publish: bool = True) -> tuple[Draft, Reader]:
    """One of my drafts, with me seated in its group; 404 for anybody else's. Posts it first if it is due."""
    now = timezone.now()
    mine = sheets.find_draft(request.actor, ref, now if publish else None)
    if mine is None:
        raise Http404
    request.group = mine.group
    request.actor = seat(request.actor, mine.group, now)
    request.actor.require("forums.see_draft", mine)
    return mine, Reader(request.actor, mine.group, now)


def _go_back_to(request: HttpRequest, mine: Draft, reader: Reader) -> HttpResponse:
    reader.actor.require("forums.edit_draft", mine)
    version = uuid_of(request.POST.get("version", ""))
    try:
        if request.POST.get("act") == "away":
            actions.put_aside_away(draft=mine, ref=version)
            messages.success(request, _("They are with the earlier versions now."))
        else:
            actions.restore_version(draft=mine, ref=version, now=reader.now)
            messages.success(request, _("These words are in your draft now. What stood there is an earlier version."))
    except actions.VersionIsGone:
        messages.info(request, _("That version is not here any more. Nothing was changed."))
    return redirect("forums:draft", ref=mine.ref)


def _form(mine: Draft, reader: Reader, data: Any = None) -> AnswerForm:
    for_group = reader.actor.can("forums.speak_for_group", mine)
    form = form_for(mine, data, kinds=kinds_offered(mine.group, for_group=for_group))
    form.fields["source"].help_text = hint_for(mine)
    return form


def _save(request: HttpRequest, mine: Draft, reader: Reader) -> HttpResponse:
    """Keep what was typed; a face that is not in the group now keeps its words, but changes none."""
    if not reader.actor.can("forums.edit_draft", mine):
        refusal = NotAllowed("forums.edit_draft")
        if is_autosave(request):
            return JsonResponse({"message": refusal.sentence, "version": mine.version}, status=409)
        return _show(request, mine, reader, _form(mine, reader, request.POST), "", 403)

    def keep(fields: Any, key: UUID, version: int) -> Draft:
        if key == mine.ref:
            saved = actions.save_draft(draft=mine, fields=fields, version=version, now=reader.now)
            return _keep_pictures(request, saved, reader)
        return actions.begin_draft(
            author_id=mine.author_id, forum=mine.forum, thread=mine.thread, parent=mine.parent, edits=mine.edits,
            key=key, fields=fields, now=reader.now,
        )  # fmt: skip

    def show(form: AnswerForm, other: str, status: int) -> HttpResponse:
        return _show(request, mine, reader, form, other, status)

    data = request.POST.copy()
    data["key"] = str(mine.ref)
    answer = take(request, _form(mine, reader, data), Desk(keep, show))
    return _with_file(request, mine, answer) if "picture" in request.FILES and answer.status_code == 302 else answer


def _keep_pictures(request: HttpRequest, saved: Draft, reader: Reader) -> Draft:
    """What was said of pictures; a press takes out those that were ticked, too. Nothing for a draft without any."""
    if not saved.picture_mark or saved.state != Draft.State.WRITING:
        return saved
    form = PicturesForm(saved, request.POST)
    if said := form.said():
        saved = actions.describe_pictures(draft=saved, said=said, now=reader.now)
    if not is_autosave(request) and (leaving := form.leaving()):
        saved = actions.take_pictures_out(draft=saved, refs=leaving, now=reader.now)
    return saved


def _with_file(request: HttpRequest, mine: Draft, answer: HttpResponse) -> HttpResponse:
    """The words are kept; now the picture that came along."""
    fresh, reader = open_draft(request, mine.ref, publish=False)
    if problem := add_from(request, fresh, reader.actor, reader.now):
        pictures = _pictures(fresh, reader, {})
        pictures.add_error("picture" if pictures.file else None, problem)
        return _show(request, fresh, reader, _form(fresh, reader), "", 200, pictures)
    return answer


def _pictures(mine: Draft, reader: Reader, data: Any = None, *, is_asking: bool = False) -> PicturesForm:
    may_add = reader.actor.can("forums.add_picture", mine)
    return PicturesForm(mine, data, may_add=may_add, is_asking=is_asking)


def _show(
    request: HttpRequest,
    mine: Draft,
    reader: Reader,
    form: AnswerForm,
    other: str,
    status: int,
    pictures: PicturesForm | None = None,
) -> HttpResponse:
    may_edit = reader.actor.can("forums.edit_draft", mine)
    asks = "describe" in request.GET
    context = {
        "form": form,
        "pictures": pictures or _pictures(mine, reader, request.POST or None, is_asking=asks),
        "adds_pictures": "pictures" in request.GET,
        "other": other,
        "place": sheets.place_of(mine, reader, may_read=may_edit),
        "version": form["version"].value(),
        "autosave_url": f"/drafts/{mine.ref}/",
        "saved_when": reader.when(mine.saved_at),
        "asides": () if other else asides_of(mine, reader),
        "versions_url": f"/drafts/{mine.ref}/versions/" if mine.version_kept_at else "",
        "may_restore": may_edit,
        "source": "" if may_edit else form["source"].value() or mine.source,
        "sentence": "" if may_edit else NotAllowed("forums.edit_draft").sentence,
    }
    return render(request, "forums/draft.html", context, status=status)
