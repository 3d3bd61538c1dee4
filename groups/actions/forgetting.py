"""What the door forgets when an account is erased."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from groups.actions.joining import membership_of
from groups.actions.leaving import leave
from groups.models import AdmissionRequest, Closing, Consent, FacilitatorWeek, Hiding, InvitationUse, Membership
from personas.models import Persona

_NO_CREDENTIAL = {
    "profession": "",
    "credential": "",
    "checked_by": None,
    "checked_on": None,
    "credential_ends_on": None,
}


def forget(persona: Persona) -> None:
    """End the membership, and take away what was written at the door, and consent. Safe to repeat."""
    now = timezone.now()
    membership = membership_of(persona)
    if membership is not None:
        leave(membership=membership, now=now, how=Membership.Ending.ERASED)
        Membership.objects.filter(pk=membership.pk).update(label="")
        membership.appointments.update(**_NO_CREDENTIAL)
        membership.cohort_seats.all().delete()
    Closing.objects.filter(asked_by=persona).update(words="")
    AdmissionRequest.objects.filter(persona=persona).delete()
    Consent.objects.filter(persona=persona, withdrawn_at=None).update(withdrawn_at=now)
    FacilitatorWeek.objects.filter(persona=persona).delete()
    InvitationUse.objects.filter(persona=persona).delete()
    Hiding.objects.filter(Q(by=persona) | Q(about=persona)).delete()
