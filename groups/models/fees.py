"""Money: what a group asks for, what each reference code owes, the ledger. Whose a code is, the vault alone knows."""

from __future__ import annotations

import uuid
from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import SupportGroup
from supportgroups.lib.constraints import Agrees, AppendOnly

if TYPE_CHECKING:
    from groups.models.runs import Cohort
    from personas.actors import Actor

CODE_LENGTH = 9
# How long before its end a waiver can be asked for anew, and its owner hears of it.
RENEWED_BEFORE = timedelta(days=30)
# ISO 4217: how many digits stand after the point. What is not here can be added here.
CURRENCIES: dict[str, int] = {
    "AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "HUF": 2, "INR": 2, "ISK": 0,
    "JPY": 0, "KES": 2, "KWD": 3, "MXN": 2, "NOK": 2, "NZD": 2, "PLN": 2, "RON": 2, "SEK": 2, "TND": 3, "USD": 2,
    "ZAR": 2,
}  # fmt: skip
CURRENCY_CHOICES = [(code, code) for code in sorted(CURRENCIES)]


class Fee(models.Model):
    """What a group asks for. Amounts are in the currency's smallest unit; where nothing is asked there is no row.

    Least, suggested and most are one and the same where the amount is fixed. Nothing falls due before `starts_on`, and
    for nobody who was not in the group by then: the first period of a newcomer is free, unless it is asked
    `before_entry`.
    """

    class Rhythm(models.TextChoices):
        ONCE = "once", _("once")
        MONTHLY = "monthly", _("every month")
        YEARLY = "yearly", _("every year")
        RUN = "run", _("for each run")
        GIFT = "gift", _("whenever somebody would like to give something")

    group = models.OneToOneField(SupportGroup, models.CASCADE, primary_key=True, related_name="fee")
    rhythm = models.CharField(max_length=8, choices=Rhythm)
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    least = models.PositiveIntegerField()
    suggested = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    how_to_pay = models.TextField(max_length=1000)
    grace_days = models.PositiveSmallIntegerField(default=30)
    # Whether the first of it is given before somebody comes in. Who is in already is asked nothing by this.
    before_entry = models.BooleanField(default=False, db_default=False)
    # One of those that the operator has set up; by hand alone where there is none.
    provider = models.CharField(max_length=40, blank=True, default="", db_default="")
    starts_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__lte=F("suggested"), suggested__lte=F("most")), name="fee_amounts_in_order"
            ),
            models.CheckConstraint(condition=Q(suggested__gt=0), name="fee_suggests_something"),
            models.CheckConstraint(condition=Q(currency__in=sorted(CURRENCIES)), name="fee_currency_is_known"),
            models.CheckConstraint(condition=~Q(how_to_pay=""), name="fee_says_how_to_pay"),
            models.CheckConstraint(condition=~Q(before_entry=True, rhythm="gift"), name="fee_gift_opens_no_door"),
        ]

    def __str__(self) -> str:
        return f"fee of group {self.pk}"

    @property
    def is_fixed(self) -> bool:
        return self.least == self.most

    def for_run(self, run: Cohort | None) -> Fee:
        """What is asked for one run: where it has an amount of its own in this currency, that, and one for all."""
        if run is None or self.rhythm != self.Rhythm.RUN or run.own_amount is None or run.own_currency != self.currency:
            return self
        own = copy(self)
        own.least = own.suggested = own.most = run.own_amount
        return own

    @property
    def is_gift(self) -> bool:
        """Whether nothing ever falls due."""
        return self.rhythm == self.Rhythm.GIFT


class KeptQuerySet(models.QuerySet[Any]):
    """Codes, lines and waivers, by who may see them."""

    def visible_to(self, actor: Actor) -> KeptQuerySet:
        """Those of groups whose fees the actor keeps. No statement, no join."""
        return self.filter(group_id__in=actor.group_ids_with("keep_fees") & actor.reading_group_ids)


class FeeAccount(models.Model):
    """What one reference code owes: `balance` is the sum of its ledger, above zero while something is due.

    `wish` is the amount its owner chose on a sliding scale, for the next time something falls due. `entry` is what is
    given before its owner comes in, None for everybody else; `opens_at` the full hour at which it lets them in, once it
    is there: so that the minute at which money was written down says nothing of who came in. `back_on`: the day from
    which what came in and will not be used stands among what is to be sent back, of which `back_told` those who keep
    the money were told.
    """

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    wish = models.PositiveIntegerField(null=True, blank=True)
    balance = models.BigIntegerField(default=0)
    entry = models.PositiveIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    back_on = models.DateField(null=True, blank=True)
    back_told = models.BooleanField(default=False, db_default=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "group"], name="feeaccount_key"),
            models.CheckConstraint(condition=~Q(code=""), name="feeaccount_has_its_code"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(entry__isnull=False), name="feeaccount_opens_for_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(balance__lt=0, entry__isnull=True),
                name="feeaccount_gives_back_what_came",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "code"], name="feeaccount_by_code"),
            models.Index(fields=["opens_at"], condition=Q(opens_at__isnull=False), name="feeaccount_opening"),
            models.Index(
                fields=["group", "back_on", "code"], condition=Q(back_on__isnull=False), name="feeaccount_going_back"
            ),
        ]

    def __str__(self) -> str:
        return f"fee account {self.pk}"


