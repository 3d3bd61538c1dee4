"""How people come in, a form for each part of the one page on which it is said."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions import plain_rules
from groups.actions.doorparts import AGE, ASKED, CARD, HOW, PLACES, RULES
from groups.forms.days import answer_days_field, card_days_field, sensitive_days_field
from groups.models import AdmissionPolicy
from groups.models.door import HOST_DOOR, LEAST_AGES, LEAST_OFFER_DAYS, MOST_DAYS, MOST_HOURS
from supportgroups.lib import markup

# Beside what the group keeps of its host.
HOSTS_OWN = lazy("This is as the body that runs the group says. Under “What the host says” you can have your own.")


class PartForm(forms.Form):
    """One part of the door; `part` is its name among `actions.PARTS`."""

    part: ClassVar[str]

    def __init__(self, *args: Any, policy: AdmissionPolicy, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in kept_of_host(policy) & set(self.fields):
            self.fields[name].disabled = True
            self.fields[name].help_text = HOSTS_OWN

    @classmethod
    def as_it_is(cls, said: dict[str, Any]) -> dict[str, Any]:
        """What the form shows of what the part says."""
        return {name: value for name, value in said.items() if name in cls.base_fields}

    def said(self) -> dict[str, Any]:
        """What the part shall say, to be compared with what it says and saved by `set_door`. After cleaning."""
        return dict(self.cleaned_data)


class HowForm(PartForm):
    """Who comes in, and how soon somebody hears."""

    part = HOW
    door = forms.ChoiceField(
        label=lazy("How do people come in?"), choices=AdmissionPolicy.Door.choices, widget=forms.RadioSelect
    )
    answer_days = answer_days_field(
        lazy("This is promised to everybody who asks. Promise what you can keep in a bad week.")
    )
    claim_hours = forms.IntegerField(
        label=lazy("For how many hours is a request yours while you read it?"),
        min_value=1,
        max_value=MOST_HOURS,
        help_text=lazy("After that it goes back to the others who answer."),
        error_messages={
            "min_value": lazy("Please give at least one hour."),
            "max_value": lazy("Please choose two weeks (336 hours) or less."),
        },
    )
    takes_newcomers = forms.BooleanField(label=lazy("We take in new people now"), required=False)


class AgeForm(PartForm):
    """For people from which age on."""

    part = AGE
    least_age = forms.IntegerField(
        label=lazy("From what age?"),
        required=False,
        min_value=LEAST_AGES[0],
        max_value=LEAST_AGES[1],
        help_text=lazy(
            "People say so themselves with a tick. Nothing is kept of who is too young. Leave it empty for any age."
        ),
        error_messages={
            "min_value": lazy("Please give an age from 13 to 99, or leave it empty."),
            "max_value": lazy("Please give an age from 13 to 99, or leave it empty."),
        },
    )


class PlacesForm(PartForm):
    """How many, and what happens when all places are taken."""

    part = PLACES
    capacity = forms.IntegerField(
        label=lazy("How many places are there?"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=lazy(
            "Leave it empty for no limit. Nobody has to go when you choose fewer places than there are members."
        ),
        error_messages={"min_value": lazy("Please give at least one place, or leave it empty.")},
    )
    keeps_list = forms.BooleanField(
        label=lazy("When all places are taken, people can wait on a list"),
        required=False,
        help_text=lazy("First come, first served. Each sees their own place on it, and nobody else’s."),
    )
    list_cap = forms.IntegerField(
        label=lazy("How many can wait at most?"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=lazy("Leave it empty for no limit. A short list is kinder than a wait that does not end."),
        error_messages={"min_value": lazy("Please give at least one, or leave it empty.")},
    )
    offers_first = forms.BooleanField(
        label=lazy("A yes is an offer: the person takes the place, or lets it go"),
        required=False,
        help_text=lazy("For groups with few places that start together. Without this, a yes lets people in at once."),
    )
    offer_days = forms.IntegerField(
        label=lazy("For how many days is an offered place kept?"),
        min_value=LEAST_OFFER_DAYS,
        max_value=MOST_DAYS,
        help_text=lazy("After that it goes to the next, and the person is told."),
        error_messages={
            "min_value": lazy("Please give people two days at least."),
            "max_value": lazy("Please choose 30 days or fewer: somebody else is waiting."),
        },
    )

    def __init__(self, *args: Any, policy: AdmissionPolicy, **options: Any) -> None:
        super().__init__(*args, policy=policy, **options)
        if policy.group.has_cohorts:
            self.fields["capacity"].disabled = True
            self.fields["capacity"].help_text = _("People come in by runs: how many places each has is said there.")


class GroundRulesForm(PartForm):
    """What everybody agrees to who comes in."""

    part = RULES
    rules = forms.CharField(
        label=lazy("Ground rules"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=lazy(
            "Whoever sees the group's page can read them. When you change them, newcomers agree to the new ones and"
            " members are asked to; the earlier ones are kept."
        ),
    )

    def clean_rules(self) -> str:
        """Short enough to be shown."""
        source = self.cleaned_data["rules"]
        if len(source) > markup.MAX_SOURCE:
            raise forms.ValidationError(_("This is longer than a page can hold. Please make it shorter."))
        return plain_rules(source)


class AskedForm(PartForm):
    """What is asked; the questions beside the open one are forms of their own."""

    part = ASKED
    question = forms.CharField(
        label=lazy("What do you ask people who would like to come in?"),
        max_length=240,
        required=False,
        help_text=lazy("One open question, if a person answers. Without one we ask: “What brings you here?”"),
    )
    sensitive_days = sensitive_days_field(
        lazy("Then they are erased. You say at each question whether it is sensitive.")
    )


class CardSettingsForm(PartForm):
    """Whether a group asks for contact cards."""

    part = CARD
    asks = forms.BooleanField(
        label=lazy("We ask members for a contact card"),
        required=False,
        help_text=lazy(
            "Ask only if somebody is there to act on it: a card that nobody would use is a risk for nothing. The"
            " group's page and its door say so. Without this, the cards that were written are erased."
        ),
    )
    days = card_days_field()


def kept_of_host(policy: AdmissionPolicy) -> set[str]:
    """The fields that are shown as the host says, and cannot be changed here."""
    kept = set(HOST_DOOR) if policy.keeps_host_door else set()
    kept |= {"rules"} if policy.keeps_host_rules else set()
    return kept | ({"days"} if policy.keeps_host_cards else set())
