"""What somebody looks for: words, and for who presses "More ways to look", by whom, where, when and of what kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.forms import Line
from forums.models import Forum, Thread
from forums.pages.finding import Wish
from supportgroups.lib.searchwords import parse

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SearchForm(forms.Form):
    """Words to look for; with `more`, what narrows them. `places` are the forums to choose from."""

    use_required_attribute = False

    words = Line(label=_("Words to look for"), max_length=200, required=False)
    by = Line(label=_("Written by"), help_text=_("A name, as it is worn now."), max_length=60, required=False)
    forum = forms.ChoiceField(label=_("In"), required=False)
    kind = forms.ChoiceField(
        label=_("In threads of this kind"), choices=[("", _("Any kind")), *Thread.Kind.choices], required=False
    )
    since = forms.DateField(label=_("Not before"), widget=DAY, required=False)
    until = forms.DateField(label=_("Not after"), widget=DAY, required=False)
    mine = forms.BooleanField(label=_("Only what I have written"), required=False)
    unanswered = forms.BooleanField(label=_("Only threads that nobody has answered"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        more: bool = False,
        places: Sequence[Forum] = (),
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if not more:
            self.fields = {"words": self.fields["words"]}
            return
        choices = [(place.slug, place.name) for place in places]
        if len(choices) > 1:
            self.fields["forum"].choices = [("", _("Everywhere")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["forum"]

    def clean(self) -> dict[str, Any]:
        """Something to look for, and days in their order, none further off than a clock can tell."""
        given = super().clean() or {}
        since, until = (_near(given.get(name)) for name in ("since", "until"))
        if since and until and since > until:
            self.add_error("until", _("This day comes before the other one. Please look at the two once more."))
        if not self.errors and not any(given.values()):
            self.add_error("words", _("Write a word or two that you remember."))
        return given | {"since": since, "until": until} if "since" in given else given

    def clean_words(self) -> str:
        """What is found by: a minus alone finds nothing, and letters make a word."""
        typed = str(self.cleaned_data["words"])
        query = parse(typed)
        if query.unwanted and not query.wanted:
            raise forms.ValidationError(_("A minus only leaves out. Write a word that is to be found beside it."))
        if typed and not query.wanted:
            raise forms.ValidationError(_("There is no word in this. Write one that you remember."))
        return typed

    @property
    def wish(self) -> Wish:
        """What was typed, as plain values."""
        return Wish(**self.cleaned_data)


def _near(day: date | None) -> date | None:
    """The same day, or the nearest on which somebody can have written: beyond, no time of the day can be told."""
    return None if day is None else min(max(day, FIRST_DAY), LAST_DAY)
