"""What is kept of a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import faces
from accounts.views.own import account_of


@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is kept of a person, with all their names side by side: for their own eyes."""
    request.actor.require("accounts.self", None)
    return render(
        request, "account/data.html", {"faces": faces.listed(request.actor), "address": account_of(request).email}
    )
