"""The words around what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supportgroups.lib import markup, snippets
from supportgroups.lib.searchwords import parse

pytestmark = pytest.mark.once


def parts(text: str, words: str) -> tuple[snippets.Part, ...]:
    return snippets.snippet(text, parse(words))


def test_found_words_are_marked_and_all_else_stays() -> None:
    assert parts("The kettle sings.", "kettle") == (("The ", False), ("kettle", True), (" sings.", False))
    assert parts("Café and cafés", "cafe") == (("Café", True), (" and ", False), ("cafés", True))


def test_nothing_found_marks_nothing() -> None:
    assert parts("The kettle sings.", "zebra") == ()
    assert parts("", "zebra") == ()
    assert parts("The kettle sings.", "") == ()


@pytest.mark.parametrize(
    ("words", "is_found"), [("walks", True), ("walking", True), ("wall", False), ("walrus", False)]
)
def test_other_endings_are_found_and_other_words_are_not(words: str, is_found: bool) -> None:
    assert bool(parts("We walked.", words)) == is_found


def test_html_is_read_as_its_words() -> None:
    html = markup.render("One & *two*.\n\n- three\n- four\n\n> five <six>").html
    assert snippets.words_in(html) == "One & two. three four five <six>"


@given(st.text(max_size=600), st.text(max_size=20))
def test_what_is_shown_stands_in_the_text(text: str, words: str) -> None:
    shown = "".join(letters for letters, _is_found in parts(text, words))
    assert shown.strip("…") in text or shown == ""
    assert len(shown) <= snippets.LENGTH + 62 + 2


SAID = ("walk", "walks", "Walking", "wall", "_walk", "a", "sleep", "sleeper.", "over-sleep", "12", "wal")


@given(
    st.lists(st.sampled_from(SAID), max_size=12),
    st.sampled_from(["walk", "walks sleep", "wa", "a", "walker", "sleep-over", "12"]),
)
def test_a_text_of_plain_letters_is_marked_like_any_other(text: list[str], words: str) -> None:
    plain = " ".join(text)
    foreign = parts(f"{plain} é", words)
    assert [part for part, is_found in parts(plain, words) if is_found] == [
        part for part, is_found in foreign if is_found
    ]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [("आज मुझे नींद आई।", "नींद", "नींद"), ("वह सो गया", "गया", "गया"), ("Le cafe\u0301 est froid.", "café", "cafe\u0301")],
)
def test_signs_beside_a_letter_belong_to_its_word(text: str, word: str, found: str) -> None:
    assert [part for part, is_found in parts(text, word) if is_found] == [found]
