"""Ground rules, who agreed to them, and consent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from groups.actions.refusals import RulesNotAgreed
from groups.models import Agreement, Consent, Signature, SupportGroup
from personas.models import Persona
from supportgroups.lib import markup
from supportgroups.lib.prepared import prepared

# The wording of the consent tick. A change of its meaning is a new name, so that each row says what was agreed to.
CONSENT_WORDING = "2026-11"
# What was shown under each name. None is ever taken away while somebody's consent says it.
CONSENT_WORDINGS = {
    "2026-11": _("This group may keep what I write, and show it to those who can read here"),
}


def agreement_in_force(group: SupportGroup) -> Agreement:
    """The latest ground rules. One statement."""
    found = _latest(group.pk)
    if not found:
        raise Agreement.DoesNotExist
    return found[0]


@prepared
def _latest(group_id: int) -> QuerySet[Agreement]:
    return Agreement.objects.filter(group=group_id).order_by("-version")[:1]


def new_agreement(*, group: SupportGroup, source: str, now: datetime) -> Agreement:
    """The next version of the ground rules; the same text again makes none. Called under the door's lock.

    Raises `markup.TooLong`.
    """
    last = Agreement.objects.filter(group=group).order_by("-version").first()
    rendered = markup.render(source)
    if last is not None and last.source == rendered.source:
        return last
    version = last.version + 1 if last else 1
    return Agreement.objects.create(
        group=group, version=version, source=rendered.source, html=rendered.html, made_at=now
    )


def check_agreed(*, group: SupportGroup, agreed_version: int | None, consented: bool) -> Agreement:
    """The agreement in force, if this is what was agreed to and consent was given. Raises `RulesNotAgreed`."""
    agreement = agreement_in_force(group)
    if agreed_version != agreement.version or not consented:
        raise RulesNotAgreed
    return agreement


@transaction.atomic
def agree(*, group: SupportGroup, face: Persona, agreed_version: int, now: datetime) -> Agreement:
    """A member agrees to the rules in force; the version is kept. Safe to repeat. Raises `RulesNotAgreed`."""
    agreement = check_agreed(group=group, agreed_version=agreed_version, consented=True)
    Signature.objects.get_or_create(
        agreement=agreement, persona=face, defaults={"group_id": agreement.group_id, "agreed_at": now}
    )
    return agreement


def sign(*, face: Persona, agreement: Agreement, now: datetime) -> None:
    """Keep that a face agreed and consented; a second time keeps the first. Two statements."""
    signature = Signature(group_id=agreement.group_id, agreement=agreement, persona=face, agreed_at=now)
    consent = Consent(group_id=agreement.group_id, persona=face, wording=CONSENT_WORDING, given_at=now)
    Signature.objects.bulk_create([signature], ignore_conflicts=True)
    Consent.objects.bulk_create([consent], ignore_conflicts=True)


def consent_of(face: Persona) -> Consent | None:
    """The consent that holds for what this face writes. One statement."""
    return Consent.objects.filter(persona=face, withdrawn_at=None).first()


def signed_version(face: Persona) -> int | None:
    """The newest version of the ground rules that the face agreed to. One statement."""
    return Signature.objects.filter(persona=face).aggregate(newest=Max("agreement__version"))["newest"]
