"""Money on a page: to its owner her own lines, to who keeps the fees codes, amounts and days, to nobody a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from groups.actions.fees import accounts_beside
from groups.models import Fee, FeeAccount, FeePayment, FeeWaiver, SupportGroup
from groups.pages.costs import amount_words, pays_there
from personas.actors import Actor
from supportgroups.lib.pages import Page, keyset

Kind = FeePayment.Kind
LINES = 30
MOST_BACK = 50


@dataclass(frozen=True)
class Line:
    """A line of the ledger in words."""

    ref: UUID
    words: str
    amount: str
    when: str
    is_correctable: bool = False
    receipt_url: str = ""


@dataclass(frozen=True)
class OwnFee:
    """What somebody sees of her own fee."""

    how_to_pay: str
    pays_there: bool
    code: str
    stands: str
    is_due: bool
    lines: tuple[Line, ...]
    earlier: tuple[str, ...]
    may_choose: bool
    waiver: str
    may_ask: bool
    may_end: bool
    no_words: str


@dataclass(frozen=True)
class AccountRow:
    """One code in the treasurer's list."""

    code: str
    stands: str
    is_due: bool
    url: str


@dataclass(frozen=True)
class BackRow:
    """What is to be sent back under one code. `value`: what a tick says, so that another amount is not meant."""

    code: str
    amount: str
    since: date
    value: str
    url: str


@dataclass(frozen=True)
class FeesPage:
    """The treasurer's list, by code."""

    rows: tuple[AccountRow, ...]
    older_url: str
    newer_url: str
    waiver_url: str
    back_url: str
    only_due: bool


def own_fee(fee: Fee, account: FeeAccount, group: SupportGroup, now: datetime) -> OwnFee:
    """For the owner of the code. Four statements."""
    waiver = account.waivers.order_by("-pk").first()
    mine = accounts_beside(account=account)
    state = waiver.state if waiver else ""
    today = now.date()
    is_late = account.balance > 0 and _is_late(account, fee, today)
    gives = fee.is_gift and account.balance <= 0
    return OwnFee(
        how_to_pay=fee.how_to_pay,
        pays_there=pays_there(fee),
        code=account.code,
        stands=_gives_words(account) if gives else _stands_to_owner(account, is_late=is_late),
        is_due=account.balance > 0,
        lines=tuple(_line(line, f"/g/{group.code}/fee/receipts/{line.ref}/") for line in _lines(*mine)),
        earlier=tuple(_earlier_words(one) for one in mine if one != account and one.balance > 0),
        may_choose=not fee.is_fixed and not fee.is_gift,
        waiver=_waiver_words(waiver, today),
        may_ask=not gives and (waiver is None or waiver.may_be_asked(today)),
        may_end=waiver is not None and waiver.may_be_ended(today),
        no_words=waiver.reason if waiver and state == FeeWaiver.State.DECLINED else "",
    )


def fees_page(actor: Actor, group: SupportGroup, after: str | None, now: datetime, *, only_due: bool) -> FeesPage:
    """The treasurer's list. Five statements, however many there are.

    A code stands in it once something is written under it: that somebody was given one says who was let in when.
    """
    written = Exists(FeePayment.objects.filter(account=OuterRef("pk")))
    asked = Exists(FeeWaiver.objects.filter(account=OuterRef("pk")))
    accounts = FeeAccount.objects.visible_to(actor).filter(written | asked, group=group)
    page: Page[FeeAccount] = keyset(
        accounts.filter(balance__gt=0) if only_due else accounts, order=("code",), after=after, size=50
    )
    base = f"/g/{group.code}/fees/"
    kept = "due&" if only_due else ""
    fee = Fee.objects.filter(group=group).first()
    waits = FeeWaiver.objects.visible_to(actor).filter(group=group, state=FeeWaiver.State.ASKED).exists()
    return FeesPage(
        rows=tuple(
            AccountRow(row.code, stands_words(row, fee), row.balance > 0, f"{base}codes/{row.code}/")
            for row in page.items
        ),
        older_url=f"?{kept}after={page.older}" if page.older else "",
        newer_url=f"?{kept}after={page.newer}" if page.newer else "",
        waiver_url=f"{base}waivers/" if waits else "",
        back_url=f"{base}back/" if _going_back(actor, group, now.date()).exists() else "",
        only_due=only_due,
    )


def back_rows(actor: Actor, group: SupportGroup, now: datetime) -> tuple[BackRow, ...]:
    """What is to be sent back, the longest first; fifty at most. One statement."""
    rows = _going_back(actor, group, now.date()).order_by("back_on", "code")[:MOST_BACK]
    return tuple(
        BackRow(
            code=one.code,
            amount=amount_words(-one.balance, one.currency),
            since=one.back_on,
            value=f"{one.code} {-one.balance}",
            url=f"/g/{group.code}/fees/codes/{one.code}/",
        )
        for one in rows
    )


def _going_back(actor: Actor, group: SupportGroup, today: date) -> QuerySet[Any]:
    """From the day after a place has gone: see `groups.actions.fees.aside`."""
    return FeeAccount.objects.visible_to(actor).filter(group=group, back_on__lte=today)


