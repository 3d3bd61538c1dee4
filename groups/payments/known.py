"""The ways to pay that there are on this site."""

from __future__ import annotations

from django.conf import settings

from groups.payments import BY_HAND, PaymentProvider
from groups.payments.gateway import Gateway
from groups.payments.manual import Manual


def provider_of(name: str) -> PaymentProvider | None:
    """The one of this name; by hand for none, None where the operator has not set it up (any more)."""
    if name == BY_HAND:
        return Manual()
    options = settings.PAYMENT_PROVIDERS.get(name)
    return None if options is None else Gateway(name=name, address=options["address"], secrets=options["secrets"])


def names() -> list[str]:
    """Those that the operator has set up."""
    return sorted(settings.PAYMENT_PROVIDERS)
