"""What is private in other people's notes goes; what is harmless stays."""

from __future__ import annotations

import pytest

from directory.scrub import LEFT_OUT, scrub, tidy

PRIVATE = """
Meeting ID: 000 111 2222 Password: fern77 -> 000 111 fern77
Zoom ID:+1-555-010-0000 -> 555 010
Zoom meeting is 555 010 0000 password moss4 -> 555 moss4
Passcode is willow. -> willow
Pass code: one day at a time -> day
PIN: 4921 -> 4921
Door code 7781# -> 7781
For the password: "old oak" write to us -> oak
Phone: Hazel+1-555-0100 -> Hazel 555
Text Basil at 555.010.0199 -> Basil 555
Contact Ivy R. or Rowan T. for the address -> Ivy Rowan
contact ash at ash@example.org -> ash
Please ask for Heather at the desk -> Heather
Clover D. (555) 010-0142 -> Clover 555
Join here: https://chat.whatsapp.com/AbCdEf123 -> AbCdEf
http://zoom.us/j/555 010 0000 -> 555
https://zoom.us/j/5550100?pwd=Zm9v -> 5550100 Zm9v
https://notes.example.org/page?token=sesame -> sesame
Bring a mug. Host key 998877. -> 998877
Led by Juniper on Mondays -> Juniper
Call Étienne for directions -> tienne
"""


@pytest.mark.parametrize("line", PRIVATE.strip().splitlines())
def test_private_details_never_come_out(line: str) -> None:
    text, _, private = line.partition(" -> ")
    clean = scrub(text)
    for word in private.split():
        assert word not in clean.replace(LEFT_OUT, "")


@pytest.mark.parametrize(
    "text",
    [
        "No password needed.",
        "Please contact us by e-mail.",
        "317 Ferry St\nDanville, PA 17821",
        "312 S Cedros Ave, Suite 300, CA 92075-1943",
        "New place from 2026-06-24 on",
        "Week 1 & 5: reading. Week 2: talk.",
        "8:30 PM ET / 5:30 PT",
        "Call and someone will let you in.",
        "The code of conduct is read aloud.",
        "Text-based chat. Phone Meeting Only.",
        "Open since 2019-2023, room 204",
        "https://example.org/readings",
    ],
)
def test_harmless_words_stay(text: str) -> None:
    assert scrub(text) == text


def test_a_line_of_nothing_but_private_details_goes() -> None:
    assert scrub("Welcome.\n\nMeeting ID: 555 010 0000\nPasscode: fern\n\nTea at six.") == "Welcome.\n\nTea at six."


def test_direction_marks_and_control_signs_go() -> None:
    assert tidy("a\u202eb\x00c\r\nd\u00a0e<br>f") == "abc\nd e\nf"
