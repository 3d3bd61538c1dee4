"""How a text is cut into words, and how what somebody types to search is read: the same for every engine."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice

MAX_QUERY = 200
MAX_TERMS = 12
_MAX_WORD = 64  # a longer one is no word; PostgreSQL refuses words of 2 kB

# Letters and digits with the vowel signs that other scripts write above and below them.
LETTER = (
    "[^\\W_]|[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0b3c-\u0b57\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc-\u0cd6"
    "\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e]"
)
_WORD = re.compile(f"(?:{LETTER})+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """Alternatives, each one word or the words of a phrase; ``is_prefix`` lets the last word go on."""

    phrases: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What has to be there, and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def words_of(text: str) -> list[str]:
    """The words of a text as both engines see them: folded, without Latin accents, cut at anything else."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return [word[:_MAX_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", _LATIN_MARKS.sub("", folded)))]


def parse(text: str) -> Query:
    """Read what somebody typed. Never raises; nothing to look for gives a query without ``wanted``."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    may_go_on = False
    for found in islice(_TERM.finditer(text[:MAX_QUERY]), MAX_TERMS):
        plain = found["plain"]
        words = words_of(plain if plain is not None else found["phrase"])
        if words and found["minus"]:
            unwanted.append(Term((" ".join(words),)))
        elif words:
            wanted.append(Term((" ".join(words),)))
            may_go_on = plain is not None and len(words[-1]) > 1
    if may_go_on:
        wanted[-1] = replace(wanted[-1], is_prefix=True)
    return Query(tuple(wanted), tuple(unwanted))
