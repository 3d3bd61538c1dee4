"""Our own safe HTML read back into plain lines, for mail, search and excerpts."""

from html.parser import HTMLParser

# How many line ends stand before and after an element.
_ROOM = {"p": 2, "h3": 2, "h4": 2, "pre": 2, "blockquote": 2, "table": 2, "hr": 2, "ul": 1, "ol": 1, "tr": 1, "br": 1}
_CELLS = frozenset({"td", "th"})


def plain_text(html: str, *, with_addresses: bool, with_quotes: bool = True) -> str:
    """Words in reading order: a blank line between paragraphs, a dash before the items of a list.

    ``with_addresses`` writes the address of a link in brackets after its words; without ``with_quotes`` what stands in
    a quotation is left out. Only for HTML out of ``markup.render``.
    """
    reader = _Reader(with_addresses=with_addresses, with_quotes=with_quotes)
    reader.feed(html)
    reader.close()
    return "\n".join(line.rstrip() for line in "".join(reader.parts).split("\n")).strip()


class _Reader(HTMLParser):
    def __init__(self, *, with_addresses: bool, with_quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._with_addresses, self._with_quotes = with_addresses, with_quotes
        self._quoted = 0
        self._room = 0
        self._is_after_dash = False
        self._is_as_typed = False
        self._href = ""
        self._label_at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._leave_room(_ROOM.get(tag, 0))
        if tag == "li":
            self._leave_room(1)
            self._say("- ")
            self._is_after_dash = True
        if tag == "a":
            self._href, self._label_at = dict(attrs).get("href") or "", len(self.parts)
        self._is_as_typed = self._is_as_typed or tag == "pre"
        self._quoted += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._with_addresses:
            address = self._href.removeprefix("mailto:")
            if address not in "".join(self.parts[self._label_at :]):
                self._say(f" ({address})")
        if tag in _CELLS:
            self.parts.append("  ")
        if tag == "pre":
            self._is_as_typed = False
        self._quoted -= tag == "blockquote"
        self._leave_room(_ROOM.get(tag, 0))

    def handle_data(self, data: str) -> None:
        if self._is_as_typed:
            self._say(data)
            return
        # Line ends between elements are layout; those inside a paragraph come with a <br> of their own.
        words = data.replace("\n", " ")
        if self._room or self._is_after_dash:
            words = words.lstrip(" ")
        if words and not ("\n" in data and not data.strip()):
            self._say(words)

    def _leave_room(self, lines: int) -> None:
        if not self._is_after_dash:
            self._room = max(self._room, lines)

    def _say(self, words: str) -> None:
        if self._quoted and not self._with_quotes:
            return
        if self._room and self.parts:
            self.parts.append("\n" * self._room)
        self._room = 0
        self._is_after_dash = False
        self.parts.append(words)
