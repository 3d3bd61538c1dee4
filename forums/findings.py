"""What a writer may want to look at once more: ways to reach somebody outside, and words she asked to be warned of.

Names of people are never guessed at. Better one phone number unseen than a warning at every other post: what is looked
for has a shape that hardly anything else has.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

PHONE, MAIL, ADDRESS, ELSEWHERE, WORD = "phone", "mail", "address", "elsewhere", "word"
AT_MOST = 10

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_DIGITS = re.compile(r"(?<![\w.,:/#-])(?:\+|\()?\d[\d ()/.\-]{5,22}\d(?![\w%])")
# A leading plus, nought or bracket; or the North American grouping; or nine digits and more in one run.
_DIALLED = re.compile(r"[+0(]|\d{3}[-. ]\d{3}[-. ]\d{4}\Z|\d{9,}\Z")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_ENDINGS = "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court|Boulevard|Blvd|Terrace|Gardens|Crescent|Square"
_STREETS = (
    # 12 Long Meadow Road
    rf"\b\d{{1,4}}[a-z]?,?[ ](?:[A-Z][\w'’-]+[ ]){{1,3}}(?:{_ENDINGS})\b",
    # Lange Straße 12, Wiesenweg 4
    r"\b[A-ZÄÖÜ][\wäöüß-]*[ ]?(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|weg|gasse|allee|platz)[ ]\d{1,4}[a-z]?\b",
    # 12, rue des Lilas; calle Mayor 12; via Roma 12
    r"\b\d{1,4},?[ ][Rr]ue[ ](?:de[ ]|du[ ]|des[ ]|la[ ]){0,2}[A-ZÀ-Ý][\w'’-]+",
    r"\b(?:[Cc]alle|[Vv]ia|[Pp]iazza|[Rr]ua)[ ](?:[\w'’-]+[ ]){0,2}[A-ZÀ-Ý][\w'’-]+,?[ ]\d{1,4}\b",
)
_ADDRESS = re.compile("|".join(_STREETS))
_PLACES = (
    "instagram", "insta", "snapchat", "snap", "telegram", "signal", "whatsapp", "discord", "skype", "kik", "twitter",
    "tiktok", "facebook", "mastodon", "threema", "wechat", "viber", "reddit",
)  # fmt: skip
_SITES = (
    "t.me", "wa.me", "m.me", "instagram.com", "facebook.com", "fb.me", "discord.gg", "snapchat.com", "tiktok.com",
    "twitter.com", "x.com", "linkedin.com/in", "threads.net", "reddit.com/u", "reddit.com/user",
)  # fmt: skip
_ELSEWHERE = re.compile(
    rf"\b(?:{'|'.join(re.escape(site) for site in _SITES)})/@?[\w.-]{{3,40}}"
    rf"|\b(?:{'|'.join(_PLACES)})(?: (?:name|id|handle|account))?(?: is)?\s?(?:[:=]\s?@?|@)[\w.#-]{{3,40}}"
    r"|(?<![\w.])@[\w.-]{2,40}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,3}"
    r"|\b[\w.]{2,32}#\d{4}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """Something to look at once. `digest` is the same for the same thing written another way."""

    kind: str
    words: str

    @property
    def digest(self) -> str:
        bare = re.sub(r"\D", "", self.words) if self.kind == PHONE else " ".join(self.words.casefold().split())
        return hashlib.sha256(f"{self.kind}:{bare}".encode()).hexdigest()[:16]

    @property
    def sentence(self) -> str:
        """What was found, in words."""
        return {
            PHONE: _("A phone number: %(words)s"),
            MAIL: _("An e-mail address: %(words)s"),
            ADDRESS: _("What looks like a postal address: %(words)s"),
            ELSEWHERE: _("Where somebody can be found elsewhere: %(words)s"),
            WORD: _("You asked to be told of this: %(words)s"),
        }[self.kind] % {"words": self.words}


def findings(text: str, own_words: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What stands in a text, each thing once, in the order of the kinds. Linear in the length of the text."""
    unique = {finding.digest: finding for finding in _all(text, own_words)}
    return tuple(unique.values())[:AT_MOST]


def _all(text: str, own_words: Iterable[str]) -> Iterator[Finding]:
    elsewhere = [found[0] for found in _ELSEWHERE.finditer(text)]
    for digits in _DIGITS.findall(text):
        if _is_phone(digits):
            yield Finding(PHONE, digits.strip())
    for mail in _MAIL.findall(text):
        if not any(mail in place for place in elsewhere):
            yield Finding(MAIL, mail.rstrip("."))
    for address in _ADDRESS.finditer(text):
        yield Finding(ADDRESS, address[0])
    for place in elsewhere:
        yield Finding(ELSEWHERE, place)
    folded = " ".join(text.casefold().split())
    for word in own_words:
        bare = " ".join(word.casefold().split())
        if bare and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", folded):
            yield Finding(WORD, word)


def _is_phone(digits: str) -> bool:
    count = sum(sign.isdigit() for sign in digits)
    return 7 <= count <= 15 and bool(_DIALLED.match(digits)) and not _DATE.search(digits)