def going_back_words(account: FeeAccount | None) -> str:
    """What is to be sent back, to its owner in a group that asks for nothing any more; "" in most cases."""
    if account is None or account.back_on is None:
        return ""
    words = _("%(amount)s that you had paid ahead is to be sent back to you, the way it came.")
    return words % {"amount": amount_words(-account.balance, account.currency)}


def ledger_lines(account: FeeAccount) -> tuple[Line, ...]:
    """The newest lines of one code, for who keeps the fees. One statement."""
    return tuple(_line(line) for line in _lines(account))


def stands_words(account: FeeAccount, fee: Fee | None) -> str:
    """Where a code stands, for who keeps the fees."""
    if account.balance == 0:
        return _("settled")
    amount = {"amount": amount_words(abs(account.balance), account.currency)}
    if account.balance > 0:
        return _("%(amount)s due") % amount
    return _("%(amount)s given") % amount if fee is not None and fee.is_gift else _("%(amount)s ahead") % amount


def _lines(*accounts: FeeAccount) -> list[FeePayment]:
    lines = FeePayment.objects.filter(account__in=accounts).select_related("correction", "corrects")
    return list(lines.order_by("-pk")[:LINES])


def _earlier_words(account: FeeAccount) -> str:
    words = _("%(amount)s is due under your earlier code %(code)s, in the currency of that time.")
    return words % {"amount": amount_words(account.balance, account.currency), "code": account.code}


def _line(line: FeePayment, receipt_url: str = "") -> Line:
    is_corrected = hasattr(line, "correction")
    is_paid = line.kind == Kind.PAID and not is_corrected
    return Line(
        ref=line.ref,
        words=_line_words(line, is_corrected=is_corrected),
        amount=amount_words(abs(line.change), line.currency),
        when=_when(line),
        is_correctable=line.kind != Kind.CORRECTED and not is_corrected,
        receipt_url=receipt_url if is_paid else "",
    )


def _line_words(line: FeePayment, *, is_corrected: bool) -> str:
    words = {
        Kind.DUE: _("Due"),
        Kind.PAID: _("Paid"),
        Kind.REFUNDED: _("Paid back"),
        Kind.WAIVED: _("Waived"),
        Kind.CORRECTED: _("Taken back"),
    }[Kind(line.kind)]
    if line.kind == Kind.CORRECTED and line.corrects is not None:
        return _("Taken back: %(what)s") % {"what": _line_words(line.corrects, is_corrected=False)}
    return _("%(what)s, taken back later") % {"what": words} if is_corrected else words


def _when(line: FeePayment) -> str:
    """The day of money that moved; the month of what fell due, since its day would tell when somebody came in."""
    if line.kind in (Kind.DUE, Kind.WAIVED):
        return formats.date_format(line.on_day, "YEAR_MONTH_FORMAT")
    return formats.date_format(line.on_day, "DATE_FORMAT")


def _gives_words(account: FeeAccount) -> str:
    if account.balance == 0:
        return _("Nothing is asked of you. Whatever you give is welcome.")
    return _("You have given %(amount)s. Thank you.") % {"amount": amount_words(-account.balance, account.currency)}


def _stands_to_owner(account: FeeAccount, *, is_late: bool) -> str:
    if account.balance == 0:
        return _("Nothing is due. Thank you.")
    amount = {"amount": amount_words(abs(account.balance), account.currency)}
    if account.back_on is not None:
        words = _(
            "You are %(amount)s ahead. Whoever keeps the group’s money is asked to send it back, the way it came. If"
            " you take a place in a further run before that, it counts."
        )
        return words % amount
    if account.balance < 0:
        return _("You are %(amount)s ahead. It counts towards the next time.") % amount
    if is_late:
        words = _("%(amount)s has been due for a while. All stays open to you. If you cannot pay, say so below.")
        return words % amount
    return _("%(amount)s is due. There is time.") % amount


def _is_late(account: FeeAccount, fee: Fee, today: date) -> bool:
    """Whether something is left of what fell due more than the days of grace ago. One statement."""
    lately = account.entries.filter(kind=Kind.DUE, on_day__gte=today - timedelta(days=fee.grace_days))
    return account.balance > sum(lately.values_list("change", flat=True))


def _waiver_words(waiver: FeeWaiver | None, today: date) -> str:
    if waiver is None or waiver.state == FeeWaiver.State.ENDED:
        return ""
    if waiver.state == FeeWaiver.State.ASKED:
        return _("You have said that you cannot pay at the moment. You need do nothing more; you will hear from us.")
    if waiver.state == FeeWaiver.State.DECLINED:
        return _("The group could not let it go this time. They write:")
    until = {"day": formats.date_format(waiver.until or today, "DATE_FORMAT")}
    if not waiver.holds_on(today):
        return _("You owed nothing until %(day)s. If you still cannot pay, the same tick is enough again.") % until
    if waiver.may_be_renewed(today):
        return _("You owe nothing until %(day)s. You can ask for another year already. Nobody else sees this.") % until
    return _("You owe nothing until %(day)s. Nobody else sees this.") % until
