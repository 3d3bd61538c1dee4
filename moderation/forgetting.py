"""What the desk keeps of a face that is forgotten: that something was decided, and none of the words."""

from __future__ import annotations

from django.db.models import Q

from moderation.models import Appeal, Hold, Reason, Removal, Report
from personas.models import Persona


def forget(persona: Persona) -> None:
    """Empty what the face wrote to the desk, and what was written there about its posts; nothing it
    asked for waits any more. Safe to repeat."""
    Report.objects.filter(Q(reporter=persona) | Q(case__about=persona)).update(words="")
    Reason.objects.filter(decision__case__about=persona).delete()
    Appeal.objects.open().filter(about=persona).delete()
    Appeal.objects.filter(about=persona).update(words="", answer="")
    Removal.objects.filter(about=persona).update(reason="")
    Hold.objects.filter(post__author=persona).delete()
