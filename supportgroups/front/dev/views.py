"""For development: sign in as anybody at one press, read all mail, see every component."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import Account
from supportgroups.front.dev.pages import CAST, Letter, PagesWorthSeeing, people, places
from supportgroups.lib.showcase import sample_components

NEWEST = 100


def start(request: HttpRequest) -> HttpResponse:
    """The cast, and ten pages worth seeing."""
    page = PagesWorthSeeing(people=people(CAST), places=places())
    return render(request, "dev/start.html", {"page": page})


@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Signs in without a code."""
    account = get_object_or_404(Account, pk=pk)
    login(request, account)
    if account.is_staff:
        record_authentication(request, account, method="mfa")  # or nobody could look at the operator's pages here
    return redirect("/home/")


def mail(request: HttpRequest) -> HttpResponse:
    """The newest letters, newest first."""
    files = sorted(folder().glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    letters = [letter for file in files[:NEWEST] for letter in read(file)]
    return render(request, "dev/mail.html", {"letters": letters})


def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter as text, headers and all."""
    file = next((file for file in folder().glob("*.log") if file.stem == name), None)
    if file is None:
        raise Http404
    return HttpResponse(file.read_bytes(), content_type="text/plain; charset=utf-8")


def components(request: HttpRequest) -> HttpResponse:
    """Every component, with sample words."""
    return render(request, "components/preview.html", sample_components())


def folder() -> Path:
    """Where development keeps its mail."""
    return Path(settings.EMAIL_FILE_PATH)


def read(file: Path) -> list[Letter]:
    """The letters of one file; Django puts a line of dashes after each."""
    found = []
    for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
        if part.strip():
            message = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            body = message.get_body(("plain",))
            text = body.get_content() if body else ""
            found.append(Letter(file.stem, str(message["To"]), str(message["Subject"]), str(message["Date"]), text))
    return found
