"""What it costs, in words: to whoever stands at the door, to whoever looks after it, to whoever pays."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from groups.models import Cohort, Fee, SupportGroup
from groups.models.fees import CURRENCIES
from groups.payments.known import names
from supportgroups.lib import money


def amount_words(amount: int, currency: str) -> str:
    """An amount with its currency."""
    return money.in_words(amount, currency, CURRENCIES[currency])


def asks_words(fee: Fee) -> str:
    """What a group asks for, in a sentence."""
    rhythm = {
        Fee.Rhythm.ONCE: _("once"),
        Fee.Rhythm.MONTHLY: _("a month"),
        Fee.Rhythm.YEARLY: _("a year"),
        Fee.Rhythm.RUN: _("for each run"),
        Fee.Rhythm.GIFT: _("whenever you would like to"),
    }[Fee.Rhythm(fee.rhythm)]
    words = {"rhythm": rhythm, "suggested": amount_words(fee.suggested, fee.currency)}
    if fee.is_fixed:
        return _("%(suggested)s %(rhythm)s.") % words
    words |= {"least": amount_words(fee.least, fee.currency), "most": amount_words(fee.most, fee.currency)}
    return _("%(suggested)s %(rhythm)s, or what you can: from %(least)s to %(most)s.") % words


def cost_words(group: SupportGroup) -> str:
    """What it costs to come in, before anybody is asked for a name; nothing where it costs nothing.

    One statement, none where the fee came with the group; one more where it is asked for each run.
    """
    return fee_cost_words(getattr(group, "fee", None), group)


def fee_cost_words(fee: Fee | None, group: SupportGroup) -> str:
    """The same of a fee at hand, saved or not. One statement where it is asked for each run, else none."""
    if fee is None:
        return ""
    asks = " ".join((asks_words(fee), *run_costs(fee, group)))
    if fee.is_gift:
        return _("%(asks)s Nobody has to give anything.") % {"asks": asks}
    if fee.before_entry:
        words = _(
            "%(asks)s The first of it is asked before you come in. If you cannot pay, one tick is enough, without a"
            " reason."
        )
        return words % {"asks": asks}
    return _("%(asks)s If you cannot pay, one tick is enough, without a reason.") % {"asks": asks}


def run_costs(fee: Fee, group: SupportGroup, of: Collection[int] | None = None) -> tuple[str, ...]:
    """What runs cost that have an amount of their own: those to come and under way, or the ones `of` these ids.

    One statement, and only where a fee is asked for each run.
    """
    if fee.rhythm != Fee.Rhythm.RUN:
        return ()
    runs = Cohort.objects.live().filter(group=group, own_amount__isnull=False, own_currency=fee.currency)
    return tuple(_run_cost(fee, run) for run in (runs if of is None else runs.filter(pk__in=of)))


def _run_cost(fee: Fee, run: Cohort) -> str:
    own = fee.for_run(run)
    if not own.suggested:
        return _("%(run)s costs nothing.") % {"run": run.name}
    return _("%(run)s costs %(amount)s.") % {"run": run.name, "amount": amount_words(own.suggested, own.currency)}


def pays_there(fee: Fee | None) -> bool:
    """Whether there is somebody to pay at beside bank and cash, whom the operator still has set up."""
    return fee is not None and fee.provider in names()
