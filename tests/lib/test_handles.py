"""Names: who may be called what, and when two names are one."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportgroups.lib import calmwords
from supportgroups.lib.handles import MAX_LENGTH, HandleRefused, clean_handle, handle_key, is_reserved, suggest

IMITATIONS = (Path(__file__).parent / "payloads" / "imitations.txt").read_text().splitlines()


@pytest.mark.parametrize("name", IMITATIONS)
def test_names_that_imitate_helpers_are_refused(name: str) -> None:
    with pytest.raises(HandleRefused):
        clean_handle(name)
    assert is_reserved(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Heron",
            "calm heron",
            "Mary-Jane",
            "J.R. Oak",
            "D'Arcy",
            "Zoë",
            "佐藤",
            "علي",
            "अनिता",
            "Ali",
            "Mali",
            "Analise",
        ),
        *("Badminton Bee", "Supportive Sam", "Todd", "River 12", "Modesta", "Hostess", "St. Leaf", "Roots"),
    ],
)
def test_ordinary_names_are_taken_as_they_are(name: str) -> None:
    assert clean_handle(f"  {name} ") == name


def test_spaces_are_made_single() -> None:
    assert clean_handle("Calm    Heron") == "Calm Heron"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("", "two letters"), ("x", "two letters"), ("x" * (MAX_LENGTH + 1), "too long"), ("He\u200bron", "hidden"),
        ("He\u202eron", "hidden"), ("He\x00ron", "hidden"), ("He\nron", "hidden"), ("\u3164\u3164", "hidden"),
        ("He\u2060ron", "hidden"), ("ann@home.example", "e-mail"), ("ann at home dot org", "e-mail"),
        ("ann gmail", "e-mail"), ("see.leaf.com", "page"), ("www.leaf", "page"), ("https leaf", "page"),
        ("leaf dot org", "page"), ("Ann 0170 123 456", "telephone"),
        ("Ann \u0661\u0662\u0663\u0664\u0665\u0666\u0667", "telephone"),
        ("12345", "one letter"), ("--", "one letter"), ("\U0001f600 joy", "can have"), ("a<b>", "can have"),
        ("q" + "\u0301" * 5, "accents"), ("\u0301a", "accents"),
    ],
)  # fmt: skip
def test_it_says_what_to_change(name: str, word: str) -> None:
    with pytest.raises(HandleRefused, match=word):
        clean_handle(name)


@pytest.mark.parametrize(
    "twins",
    [
        [
            "Heron",
            "heron",
            "HERON",
            "He ron",
            "He-ron",
            "H\u0435ron",
            "Her\u043en",
            "Her0n",
            "H3ron",
            "H\u00e9ron",
            "H\u200beron",
            "Ｈｅｒｏｎ",
        ],
        ["Lily", "lIly", "L1ly", "Li1y", "|ily"],
        ["Fern", "fem", "F3rn"],
        ["Willow", "VVillow", "W1ll0w"],
        ["Maria", "M\u0430ri\u0430", "M4ri4"],
    ],
)
def test_names_that_look_alike_have_one_key(twins: list[str]) -> None:
    assert len({handle_key(name) for name in twins}) == 1


def test_names_that_differ_keep_different_keys() -> None:
    names = [
        "Heron",
        "Maple",
        "River 1",
        "River 2",
        "River 7",
        "Anna",
        "Hanna",
        "佐藤",
        "田中",
        "अनिता",
        "अनीता",
        "علي",
        "عمر",
    ]
    assert len({handle_key(name) for name in names}) == len(names)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    assert handle_key(handle_key(text)) == handle_key(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_with_a_sentence(text: str) -> None:
    try:
        handle = clean_handle(text)
    except HandleRefused as refusal:
        sentence, handle = str(refusal), "Heron"
    else:
        sentence = "."
    assert sentence.endswith(".")
    assert clean_handle(handle) == handle
    assert handle_key(handle)


def test_suggestions_are_many_and_may_all_be_taken() -> None:
    assert len(set(calmwords.ADJECTIVES)) >= 100
    assert len(set(calmwords.NOUNS)) >= 150
    for adjective in calmwords.ADJECTIVES:
        assert clean_handle(f"{adjective} {max(calmwords.NOUNS, key=len)}")
    for noun in calmwords.NOUNS:
        assert clean_handle(f"{max(calmwords.ADJECTIVES, key=len)} {noun}")
    pairs = {handle_key(f"Calm {noun}") for noun in calmwords.NOUNS}
    assert len(pairs) == len(calmwords.NOUNS)


def test_a_suggestion_comes_from_the_given_chance() -> None:
    assert suggest(Random(7)) == suggest(Random(7))
    assert len({suggest(Random(seed)) for seed in range(100)}) > 90
