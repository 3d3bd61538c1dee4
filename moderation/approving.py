"""The operator's pages for new groups that wait, and the founder's way to ask again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from moderation import actions, pages
from moderation.forms import ApprovalForm
from moderation.models import Approval


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Every new group that waits."""
    request.actor.require("moderation.approve")
    return render(request, "moderation/approvals.html", {"rows": pages.waiting_groups(request.actor, timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, which: str) -> HttpResponse:
    """Its public face as it would be; open it, or say why not."""
    request.actor.require("moderation.approve")
    found = Approval.objects.visible_to(request.actor).select_related("group__policy", "group__host")
    approval = get_object_or_404(found, group__code=which)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        note, now = form.cleaned_data["note"], timezone.now()
        if form.cleaned_data["answer"] == "open":
            actions.approve(approval=approval, note=note, now=now)
            messages.success(request, _("The group is open, and its founder has been told."))
        else:
            actions.decline(approval=approval, note=note, now=now)
            messages.success(request, _("Its founder has been told why, and can ask again."))
        return redirect("moderation:approvals")
    page = pages.approval_page(approval, timezone.now())
    return render(request, "moderation/approval.html", {"page": page, "face": page.face, "form": form})


@require_POST
def ask_again(request: HttpRequest, code: str) -> HttpResponse:
    """The founder has changed the group, and asks again."""
    request.actor.require("moderation.ask_approval", request.group)
    actions.ask_approval_again(group=request.group, now=timezone.now())
    messages.success(request, _("Who runs the server looks at it again. You hear of the answer here."))
    return redirect("front:group", code=code)
