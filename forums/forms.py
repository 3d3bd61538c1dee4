"""What is typed where people write, cleaned into plain values. Drafts take nearly anything; posting asks more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forums.actions import DraftFields
from forums.models import Draft, Post, Thread
from forums.models.post import Wants
from forums.titles import title_from
from groups.models import SupportGroup
from supportgroups.lib import markup
from supportgroups.lib.plaintext import plain_text

Kinds = Sequence[tuple[str, str | Promise]]
# A draft may be longer than a post, so that words can be cut down; beyond this nobody has typed it.
LONGEST_DRAFT = 100_000
NOTES_LENGTH = 120
MOST_ANSWERS, ANSWER_LENGTH, LONGEST_POLL = 8, 120, 2_000
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


class ForumForm(forms.Form):
    """A further forum."""

    name = Line(label=_("What is it called?"), max_length=80)
    about = Line(
        label=_("What is it for?"),
        max_length=240,
        required=False,
        help_text=_("One sentence, shown above its threads."),
    )


class MoveForm(forms.Form):
    """Where a thread goes."""

    forum = forms.ChoiceField(label=_("To which forum?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, forums: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["forum"].choices = forums  # type: ignore[attr-defined]


class JoinForm(forms.Form):
    """With which thread another is joined."""

    other = forms.ChoiceField(label=_("With which thread?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, threads: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].choices = threads  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """What a thread that begins out of an answer is called."""

    title = Line(label=_("What shall the new thread be called?"), max_length=160)


class PollForm(forms.Form):
    """A question, and its answers, one on a line."""

    question = Line(label=_("What would you like to ask?"), max_length=160)
    answers = Words(
        label=_("Answers to choose from"),
        max_length=LONGEST_POLL,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line, two to eight of them."),
    )

    def clean_answers(self) -> list[str]:
        """The lines, without empty ones and without the same one twice."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["answers"].splitlines())
        answers = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(answers) <= MOST_ANSWERS:
            raise forms.ValidationError(_("Please give two to eight answers, one on each line."))
        if any(len(answer) > ANSWER_LENGTH for answer in answers):
            raise forms.ValidationError(_("One of the answers is longer than a line. Please make it a little shorter."))
        return answers


class LockForm(forms.Form):
    """Why a thread is closed: said to everybody who reads it."""

    reason = Line(
        label=_("Why, in a few words"),
        max_length=240,
        required=False,
        help_text=_("Everybody who opens the thread can read this."),
    )


class AnswerForm(forms.Form):
    """An answer in a thread. `key` is the draft's, `version` the one these words were built on."""

    use_required_attribute = False

    source = DraftWords(
        label=_("Your words"),
        strip=False,
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 8, "class": "composer-words"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
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

    field_order = ("source", "title", "kind")

    def __init__(self, data: Mapping[str, Any] | None = None, *, kinds: Kinds = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not kinds:
            del self.fields["kind"]
        else:
            cast(forms.ChoiceField, self.fields["kind"]).choices = list(kinds)

    def clean_kind(self) -> str:
        """Sharing, if nothing else is said."""
        return self.cleaned_data["kind"] or Thread.Kind.SHARE


def notes_line(there: str) -> Line:
    """Where it is said what a post talks about; with room for all that it bears already."""
    return Line(
        label=_("What it talks about"),
        help_text=_(
            "If it may weigh on somebody: a word or two, such as “grief”. Others then choose whether to open it."
        ),
        required=False,
        max_length=max(NOTES_LENGTH, len(there)),
    )


class NotesForm(forms.Form):
    """What a post that stands already talks about. `there`: what it bears."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, there: str) -> None:
        super().__init__(data, initial={"content_notes": there})
        self.fields["content_notes"] = notes_line(there)


class MoreForm(forms.Form):
    """What can be chosen for a post beside its words, when it is read over. Every choice has a good answer already."""

    wish = forms.ChoiceField(label=_("When it is posted"), required=False, widget=forms.RadioSelect)
    content_notes = Line()
    wants = forms.ChoiceField(
        label=_("What you hope for"), choices=[("", _("I leave it open")), *Wants.choices], required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, draft: Draft, wishes: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data, initial={"wants": draft.wants, "content_notes": draft.content_notes})
        self.wishes = wishes
        self.fields["content_notes"] = notes_line(draft.content_notes)
        cast(forms.ChoiceField, self.fields["wish"]).choices = list(wishes)
        if not draft.is_opening:
            del self.fields["wants"]
        if draft.edits_id:
            del self.fields["wish"]  # a change is made at once

    @property
    def is_used(self) -> bool:
        """Whether anything was chosen here with the press that is answered."""
        return self.is_bound and self.has_changed()

    @property
    def draft_fields(self) -> DraftFields:
        """What was chosen, by the draft's names; what was not sent along stays as it is."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name in FIELDS and name in self.data}
        return cast(DraftFields, chosen)

    @property
    def wished(self) -> str:
        """When it is posted, in words, where something else than the few minutes was chosen."""
        wish = getattr(self, "cleaned_data", {}).get("wish")
        return next((str(words) for value, words in self.wishes if value == wish), "") if wish else ""


def kinds_offered(group: SupportGroup, *, for_group: bool) -> Kinds:
    """The kinds a new thread may have here; none where an admin has not turned them on."""
    if not group.allows_kinds:
        return ()
    return tuple(choice for choice in Thread.Kind.choices if for_group or choice[0] not in Thread.FOR_FACILITATORS)


def form_for(draft: Draft, data: Mapping[str, Any] | None = None, *, kinds: Kinds = ()) -> AnswerForm:
    """The form that a draft is changed in, filled with it."""
    initial = {name: getattr(draft, name) for name in FIELDS} | {"key": draft.ref, "version": draft.version}
    if not draft.is_opening:
        return AnswerForm(data, initial=initial)
    return ThreadForm(data, kinds=kinds, initial=initial)


def change_form(
    post: Post, thread: Thread, begun: Draft | None, data: Mapping[str, Any] | None = None, *, kinds: Kinds = ()
) -> AnswerForm:
    """The form that a post is changed in, filled with the change that was begun, or with the post as it stands.

    A title that came from the first words is left out, so that it changes with them.
    """
    if begun is not None:
        return form_for(begun, data, kinds=kinds)
    if post.number != 1:
        return AnswerForm(data, initial={"source": post.source})
    from_first_words = title_from(plain_text(post.html, with_addresses=True))
    title = "" if thread.title == from_first_words else thread.title
    initial = {"source": post.source, "title": title, "kind": thread.kind}
    return ThreadForm(data, kinds=kinds, initial=initial)


def answer_form(begun: Draft | None, words: str = "") -> AnswerForm:
    """A form for an answer: filled with the draft that was begun, or else with these words."""
    return form_for(begun) if begun else AnswerForm(initial={"source": words})
