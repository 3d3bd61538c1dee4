"""Sample data for the page that shows every part of the look at once; nobody's real words.

The parts take plain frozen dataclasses with these names; each app brings its own, so these are also the example to
follow.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

NAMES = (
    "Heron",
    "Wren",
    "Old Oak",
    "Marigold",
    "Quiet Tide",
    "Fern",
    "Juniper",
    "Lantern",
    "Robin",
    "Pebble",
    "Aster",
    "Finch",
)


@dataclass(frozen=True)
class SampleAuthor:
    """Who wrote: a name, a public id, a role in words."""

    handle: str
    ref: str
    role: str = ""
    url: str = "#"


@dataclass(frozen=True)
class SampleParent:
    """The post that is answered."""

    handle: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class SamplePost:
    """What components/post.html takes."""

    number: int
    author: SampleAuthor
    when: str
    html: SafeString
    actions: tuple[tuple[str, str, str], ...] = ()
    parent: SampleParent | None = None
    depth: int = 0
    placeholder: str = ""
    notes: tuple[str, ...] = ()
    notes_open: bool = False
    is_new: bool = False
    is_mine: bool = False
    as_facilitator: bool = False
    state: str = "published"
    url: str = "#"


@dataclass(frozen=True)
class SampleRow:
    """What components/thread_row.html takes."""

    title: str
    excerpt: str
    opener: SampleAuthor
    when: str
    news: str = ""
    kind: str = ""
    notes: tuple[str, ...] = ()
    waiting: bool = False
    pinned: bool = False
    locked: bool = False
    url: str = "#"


@dataclass(frozen=True)
class SampleCard:
    """What components/group_card.html takes."""

    name: str
    summary: str
    for_whom: str
    door: str
    format: str
    where_it_meets: str
    concerns: tuple[str, ...]
    freshness: str
    url: str = "#"


class SampleForm(forms.Form):
    """One field of each sort."""

    handle = forms.CharField(
        label="Your name here", help_text="Others in this group see it. It need not be your real one."
    )
    code = forms.CharField(
        label="Code",
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    about = forms.CharField(label="What brings you here?", widget=forms.Textarea, required=False)
    mail = forms.ChoiceField(
        label="How often may we write?",
        choices=[("each", "When somebody answers"), ("weekly", "Once a week"), ("none", "Never")],
        widget=forms.RadioSelect,
        help_text="The letter only says that there is something new.",
    )
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("de", "Deutsch")])
    rules = forms.BooleanField(label="I have read the ground rules and will keep to them")


class SampleComposer(forms.Form):
    """The one field of a place to write."""

    source = forms.CharField(label="Your words", widget=forms.Textarea)


def sample_components() -> dict[str, Any]:
    """Return the context of components/preview.html."""
    return {
        "posts": _posts(),
        "rows": _rows(),
        "cards": _cards(),
        "faces": [_author(name) for name in NAMES],
        "tabs": [("Threads", "#", True), ("People", "#", False), ("About", "#", False)],
        "trail": [("Evening harbour", "#"), ("Nights", "#")],
        "thread_pages": [("1 to 20", "#", False), ("21 to 40", "#", True), ("41 to 52", "#", False)],
        "form": SampleForm(),
        "attention_form": SampleForm(data={"about": "I have not slept well since March."}),
        "composer_form": SampleComposer(),
    }


def _author(handle: str, role: str = "") -> SampleAuthor:
    return SampleAuthor(handle=handle, ref=f"sample-{handle}", role=role)


def _html(*paragraphs: str) -> SafeString:
    return format_html_join("\n", "<p>{}</p>", ((text,) for text in paragraphs))


def _posts() -> list[SamplePost]:
    reply, more = ("Reply", "#", "get"), (("Put aside for later", "#", "post"), ("Tell a facilitator", "#", "get"))
    opening = _html(
        "It is twenty past three and I am sitting in the kitchen again. Since Mum died I wake at this hour, and the "
        "house is so loud with her not being in it.",
        "I do not need advice. I think I only wanted somebody else to know that I am awake.",
    )
    answer = _html("You are not the only light on in the street. My kettle is on too. Stay as long as you like.")
    return [
        SamplePost(1, _author("Wren"), "last night", opening, actions=(reply, *more)),
        SamplePost(
            2,
            _author("Heron"),
            "this morning",
            answer,
            actions=(reply, ("Change my words", "#", "get")),
            depth=1,
            is_mine=True,
            parent=SampleParent("Wren", "It is twenty past three and I am sitting in the kitchen", "#"),
        ),
        SamplePost(
            3,
            _author("Fern"),
            "this morning",
            _html(),
            depth=2,
            placeholder="Taken back by its author.",
            state="withdrawn",
        ),
        SamplePost(
            4,
            _author("Marigold"),
            "an hour ago",
            _html("The first spring was the worst. I counted the stairs at night."),
            actions=(reply, *more),
            depth=2,
            is_new=True,
            notes=("losing a parent", "sleep"),
        ),
        SamplePost(
            5,
            _author("Old Oak", "Facilitator"),
            "just now",
            _html("On Sunday the weekly question opens. You may answer it or only read."),
            actions=(reply,),
            is_new=True,
            as_facilitator=True,
        ),
    ]


def _rows() -> list[SampleRow]:
    return [
        SampleRow(
            "How we talk with each other here",
            "Four things we ask of everybody, and what you can ask of us.",
            _author("Old Oak"),
            "in spring",
            pinned=True,
            locked=True,
        ),
        SampleRow(
            "Awake at twenty past three",
            "I do not need advice. I only wanted somebody to know.",
            _author("Wren"),
            "last night",
            news="three new posts",
        ),
        SampleRow(
            "What do you do with the chair?",
            "Nobody sits in it and nobody can move it.",
            _author("Quiet Tide"),
            "yesterday evening",
            kind="Question",
            waiting=True,
            news="new",
        ),
        SampleRow(
            "A small good thing this week", "The blackbird is back on the aerial.", _author("Finch"), "on Tuesday"
        ),
    ]


def _cards() -> list[SampleCard]:
    return [
        SampleCard(
            "Evening harbour",
            "A slow, kind place to write about somebody who died. There is no right pace, and nobody counts.",
            "Anybody who has lost someone",
            "Open to all, at once",
            "All the time, led by peers",
            "Here, in writing",
            ("Bereavement",),
            "Looked after; somebody usually answers within a day",
        ),
        SampleCard(
            "Night kitchen",
            "For people who look after somebody at home and find the nights long.",
            "Carers and families",
            "By request; an answer within three days",
            "Eight weeks, with a nurse",
            "",
            ("Caring", "Sleep"),
            "Opens again in January",
        ),
    ]
