"""Rereading: the words as others will see them, what can be chosen beside them, and the press that lets them go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forums import actions
from forums.forms import MoreForm
from forums.grace import WEEK, due_at, week_begins, week_wishes, wishes
from forums.models import Draft
from forums.pages.frames import Reader
from forums.pages.habits import may_skip, skips_rereading
from forums.pages.habits import rereading as rereading_page
from forums.pages.review import review as review_page
from forums.pages.review import unanswered
from forums.permissions import no_change
from forums.views.composing import to_describe, unready
from forums.views.drafts import open_draft
from forums.views.reading import reader_of
from groups.actions import choose_rereading
from groups.models import Cohort
from supportgroups.lib.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A draft as others will see it. Pressed twice, it is let go once."""
    mine, reader = open_draft(request, ref)
    if request.method == "POST":
        return _press(request, mine, reader)
    if mine.state != Draft.State.WRITING or unready(mine):
        return redirect("forums:draft", ref=mine.ref)
    if actions.lacks_words(mine):
        return redirect(to_describe(mine))
    return _show(request, mine, reader, _more(mine, reader))


@require_http_methods(["GET", "HEAD", "POST"])
def rereading(request: HttpRequest, code: str) -> HttpResponse:
    """Whether reading over is left out in this group; a member's own choice after five posts."""
    reader = reader_of(request)
    request.actor.require("forums.choose_rereading", request.group)
    if request.method == "POST" and reader.seat.persona_id is not None:
        wants = request.POST.get("act") == "skip"
        if not wants or may_skip(reader):
            choose_rereading(persona_id=reader.seat.persona_id, skips=wants)
            messages.success(request, _("Kept. It counts from now on."))
        return redirect("forums:rereading", code=code)
    return render(request, "forums/rereading.html", {"page": rereading_page(reader)})


def let_go_unread(request: HttpRequest, draft: Draft) -> bool:
    """Let words go that their writer does not want to read over, unless something stands in the way."""
    mine, reader = open_draft(request, draft.ref)
    is_ready = skips_rereading(reader) and not unready(mine) and not actions.lacks_words(mine)
    if not is_ready or unanswered(mine, reader) or _why_not(mine, reader):
        return False
    actions.schedule(draft=mine, reread_hash=mine.fingerprint, now=reader.now)
    return True


def _press(request: HttpRequest, mine: Draft, reader: Reader) -> HttpResponse:
    """Let it go, if it is what was read over; choices that change what others see are shown first."""
    if mine.state == Draft.State.PUBLISHED:
        return redirect("forums:draft", ref=mine.ref)
    _require(mine, reader)
    form, act = _more(mine, reader, request.POST), request.POST.get("act", "")
    if not form.is_valid():
        return _show(request, mine, reader, form)
    if mine.state == Draft.State.WRITING and actions.differs(mine, form.draft_fields):
        return _choose(request, mine, reader, form)
    if act in ("show", "known"):
        if act == "known":
            actions.answer_findings(draft=mine, digests=[found.digest for found in unanswered(mine, reader)])
        return _show(request, mine, reader, form)
    return _let_go(request, mine, reader, form)


def _choose(request: HttpRequest, mine: Draft, reader: Reader, form: MoreForm) -> HttpResponse:
    actions.save_draft(draft=mine, fields=form.draft_fields, version=mine.version, now=reader.now)
    fresh, reader = open_draft(request, mine.ref, publish=False)
    if request.POST.get("act") == "show":
        return _show(request, fresh, reader, form)
    messages.info(request, _("What you chose changes what others see. Please read it over once more."))
    return _show(request, fresh, reader, form, status=409)


