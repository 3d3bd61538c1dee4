"""Letters: every mail of the site is composed and built here, so that its headers say the same and say nothing.

A mailbox is often read over somebody's shoulder: sender, Message-ID, List-Id and boundary carry no name of a group, a
person or a concern. Whether the subject may is for the caller, who knows the reader's wish.
"""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.template import engines

# A line longer than this is folded in ways that some mail programs show as broken (RFC 5322, 2.1.1).
MAX_SUBJECT = 200
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "testserver"})
_LIST_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}\Z")


@dataclass(frozen=True)
class Letter:
    """What is in the envelope. With ``unsubscribe_url`` it is list mail and carries the list's headers.

    ``list_id`` is an opaque word ("l4f2a9"), never a name; ``unsubscribe_url`` one HTTPS address that takes a POST
    (RFC 8058; plain HTTP on loopback only).
    """

    subject: str
    text: str
    html: str
    list_id: str = ""
    unsubscribe_url: str = ""


def compose(
    template: str, context: Mapping[str, Any], subject: str, *, list_id: str = "", unsubscribe_url: str = ""
) -> Letter:
    """Both bodies from ``templates/mail/<template>.txt`` and ``.html``, in the active language.

    The ``.txt`` extends ``mail/base.txt``, which switches escaping off; the ``.html`` extends ``mail/base.html``, whose
    styles are written into the elements. About 1 ms. Nothing is fetched.
    """
    site = engines["site"]
    words = {**context, "subject": subject, "unsubscribe_url": unsubscribe_url}
    text = site.get_template(f"mail/{template}.txt").render(words)
    html = site.get_template(f"mail/{template}.html").render(words)
    return Letter(subject, _tidy(text), _inliner().inline(html), list_id, unsubscribe_url)


def build(letter: Letter, *, to: str, reply_to: str | None = None) -> EmailMultiAlternatives:
    """The message to one address, with a text part always. Raises ``BadHeaderError`` for a line end in any header."""
    headers = {
        "Message-ID": f"<{uuid.uuid4().hex}@{settings.MAIL_DOMAIN}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        **_list_headers(letter),
    }
    for value in (letter.subject, to, reply_to or "", settings.DEFAULT_FROM_EMAIL, *headers.values()):
        _refuse_line_ends(value)
    message = EmailMultiAlternatives(
        subject=letter.subject[:MAX_SUBJECT],
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=headers,
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _list_headers(letter: Letter) -> dict[str, str]:
    headers = {}
    if letter.list_id:
        if not _LIST_NAME.match(letter.list_id):
            raise BadHeaderError("a List-Id is one lower-case word without signs")
        headers["List-Id"] = f"<{letter.list_id}.{settings.MAIL_DOMAIN}>"
    if letter.unsubscribe_url:
        _refuse_line_ends(letter.unsubscribe_url)
        address = urlsplit(letter.unsubscribe_url)
        is_plain = address.scheme == "http" and address.hostname in _LOOPBACK
        if (
            not (address.scheme == "https" or is_plain)
            or not address.netloc
            or set(letter.unsubscribe_url) & set("<>, ")
        ):
            raise BadHeaderError("List-Unsubscribe takes one HTTPS address")
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _refuse_line_ends(value: str) -> None:
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
        raise BadHeaderError("a header is one line of visible text")


def _tidy(text: str) -> str:
    # The two dashes of a signature keep their space: without it mail programs take them for words.
    lines = (line if line == "-- " else line.rstrip() for line in text.strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, keep_at_rules=True)
