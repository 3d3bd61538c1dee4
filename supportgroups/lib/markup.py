"""Words people write, made into HTML that is safe to show: the one pipeline and the only file with ``mark_safe``.

Markdown first (raw HTML is shown as typed, never interpreted), then bleach's allow-list with links in the same parse,
then nh3 with the same allow-list as the last gate. Rendering happens once, at writing; pages show what was stored.
"""

import re
import threading
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlsplit

import markdown
import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from django.utils.safestring import SafeString, mark_safe
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import IMAGE_LINK_RE, LinkInlineProcessor

from supportgroups.lib.plaintext import plain_text

# Stored beside the HTML; raised when the same source would render differently, so that old rows can be rendered again.
VERSION = 2
MAX_SOURCE = 20_000
# Above this product of length and openers one paragraph can hold a worker for seconds: '[' * 10000 took 16 s.
MAX_BLOCK_COST = 300_000
# Thousands of one-letter list items or table rows cost seconds; nobody writes them.
MAX_LINES = 2_000
EXCERPT_LENGTH = 160
MAX_MENTIONS = 20
# Letters with more marks than this on top of each other are noise that spills over the lines around them.
MAX_MARKS = 4

REL = "noopener noreferrer nofollow ugc"
TAGS = frozenset(
    {
        *("a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong"),
        *("table", "tbody", "td", "th", "thead", "tr", "ul"),
    }
)
ATTRIBUTES = {"a": frozenset({"href", "rel"}), "ol": frozenset({"start"})}
SCHEMES = frozenset({"http", "https", "mailto"})

# C0 and C1 controls but tab and line feed; bidi embeddings, overrides and isolates; byte order marks; half characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]",
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_LIST_NUMBER = r"(?:0|[1-9]\d{0,4})\."
_OPENERS = re.compile(r"[\[<`]")
_MAILTO = re.compile(r"mailto:[^\s@?&,;]+@[^\s@?&,;]+\Z", re.IGNORECASE)
# bleach's own takes "there.it" in a sentence for an address, and needs four seconds for 20,000 brackets.
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"`]{1,2000}", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@./])@([^\W_][\w'’-]{0,29})(?: ([^\W\d_][\w'’-]{0,29}))?")


class TooLong(ValueError):
    """The source has more than ``MAX_SOURCE`` characters; nothing was rendered."""


@dataclass(frozen=True)
class Rendered:
    """One text in every shape it is needed in.

    ``source`` is the cleaned source: store this one, it renders to the same again. ``html`` is safe, with no ids, no
    classes and no heading above h3. ``text`` is plain, addresses of links in brackets. ``mentions`` are candidates for
    names after an ``@``, longest first per place ("Calm Heron", "Calm"); the caller keeps those that are somebody's.
    Who is named in a quotation is not meant again.
    """

    source: str
    html: str
    text: str
    excerpt: str
    mentions: tuple[str, ...]
    version: int = VERSION


def render(source: str) -> Rendered:
    """Markdown made safe; about 2.5 ms for 600 characters, under a second for the worst input. Raises ``TooLong``."""
    source = clean_source(source)
    if len(source) > MAX_SOURCE:
        raise TooLong(f"{len(source)} characters, at most {MAX_SOURCE} are rendered")
    html = _to_html(source)
    words = plain_text(html, with_addresses=False)
    return Rendered(
        source=source,
        html=html,
        text=plain_text(html, with_addresses=True),
        excerpt=excerpt_of(words),
        mentions=tuple(_mentions(_said(html, words))),
    )


def as_html(stored: str) -> SafeString:
    """Mark HTML as safe that came out of ``render`` and was stored. Never call it with anything else."""
    return mark_safe(stored)  # noqa: S308


def clean_source(source: str) -> str:
    """Take out what nobody can see or type: controls, bidi overrides, heaps of marks. Newlines become one line feed."""
    source = _NEWLINES.sub("\n", source)
    source = _UNSEEN.sub("", source)
    return _MARKS.sub(r"\1", source).strip("\n")


