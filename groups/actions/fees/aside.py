"""Money that nobody will use, since the place that it was given for has gone: whoever keeps it is to send it back.

It stands on the treasurer's page from the next day on, among all that came to it on the same day, so that the list
cannot be laid beside the minutes at the door.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from groups.models import AdmissionRequest, Cohort, CohortSeat, Fee, FeeAccount, FeePayment, Membership, SupportGroup
from personas import faces, keyring, letterbox

UNUSED, SENT, TO_SEND = "groups.money_unused", "groups.money_sent", "groups.money_back"
# Ahead in a currency in which the group asks no more.
EXCHANGED = "groups.money_exchanged"
# Where its owner reads more, by what she is to the group: at its door, in it, or neither.
AT_THE_DOOR, INSIDE, OUTSIDE = "_door", "", "_home"


def run_period_name(run_id: int) -> str:
    """What the ledger calls the time of a run: by its number, since its days may change."""
    return f"run {run_id}"


def paid_in(account: FeeAccount) -> int:
    """What was paid and not paid back or corrected, in the smallest unit."""
    moved = (FeePayment.Kind.PAID, FeePayment.Kind.REFUNDED)
    lines = FeePayment.objects.filter(account=account, correction__isnull=True, kind__in=moved)
    return -sum(lines.values_list("change", flat=True))


def put_aside(account: FeeAccount, now: datetime, why: str = UNUSED) -> bool:
    """Have it sent back, what came in and is not used, and tell its owner; whether there is any that was not told of.

    A gift is given, and nothing comes back of it. Under the account's row lock. Safe to repeat.
    """
    if account.balance >= 0 or account.back_on is not None or account.entry is not None or not paid_in(account):
        return False
    if Fee.objects.filter(group_id=account.group_id, rhythm=Fee.Rhythm.GIFT).exists():
        return False
    account.back_on, account.back_told = now.date() + timedelta(days=1), False
    account.save(update_fields=["back_on", "back_told"])
    _tell_owner(account, why, account.pk, now)
    return True


def put_aside_if_gone(account: FeeAccount, now: datetime) -> bool:
    """The same, where nothing is to come that it could count for. Seven statements at most."""
    if account.balance >= 0:
        return False
    payer = faces.payer_behind(account.code)
    return (payer is None or not _will_owe(payer, account)) and put_aside(account, now)


def take_up(account: FeeAccount) -> None:
    """Its owner is here again: it counts, and is not sent back. Under the account's row lock."""
    if account.back_on is not None:
        account.back_on = None
        account.save(update_fields=["back_on"])


def put_all_aside(group_id: int, now: datetime) -> int:
    """The same of all in a group that asks for nothing any more; how many. Inside a transaction."""
    ahead = FeeAccount.objects.select_for_update().filter(group_id=group_id, balance__lt=0, back_on__isnull=True)
    return sum(put_aside_if_gone(account, now) for account in ahead.order_by("pk"))


@transaction.atomic
def ask_back(*, account: FeeAccount, now: datetime) -> bool:
    """Its owner waits for another run, and would rather have it back until then. Safe to repeat."""
    return put_aside(FeeAccount.objects.select_for_update().get(pk=account.pk), now)


def tell_sent(line: FeePayment, now: datetime) -> None:
    """The owner of the code hears that money went back."""
    _tell_owner(line.account, SENT, line.pk, now)


def tell_who_keeps(*, now: datetime) -> int:
    """A word to those who keep the money of a group in which some is to be sent back; how many groups. Safe to repeat,
    and to run in any number of workers at once: each account is told of once."""
    due = FeeAccount.objects.filter(back_on__lte=now.date(), back_told=False)
    groups = sorted(set(due.values_list("group_id", flat=True)))
    return sum(_tell_keepers(group_id, now) for group_id in groups)


@transaction.atomic
def _tell_keepers(group_id: int, now: datetime) -> bool:
    due = FeeAccount.objects.filter(group_id=group_id, back_on__lte=now.date(), back_told=False)
    if not due.update(back_told=True):
        return False
    keepers = keyring.holders(SupportGroup.objects.get(pk=group_id), "keep_fees")
    letterbox.tell_all(keepers, TO_SEND, group_id=group_id, subject_id=group_id, now=now)
    return True


def _tell_owner(account: FeeAccount, kind: str, subject_id: int, now: datetime) -> None:
    payer = faces.payer_behind(account.code)
    if payer is not None:
        place = _place_of(payer)
        letterbox.tell(payer, f"{kind}{place}", group_id=account.group_id, subject_id=subject_id, now=now)


def _will_owe(payer: int, account: FeeAccount) -> bool:
    """Whether something may fall due for which it counts: for who asks for a place, and for who is in the group. Where
    it is asked for each run, being in one that was given for already is not enough; where nothing is, nothing is."""
    rhythm = Fee.objects.filter(group_id=account.group_id).values_list("rhythm", flat=True).first()
    if rhythm is None:
        return False
    if AdmissionRequest.objects.open().filter(persona_id=payer).exists():
        return True
    if rhythm != Fee.Rhythm.RUN:
        return Membership.objects.current().filter(persona_id=payer).exists()
    seats = CohortSeat.objects.filter(
        membership__persona_id=payer, membership__status__in=Membership.CURRENT, ended_at__isnull=True
    )
    runs = seats.filter(cohort__state__in=Cohort.LIVE).values_list("cohort_id", flat=True)
    given = FeePayment.objects.filter(
        account__code__in=faces.codes_beside(account.code), group_id=account.group_id, kind=FeePayment.Kind.DUE
    )
    return not {run_period_name(run) for run in runs} <= set(given.values_list("period", flat=True))


def _place_of(payer: int) -> str:
    if Membership.objects.current().filter(persona_id=payer).exists():
        return INSIDE
    return AT_THE_DOOR if AdmissionRequest.objects.filter(persona_id=payer).exists() else OUTSIDE
