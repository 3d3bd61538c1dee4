"""The part of a text in which something was found, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from supportgroups.lib.searchwords import LETTER, Query, words_of

LENGTH = 180
_BEFORE = 60
# So much of a word may differ at its end, for stems: "walked" for "walks".
_ENDING, _STEM = 3, 4

Part = tuple[str, bool]
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</(?:p|li|h3|h4|blockquote|pre|td|th)>|<br>")
# As search cuts them; an accent that is written beside its letter belongs to the word.
_PART = f"(?:{LETTER}|[\u0300-\u036f])"
_WORD = re.compile(f"(?<!{_PART}){_PART}+")
# A letter that may have to be folded before it is compared.
_FOREIGN = re.compile(r"[^\W\x00-\x7f]")


def words_in(html: str) -> str:
    """The words of stored HTML in one line; quicker than reading it, and only for what `markup.render` made."""
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", html))).split())


def snippet(text: str, query: Query) -> tuple[Part, ...]:
    """About `LENGTH` letters around the first word that was looked for, in parts: (letters, whether they were found).

    Empty where none of the words stands in the text, as when they stand in a title.
    """
    wanted = list({word: 0 for term in query.wanted for phrase in term.phrases for word in phrase.split()})
    found: list[re.Match[str]] = []
    for each in _candidates(text, wanted):
        if found and each.start() > found[0].start() + LENGTH:
            break
        if _is_one_of(each[0], wanted):
            found.append(each)
    if not found:
        return ()
    begin, end = _cut(text, found[0].start())
    parts: list[Part] = [("…", False)] if begin else []
    place = begin
    for each in found:
        if each.end() > end:
            break
        parts += [(text[place : each.start()], False), (each[0], True)]
        place = each.end()
    parts.append((text[place:end] + ("…" if end < len(text) else ""), False))
    return tuple(part for part in parts if part[0])


def _candidates(text: str, wanted: list[str]) -> Iterable[re.Match[str]]:
    """The words that may be wanted, in their order: of plain letters those that begin alike, for looking at each word
    takes longer than all else of a page."""
    if _FOREIGN.search(text):
        return _WORD.finditer(text)
    folded = text.lower()
    begins = {word[: max(_STEM, len(word) - _ENDING)] for word in wanted}
    places = sorted({place for begin in begins for place in _places(folded, begin)})
    return filter(None, (_WORD.match(text, place) for place in places))


def _places(text: str, part: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _is_one_of(word: str, wanted: list[str]) -> bool:
    folded = word.lower() if word.isascii() else "".join(words_of(word))
    return any(folded.startswith(each) or _same_stem(folded, each) for each in wanted)


def _same_stem(one: str, other: str) -> bool:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _STEM and max(len(one), len(other)) - shared <= _ENDING


def _cut(text: str, at: int) -> tuple[int, int]:
    """A stretch of whole words around a place."""
    begin = max(0, at - _BEFORE)
    if begin:
        begin = text.find(" ", begin, at) + 1 or at
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        last_gap = text.rfind(" ", at, end)
        end = last_gap if last_gap > at else end
    return begin, end
