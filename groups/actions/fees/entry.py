"""What is given before somebody comes in. The door knows of it that a place is kept, and that it opens; no more."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from groups.actions.fees.aside import put_aside_if_gone, take_up
from groups.actions.fees.ledger import Kind, enter, goes_free, locked, next_full_hour, weigh
from groups.actions.fees.owing import ONCE, Period, amount_for, in_currency, is_charged, opened, period_of, run_period
from groups.actions.fees.waiving import grant_waiver
from groups.actions.runplaces import door_run
from groups.models import Cohort, Fee, FeeAccount, FeePayment, FeeWaiver
from personas import faces
from supportgroups.lib.prepared import prepared

# How long a place is kept after a no to who cannot pay, and after each part of the fee that comes in.
AFTER_A_NO = timedelta(days=7)
AFTER_A_PART = timedelta(days=14)


def ask_entry(*, group_id: int, persona_id: int, now: datetime, run: Cohort | None = None) -> bool:
    """Ask a face for what is given before entry; whether anything is. Under the door's lock. Safe to repeat.

    `run`: where its place is; without one, in the run that takes people now. Who has given it before, or need not, is
    asked for nothing.
    """
    fee = next(iter(_asked_before(group_id)), None)
    if fee is None:
        return False
    if fee.rhythm == Fee.Rhythm.RUN:
        run = run or door_run(fee.group, now)
    period = entry_period(fee, now.date(), run)
    if period is None:
        return False
    [code] = faces.payment_codes([persona_id])
    account = locked(opened(fee, code))
    if account.currency == fee.currency:
        take_up(account)
    if account.entry is None:
        if is_charged(account, period) or goes_free(account, now.date()):
            return False
        account = locked(in_currency(account, fee, now))
        if not (amount := amount_for(account, fee.for_run(run))):
            return False
        account.entry = amount
        account.save(update_fields=["entry"])
    weigh(account, now)
    return True


@prepared
def _asked_before(group_id: int) -> QuerySet[Fee]:
    return Fee.objects.filter(group_id=group_id, before_entry=True).select_related("group")


@transaction.atomic
def choose_entry(*, account: FeeAccount, fee: Fee, amount: int, now: datetime) -> FeeAccount:
    """The amount its owner gives before coming in, and from then on. `fee`: that of her run. ValueError outside."""
    if not fee.least <= amount <= fee.most:
        raise ValueError("outside what the group asks for")
    account = locked(account)
    if account.entry is not None:
        account.entry = account.wish = amount
        account.save(update_fields=["entry", "wish"])
        weigh(account, now)
    return account


def entry_account(persona_id: int, group_id: int) -> FeeAccount | None:
    """The account of a face at the door; for its own eyes, and for what time does. Two statements."""
    code = faces.payment_code(persona_id)
    return FeeAccount.objects.filter(group_id=group_id, code=code).first() if code else None


def open_accounts(now: datetime) -> list[tuple[str, int]]:
    """(code, group) of places that open by now, the earliest first."""
    due = FeeAccount.objects.filter(opens_at__lte=now).order_by("opens_at", "pk")
    return list(due.values_list("code", "group_id"))


def is_open(code: str, now: datetime) -> bool:
    """Whether it still is, under the account's row lock."""
    account = FeeAccount.objects.select_for_update().filter(code=code).first()
    return account is not None and account.opens_at is not None and account.opens_at <= now


def close_entry(code: str) -> None:
    """Nothing is asked at the door any more: the place has gone, or nobody is behind the code. What came in stays."""
    FeeAccount.objects.filter(code=code).update(entry=None, opens_at=None)


def take_entry(*, persona_id: int, group_id: int, run: Cohort | None, now: datetime) -> None:
    """As its owner comes in, what was asked before falls due, which what was given covers. Under the door's lock.

    `run` is the one that she comes into, where there is one.
    """
    found = entry_account(persona_id, group_id)
    if found is None:
        return
    account = locked(found)
    take_up(account)
    amount, account.entry, account.opens_at = account.entry, None, None
    account.save(update_fields=["entry", "opens_at"])
    fee = Fee.objects.filter(group_id=group_id, before_entry=True).first()
    period = entry_period(fee, now.date(), run) if fee is not None else None
    if amount and period is not None and not is_charged(account, period):
        enter(account, Kind.DUE, amount, on_day=period.begins_on, now=now, period=period.name)
        if account.balance > 0 and goes_free(account, now.date()):
            enter(account, Kind.WAIVED, -account.balance, on_day=period.begins_on, now=now, period=period.name)


