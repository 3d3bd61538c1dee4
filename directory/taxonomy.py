"""Finding what somebody means: from the words they type to the concerns groups are listed under.

It never diagnoses: a match keeps what was said, so that a page can write `Groups about depression. You searched for
"low mood".` Everything is in memory and touches no table: a search costs a millisecond, one with a typo up to 25.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from directory.concerns import CONCERNS, Concern
from directory.facets import FACETS, Choice, Facet

__all__ = [
    "CONCERNS",
    "FACETS",
    "Choice",
    "Concern",
    "Facet",
    "Match",
    "concern",
    "find_concerns",
    "has_crisis_words",
    "with_broader",
]

LONGEST_SEARCH = 200  # more than this is a letter, not a search; the rest is left unread
MOST_WORDS = 10  # of the longest words typed: keeps a pasted paragraph from holding a worker
EXACT, PHRASE, WORDS, NEAR = 4, 3, 2, 1
TYPO_CUTOFF = 0.8  # difflib's ratio: one slip in five letters, two in ten
CLEARLY_WORSE = 0.92  # a guess below this share of the best one is left out
SHORTEST_FUZZY = 5  # shorter words are too easily turned into one another


@dataclass(frozen=True)
class Match:
    """A concern, the words that led there as the person typed them, and how near they came (4 the same, 1 a typo)."""

    concern: Concern
    said: str
    exactness: int


_BY_SLUG = {each.slug: each for each in CONCERNS}
# One word for each person, so that "my mother died" and "mum died" meet.
_SAME = {
    "mom": "mum",
    "mother": "mum",
    "mam": "mum",
    "mums": "mum",
    "mama": "mum",
    "father": "dad",
    "daddy": "dad",
    "papa": "dad",
    "mummy": "mum",
    "hubby": "husband",
    "spouse": "partner",
    "kid": "child",
    "kids": "child",
    "children": "child",
    "grandma": "nan",
    "granny": "nan",
    "grandmother": "nan",
    "dies": "died",
    "dead": "died",
    "anyone": "someone",
    "somebody": "someone",
    "cannot": "cant",
    "puppy": "dog",
    "kitten": "cat",
}
_SMALL_WORDS = """
    a about all always am an and any anymore are at be been being by do does even every feel feeling for from get
    got group groups had has have having he help her here him his how i id if ill im in is it its ive just keep
    like live living me meeting meetings more much my near need of on online or our really s she since so some
    someone support that the their they this time to too up very want was we with without who you your people
    person problem problems
"""

_SMALL = frozenset(_SMALL_WORDS.split())
_TOO_WIDE = frozenset({"lost", "loss"})  # alone they say nothing: a job is lost too


def concern(slug: str) -> Concern | None:
    """The concern of this slug, or None: an old listing may name one that has gone."""
    return _BY_SLUG.get(slug)


def with_broader(slug: str) -> tuple[Concern, ...]:
    """This concern and each wider one above it, nearest first; empty for a slug nobody knows."""
    found: list[Concern] = []
    while slug in _BY_SLUG and _BY_SLUG[slug] not in found:
        found.append(_BY_SLUG[slug])
        slug = _BY_SLUG[slug].broader
    return tuple(found)


def find_concerns(words: str) -> list[Match]:
    """Concerns these typed words may mean, the nearest first; empty when nothing fits. Typos are forgiven only when
    nothing fits as written, and of two terms that fit the longer one counts as nearer: "mum has dementia" is first
    about caring, then about dementia."""
    said = " ".join(words[:LONGEST_SEARCH].split())
    query = _plain(said)
    if not query:
        return []
    terms = _terms(get_language() or "")
    nearest = _best(query, terms, _as_written) or _closest(_best(query, terms, _with_a_typo()))
    ordered = sorted(nearest.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    return [Match(_BY_SLUG[slug], said, int(score[0])) for slug, score in ordered]


@dataclass(frozen=True)
class _Term:
    slug: str
    text: str
    stems: frozenset[str]


_Fits = Callable[[str, frozenset[str], _Term], "tuple[float, float] | None"]


@lru_cache(maxsize=8)
def _terms(language: str) -> tuple[_Term, ...]:
    """Every label and synonym, made plain; `language` is the cache's key, for labels follow the active one."""
    found = []
    for each in CONCERNS:
        for word in (str(each.label), each.slug.replace("-", " "), *each.synonyms):
            text = _plain(word)
            found.append(_Term(each.slug, text, _stems(text)))
    return tuple(found)


def _best(query: str, terms: tuple[_Term, ...], fits: _Fits) -> dict[str, tuple[float, float]]:
    best: dict[str, tuple[float, float]] = {}
    stems = frozenset(sorted(_stems(query), key=len)[-MOST_WORDS:])
    for term in terms:
        score = fits(query, stems, term)
        if score and score > best.get(term.slug, (0, 0)):
            best[term.slug] = score
    return best


