"""A rendered page, read as a browser and a person would: its outline, its links in order, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
UNSEEN = {"script", "style", "title"}
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


@dataclass
class Sheet(HTMLParser):
    """Fills itself from a page. `words` is all that is seen or read aloud; `breaches` what a page must not have."""

    page: str
    language: str = ""
    title: str = ""
    robots: str = ""
    headings: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._look_for_breaches(tag, given)
        self.words += [given[name] for name in SPOKEN & set(given)]
        if tag == "input" and given.get("type") == "submit":
            self.words.append(given.get("value", ""))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta" and given.get("name") == "robots":
            self.robots = given.get("content", "")
        elif tag == "a":
            self.links.append("")
        elif tag == "h1":
            self.headings.append("")
        if tag not in VOID:
            self._open.append(tag)

    def _look_for_breaches(self, tag: str, given: dict[str, str]) -> None:
        is_data = given.get("type") == "application/json"  # read by scripts, run by nobody
        if tag == "style" or (tag == "script" and not given.get("src") and not is_data):
            self.breaches.append(f"<{tag}> with words of its own")
        self.breaches += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        source = given.get(LOADING.get(tag, ""), "")
        if source and not (source.startswith("data:") or (source.startswith("/") and not source.startswith("//"))):
            self.breaches.append(f"{tag} from {source}")
        if tag == "svg" and not ("width" in given and "height" in given):
            self.breaches.append("svg without a size")
        if tag == "img" and "alt" not in given:
            self.breaches.append("img without words")

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if "a" in self._open:
            self.links[-1] += data
        if "h1" in self._open:
            self.headings[-1] += data
        if not UNSEEN & set(self._open):
            self.words.append(data)