def _let_go(request: HttpRequest, mine: Draft, reader: Reader, form: MoreForm) -> HttpResponse:
    act, token = request.POST.get("act", ""), request.POST.get("reread", "")
    if act == "for_group":
        reader.actor.require("forums.speak_for_group", mine)
    seen = [found.digest for found in unanswered(mine, reader)]
    try:
        if mine.edits_id:
            actions.apply_edit(draft=mine, reread_hash=token, now=reader.now, for_group=act == "for_group")
            messages.success(request, _("Your post is changed."))
        elif act == "at_once":
            actions.post_at_once(draft=mine, reread_hash=token, now=reader.now)
        else:
            when = _due(mine, reader, form.cleaned_data["wish"])
            actions.schedule(draft=mine, reread_hash=token, now=reader.now, for_group=act == "for_group", **when)
    except actions.RereadAgain:
        messages.info(request, _("These words have changed since you read them over. Please read them once more."))
        return _show(request, mine, reader, form, status=409)
    except actions.AnotherReadsFirst:
        messages.info(
            request, _("Some of these words a facilitator reads first. Say them in an answer below your post.")
        )
        return _show(request, mine, reader, form, status=409)
    except actions.PicturesNeedWords:
        return redirect(to_describe(mine))
    except (actions.NothingWritten, actions.DraftIsClosed, actions.PostMovedOn):
        return redirect("forums:draft", ref=mine.ref)
    actions.answer_findings(draft=mine, digests=seen)
    return redirect("forums:draft", ref=mine.ref)


def _show(request: HttpRequest, mine: Draft, reader: Reader, form: MoreForm, status: int = 200) -> HttpResponse:
    page = review_page(mine, reader, _why_not(mine, reader))
    return render(request, "forums/review.html", {"page": page, "form": form}, status=status)


def _more(mine: Draft, reader: Reader, data: Mapping[str, Any] | None = None) -> MoreForm:
    offered = wishes(reader.now, reader.zone)
    if (run := _run_ahead(mine, reader)) is not None:
        offered += week_wishes(run, reader.now, ZoneInfo(mine.group.zone))
    return MoreForm(data, draft=mine, wishes=offered)


def _run_ahead(mine: Draft, reader: Reader) -> Cohort | None:
    """The run whose weeks these words may wait for: a new thread in its place, by who facilitates."""
    run = mine.forum.cohort
    if run is None or mine.thread_id is not None or run.state not in Cohort.LIVE:
        return None
    return run if reader.actor.can("forums.speak_for_group", mine) else None


def _due(mine: Draft, reader: Reader, wish: str) -> dict[str, Any]:
    """How long it waits, and for which week of a run, as `actions.schedule` takes them."""
    run = _run_ahead(mine, reader)
    if run is None or not wish.startswith(WEEK):
        return {"grace": due_at(wish, reader.now, reader.zone) - reader.now}
    week = int(wish.removeprefix(WEEK))
    return {"grace": week_begins(run, week, ZoneInfo(mine.group.zone)) - reader.now, "week": week}


def _require(mine: Draft, reader: Reader) -> None:
    for rule, thing in _rules(mine):
        if not reader.actor.can(rule, thing):
            raise _refusal(rule, thing, reader)


def _why_not(mine: Draft, reader: Reader) -> str:
    """The sentence that says why it cannot be posted now; nothing if it can."""
    for rule, thing in (("forums.edit_draft", mine), *_rules(mine)):
        if not reader.actor.can(rule, thing):
            return _refusal(rule, thing, reader).sentence
    return ""


def _refusal(rule: str, thing: Any, reader: Reader) -> NotAllowed:
    return no_change(reader.actor, thing) if rule == "forums.edit" else NotAllowed(rule)


def _rules(mine: Draft) -> tuple[tuple[str, Any], ...]:
    """What is asked before it can go, the place first."""
    if mine.edits is not None:
        return (("forums.edit", mine.edits), ("forums.publish_draft", mine))
    place = ("forums.reply", mine.thread) if mine.thread else ("forums.write_thread", mine.forum)
    parent = (("forums.answer_post", mine.parent),) if mine.parent else ()
    return (place, *parent, ("forums.publish_draft", mine))
