"""What falls due, and for which code. A code is made for a face in the vault; here it is a code and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from groups.actions.fees.aside import EXCHANGED, put_aside, put_aside_if_gone, run_period_name
from groups.actions.fees.ledger import Kind, enter, goes_free, locked
from groups.actions.runplaces import day_in, seats_taken
from groups.models import Cohort, Fee, FeeAccount, FeePayment, FeeWaiver, Membership, SupportGroup
from personas import faces

ONCE = "once"


@dataclass(frozen=True)
class Period:
    """A time for which something is due: its name in the ledger, and its first day."""

    name: str
    begins_on: date


@transaction.atomic
def account_of(*, membership: Membership, now: datetime) -> FeeAccount:
    """The member's own account, opened if there is none; what is asked for once falls due with it. Safe to repeat."""
    fee = Fee.objects.get(group_id=membership.group_id)
    [code] = faces.payment_codes([membership.persona_id])
    account, period = opened(fee, code), period_of(fee, now.date())
    if period is None or not _was_there(membership, period) or is_charged(account, period):
        return account
    account = in_currency(account, fee, now)
    if charge(account, fee, period, now):
        account.refresh_from_db()
    return account


def account_held(*, membership: Membership) -> FeeAccount | None:
    """The member's own account as it is, None until `account_of` has opened it. Nothing is written."""
    code = faces.payment_code(membership.persona_id)
    return FeeAccount.objects.filter(group_id=membership.group_id, code=code).first()


def accounts_beside(*, account: FeeAccount) -> list[FeeAccount]:
    """All accounts of its owner in this group, the latest last: one for each currency. Two statements."""
    codes = faces.codes_beside(account.code)
    return list(FeeAccount.objects.filter(group_id=account.group_id, code__in=codes).order_by("pk"))


def waits_for_press(*, account: FeeAccount, fee: Fee) -> bool:
    """Whether `account_of` has yet to write what is asked once. What comes round again is written by the schedule."""
    if fee.rhythm != Fee.Rhythm.ONCE:
        return False
    return not _is_written(account, ONCE)


@transaction.atomic
def choose_amount(*, account: FeeAccount, fee: Fee, amount: int, now: datetime) -> FeeAccount:
    """The amount its owner gives from the next time on, within what the group asks. ValueError outside of it."""
    if not fee.least <= amount <= fee.most:
        raise ValueError("outside what the group asks for")
    account = in_currency(account, fee, now)
    FeeAccount.objects.filter(pk=account.pk).update(wish=amount)
    account.wish = amount
    return account


def charge_due(*, now: datetime) -> int:
    """Write what has fallen due by now, each period once; how many lines. Each group is a transaction of its own."""
    count = 0
    open_groups = SupportGroup.objects.standing_open()
    for fee in Fee.objects.filter(group__in=open_groups, rhythm=Fee.Rhythm.RUN).select_related("group"):
        count += sum(_charge_run(fee, run, now) for run in _runs_begun(fee, now))
    for fee in Fee.objects.filter(group__in=open_groups, rhythm__in=(Fee.Rhythm.MONTHLY, Fee.Rhythm.YEARLY)):
        period = period_of(fee, now.date())
        if period is not None:
            count += _charge_group(fee, period, now)
    return count


def is_charged(account: FeeAccount, period: Period) -> bool:
    """Whether the ledger has the period's line for this code, or for another of its owner's. Two statements."""
    return _is_written(account, period.name)


def _is_written(account: FeeAccount, period: str) -> bool:
    mine = FeePayment.objects.filter(account__code__in=faces.codes_beside(account.code))
    return mine.filter(group_id=account.group_id, kind=Kind.DUE, period=period).exists()


def amount_for(account: FeeAccount, fee: Fee) -> int:
    """What its owner gives: as she wished, within what is asked."""
    return min(max(account.wish or fee.suggested, fee.least), fee.most)


def charge(account: FeeAccount, fee: Fee, period: Period, now: datetime) -> bool:
    """Write a period's line for one code, if it is not there; with a waiver that holds, its counterpart too."""
    if is_charged(account, period):
        return False
    account = locked(account)
    if is_charged(account, period):
        return False
    amount = amount_for(account, fee)
    if not amount:
        return False
    enter(account, Kind.DUE, amount, on_day=period.begins_on, now=now, period=period.name)
    if goes_free(account, period.begins_on):
        enter(account, Kind.WAIVED, -amount, on_day=period.begins_on, now=now, period=period.name)
    return True


def run_period(run: Cohort) -> Period:
    """The time of a run."""
    return Period(run_period_name(run.pk), run.starts_on)


