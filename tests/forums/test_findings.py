"""What a writer may want to look at once more: found by its shape, never guessed at."""

from __future__ import annotations

import time

import pytest

from forums.findings import AT_MOST, findings

FOUND = [
    ("Ring me: 0170 1234567.", "phone", "0170 1234567"),
    ("+44 (0)20 7946 0018 is mine", "phone", "+44 (0)20 7946 0018"),
    ("(020) 7946 0018", "phone", "(020) 7946 0018"),
    ("call 555-123-4567 after six", "phone", "555-123-4567"),
    ("my number is 447700900123", "phone", "447700900123"),
    ("write to calm.heron+x@mail.example.org, any time", "mail", "calm.heron+x@mail.example.org"),
    ("I live at 12 Long Meadow Road", "address", "12 Long Meadow Road"),
    ("221b Baker Street, you know", "address", "221b Baker Street"),
    ("Wiesenweg 4a, gleich links", "address", "Wiesenweg 4a"),
    ("Lange Straße 12", "address", "Lange Straße 12"),
    ("12, rue des Lilas", "address", "12, rue des Lilas"),
    ("via Roma 12", "address", "via Roma 12"),
    ("find me on Instagram: @calm.heron", "elsewhere", "Instagram: @calm.heron"),
    ("my telegram is @heron_by_night", "elsewhere", "telegram is @heron_by_night"),
    ("t.me/heron_by_night", "elsewhere", "t.me/heron_by_night"),
    ("@heron@social.example", "elsewhere", "@heron@social.example"),
    ("heron#1234", "elsewhere", "heron#1234"),
    ("We live in Millbrook.", "word", "Millbrook"),
]
NOTHING = [
    "She died on 26.11.2024, and on 2024-11-26 I stopped counting.",
    "On 12/11/2024 10:30 they rang.",
    "Call 116 123, they are kind.",
    "2,000,000 people, 1.500.000 of them awake, 99.99999999%",
    "10 000 000 steps",
    "I take 20 mg at 08:00 and 20 mg at 20:00.",
    "@Calm Heron, thank you. @maple too.",
    "I met Anna Lindgren and Mr Kowalski on the ward.",
    "Signal is bad out here; Facebook is no help, and Discord was worse.",
    "There were 3 of us on the road, 12 in the square.",
    "#1 on my list, and point 4, and room 101",
    "https://known.example/articles/20240512/0123456789",
    "Millbrooks and stillbrook",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_what_has_its_shape_is_found(text: str, kind: str, words: str) -> None:
    assert [(found.kind, found.words) for found in findings(text, ["Millbrook"])] == [(kind, words)]
    assert words in findings(text, ["Millbrook"])[0].sentence


@pytest.mark.parametrize("text", NOTHING)
def test_names_dates_and_ordinary_numbers_are_nobodys_business(text: str) -> None:
    assert findings(text, ["Millbrook"]) == ()


def test_the_same_thing_written_another_way_is_the_same() -> None:
    (one,), (other,) = findings("0170 1234567"), findings("0170/123 45-67")
    assert one.digest == other.digest
    assert len(findings("0170 1234567 or 01701234567")) == 1
    assert len({found.digest for text, _kind, _words in FOUND for found in findings(text, ["Millbrook"])}) == len(FOUND)
    many = " ".join(f"heron{number}@mail.example" for number in range(99))
    assert len(findings(many)) == AT_MOST


@pytest.mark.parametrize("bomb", ["1 ", "a.", "@a", "0-", "(0", "A ", "1 A ", "snap", "rue ", "a@a.", "x.com/", "#1"])
def test_no_text_holds_the_page(bomb: str) -> None:
    started = time.process_time()
    findings((bomb * 20_000)[:20_000], ["word"])
    assert time.process_time() - started < 1
