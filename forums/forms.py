"""What is typed where people write, cleaned into plain values. Drafts take nearly anything; posting asks more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from forums.actions import DraftFields
from forums.models import Draft, Thread
from forums.models.post import Wants
from supportgroups.lib import markup

# A draft may be longer than a post, so that words can be cut down; beyond this nobody has typed it.
LONGEST_DRAFT = 100_000
FOR_FACILITATORS = (Thread.Kind.PROMPT, Thread.Kind.ANNOUNCEMENT)
FIELDS = ("title", "source", "kind", "wants", "content_notes", "as_facilitator")


class Words(forms.CharField):
    """Text without what nobody can see or type; control characters are dropped, not complained about."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(markup.clean_source(str(value or ""))) or "")


class DraftWords(Words):
    """Asked for, but a draft is kept without them too: what is missing is said when it is to be posted."""

    def validate(self, value: Any) -> None:
        """Nothing is refused."""


class Line(Words):
    """The same on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class AnswerForm(forms.Form):
    """An answer in a thread. `key` is the draft's, `version` the one these words were built on."""

    use_required_attribute = False

    source = DraftWords(
        label=_("Your words"),
        strip=False,
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 8, "class": "composer-words"}),
    )
    content_notes = Line(
        label=_("What it talks about"),
        help_text=_(
            "If it may weigh on somebody: a word or two, such as “grief”. Others then choose whether to open it."
        ),
        required=False,
        max_length=120,
    )
    as_facilitator = forms.BooleanField(
        label=_("I speak for the group here"),
        help_text=_("Your post is marked as a facilitator's. Leave it empty to speak as yourself."),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000)

    def __init__(self, data: Mapping[str, Any] | None = None, *, for_group: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not for_group:
            del self.fields["as_facilitator"]
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("version", 0)

    @property
    def draft_fields(self) -> DraftFields:
        """What was typed, by the draft's names; only what this form asks."""
        return cast(DraftFields, {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data})

    @property
    def more(self) -> list[BoundField]:
        """The fields that are there when looked for."""
        return [field for field in self.visible_fields() if field.name != "source"]

    def stand_on(self, version: int) -> None:
        """Let the form, shown again, save on top of this version."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "version": str(version)}


class ThreadForm(AnswerForm):
    """A new thread. Only the words are asked; all else has a good answer already."""

    title = Line(
        label=_("Title"),
        help_text=_("If you leave it out, your first words are the title."),
        required=False,
        max_length=160,
    )
    kind = forms.ChoiceField(label=_("What kind of post it is"), choices=Thread.Kind.choices, required=False)
    wants = forms.ChoiceField(
        label=_("What you hope for"), choices=[("", _("I leave it open")), *Wants.choices], required=False
    )

    field_order = ("source", "title", "kind", "wants", "content_notes", "as_facilitator")

    def __init__(self, data: Mapping[str, Any] | None = None, *, for_group: bool = False, **kwargs: Any) -> None:
        super().__init__(data, for_group=for_group, **kwargs)
        if not for_group:
            kind = cast(forms.ChoiceField, self.fields["kind"])
            kind.choices = [(value, label) for value, label in Thread.Kind.choices if value not in FOR_FACILITATORS]

    def clean_kind(self) -> str:
        """Sharing, if nothing else is said."""
        return self.cleaned_data["kind"] or Thread.Kind.SHARE


class SearchForm(forms.Form):
    """Words to look for."""

    words = Line(label=_("Words to look for"), max_length=200)


def form_for(draft: Draft, data: Mapping[str, Any] | None = None, *, for_group: bool = False) -> AnswerForm:
    """The form that a draft is changed in, filled with it."""
    initial = {name: getattr(draft, name) for name in FIELDS} | {"key": draft.ref, "version": draft.version}
    kind = AnswerForm if draft.thread_id else ThreadForm
    return kind(data, for_group=for_group, initial=initial)


def answer_form(begun: Draft | None, *, for_group: bool) -> AnswerForm:
    """An empty form for an answer, or one filled with the draft that was begun."""
    return form_for(begun, for_group=for_group) if begun else AnswerForm(for_group=for_group)
