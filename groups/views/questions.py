"""The questions of the door: one a page, each change a new version."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.actions.questions import MOST_QUESTIONS
from groups.forms import QuestionForm
from groups.views.faces import own_face


@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked, in order."""
    request.actor.require("groups.settings", request.group)
    page = pages.questions_page(request.group.policy)
    return render(request, "groups/questions.html", {"page": page, "door_url": f"/g/{code}/settings/door/"})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """One more question, at the end."""
    request.actor.require("groups.settings", request.group)
    policy = request.group.policy
    asked = actions.asked_now(policy)
    if len(asked) >= MOST_QUESTIONS:
        messages.info(request, _("Twelve questions are enough. Take one out before you add another."))
        return redirect("groups:questions", code=code)
    form = QuestionForm(request.POST or None, initial={"version": policy.questions_version})
    if form.is_bound and form.is_valid():
        return _save(request, [*asked, form.question()], form.cleaned_data["version"])
    return _question_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Another wording, another way to answer."""
    request.actor.require("groups.settings", request.group)
    policy = request.group.policy
    asked = actions.asked_now(policy)
    if not 1 <= number <= len(asked):
        raise Http404
    now_said = asdict(asked[number - 1]) | {"choices": "\n".join(asked[number - 1].choices)}
    form = QuestionForm(request.POST or None, initial=now_said | {"version": policy.questions_version})
    if form.is_bound and form.is_valid():
        asked[number - 1] = form.question()
        return _save(request, asked, form.cleaned_data["version"])
    return _question_page(request, form)


@require_POST
def remove(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask it no more. What was answered to it stays with its request."""
    request.actor.require("groups.settings", request.group)
    asked = actions.asked_now(request.group.policy)
    if 1 <= number <= len(asked):
        del asked[number - 1]
    return _save(request, asked, _version(request))


@require_POST
def move_up(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask it one place earlier."""
    request.actor.require("groups.settings", request.group)
    asked = actions.asked_now(request.group.policy)
    if 2 <= number <= len(asked):
        asked[number - 2 : number] = asked[number - 1], asked[number - 2]
    return _save(request, asked, _version(request))


def _save(request: HttpRequest, asked: list[actions.Question], version: int) -> HttpResponse:
    try:
        actions.ask_questions(
            group=request.group, questions=asked, version=version, by=own_face(request), now=timezone.now()
        )
    except actions.QuestionsChanged as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("It is saved. It holds for everybody who comes to the door from now on."))
    return redirect("groups:questions", code=request.group.code)


def _question_page(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    context = {"form": form, "questions_url": f"/g/{request.group.code}/settings/door/questions/"}
    return render(request, "groups/question.html", context)


def _version(request: HttpRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else -1
