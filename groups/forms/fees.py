"""What is typed about money: what a group asks for, what came in, and bank statements, which are read and not kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.doorparts import FEE
from groups.actions.fees import FeeSettings
from groups.forms.door import PartForm
from groups.forms.keyed import KeyedForm
from groups.models import AdmissionPolicy, Fee
from groups.models.fees import CURRENCIES, CURRENCY_CHOICES
from groups.payments.known import names
from supportgroups.lib import markup, money

# In place of a rhythm: there is no fee.
NOTHING = "nothing"
# A year of a busy account; a statement is read in memory.
MOST_STATEMENT_BYTES = 2 * 1024 * 1024
_AMOUNT_ATTRS = {"inputmode": "decimal", "autocomplete": "off"}


class AmountField(forms.CharField):
    """An amount as people write it; checked by the form, which knows the currency."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 20, "widget": forms.TextInput(attrs=_AMOUNT_ATTRS)}
        super().__init__(**(defaults | options))


def amount_of(form: forms.Form, name: str, currency: str) -> int | None:
    """The amount in the smallest unit; None, with a sentence at the field, for words that are none."""
    typed = form.cleaned_data.get(name)
    if not typed:
        return None
    try:
        return money.read(typed, CURRENCIES[currency])
    except money.NotAnAmount:
        form.add_error(name, _("Please write an amount, such as %(example)s.") % {"example": _example(currency)})
        return None


class FeeForm(PartForm):
    """What a group asks for, and how it is paid; or that it asks for nothing."""

    part = FEE
    rhythm = forms.ChoiceField(
        label=lazy("Is there a fee, and how often?"),
        choices=[(NOTHING, lazy("There is no fee")), *Fee.Rhythm.choices],
        widget=forms.RadioSelect,
        help_text=lazy(
            "Most groups ask for nothing. Members see what is asked, and so does whoever comes to the door. Nobody owes"
            " anything for the time before."
        ),
    )
    currency = forms.ChoiceField(label=lazy("In which currency?"), choices=CURRENCY_CHOICES, initial="EUR")
    suggested = AmountField(label=lazy("What do you suggest?"))
    least = AmountField(
        label=lazy("What is the least somebody may choose?"),
        required=False,
        help_text=lazy("Leave both empty for one amount that is the same for all. Who cannot pay can always say so."),
    )
    most = AmountField(label=lazy("And the most?"), required=False)
    how_to_pay = forms.CharField(
        label=lazy("How is it paid?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy(
            "The bank account, or whom to give cash. Members add a code of their own that names neither them nor the"
            " group."
        ),
    )
    grace_days = forms.IntegerField(
        label=lazy("How many days may somebody take?"),
        min_value=0,
        max_value=365,
        initial=30,
        help_text=lazy(
            "Nobody is shut out for money: all stays open. After this many days it is only said to be late."
        ),
        error_messages={"max_value": lazy("A year is the longest. Please choose a smaller number.")},
    )

    before_entry = forms.BooleanField(
        label=lazy("Ask for the first of it before somebody comes in"),
        required=False,
        help_text=lazy(
            "Their place is kept for two weeks meanwhile. Who cannot pay says so with one tick; if nobody answers that"
            " in two weeks, it counts as a yes. Whoever is in already stays in."
        ),
    )

    provider = forms.ChoiceField(
        label=lazy("Can it be paid in another way too?"),
        required=False,
        help_text=lazy("They learn a code, an amount and that it is for a membership; not of which group."),
    )

    def __init__(self, *args: Any, policy: AdmissionPolicy, **options: Any) -> None:
        super().__init__(*args, policy=policy, **options)
        rhythms: Any = self.fields["rhythm"]
        if not policy.group.has_cohorts and self.initial.get("rhythm") != Fee.Rhythm.RUN:
            rhythms.choices = [choice for choice in rhythms.choices if choice[0] != Fee.Rhythm.RUN]
        known = dict.fromkeys([*names(), self.initial.get("provider")])
        if not any(known):
            del self.fields["provider"]
        else:
            by_hand = ("", _("No, by bank and cash alone"))
            self.fields["provider"].choices = [by_hand, *((name, name) for name in known if name)]  # type: ignore[attr-defined]

    @classmethod
    def as_it_is(cls, said: dict[str, Any]) -> dict[str, Any]:
        """Amounts as people write them."""
        fee: FeeSettings | None = said["fee"]
        if fee is None:
            return {"rhythm": NOTHING}
        digits = CURRENCIES[fee.currency]
        shown = {name: getattr(fee, name) for name in cls.base_fields}
        amounts = ("suggested",) if fee.least == fee.most else ("least", "suggested", "most")
        written = {name: money.plain(getattr(fee, name), digits) for name in amounts}
        return shown | {"least": "", "most": ""} | written

    def clean_how_to_pay(self) -> str:
        """With the line ends that are kept."""
        return markup.clean_source(self.cleaned_data["how_to_pay"])

    def clean(self) -> dict[str, Any]:
        """The amounts together: one for all, or from the least to the most."""
        answers = super().clean() or {}
        if answers.get("rhythm") == NOTHING:
            self.errors.clear()
            return {}
        currency = answers.get("currency")
        if answers.get("before_entry") and answers.get("rhythm") == Fee.Rhythm.GIFT:
            self.add_error("before_entry", _("A gift is given freely, so nobody can be asked for it at the door."))
        if not currency or "suggested" not in answers:
            return answers
        suggested = amount_of(self, "suggested", currency)
        typed = {name: amount_of(self, name, currency) for name in ("least", "most")}
        if self.errors or suggested is None:
            return answers
        least = suggested if typed["least"] is None else typed["least"]
        most = suggested if typed["most"] is None else typed["most"]
        if suggested == 0:
            self.add_error("suggested", _("Please suggest more than nothing, or stop asking for a fee."))
        elif not least <= suggested <= most:
            self.add_error("suggested", _("What you suggest lies between the least and the most."))
        return answers | {"least": least, "suggested": suggested, "most": most}

    def said(self) -> dict[str, Any]:
        """The fee, or None."""
        return {"fee": FeeSettings(**self.cleaned_data) if self.cleaned_data else None}


