"""Amounts of money as whole numbers of a currency's smallest unit, and as people write them."""

import re
from decimal import Decimal

from django.utils import formats

# Ten million of the largest unit: more is a slip of the finger.
MOST_DIGITS = 8
_TYPED = re.compile(r"\d{1,3}(?:[ '’.,\u00a0\u202f]\d{3})+(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?", re.ASCII)


class NotAnAmount(ValueError):
    """The words are no amount of money."""


def in_words(amount: int, currency: str, digits: int) -> str:
    """``1250, "EUR", 2`` -> "12.50 EUR", as the reader writes numbers; ``digits`` stand after the point (ISO 4217)."""
    value = formats.number_format(Decimal(amount).scaleb(-digits), decimal_pos=digits, use_l10n=True)
    return f"{value} {currency}"


def plain(amount: int, digits: int) -> str:
    """``1250, 2`` -> "12.50", for machines."""
    return f"{Decimal(amount).scaleb(-digits):.{digits}f}"


def read(typed: str, digits: int) -> int:
    """``"12.5", 2`` and ``"1.012,50", 2`` -> whole numbers of the smallest unit. Raises ``NotAnAmount``.

    A last point or comma is the decimal one, unless exactly three digits follow and the currency has others.
    """
    typed = typed.strip()
    if not _TYPED.fullmatch(typed):
        raise NotAnAmount(typed)
    whole, fraction = _parted(typed, digits)
    if len(whole) > MOST_DIGITS or len(fraction.rstrip("0")) > digits:
        raise NotAnAmount(typed)
    return int(whole + fraction[:digits].ljust(digits, "0"))


def _parted(typed: str, digits: int) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    place = max(typed.rfind("."), typed.rfind(","))
    fraction = typed[place + 1 :] if place >= 0 else ""
    is_decimal = place >= 0 and (len(fraction) != 3 or digits == 3)
    whole = typed[:place] if is_decimal else typed
    return re.sub(r"\D", "", whole) or "0", fraction if is_decimal else ""