def excerpt_of(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The start of a plain text in one line, cut between words, with an ellipsis where something is left out."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[: length + 1]
    cut = head.rfind(" ")
    return head[: cut if cut > length // 2 else length].rstrip(" ,.;:-") + "…"


def _to_html(source: str) -> str:
    if not _is_costly(source):
        try:
            return _gate(_cleaner().clean(_markdown(source)))
        except RecursionError:
            # Left half-way through a document, the parsers remember it: the next post starts with fresh ones.
            _tools.__dict__.clear()
    return _gate(_plain_paragraphs(source))


def _is_costly(source: str) -> bool:
    if source.count("\n") > MAX_LINES:
        return True
    return any(len(_OPENERS.findall(block)) * len(block) > MAX_BLOCK_COST for block in _BLANK_LINES.split(source))


def _plain_paragraphs(source: str) -> str:
    blocks = (block.strip() for block in _BLANK_LINES.split(source))
    return "\n".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def _gate(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=None,
    ).strip()


# Neither python-markdown nor bleach may be used by two threads at once; making them costs as much as a post.
_tools = threading.local()


def _markdown(source: str) -> str:
    if not hasattr(_tools, "markdown"):
        _tools.markdown = _make_markdown()
    return str(_tools.markdown.reset().convert(source))


def _cleaner() -> Cleaner:
    if not hasattr(_tools, "cleaner"):
        linkify = partial(LinkifyFilter, callbacks=[_check_link], skip_tags={"pre", "code"}, url_re=_ADDRESS)
        _tools.cleaner = Cleaner(tags=TAGS, attributes=_is_kept, protocols=SCHEMES, filters=[linkify])
    cleaner: Cleaner = _tools.cleaner
    return cleaner


def _make_markdown() -> markdown.Markdown:
    md = markdown.Markdown(extensions=["sane_lists", "tables", "fenced_code", "nl2br"], output_format="html")
    # Raw HTML is shown as typed, so that "<sigh>" stays a word.
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.inlinePatterns.deregister("automail")
    # "[TW]: loss" would be taken for the address of a link and vanish; four spaces would make a poem into code.
    md.parser.blockprocessors.deregister("reference")
    md.parser.blockprocessors.deregister("code")
    # A line of dashes is a rule, not a heading made of the line above it.
    md.parser.blockprocessors.deregister("setextheader")
    for name in ("reference", "short_reference", "image_reference", "short_image_ref"):
        md.inlinePatterns.deregister(name)
    md.inlinePatterns.register(LinkInlineProcessor(IMAGE_LINK_RE, md), "image_link", 150)
    # "01701234567. Ring me" is a sentence: as a list it would lose its number.
    ordered = md.parser.blockprocessors["olist"]
    ordered.RE = re.compile(rf"^[ ]{{0,3}}{_LIST_NUMBER}[ ]+(.*)")
    ordered.CHILD_RE = re.compile(rf"^[ ]{{0,3}}(({_LIST_NUMBER}))[ ]+(.*)")
    md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
    md.parser.blockprocessors.register(_Table(md.parser, TableExtension().getConfigs()), "table", 75)
    md.treeprocessors.register(_LowerHeadings(md), "lower_headings", 5)
    return md


class _Heading(HashHeaderProcessor):
    """A heading needs a space after its signs: "#notalone" and "#1" are words."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _Table(TableProcessor):
    """A row with more cells than the head keeps its words: what is left over stands in the last cell."""

    _width = 0

    def _build_row(self, row: str, parent: Any, align: Any) -> None:
        self._width = len(align)
        super()._build_row(row, parent, align)
        self._width = 0

    def _split_row(self, row: str) -> list[str]:
        cells: list[str] = super()._split_row(row)
        if not 0 < self._width < len(cells):
            return cells
        return [*cells[: self._width - 1], " ".join(cell.strip() for cell in cells[self._width - 1 :])]


class _LowerHeadings(markdown.treeprocessors.Treeprocessor):
    """The page has the one h1 and the thread's parts the h2: a writer's headings start at h3."""

    def run(self, root: Any) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h3"
            elif element.tag in {"h2", "h3", "h5", "h6"}:
                element.tag = "h4"


def _is_kept(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("ol", "start"):
        return value.isascii() and value.isdigit() and len(value) < 6
    return name in ATTRIBUTES.get(tag, frozenset())


def _check_link(attrs: MutableMapping[Any, Any], _is_new: bool) -> MutableMapping[Any, Any] | None:
    """Keep a link with one of our schemes; leave only its words otherwise."""
    href = str(attrs.get((None, "href"), "")).strip()
    if not _is_good_address(href):
        return None
    return {(None, "href"): href, (None, "rel"): REL, "_text": attrs.get("_text", "")}


def _is_good_address(href: str) -> bool:
    # bleach takes digits for a port and lets "javascript:123" and "data:1" through: the scheme is checked here.
    if any(sign.isspace() or not sign.isprintable() for sign in href) or "\\" in href:
        return False
    if _MAILTO.match(href):
        return True
    try:
        parts = urlsplit(href)
        host, _port = parts.hostname, parts.port  # a port that is no number raises
    except ValueError:
        return False
    # "https://known.example@elsewhere.example" reads like the first and leads to the second.
    return parts.scheme in {"http", "https"} and bool(host) and not {"@", "%"} & set(parts.netloc)


def _said(html: str, words: str) -> str:
    """The words of a text without those that it quotes, where somebody may be named in either."""
    quotes = "@" in words and "<blockquote>" in html
    return plain_text(html, with_addresses=False, with_quotes=False) if quotes else words


def _mentions(text: str) -> Iterator[str]:
    seen: set[str] = set()
    for found in _MENTION.finditer(text):
        first, second = found.groups()
        for name in (f"{first} {second}", first) if second else (first,):
            if len(seen) < MAX_MENTIONS and name not in seen:
                seen.add(name)
                yield name
