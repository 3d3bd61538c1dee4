"""What a group asks for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction

from groups.actions.fees.aside import put_all_aside
from groups.actions.fees.entry import ask_nobody
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.models import Fee, SupportGroup
from personas.models import Persona


@dataclass(frozen=True)
class FeeSettings:
    """Everything that can be changed about a fee, as it shall be; amounts in the currency's smallest unit."""

    rhythm: str
    currency: str
    least: int
    suggested: int
    most: int
    how_to_pay: str
    grace_days: int
    before_entry: bool = False
    provider: str = ""

    @classmethod
    def of(cls, fee: Fee) -> FeeSettings:
        """What a fee says now."""
        return cls(**{field.name: getattr(fee, field.name) for field in fields(cls)})


@transaction.atomic
def change_fee(*, group: SupportGroup, wanted: FeeSettings, by: Persona, now: datetime) -> Fee:
    """Ask for this from now on. What is due already stays as it is; nobody owes anything for the time before.

    Safe to repeat; what changes is logged. Holds the door's row lock.
    """
    lock_door(group)
    before = Fee.objects.filter(group=group).first()
    starts_on = _first_day(wanted.rhythm, now.date())
    if before is not None and before.rhythm == wanted.rhythm:
        starts_on = before.starts_on
    after = asdict(wanted) | {"starts_on": starts_on}
    if before is not None and all(getattr(before, name) == value for name, value in after.items()):
        return before
    fee, _is_new = Fee.objects.update_or_create(group=group, defaults=after | {"changed_at": now})
    if not fee.before_entry:
        ask_nobody(group.pk, now)
    noted = {
        name: after[name] for name in ("rhythm", "currency", "least", "suggested", "most", "before_entry", "provider")
    }
    log("groups.fee", group_id=group.pk, by=by, now=now, detail=noted)
    return fee


@transaction.atomic
def stop_asking(*, group: SupportGroup, by: Persona, now: datetime) -> None:
    """Ask for nothing any more. What is due already stays in the ledger; what is ahead is to be sent back. Safe to
    repeat."""
    lock_door(group)
    if Fee.objects.filter(group=group).delete()[0]:
        ask_nobody(group.pk, now)
        put_all_aside(group.pk, now)
        log("groups.fee_ended", group_id=group.pk, by=by, now=now)


def _first_day(rhythm: str, today: date) -> date:
    """The day from which something may fall due: where it comes again and again, the first of the next month."""
    if rhythm not in (Fee.Rhythm.MONTHLY, Fee.Rhythm.YEARLY):
        return today
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
