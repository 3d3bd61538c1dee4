"""Other places for somebody who is pointed elsewhere. The directory knows them; the settings name whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from groups.models import SupportGroup

MOST_SUGGESTED = 5


@dataclass(frozen=True)
class Alternative:
    """Another place to turn to. `url` leads to it on this site or elsewhere; it may be empty, the name may not."""

    name: str
    url: str = ""


def suggested_for(group: SupportGroup) -> list[Alternative]:
    """Places that may fit whoever came to this group, the nearest first; five at most."""
    return list(import_string(settings.ADMISSION_ALTERNATIVES)(group, MOST_SUGGESTED))