def uncharge_run(run: Cohort, now: datetime) -> None:
    """A run was called off: what was due for it is taken back. What was paid counts for the next, of who waits for one;
    of others it is to be sent back. Under the door's lock. Safe to repeat."""
    lines = FeePayment.objects.filter(
        group_id=run.group_id, period=run_period(run).name, kind__in=(Kind.DUE, Kind.WAIVED), correction__isnull=True
    )
    asks_in = Fee.objects.filter(group=run.group_id).values_list("currency", flat=True).first()
    accounts = {}
    for line in lines.select_related("account").order_by("account_id", "pk"):
        account = accounts[line.account_id] = locked(line.account)
        enter(account, Kind.CORRECTED, -line.change, on_day=now.date(), by=None, now=now, corrects=line)
    for account in accounts.values():
        if asks_in is not None and account.currency != asks_in:
            put_aside(account, now, EXCHANGED)
        else:
            put_aside_if_gone(account, now)


def _runs_begun(fee: Fee, now: datetime) -> list[Cohort]:
    """Runs under way that began since the fee is asked for: who was in one before it owes nothing for it."""
    begun = Cohort.objects.live().filter(group_id=fee.pk, starts_on__lte=day_in(fee.group, now))
    return list(begun.filter(starts_on__gte=fee.starts_on))


@transaction.atomic
def _charge_run(fee: Fee, run: Cohort, now: datetime) -> int:
    """Of everybody with a place in it; who serves the whole group takes none."""
    payers = seats_taken(run).filter(membership__status=Membership.Status.ACTIVE)
    return _charge_all(fee.for_run(run), run_period(run), payers.values_list("membership__persona_id", flat=True), now)


@transaction.atomic
def _charge_group(fee: Fee, period: Period, now: datetime) -> int:
    """The same as `_was_there`, for all members at once."""
    members = Membership.objects.filter(
        Q(joined_on__lt=period.begins_on), group_id=fee.pk, status=Membership.Status.ACTIVE
    )
    return _charge_all(fee, period, members.values_list("persona_id", flat=True), now)


def _charge_all(fee: Fee, period: Period, payers: Iterable[int], now: datetime) -> int:
    codes = faces.payment_codes(payers)
    charged = FeePayment.objects.filter(group_id=fee.pk, kind=Kind.DUE, period=period.name, account__code__in=codes)
    done = set(charged.values_list("account__code", flat=True))
    accounts = [in_currency(opened(fee, code), fee, now) for code in codes if code not in done]
    return sum(charge(account, fee, period, now) for account in accounts)


def in_currency(account: FeeAccount, fee: Fee, now: datetime) -> FeeAccount:
    """The account under which its owner pays in the currency that the group asks in.

    A code is of one currency. In another she has a further code: what is due stays with the earlier one, what is ahead
    there is to be sent back, and a waiver comes along. Inside a transaction.
    """
    if account.currency == fee.currency:
        return account
    earlier = locked(account)
    later = opened(fee, faces.another_code(earlier.code))
    earlier.waivers.filter(state__in=(FeeWaiver.State.ASKED, FeeWaiver.State.GRANTED)).update(account=later)
    put_aside(earlier, now, EXCHANGED)
    return later


def opened(fee: Fee, code: str) -> FeeAccount:
    """The account of a code, opened if there is none. One under which nothing was written yet goes along when the group
    asks in another currency."""
    place = {"group_id": fee.pk, "currency": fee.currency}
    account, _is_new = FeeAccount.objects.get_or_create(code=code, defaults=place)
    if account.currency != fee.currency and account.entry is None and not account.entries.exists():
        account.currency, account.wish = fee.currency, None
        account.save(update_fields=["currency", "wish"])
    return account


def _was_there(membership: Membership, period: Period) -> bool:
    """Whether the period falls due for this member: who came after it began begins with the next, who is on a break
    owes nothing for it. What is asked for once, is asked of everybody."""
    if period.name == ONCE:
        return True
    return membership.status == Membership.Status.ACTIVE and membership.joined_on < period.begins_on


def period_of(fee: Fee, today: date) -> Period | None:
    """The period that runs today; None before the first one, and where nothing ever falls due."""
    if fee.rhythm == Fee.Rhythm.ONCE:
        return Period(ONCE, today.replace(day=1))
    if today < fee.starts_on or fee.is_gift or fee.rhythm == Fee.Rhythm.RUN:
        return None
    if fee.rhythm == Fee.Rhythm.MONTHLY:
        return Period(f"{today:%Y-%m}", today.replace(day=1))
    has_come = (today.month, today.day) >= (fee.starts_on.month, fee.starts_on.day)
    year = today.year if has_come else today.year - 1
    return Period(str(year), fee.starts_on.replace(year=year))
