"""Making invitations, and coming in by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups import actions, pages
from groups.forms import CodeForm, InviteByMailForm, InvitedForm, InviteForm
from groups.models import AdmissionRequest, Cohort, Invitation, Membership
from groups.seats import seat
from groups.views.faces import own_face
from groups.views.join import TICKS
from personas import faces
from personas.faces import NameTaken
from supportgroups.lib import ratelimit
from supportgroups.lib.handles import HandleRefused

# Letters one person may send in a day, and codes that one network may try in an hour.
MOST_LETTERS, DAY = 30, 24 * 3600
MOST_TRIES, HOUR = 300, 3600


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, code: str) -> HttpResponse:
    """What still opens, and a form for one more."""
    request.actor.require("groups.admit", request.group)
    runs = actions.open_runs(request.group, timezone.now())
    form = InviteForm(request.POST if request.method == "POST" else None, runs=_named(runs))
    if form.is_bound and form.is_valid():
        answers = form.cleaned_data
        run = _chosen(runs, answers.pop("run", ""))
        actions.invite(group=request.group, by=own_face(request), now=timezone.now(), run=run, **answers)
        messages.success(request, _("The invitation is made. Give its link or its code to whom you like."))
        return redirect("groups:invitations", code=code)
    rows = pages.invitations(request.actor, request.group, timezone.now())
    return render(request, "groups/invitations.html", {"rows": rows, "form": form, "group_url": f"/g/{code}/"})


@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request: HttpRequest, code: str) -> HttpResponse:
    """Send invitations; the answer is the same whoever the addresses belong to."""
    request.actor.require("groups.admit", request.group)
    runs = actions.open_runs(request.group, timezone.now())
    form = InviteByMailForm(request.POST if request.method == "POST" else None, runs=_named(runs))
    if form.is_bound and form.is_valid():
        sender, addresses = own_face(request), form.cleaned_data["addresses"]
        run = _chosen(runs, form.cleaned_data.get("run", ""))
        limited = f"invitations:{sender.pk}"
        for address in addresses:
            if not ratelimit.allow(limited, limit=MOST_LETTERS, seconds=DAY):
                messages.info(request, _("That is enough for today. What is not sent yet can be sent tomorrow."))
                break
            key, now = form.cleaned_data["key"], timezone.now()
            actions.invite_by_mail(group=request.group, by=sender, address=address, key=key, run=run, now=now)
        else:
            messages.success(request, _("The letters are on their way. Nobody is told who has used theirs."))
        return redirect("groups:invitations", code=code)
    return render(request, "groups/invite_by_mail.html", {"form": form, "back_url": f"/g/{code}/invitations/"})


def _named(runs: list[Cohort]) -> list[tuple[str, str]]:
    return [(str(run.ref), run.name) for run in runs]


def _chosen(runs: list[Cohort], ref: str) -> Cohort | None:
    return next((run for run in runs if str(run.ref) == ref), None)


@require_safe
def slip(request: HttpRequest, code: str, word: str) -> HttpResponse:
    """To be printed: an address and a code to type there, and no word of what it is about."""
    request.actor.require("groups.admit", request.group)
    row = pages.invitation_row(_find(request, word), request.group, request.actor, timezone.now())
    context = {"row": row, "type_url": request.build_absolute_uri("/invited/"), "back_url": f"/g/{code}/invitations/"}
    return render(request, "groups/invitation_slip.html", context)


@require_POST
def end(request: HttpRequest, code: str, word: str) -> HttpResponse:
    """Nobody comes in by it any more."""
    request.actor.require("groups.admit", request.group)
    actions.end_invitation(invitation=_find(request, word), by=own_face(request), now=timezone.now())
    messages.success(request, _("This invitation opens nothing any more. Who came by it stays."))
    return redirect("groups:invitations", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """For whoever has a code on paper."""
    request.actor.require("groups.be_invited")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        invitation = opened(request, form.cleaned_data["code"])
        if invitation is not None:
            return redirect("groups:invitation", word=invitation.code)
        form.add_error("code", str(actions.InvitationOver.sentence))
    return render(request, "groups/invited_code.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def come(request: HttpRequest, word: str) -> HttpResponse:
    """What one is invited into, and everything that is asked before one is in, on one page."""
    request.actor.require("groups.be_invited")
    now = timezone.now()
    invitation = opened(request, word)
    if invitation is None:
        used = actions.invitation_used(request.actor, word)
        if used is not None:
            return redirect("front:group", code=used.group.code)
        return render(request, "groups/invited_over.html", {"sentence": str(actions.InvitationOver.sentence)})
    here = seat(request.actor, invitation.group, now).seat_in(invitation.group_id)
    if here.is_member and invitation.cohort is not None and invitation.cohort.pk not in here.cohort_ids:
        place = reverse("groups:run_place", args=[invitation.group.code, invitation.cohort.ref])
        return redirect(f"{place}?invited={invitation.code}")
    if here.is_member:
        return redirect("front:group", code=invitation.group.code)
    if here.request_state is not None:
        return redirect("groups:request", code=invitation.group.code)
    page = pages.invited(invitation, now)
    if request.method != "POST":
        name = "" if here.handle else faces.suggest_handle(invitation.group_id)
        return _invited_page(request, page, _form(invitation, page, here.handle, {"handle": name}), here.handle)
    form = _form(invitation, page, here.handle, data=request.POST)
    if not form.is_valid():
        return _invited_page(request, page, form, here.handle)
    return _come(request, invitation, page, form, here.handle)


def _form(
    invitation: Invitation, page: pages.Invited, handle: str, typed: dict[str, Any] | None = None, data: Any = None
) -> InvitedForm:
    """What is asked; `handle`: of who has a face there. `typed` is what stays where the page has changed meanwhile."""
    kept = {name: value for name, value in (typed or {}).items() if name not in TICKS}
    return InvitedForm(
        data,
        initial=kept | {"version": page.rules_version},
        least_age=page.least_age,
        has_face=bool(handle),
        runs=page.choice,
        questions=actions.questions_of(invitation.group.policy),
    )


def _come(
    request: HttpRequest, invitation: Invitation, page: pages.Invited, form: InvitedForm, handle: str
) -> HttpResponse:
    answers = form.cleaned_data
    try:
        came = actions.come_by_invitation(
            actor=request.actor,
            invitation=invitation,
            handle=answers["handle"],
            agreed_version=answers["version"],
            consented=answers["has_consented"],
            is_of_age=answers.get("is_of_age", False),
            answers=form.given(),
            wish=form.wish(),
            now=timezone.now(),
        )
    except (actions.InvitationOver, actions.CannotTakeIn) as refused:
        return render(request, "groups/invited_over.html", {"sentence": str(refused)})
    except (actions.RulesNotAgreed, actions.AgeNotSaid, actions.QuestionsChanged, actions.RunIsFull) as changed:
        messages.info(request, str(changed))
        page = pages.invited(invitation, timezone.now())
        return _invited_page(request, page, _form(invitation, page, handle, answers), handle)
    except (HandleRefused, NameTaken) as refused:
        form.add_error("handle", str(refused))
        return _invited_page(request, page, form, "")
    return _came(request, invitation, came)


def _came(request: HttpRequest, invitation: Invitation, came: Membership | AdmissionRequest) -> HttpResponse:
    if isinstance(came, AdmissionRequest):
        if came.state != AdmissionRequest.State.PAYING:
            messages.info(request, _("All places are taken just now, so you are on the waiting list."))
        return redirect("groups:request", code=invitation.group.code)
    messages.success(request, _("You are in. Read as long as you like, and write when you want to."))
    next_page = "groups:my_card" if invitation.group.asks_contact_card else "front:group"
    return redirect(next_page, code=invitation.group.code)


def _invited_page(request: HttpRequest, page: pages.Invited, form: InvitedForm, handle: str) -> HttpResponse:
    return render(request, "groups/invited.html", {"page": page, "form": form, "former_handle": handle})


def opened(request: HttpRequest, typed: str) -> Invitation | None:
    """The invitation, if it opens. A ward behind one address gets through; who guesses has 300 tries in 10^11."""
    network = ratelimit.client_network(request)
    if not ratelimit.allow(f"invited:{network}", limit=MOST_TRIES, seconds=HOUR):
        return None
    return actions.invitation_of(typed, timezone.now())


def _find(request: HttpRequest, word: str) -> Invitation:
    rows = Invitation.objects.visible_to(request.actor).filter(group=request.group)
    return get_object_or_404(rows.open(timezone.now()), code=word)