def _closest(found: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Of guesses at a typo only those nearly as good as the best: "gambeling" is gambling, not gaming."""
    top = max((score[1] for score in found.values()), default=0.0)
    return {slug: score for slug, score in found.items() if score[1] >= top * CLEARLY_WORSE}


def _as_written(query: str, stems: frozenset[str], term: _Term) -> tuple[float, float] | None:
    size = len(term.text)
    if term.text == query:
        return (EXACT, size)
    if f" {term.text} " in f" {query} " and term.stems:
        return (PHRASE, size)
    if len(query) >= 4 and stems and f" {query} " in f" {term.text} ":
        return (WORDS, len(query) / size)
    if term.stems and term.stems <= stems and not term.stems <= _TOO_WIDE:
        return (WORDS, sum(map(len, term.stems)))
    return None


def _with_a_typo() -> _Fits:
    """For one search: many terms share a stem, and each stem is compared with what was typed once."""
    nearest: dict[str, float] = {}

    def fits(query: str, stems: frozenset[str], term: _Term) -> tuple[float, float] | None:
        ratio = _ratio(query, term.text)
        if ratio:
            return (NEAR, ratio * 2)
        for stem in term.stems:
            if stem not in nearest:
                nearest[stem] = max((_ratio(stem, typed) for typed in stems), default=0.0)
            if not nearest[stem]:
                return None
        return (NEAR, sum(nearest[stem] for stem in term.stems) / len(term.stems)) if term.stems else None

    return fits


def _ratio(left: str, right: str) -> float:
    """How alike two words are, 0 when not alike enough; short ones must be the same."""
    if left == right:
        return 1.0
    if min(len(left), len(right)) < SHORTEST_FUZZY or abs(len(left) - len(right)) > (1 if len(left) < 8 else 3):
        return 0.0
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < TYPO_CUTOFF or matcher.quick_ratio() < TYPO_CUTOFF:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= TYPO_CUTOFF else 0.0


def _plain(text: str) -> str:
    """Lower case, no accents, no apostrophes, punctuation as spaces, one word for mum."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"['’`´]s\b", "s", text)
    text = re.sub(r"['’`´]", "", text)
    words = re.sub(r"[^\w]+|_", " ", text).split()
    return " ".join(_SAME.get(word, word) for word in words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in text.split() if word not in _SMALL)


def _stem(word: str) -> str:
    """A word without its ending: drinking, drinks and drinker's drink. Rough on purpose; both sides go through it."""
    for ending in ("ing", "ed", "er", "s"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= 4 and not word.endswith("ss"):
            return left[:-1] if left[-1] == left[-2] and ending != "s" else left
    return word


_CRISIS = re.compile(
    r"\b(?:suicid\w*|unalive|kms|overdos(?:e|ed|ing)"
    r"|kill(?:ing)? (?:my ?self|me)|end(?:ing)? (?:my (?:own )?life|it all|it tonight|it now)"
    r"|tak(?:e|ing) my (?:own )?life|want(?:ed)? to (?:die|be dead)|wanna die|wish i (?:was|were) dead"
    r"|(?:do not|dont|did not|didnt) want to (?:live|be alive|be here|wake up|exist)"
    r"|(?:no|not any) (?:reason|point) (?:to|in) (?:live|living|life)|nothing to live for|not worth living"
    r"|(?:hurt|hurting|harm|harming|cut|cutting|burn|burning) my ?self|self ?harm\w*"
    r"|better off (?:dead|without me)|(?:cant|cannot|can not) go on(?! (?:a|the|my|our|holiday)\b)"
    r"|(?:cant|cannot|can not) (?:do|take) (?:it|this) any ?more"
    r"|(?:ready|going) to (?:die|end it)|goodbye forever|he will kill me|hes going to kill me|going to kill me)\b"
)
_CRISIS_SPELT = ("suicide", "suicidal")


def has_crisis_words(text: str) -> bool:
    """Whether help should stand above everything else on the page. It reads words, not meaning: "my brother's suicide"
    says yes too, and showing help there does no harm. Linear in the text's length; nothing is kept."""
    plain = re.sub(r"[^\w]+|_", " ", re.sub(r"['’`´]", "", unicodedata.normalize("NFKC", text).casefold()))
    if _CRISIS.search(plain):
        return True
    candidates = {word for word in plain.split() if word.startswith(("su", "si")) and 6 <= len(word) <= 10}
    return any(difflib.get_close_matches(word, _CRISIS_SPELT, n=1, cutoff=0.84) for word in candidates)
