"""Emergency numbers by country, each as published by the state or the union that runs it.

Helplines beyond these are a list that the operator keeps; nothing is fetched from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class EmergencyNumber:
    """Where somebody in danger calls. `country` is an ISO 3166 code; `place` is what people call it."""

    country: str
    place: str | Promise
    number: str


NUMBERS = (
    EmergencyNumber("EU", _("European Union"), "112"),
    EmergencyNumber("GB", _("United Kingdom"), "999"),
    EmergencyNumber("IE", _("Ireland"), "112"),
    EmergencyNumber("US", _("United States"), "911"),
    EmergencyNumber("CA", _("Canada"), "911"),
    EmergencyNumber("AU", _("Australia"), "000"),
    EmergencyNumber("NZ", _("New Zealand"), "111"),
    EmergencyNumber("CH", _("Switzerland"), "144"),
    EmergencyNumber("NO", _("Norway"), "113"),
    EmergencyNumber("IN", _("India"), "112"),
    EmergencyNumber("ZA", _("South Africa"), "112"),
)


def emergency_numbers(country: str) -> tuple[EmergencyNumber | None, list[EmergencyNumber]]:
    """The operator's country (None where it is not set or not known) and all others."""
    first = next((known for known in NUMBERS if known.country == country.upper()), None)
    return first, [known for known in NUMBERS if known is not first]
