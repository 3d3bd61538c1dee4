"""Telling, looking, deciding, being told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forums.models import Post
from groups.views import keeping
from groups.views.faces import own_face
from moderation import actions, pages
from moderation.forms import AppealAnswerForm, DecisionForm, ReasonForm, ReportForm
from moderation.models import Case, Decision, Hold
from moderation.refusals import DecidedMeanwhile, NothingToReport, PostTakenBack, TakenByAnother

# By kind of what lies open: what is asked about it, and where the words are kept.
ASKED: dict[str, type[Form]] = {"case": DecisionForm, "held": ReasonForm, "appeal": AppealAnswerForm}
KEPT_AT = {"case": "decide", "held": "held", "appeal": "answer"}


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str, ref: UUID, number: int) -> HttpResponse:
    """Tell the facilitators about a post."""
    posts = Post.objects.visible_to(request.actor).select_related("thread", "author")
    post = get_object_or_404(posts, group=request.group, thread__ref=ref, number=number)
    request.actor.require("moderation.report", post)
    words = keeping.opened(request, f"report-{ref}-{number}")
    form = ReportForm(request.POST or None, initial=dict(words.words))
    place = pages.post_url(post, request.group)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_post(post=post, reporter=own_face(request), now=timezone.now(), **form.cleaned_data)
        except NothingToReport as refusal:
            messages.info(request, str(refusal))
        else:
            keeping.sent(request, f"report-{ref}-{number}")
            messages.success(request, _thanks(form.cleaned_data["ground"]))
        return redirect(place)
    context = {"form": form, "handle": post.author.name, "back_url": place, "keeping": words}
    return render(request, "moderation/report.html", context)


def desk(request: HttpRequest, code: str) -> HttpResponse:
    """All that waits in this group, with the first thing open."""
    require_desk(request)
    return desk_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """One case: look at it, and decide."""
    found = _case(request, ref)
    form = DecisionForm(request.POST) if request.POST else None
    if form is not None and form.is_valid():
        try:
            actions.decide(case=found, by=own_face(request), now=timezone.now(), **form.cleaned_data)
        except DecidedMeanwhile as conflict:
            return _decided_already(request, conflict, form.cleaned_data["reason"])
        keeping.sent(request, f"decide-{ref}")
        messages.success(request, _("Done. Those whom it touches are told."))
        return redirect("moderation:desk", code=code)
    return desk_page(request, found, form)


@require_POST
def take(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """ "I look after this one"."""
    found = _case(request, ref)
    try:
        actions.take_case(case=found, by=own_face(request), now=timezone.now())
    except DecidedMeanwhile as conflict:
        return _decided_already(request, conflict)
    except TakenByAnother as refusal:
        messages.info(request, str(refusal))
    return redirect("moderation:case", code=code, ref=ref)


@require_POST
def hand_back(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Leave it to the others again."""
    actions.hand_back(case=_case(request, ref), by=own_face(request))
    return redirect("moderation:case", code=code, ref=ref)


@require_http_methods(["GET", "HEAD", "POST"])
def show_again(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Take back a decision to hide, by a further one."""
    found = _case(request, ref)
    words = keeping.opened(request, f"again-{ref}")
    form = ReasonForm(request.POST or None, initial=dict(words.words))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        verdict = Decision.Verdict.RELEASED
        try:
            actions.decide(case=found, verdict=verdict, reason=reason, by=own_face(request), now=timezone.now())
        except DecidedMeanwhile as conflict:
            return _decided_already(request, conflict, reason)
        keeping.sent(request, f"again-{ref}")
        messages.success(request, _("Done. Others can read the post again, and its author is told."))
        return redirect("moderation:desk", code=code)
    context = {"form": form, "handle": found.about.name, "back": {"code": code, "ref": ref}, "keeping": words}
    return render(request, "moderation/show_again.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """One post that waits: let it through, or give it back with words."""
    found = _held(request, ref)
    form = ReasonForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.decline_held(hold=found, by=own_face(request), reason=reason, now=timezone.now())
        except DecidedMeanwhile as conflict:
            return _decided_already(request, conflict, reason)
        except PostTakenBack as refusal:
            messages.info(request, str(refusal))
            return redirect("moderation:desk", code=code)
        keeping.sent(request, f"held-{ref}")
        messages.success(request, _("Done. The author has the text back, with your words."))
        return redirect("moderation:desk", code=code)
    if found.post.state != Post.State.HELD:
        messages.info(request, _("This post does not wait any more."))
        return redirect("moderation:desk", code=code)
    return desk_page(request, found, form)


@require_POST
def release(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """Let a held post through."""
    found = _held(request, ref)
    try:
        actions.release(hold=found, by=own_face(request), now=timezone.now())
    except DecidedMeanwhile as conflict:
        return _decided_already(request, conflict)
    except PostTakenBack as refusal:
        messages.info(request, str(refusal))
        return redirect("moderation:desk", code=code)
    messages.success(request, _("Done. Others can read it now, and its author is told."))
    return redirect("moderation:desk", code=code)


def require_desk(request: HttpRequest) -> None:
    """To somebody outside the group there is no desk; a member is told whom to write to instead."""
    if not request.actor.seat_in(request.group.pk).is_member:
        raise Http404
    request.actor.require("moderation.desk", request.group)


def _case(request: HttpRequest, ref: UUID) -> Case:
    require_desk(request)
    found = get_object_or_404(Case.objects.visible_to(request.actor).in_full(), group=request.group, ref=ref)
    request.actor.require("moderation.decide", found)
    return found


def _held(request: HttpRequest, ref: UUID) -> Hold:
    """The hold of a post; for one that was answered meanwhile, a row that is not in the table any more."""
    require_desk(request)
    hold = Hold.objects.visible_to(request.actor).in_full().filter(group=request.group, post__ref=ref).first()
    if hold is None:
        posts = Post.objects.visible_to(request.actor).select_related("author", "thread")
        hold = Hold(post=get_object_or_404(posts, group=request.group, ref=ref), group=request.group)
    request.actor.require("moderation.decide", hold)
    return hold


def desk_page(request: HttpRequest, opened: pages.Thing | None = None, form: Any = None) -> HttpResponse:
    """The desk, with something open."""
    page = pages.desk(request.actor, request.group, timezone.now(), opened=opened)
    words = _kept_for(request, page.item)
    if form is None and page.item is not None:
        form = ASKED[page.item.kind](initial=dict(words.words) if words else None)
    context = {"desk": page, "item": page.item, "form": form, "keeping": words}
    return render(request, "moderation/desk.html", context)


def _kept_for(request: HttpRequest, item: Any) -> keeping.Keeping | None:
    """Where the words about the opened item are kept; nothing for one that takes none any more."""
    if item is None or item.is_closed:
        return None
    return keeping.opened(request, f"{KEPT_AT[item.kind]}-{item.ref}")


def _decided_already(request: HttpRequest, conflict: DecidedMeanwhile, written: str = "") -> HttpResponse:
    """409, with what was decided and, to be kept, what was written."""
    past = pages.past(conflict.decision, request.actor, timezone.now()) if conflict.decision else None
    context = {"past": past, "written": written, "sentence": str(conflict)}
    return render(request, "moderation/decided.html", context, status=409)


def _thanks(ground: str) -> str:
    if ground in actions.URGENT:
        return _(
            "Thank you for telling us. It stands first on the facilitators' list. They are not always here: if somebody"
            " is in danger now, “Help now” at the top says whom to call."
        )
    return _(
        "Thank you for telling us. A facilitator reads this, usually within a day. The author is not told who wrote."
    )
