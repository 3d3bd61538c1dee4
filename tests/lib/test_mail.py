"""Letters: both bodies, quiet headers, nothing smuggled in."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import BadHeaderError
from django.template import engines

from supportgroups.lib.mail import Letter, build, compose

LETTER = Letter("A letter for you", "Hello\n", "<p>Hello</p>", "l4f2a9", "https://site.example/letters/stop/abc/")


@pytest.fixture(autouse=True)
def post_office(settings: Any, tmp_path: Path) -> None:
    """Neutral addresses, and an engine ``site`` that also finds the letters written for these tests."""
    settings.MAIL_DOMAIN = "post.example"
    settings.DEFAULT_FROM_EMAIL = "Your letters <letters@post.example>"
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "greeting.txt").write_text(
        '{% extends "mail/base.txt" %}{% block body %}Hello {{ name }}\n\n\n\n& welcome   \n{% endblock %}'
    )
    (folder / "greeting.html").write_text(
        '{% extends "mail/base.html" %}{% block body %}<h1>Hello {{ name }}</h1><p class="quiet">x</p>{% endblock %}'
    )
    settings.TEMPLATES = [
        engine | {"DIRS": [str(tmp_path), *engine["DIRS"]]} if engine["NAME"] == "site" else engine
        for engine in settings.TEMPLATES
    ]
    assert engines["site"].dirs[0] == str(tmp_path)  # type: ignore[attr-defined]


def sent(letter: Letter, **names: Any) -> EmailMessage:
    raw = build(letter, to="ann@home.example", **names).message().as_bytes()
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_letter_has_text_first_and_html_beside_it() -> None:
    message = sent(LETTER)
    assert message.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    assert part(message, "plain") == "Hello\n"


def test_a_letter_without_html_is_plain() -> None:
    assert sent(Letter("x", "Hello\n", "")).get_content_type() == "text/plain"


def test_list_mail_can_be_stopped_with_one_press() -> None:
    message = sent(LETTER)
    assert message["List-Id"] == "<l4f2a9.post.example>"
    assert message["List-Unsubscribe"] == "<https://site.example/letters/stop/abc/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_other_mail_has_no_list_headers() -> None:
    assert not [name for name in sent(Letter("x", "y", "z")) if name.startswith("List-")]


def test_machines_are_told_not_to_answer() -> None:
    message = sent(LETTER)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"


def test_the_envelope_names_nobody_and_no_machine() -> None:
    first, second = sent(LETTER), sent(LETTER)
    assert re.fullmatch(r"<[0-9a-f]{32}@post\.example>", first["Message-ID"])
    assert first["Message-ID"] != second["Message-ID"]
    assert first["From"] == "Your letters <letters@post.example>"
    assert re.fullmatch(r"=*\d+=*", first.get_boundary() or "")
    known = {"Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted"}
    known |= {"X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"}
    assert set(first.keys()) == known


def test_a_letter_can_be_answered_when_asked_for() -> None:
    assert "Reply-To" not in sent(LETTER)
    assert sent(LETTER, reply_to="desk@post.example")["Reply-To"] == "desk@post.example"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x00", "\u2028", "\x85"])
def test_a_line_end_in_any_header_is_refused(end: str, settings: Any) -> None:
    evil = f"x{end}Bcc: eve@else.example"
    with pytest.raises(BadHeaderError):
        build(Letter(evil, "t", "h"), to="ann@home.example")
    with pytest.raises(BadHeaderError):
        build(LETTER, to=f"ann@home.example{end}Bcc: eve@else.example")
    with pytest.raises(BadHeaderError):
        build(LETTER, to="ann@home.example", reply_to=evil)
    with pytest.raises(BadHeaderError):
        build(Letter("s", "t", "h", list_id=evil), to="ann@home.example")
    with pytest.raises(BadHeaderError):
        build(Letter("s", "t", "h", unsubscribe_url=f"https://site.example/{end}x"), to="ann@home.example")
    settings.DEFAULT_FROM_EMAIL = evil
    with pytest.raises(BadHeaderError):
        build(LETTER, to="ann@home.example")


@pytest.mark.parametrize(
    "address",
    [
        "http://site.example/x",
        "mailto:stop@site.example",
        "/stop/",
        "https://",
        "https://a.example>, <https://b.example",
    ],
)
def test_only_one_https_address_stops_letters(address: str) -> None:
    with pytest.raises(BadHeaderError):
        build(Letter("s", "t", "h", unsubscribe_url=address), to="ann@home.example")


def test_plain_http_is_good_enough_on_loopback() -> None:
    letter = Letter("s", "t", "h", unsubscribe_url="http://127.0.0.1:8000/x")
    assert sent(letter)["List-Unsubscribe"] == "<http://127.0.0.1:8000/x>"


class Loads(HTMLParser):
    """Every address that opening the letter would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _value in attrs if name in {"src", "background", "srcset", "poster"}]
        self.found += [tag] * (tag in {"link", "img", "script", "iframe"})


def test_composing_writes_both_bodies_in_the_same_words() -> None:
    letter = compose("greeting", {"name": "<Ann & Co>"}, "Hello", list_id="l1", unsubscribe_url="https://s.example/x")
    assert letter.text.startswith("Hello <Ann & Co>\n\n& welcome\n\n-- \n")
    assert letter.text.endswith("Stop these letters:\nhttps://s.example/x\n")
    assert "Hello &lt;Ann &amp; Co&gt;</h1>" in letter.html
    assert 'href="https://s.example/x"' in letter.html
    assert letter.subject == "Hello"
    assert letter.list_id == "l1"


def test_styles_are_in_the_elements_and_dark_rules_are_kept() -> None:
    html = compose("greeting", {"name": "Ann"}, "Hello").html
    assert re.search(r'<p class="quiet" style="[^"]*font-size: 15px', html)
    assert "@media (prefers-color-scheme: dark)" in html
    assert "Stop these letters" not in html
    loads = Loads()
    loads.feed(html)
    assert loads.found == []
    assert "url(" not in html


def test_a_composed_letter_goes_out(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    assert build(compose("greeting", {"name": "Zoë 👋"}, "Grüße"), to="ann@home.example").send() == 1
    message = message_from_bytes(outbox.outbox[0].message().as_bytes(), policy=policy.default)
    assert message["Subject"] == "Grüße"
    assert isinstance(message, EmailMessage)
    assert "Zoë 👋" in part(message, "plain")
