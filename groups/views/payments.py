"""Where a provider tells of payments. It is believed for its signature alone; nothing else about it is asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from groups.actions import fees
from groups.payments import BY_HAND, MOST_BYTES, NotGenuine, NotUnderstood
from groups.payments.known import provider_of


@csrf_exempt
@require_POST
def hear(request: HttpRequest, provider: str) -> HttpResponse:
    """An event: 200 for what stands in the ledger now, also when it stood there before; 403 for whatever is not signed
    by this provider a moment ago, in the same words; 413 for more than an event can be; 422 for what is not ours."""
    request.actor.require("public.page", None)
    known = provider_of(provider) if provider != BY_HAND else None
    if known is None:
        raise Http404
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _said("too long", 413)
    now = timezone.now()
    try:
        fees.hear(provider=known.name, news=known.confirm(headers=request.headers, body=body, now=now), now=now)
    except NotGenuine:
        return _said("not signed", 403)
    except NotUnderstood:
        return _said("not understood", 422)
    return _said("heard", 200)


def _said(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
