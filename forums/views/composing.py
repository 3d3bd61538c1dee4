"""What every place to write does with what was typed: keep it first, then say what may be in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forums.actions import DraftFields, DraftIsClosed, DraftMovedOn, NotYourDraft, lacks_words
from forums.forms import AnswerForm
from forums.models import Draft
from supportgroups.lib import markup

# Keeps the fields under a key, on top of a version.
Keep = Callable[[DraftFields, UUID, int], Draft]
# Shows the form again: what another window saved, if that is why, and the status.
Show = Callable[[AnswerForm, str, int], HttpResponse]


@dataclass(frozen=True)
class Desk:
    """One place to write: how it keeps words, shows itself, and lets them go unread where that may be."""

    keep: Keep
    show: Show
    let_go: Callable[[Draft], bool] | None = None


def take(request: HttpRequest, form: AnswerForm, desk: Desk) -> HttpResponse:
    """Answer a press or an autosave. A press leads on to rereading, or to the draft if that is what was pressed."""
    wants_json = is_autosave(request)
    if not form.is_valid():
        return _too_much(form) if wants_json else desk.show(form, "", 200)
    fields, version = form.draft_fields, form.cleaned_data.get("version") or 0
    try:
        draft = desk.keep(fields, form.cleaned_data.get("key") or uuid4(), version)
    except NotYourDraft as strange:
        raise Http404 from strange
    except DraftMovedOn as moved:
        return _moved(moved.newer) if wants_json else _show_both(form, moved.newer, desk)
    except DraftIsClosed as closed:
        return _closed(closed.draft) if wants_json else _keep_anew(request, fields, desk)
    if wants_json:
        return JsonResponse({"version": draft.version, "saved": _("Your words are saved.")})
    return _go_on(request, form, draft, desk)


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a press."""
    return request.headers.get("Accept") == "application/json"


def uuid_of(text: str) -> UUID:
    """A reference out of a form; what is none refers to nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def unready(draft: Draft) -> str:
    """What stands between a draft and posting it, in words; nothing if it can go."""
    if not draft.source.strip():
        return _("Write a few words first. One sentence is enough.")
    if len(draft.source) > markup.MAX_SOURCE:
        return _("This is longer than one post can be. Your words are kept; please make two posts of them.")
    return ""


def to_describe(draft: Draft) -> str:
    """Where what is missing for pictures is asked."""
    return f"/drafts/{draft.ref}/?describe=1"


def _go_on(request: HttpRequest, form: AnswerForm, draft: Draft, desk: Desk) -> HttpResponse:
    if draft.state != Draft.State.WRITING:
        return redirect("forums:draft", ref=draft.ref)
    if request.POST.get("act") == "keep":
        messages.success(request, _("Your words are kept here. Nobody else can see them."))
        return redirect("forums:draft", ref=draft.ref)
    if request.POST.get("act") == "picture" or request.FILES:
        return redirect(f"/drafts/{draft.ref}/?pictures=1#pictures")
    if problem := unready(draft):
        form.add_error("source", problem)
        form.stand_on(draft.version)
        return desk.show(form, "", 200)
    if lacks_words(draft):
        return redirect(to_describe(draft))
    if request.POST.get("act") == "post" and desk.let_go and desk.let_go(draft):
        return redirect("forums:draft", ref=draft.ref)
    return redirect("forums:review", ref=draft.ref)


def _show_both(form: AnswerForm, newer: Draft, desk: Desk) -> HttpResponse:
    form.stand_on(newer.version)
    return desk.show(form, newer.source, 409)


def _keep_anew(request: HttpRequest, fields: DraftFields, desk: Desk) -> HttpResponse:
    """The draft is on its way or gone, these words are new: they begin a draft of their own."""
    draft = desk.keep(fields, uuid4(), 0)
    messages.info(request, _("What you wrote before is on its way. These words are a new draft."))
    return redirect("forums:draft", ref=draft.ref)


def _moved(newer: Draft) -> JsonResponse:
    words = _(
        "Other words were saved from another window. Yours are safe too, beside them: press the button below, and you"
        " can compare the two."
    )
    return JsonResponse({"message": words, "version": newer.version, "aside": True}, status=409)


def _closed(draft: Draft) -> JsonResponse:
    words = _(
        "What you wrote here before is on its way already. Your new words are safe in this window: press the button"
        " below to keep them as a new draft."
    )
    return JsonResponse({"message": words, "version": draft.version}, status=409)


def _too_much(form: AnswerForm) -> JsonResponse:
    words = _("There is more here than we can keep in one draft. Please make it a little shorter.")
    return JsonResponse({"message": words, "version": form.data.get("version", "0")}, status=400)