class FeePayment(models.Model):
    """A line of the ledger: it only grows. A mistake is corrected by a line that says the opposite.

    `change` is what the line does to the balance: due and refunded raise it, paid and waived lower it. `event` is the
    provider's own number of what it told us, so that the same news is written once however often it comes.
    """

    class Kind(models.TextChoices):
        DUE = "due", _("due")
        PAID = "paid", _("paid")
        REFUNDED = "refunded", _("paid back")
        WAIVED = "waived", _("waived")
        CORRECTED = "corrected", _("corrected")

    ref = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(FeeAccount, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    change = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    on_day = models.DateField()
    period = models.CharField(max_length=10, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="correction")
    provider = models.CharField(max_length=40, blank=True)
    event = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("due", "refunded"), change__gt=0)
                | Q(kind__in=("paid", "waived"), change__lt=0)
                | (Q(kind="corrected") & ~Q(change=0)),
                name="feepayment_has_its_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind="corrected", corrects__isnull=False)
                | (~Q(kind="corrected") & Q(corrects__isnull=True)),
                name="feepayment_corrects_a_line",
            ),
            models.UniqueConstraint(
                fields=["account", "period"], condition=Q(kind="due") & ~Q(period=""), name="feepayment_due_once"
            ),
            models.UniqueConstraint(fields=["provider", "event"], condition=~Q(event=""), name="feepayment_event_once"),
            models.UniqueConstraint(fields=["id", "account"], name="feepayment_key_account"),
            Agrees(name="feepayment_account_group", via="account", columns={"group": "group"}),
            Agrees(name="feepayment_corrects_account", via="corrects", columns={"account": "account"}),
            AppendOnly(name="feepayment_append_only"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="feepayment_of_account"),
            models.Index(fields=["group", "-id"], name="feepayment_of_group"),
        ]

    def __str__(self) -> str:
        return f"ledger line {self.pk}"


class FeeWaiverQuerySet(KeptQuerySet):
    """Waivers, by whether anything hangs on them."""

    def holding(self, day: date) -> FeeWaiverQuerySet:
        """Those by which a code goes free on a day, also while it is asked whether they go on."""
        return self.filter(until__gte=day).exclude(state=FeeWaiver.State.ENDED)

    def in_force(self, day: date) -> FeeWaiverQuerySet:
        """Those that hold on a day, and those that are still to be answered."""
        return self.holding(day) | self.filter(state__in=(FeeWaiver.State.ASKED, FeeWaiver.State.GRANTED))


class FeeWaiver(models.Model):
    """That somebody cannot pay at the moment: asked with one tick, decided without knowing whose code it is.

    `until`: up to when the code goes free. One that is asked for anew carries the end of the one before it.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("granted")
        DECLINED = "declined", _("not granted")
        ENDED = "ended", _("over")

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(FeeAccount, models.CASCADE, related_name="waivers")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=1000)
    by = models.ForeignKey("personas.Persona", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FeeWaiverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(state__in=("asked", "granted")), name="feewaiver_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "ended")) | Q(decided_on__isnull=False),
                name="feewaiver_decided_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(until__isnull=False), name="feewaiver_granted_has_its_end"
            ),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="feewaiver_no_has_its_reason"),
            Agrees(name="feewaiver_account_group", via="account", columns={"group": "group"}),
        ]
        indexes = [
            models.Index(fields=["group", "asked_on", "id"], condition=Q(state="asked"), name="feewaiver_waiting")
        ]

    def __str__(self) -> str:
        return f"waiver {self.pk}"

    def holds_on(self, day: date) -> bool:
        """As `holding`, for one at hand."""
        return self.until is not None and self.until >= day and self.state != self.State.ENDED

    def may_be_renewed(self, today: date) -> bool:
        """Whether one that was granted ends soon, or has ended."""
        return self.state == self.State.GRANTED and self.until is not None and self.until - RENEWED_BEFORE <= today

    def may_be_asked(self, today: date) -> bool:
        """Whether its owner can say once more that she cannot pay."""
        return self.state in (self.State.DECLINED, self.State.ENDED) or self.may_be_renewed(today)

    def may_be_ended(self, today: date) -> bool:
        """Whether there is something that its owner can take back."""
        return self.state == self.State.ASKED or self.holds_on(today)
