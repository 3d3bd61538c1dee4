"""A fee in the seed world: some have paid, some owe, one cannot pay."""

from __future__ import annotations

from datetime import datetime, timedelta

from groups.actions import fees
from groups.models import Fee, Membership, SupportGroup
from personas.models import Persona

ASKED = fees.FeeSettings(
    rhythm=Fee.Rhythm.MONTHLY,
    currency="EUR",
    least=200,
    suggested=500,
    most=1500,
    how_to_pay="To the group's account, IBAN XX00 0000 0000 0000, or in cash at the front desk.",
    grace_days=30,
    before_entry=True,
)


def seed_fee(group: SupportGroup, admin: Persona, treasurer: Persona, now: datetime) -> None:
    """Asked for since last month; of those who were there every second has paid, and one has asked to go free."""
    fees.change_fee(group=group, wanted=ASKED, by=admin, now=now - timedelta(days=62))
    fees.charge_due(now=now)
    members = Membership.objects.filter(group=group, status=Membership.Status.ACTIVE).order_by("pk")
    for number, membership in enumerate(members):
        account = fees.account_of(membership=membership, now=now)
        if number == 0:
            fees.ask_for_waiver(account=account, now=now)
        elif number % 2:
            fees.record_payment(account=account, amount=500, on_day=now.date(), by=treasurer, now=now)