class WishForm(forms.Form):
    """How much somebody would like to give, within what the group asks for."""

    help: str | Promise = lazy("From %(least)s to %(most)s. It counts from the next time on.")
    amount = AmountField(label=lazy("How much would you like to give?"))

    def __init__(self, *args: Any, fee: Fee, **options: Any) -> None:
        super().__init__(*args, **options)
        self._fee = fee
        digits = CURRENCIES[fee.currency]
        words = {name: money.in_words(getattr(fee, name), fee.currency, digits) for name in ("least", "most")}
        self.fields["amount"].help_text = self.help % words

    def clean(self) -> dict[str, Any]:
        """In the smallest unit."""
        answers = super().clean() or {}
        amount = amount_of(self, "amount", self._fee.currency)
        if amount is not None and not self._fee.least <= amount <= self._fee.most:
            self.add_error("amount", _("The group asks for something between the two amounts below."))
        return answers | {"amount": amount}


class EntryWishForm(WishForm):
    """The same, before somebody comes in."""

    help = lazy("From %(least)s to %(most)s, as you can. Nobody sees what you choose.")


class CodeForm(forms.Form):
    """A code as somebody wrote it."""

    code = forms.CharField(label=lazy("Open a code"), max_length=20)

    def clean_code(self) -> str:
        """In capitals, with the line in the middle."""
        signs = "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())
        return f"{signs[:4]}-{signs[4:]}"


class LineForm(KeyedForm):
    """Money that came in, or went back."""

    amount = AmountField(label=lazy("Amount"))
    on_day = forms.DateField(label=lazy("On which day?"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, currency: str, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._currency, self._today = currency, today

    def clean_on_day(self) -> date:
        """Not in the future."""
        day: date = self.cleaned_data["on_day"]
        if day > self._today:
            raise forms.ValidationError(_("This day has not come yet. Please look at the date once more."))
        return day

    def clean(self) -> dict[str, Any]:
        """In the smallest unit, above zero."""
        answers = super().clean() or {}
        amount = amount_of(self, "amount", self._currency)
        if amount == 0:
            self.add_error("amount", _("Please write an amount above nothing."))
        return answers | {"amount": amount}

    def press(self, act: str) -> str:
        """A name for this press, the same for a second press of the same button of the same form."""
        return f"{act}-{self.cleaned_data['key']}"


class WaiverNoForm(forms.Form):
    """Words for the owner of a code that is not let go free."""

    reason = forms.CharField(
        label=lazy("What would you like to say?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": lazy("Please write a few words. Nobody should get a bare no.")},
    )


class StatementForm(forms.Form):
    """A bank's list of what came in, as CSV."""

    statement = forms.FileField(
        label=lazy("The bank's list, as a CSV file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=lazy("It is read once, for codes, amounts and days, and not kept. Names in it are not looked at."),
        error_messages={"empty": lazy("There is nothing in this file. Please choose another one.")},
    )

    def clean_statement(self) -> str:
        """Its text. Banks write UTF-8 or an older Western code."""
        upload: UploadedFile = self.cleaned_data["statement"]
        if (upload.size or 0) > MOST_STATEMENT_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB. Please choose a shorter time at the bank."))
        content = upload.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")


class ReceiptForm(forms.Form):
    """The name on a receipt; it is printed and not kept."""

    name = forms.CharField(
        label=lazy("Which name should stand on it?"),
        max_length=120,
        help_text=lazy("We print it on this page and keep it nowhere."),
    )


def _example(currency: str) -> str:
    digits = CURRENCIES[currency]
    return money.plain(12 * 10**digits + (5 * 10 ** (digits - 1) if digits else 0), digits)
