"""Beginning a group, and changing it."""

from __future__ import annotations

from random import SystemRandom
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions, pages
from groups.forms import FoundForm, SecondStepForm, SettingsForm, TalkForm
from groups.models import SupportGroup
from groups.views import keeping
from groups.views.faces import own_face
from personas import faces
from supportgroups.lib import handles
from supportgroups.lib.handles import HandleRefused

SETTINGS = "settings"  # where its words are kept
TAKE_IT_FIRST = gettext_lazy(
    "Come in with a second step yourself first, or you would shut yourself out. Your account, “Passkeys and a second"
    " step”, has what you need; then sign in once more."
)


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Three questions and a name; then the group is there."""
    request.actor.require("groups.found")
    if request.method == "POST":
        form = FoundForm(request.POST)
        group = _found(request, form) if form.is_valid() else None
        if group is not None:
            messages.success(request, _("Your group is here. This is how people come in: change what does not fit."))
            return redirect("groups:door", code=group.code)
    else:
        form = FoundForm(initial={"handle": handles.suggest(SystemRandom())})
    return render(request, "groups/found.html", {"form": form})


@require_safe
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """All that holds in the group, a sentence each, with the way to change it."""
    request.actor.require("groups.settings", request.group)
    page = pages.settings_page(request.group)
    return render(request, "groups/settings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once, then let strangers find the group, or no longer."""
    request.actor.require("groups.settings", request.group)
    is_listed = request.group.is_listed
    if request.method != "POST":
        return render(request, "groups/settings_listed.html", {"is_listed": is_listed, "code": code})
    wanted = request.POST.get("listed") == "yes"
    actions.list_or_hide(group=request.group, is_listed=wanted, by=own_face(request), now=timezone.now())
    messages.success(request, _("Strangers can find the group now.") if wanted else _("Only members know of it now."))
    return redirect("groups:settings", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """What the group says of itself."""
    request.actor.require("groups.settings", request.group)
    if request.method != "POST":
        now_said = _as_it_is(request.group)
        words = keeping.opened(request, SETTINGS, now_said)
        return _about_page(request, SettingsForm(initial={**now_said, **words.words}), words)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _about_page(request, form, keeping.opened(request, SETTINGS))
    actions.change_settings(group=request.group, wanted=form.wanted(), by=own_face(request), now=timezone.now())
    keeping.sent(request, SETTINGS)
    messages.success(request, _("It is saved. Newcomers see it from now on."))
    return redirect("groups:settings", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, code: str) -> HttpResponse:
    """What talk offers in the group beyond the plain."""
    request.actor.require("groups.settings", request.group)
    as_it_is = {name: getattr(request.group, name) for name in TalkForm.base_fields}
    form = TalkForm(request.POST if request.method == "POST" else None, initial=as_it_is)
    if form.is_bound and form.is_valid():
        actions.change_talk(group=request.group, wanted=form.wanted(), by=own_face(request), now=timezone.now())
        messages.success(request, _("It is saved, and holds for whatever is written from now on."))
        return redirect("groups:settings_talk", code=code)
    return render(request, "groups/settings_talk.html", {"form": form, "settings_url": f"/g/{code}/settings/"})


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest, code: str) -> HttpResponse:
    """Whether those who look after the group come in with a second step; asked only by who has taken it."""
    request.actor.require("groups.settings", request.group)
    initial = {"asks_second_step": request.group.asks_second_step}
    form = SecondStepForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        is_asked = form.cleaned_data["asks_second_step"]
        if not is_asked or request.actor.took_second_step:
            actions.ask_second_step(group=request.group, is_asked=is_asked, by=own_face(request), now=timezone.now())
            messages.success(request, _("It is saved, and holds from now on."))
            return redirect("groups:settings_second_step", code=code)
        form.add_error("asks_second_step", TAKE_IT_FIRST)
    return render(request, "groups/settings_second_step.html", {"form": form, "settings_url": f"/g/{code}/settings/"})


def _about_page(request: HttpRequest, form: SettingsForm, words: keeping.Keeping) -> HttpResponse:
    context = {
        "form": form,
        "keeping": words,
        "settings_url": f"/g/{request.group.code}/settings/",
        "is_listed": request.group.is_listed,
    }
    return render(request, "groups/settings_about.html", context)


def _found(request: HttpRequest, form: FoundForm) -> SupportGroup | None:
    answers = form.cleaned_data
    beginning, now = actions.BEGINNINGS[answers["beginning"]], timezone.now()
    try:
        group = actions.found_group(
            founder_actor=request.actor,
            name=answers["name"],
            summary=answers["for_whom"],
            for_whom=answers["for_whom"],
            door=beginning.door,
            handle=answers["handle"],
            charter=beginning.charter(),
            key=answers["key"],
            now=now,
        )
    except actions.NotYourGroup as strange:
        raise Http404 from strange
    except HandleRefused as refused:
        form.add_error("handle", str(refused))
        return None
    ask_helper(request, group, answers["helper"])
    return group


def ask_helper(request: HttpRequest, group: SupportGroup, address: str) -> None:
    """An invitation to whoever helps to run a group that was just founded, if somebody was named."""
    founder = faces.face_in(request.actor, group.pk)
    if address and founder is not None:
        actions.invite_helper(group=group, by=founder, address=address, now=timezone.now())


def _as_it_is(group: SupportGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "summary": group.summary,
        "for_whom": group.for_whom,
        "about": group.about_source,
        "welcome": group.welcome_source,
        "first_words": group.first_words,
    }