@transaction.atomic
def let_go(persona_id: int, group_id: int, now: datetime) -> None:
    """The person has gone on from the door, or from the group; a member asks for a further run no more. What came in
    under the code and is not used is to be sent back; it counts if she asks again before. Under the door's lock. Safe
    to repeat."""
    if found := entry_account(persona_id, group_id):
        close_entry(found.code)
        put_aside_if_gone(locked(found), now)


def let_go_of_lost(now: datetime) -> int:
    """What came in under codes that lead to nobody any more, since their owners were forgotten, is to be sent back; how
    many. For the worker; safe to repeat. Three statements for each."""
    ahead = FeeAccount.objects.filter(balance__lt=0, back_on__isnull=True).values_list("code", flat=True)
    codes = set(ahead)
    return sum(_let_go_of_lost(code, now) for code in sorted(codes - faces.codes_in_use(codes)))


@transaction.atomic
def _let_go_of_lost(code: str, now: datetime) -> bool:
    close_entry(code)
    return put_aside_if_gone(FeeAccount.objects.select_for_update().get(code=code), now)


def kept_until(persona_id: int, group_id: int, now: datetime) -> datetime | None:
    """Until when a place is kept whose time is over: None lets it go. Under the door's lock.

    Nobody loses a place over an answer that did not come, or over money that came late or in parts.
    """
    account = entry_account(persona_id, group_id)
    if account is None or account.entry is None:
        return None
    waiver = account.waivers.order_by("-pk").first()
    if waiver is not None and waiver.state == FeeWaiver.State.ASKED:
        grant_waiver(waiver=waiver, by=None, now=now)
        account.refresh_from_db()
    if account.opens_at is not None:
        return max(account.opens_at, now + timedelta(minutes=1))
    again = []
    if waiver is not None and waiver.state == FeeWaiver.State.DECLINED and waiver.decided_on:
        again.append(_noon(waiver.decided_on, now) + AFTER_A_NO)
    parts = FeePayment.objects.filter(account=account, kind=FeePayment.Kind.PAID, correction__isnull=True)
    last = parts.order_by("-pk").values_list("made_at", flat=True).first()
    again += [last + AFTER_A_PART] if last is not None and account.balance < 0 else []
    return max((one for one in again if one > now), default=None)


def waits_for_others(persona_id: int, group_id: int) -> bool:
    """Whether nothing is left for the person to do: it is settled, or they have said that they cannot pay."""
    account = entry_account(persona_id, group_id)
    if account is None or account.opens_at is not None:
        return True
    return account.waivers.filter(state=FeeWaiver.State.ASKED).exists()


def ask_nobody(group_id: int, now: datetime) -> None:
    """The group asks for nothing before entry any more: every place that is kept opens. Under the door's lock."""
    kept = FeeAccount.objects.select_for_update().filter(group_id=group_id, entry__isnull=False)
    for account in kept.order_by("pk"):
        FeeAccount.objects.filter(pk=account.pk).update(entry=0, opens_at=account.opens_at or next_full_hour(now))


def entry_period(fee: Fee, today: date, run: Cohort | None) -> Period | None:
    """For which time the first of it counts: the one that runs; past its middle, the next. None while there is none."""
    if fee.rhythm == Fee.Rhythm.RUN:
        return run_period(run) if run is not None else None
    if fee.rhythm == Fee.Rhythm.ONCE:
        return Period(ONCE, today.replace(day=1))
    runs = period_of(fee, max(today, fee.starts_on))
    if runs is None:
        raise ValueError("a gift opens no door")
    ends_on = _next_begins(fee, runs)
    is_late = today - runs.begins_on > (ends_on - runs.begins_on) / 2
    return (period_of(fee, ends_on) or runs) if is_late else runs


def _next_begins(fee: Fee, period: Period) -> date:
    if fee.rhythm == Fee.Rhythm.YEARLY:
        return period.begins_on.replace(year=period.begins_on.year + 1)
    first = period.begins_on
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _noon(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(12), tzinfo=now.tzinfo)
