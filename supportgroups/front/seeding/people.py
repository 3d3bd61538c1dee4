"""Accounts, faces and seats for a seeded world."""

from __future__ import annotations

from datetime import date, datetime

from allauth.account.models import EmailAddress

from accounts.models import Account
from groups.actions.agreeing import CONSENT_WORDING
from groups.models import Agreement, Consent, Membership, Signature, SupportGroup
from personas import faces
from personas.models import Persona
from personas.seating import actor_of


def make_account(email: str, *, zone: str = "UTC", is_staff: bool = False) -> Account:
    """An account with a confirmed address and no password: it is signed in to from /dev/, or by a code."""
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = Account.objects.create_user(email=email, zone=zone)
        EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    if is_staff:
        account.is_staff = account.is_superuser = True
        account.save(update_fields=["is_staff", "is_superuser"])
    return account


def make_face(account: Account, group: SupportGroup, handle: str, now: datetime) -> Persona:
    return faces.take_face(actor=actor_of(account), space=group.space, handle=handle, now=now)


def make_member(
    persona: Persona, group: SupportGroup, agreement: Agreement, *, joined: datetime, status: str, today: date
) -> Membership:
    """A membership with its signature and consent; `status` is active, break or left."""
    ended = {"ended_on": today, "ended_how": Membership.Ending.LEFT} if status == Membership.Status.LEFT else {}
    Signature.objects.create(group=group, persona=persona, agreement=agreement, agreed_at=joined)
    Consent.objects.create(group=group, persona=persona, wording=CONSENT_WORDING, given_at=joined)
    return Membership.objects.create(
        group=group, persona=persona, status=status, joined_on=joined.date(), last_visit_on=today, **ended
    )
