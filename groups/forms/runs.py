"""What is typed about a run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import RunPlan
from groups.forms.fees import AmountField, amount_of
from groups.forms.roles import DAY_ERRORS
from groups.models import Cohort, Fee
from groups.models.fees import CURRENCIES
from groups.models.runs import MOST_PLACES, MOST_WEEKS
from supportgroups.lib import money

# Kept while they are typed.
RUN_KEPT = (
    "name",
    "opens_on",
    "starts_on",
    "weeks",
    "places",
    "own_amount",
    "follows",
    "sealed_after_week",
    "read_only_weeks",
    "afterwards",
)
RUN_BOXES = {"places": ("says_places",)}

_READ_WEEKS = (0, 1, 2, 4, 8, 12, 26, 52)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=DAY_ERRORS)


class GoOnForm(forms.Form):
    """A sentence from a member who goes on in a further run, where a person answers; without a `question` nothing."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = question
        self.fields["words"].help_text = _("A sentence is enough.")
        if not question:
            del self.fields["words"]


class RunForm(forms.Form):
    """A run: its days, its places, and what becomes of what is written."""

    name = forms.CharField(
        label=lazy("What is it called?"),
        max_length=80,
        help_text=lazy("Such as “Spring 2027”. Strangers read it, too."),
        error_messages={"required": lazy("Please give it a name.")},
    )
    opens_on = _day(lazy("From which day can people come in?"))
    starts_on = _day(lazy("On which day does it start?"))
    weeks = forms.IntegerField(label=lazy("How many weeks does it last?"), min_value=1, max_value=MOST_WEEKS)
    places = forms.IntegerField(
        label=lazy("For how many people?"),
        min_value=1,
        max_value=MOST_PLACES,
        help_text=lazy("Those who look after the group are not counted."),
    )
    says_places = forms.BooleanField(label=lazy("Say at the door how many places are left"), required=False)
    own_amount = AmountField(
        label=lazy("What does this run cost?"),
        required=False,
        help_text=lazy("Only if it is not what the group asks for each run. Write 0 where it costs nothing."),
    )
    follows = forms.ChoiceField(
        label=lazy("Who goes on in it without asking?"),
        required=False,
        help_text=lazy(
            "They are told, and take a place themselves while there are some. Nothing is asked of them again."
        ),
        error_messages={"invalid_choice": lazy("This run is over by now. Please choose once more.")},
    )
    sealed_after_week = forms.IntegerField(
        label=lazy("After which week does nobody new come in?"),
        required=False,
        min_value=0,
        max_value=MOST_WEEKS,
        help_text=lazy("0: from the first day on. Leave it empty, and people can come in until the end."),
    )
    read_only_weeks = forms.TypedChoiceField(
        label=lazy("How many weeks can it be read after its end?"),
        choices=[(weeks, str(weeks)) for weeks in _READ_WEEKS],
        coerce=int,
        initial=4,
    )
    afterwards = forms.ChoiceField(
        label=lazy("And then?"),
        choices=Cohort.Afterwards.choices,
        initial=Cohort.Afterwards.ARCHIVE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, fee: Fee | None, earlier: Iterable[Cohort], **options: Any) -> None:
        """`fee`: the group's, if it asks for one for each run. `earlier`: runs whose people may go on in this one."""
        super().__init__(*args, **options)
        self._earlier = {str(run.ref): run for run in earlier}
        those = [(ref, _("The people of %(run)s") % {"run": run.name}) for ref, run in self._earlier.items()]
        self.fields["follows"].choices = [("", _("Nobody")), *those]  # type: ignore[attr-defined]
        if not those:
            del self.fields["follows"]
        self._currency = fee.currency if fee is not None else ""
        if fee is None:
            del self.fields["own_amount"]

    @staticmethod
    def begun(today: date) -> dict[str, Any]:
        """What the form of a further run says before anybody types."""
        return {"opens_on": today, "read_only_weeks": "4", "afterwards": Cohort.Afterwards.ARCHIVE.value}

    @classmethod
    def said_of(cls, run: Cohort, fee: Fee | None) -> dict[str, Any]:
        """What the form says of a run as it stands; a number as it is typed. An amount in another currency than that of
        the `fee` counts no more."""
        left_out = ("says_places", "own_amount", "follows")
        said = {name: getattr(run, name) for name in cls.base_fields if name not in left_out}
        typed = {name: str(value) for name, value in said.items() if value is not None}
        if run.own_amount is not None and fee is not None and run.own_currency == fee.currency:
            typed["own_amount"] = money.plain(run.own_amount, CURRENCIES[run.own_currency])
        follows = {"follows": str(run.follows.ref)} if run.follows is not None else {}
        return typed | {"says_places": "on" if run.says_places else ""} | follows

    def clean(self) -> dict[str, Any]:
        """Days in their order, and an end that is still to come."""
        answers = super().clean() or {}
        opens, starts, weeks = (answers.get(name) for name in ("opens_on", "starts_on", "weeks"))
        if opens and starts and opens > starts:
            self.add_error("opens_on", _("People come in before it starts, or on the day itself."))
        if starts and weeks and starts + timedelta(days=7 * weeks) <= timezone.localdate():
            self.add_error("starts_on", _("By these days it would be over already."))
        sealed = answers.get("sealed_after_week")
        if weeks and sealed and sealed > weeks:
            self.add_error("sealed_after_week", _("It does not have so many weeks."))
        if answers.get("own_amount"):
            answers["own_amount"] = amount_of(self, "own_amount", self._currency)
        return answers

    def plan(self, run: Cohort | None = None) -> RunPlan:
        """The run as it shall be; what it costs is as in `run`, where no fee is asked, and so is what it follows, where
        there is no other. After cleaning."""
        answers = dict(self.cleaned_data)
        earlier = self._earlier.get(answers.pop("follows", ""))
        if earlier is not None:
            answers["follows_id"] = earlier.pk
        elif run is not None and not self._earlier:
            answers["follows_id"] = run.follows_id
        own = answers.pop("own_amount", None)
        if self._currency:
            answers |= {"own_amount": own, "own_currency": self._currency} if own not in (None, "") else {}
        elif run is not None:
            answers |= {"own_amount": run.own_amount, "own_currency": run.own_currency}
        last = answers["starts_on"] + timedelta(days=7 * answers.pop("weeks") - 1)
        return RunPlan(**answers, ends_on=last)
