"""My own face in a group: how others see it, its name, its words, its picture."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.faceforms import DescribeForm, LabelForm, PictureForm, RenameForm
from groups.views.faces import own_face, own_membership
from personas import looks
from personas.faces import NameTaken
from supportgroups.lib import picturestore, ratelimit
from supportgroups.lib.handles import HandleRefused
from supportgroups.lib.pictures import PictureRefused

# Making one takes a second of work; nobody needs more to find one that they like.
PICTURES = {"limit": 20, "seconds": 3600}


@require_safe
def me(request: HttpRequest, code: str) -> HttpResponse:
    """How others see me here, and what I can change."""
    request.actor.require("groups.own_face", request.group)
    page = pages.my_face(request.actor, request.group, own_face(request))
    return render(request, "groups/me.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, code: str) -> HttpResponse:
    """Another name. What it costs is said before it is asked."""
    request.actor.require("groups.own_face", request.group)
    now, member = timezone.now(), own_membership(request)
    opens_on = actions.renaming_opens_on(member, member.persona, timezone.localdate(now))
    form = RenameForm(request.POST or None, group=request.group, persona=member.persona, now=now)
    if form.is_bound and form.is_valid():
        try:
            actions.rename_face(membership=member, now=now, **form.cleaned_data)
        except actions.RenamedLately as refused:
            form.add_error("points_to_me", str(refused))
        except (HandleRefused, NameTaken) as refused:
            form.add_error("handle", str(refused))
        else:
            messages.success(request, _("This is your name now, wherever you have written in this group."))
            return redirect("groups:me", code=code)
    context = {"form": form, "opens_on": _day(opens_on), "back_url": f"/g/{code}/me/"}
    return render(request, "groups/my_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def label(request: HttpRequest, code: str) -> HttpResponse:
    """A word of my own for the group, in place of its name on my pages."""
    request.actor.require("groups.own_face", request.group)
    member = own_membership(request)
    form = LabelForm(request.POST if request.method == "POST" else None, initial={"label": member.label})
    if form.is_bound and form.is_valid():
        actions.label_group(membership=member, label=form.cleaned_data["label"])
        messages.success(request, _("Your pages call it so from now on. Nobody else sees it."))
        return redirect("groups:me", code=code)
    return render(request, "groups/my_label.html", {"form": form, "back_url": f"/g/{code}/me/"})


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, code: str) -> HttpResponse:
    """A line about oneself, and pronouns."""
    request.actor.require("groups.describe_face", request.group)
    face = own_face(request)
    form = DescribeForm(request.POST or None, initial={"about": face.about, "pronouns": face.pronouns})
    if form.is_bound and form.is_valid():
        actions.describe_face(persona=face, **form.cleaned_data)
        messages.success(request, _("It is saved. Others in this group see it on your page."))
        return redirect("groups:me", code=code)
    return render(request, "groups/my_words.html", {"form": form, "back_url": f"/g/{code}/me/"})


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """A picture from a file, made anew from what can be seen."""
    request.actor.require("groups.describe_face", request.group)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        if not ratelimit.allow(f"face-picture:{request.actor.seat_in(request.group.pk).persona_id}", **PICTURES):
            form.add_error("file", _("That is many pictures in one hour. Please try again a little later."))
            return render(request, "groups/my_picture.html", {"form": form, "back_url": f"/g/{code}/me/"}, status=429)
        try:
            looks.show_picture(persona=own_face(request), picture=form.rebuilt())
        except PictureRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Your picture is there now. Everything hidden in the file was left behind."))
            return redirect("groups:me", code=code)
    return render(request, "groups/my_picture.html", {"form": form, "back_url": f"/g/{code}/me/"})


@require_POST
def pattern(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the pattern; the picture is erased."""
    request.actor.require("groups.own_face", request.group)
    looks.show_pattern(persona=own_face(request))
    messages.success(request, _("Your picture is gone, and your pattern is back."))
    return redirect("groups:me", code=code)


@require_safe
def portrait(request: HttpRequest, code: str, ref: UUID) -> HttpResponse:
    """A picture that somebody in the group wears; 404 for everybody outside it, and once it is worn no more."""
    if not request.actor.can("groups.see_picture", request.group):
        raise Http404
    name = looks.picture_file(request.group.pk, ref)
    if not name:
        raise Http404
    return picturestore.answer(name)


def _day(day: date | None) -> str:
    if day is None:
        return ""
    return dateformat.format(day, pgettext("day and month, as Django's date filter writes them", "j F"))
