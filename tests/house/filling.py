"""The forms of a page, filled in as somebody would who types the same word everywhere and ticks everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

# What somebody types: it may stand on their own next page, and in no log, no head of a letter, no cache, no queue.
TYPED = "zq7ktyped"
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"  # noqa: E501
BY_TYPE = {
    "email": f"{TYPED}@typed.example",
    "date": "2030-01-31",
    "time": "08:00",
    "number": "5",
    "url": f"https://typed.example/{TYPED}",
}
NOT_TYPED = {"submit", "button", "image", "reset", "hidden"}


@dataclass(frozen=True)
class Press:
    """One button of one form, and what goes with it."""

    url: str
    name: str
    values: dict[str, object]
    button: tuple[str, str]


@dataclass
class _Form:
    action: str
    method: str
    values: dict[str, object] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self._open: _Form | None = None
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._open = _Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "button" or (tag == "input" and given.get("type") == "submit"):
            self._open.buttons.append((name, given.get("value", ""), given.get("formaction", "")))
        elif tag == "textarea" and name:
            self._text = name
            self._open.values[name] = f"Words of {TYPED}, typed by somebody."
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            if "selected" in given or self._select not in self._open.values:
                self._open.values[self._select] = given["value"]
        elif tag == "input" and name:
            self._fill(name, given)

    def _fill(self, name: str, given: dict[str, str]) -> None:
        assert self._open is not None
        kind, value, values = given.get("type", "text"), given.get("value", ""), self._open.values
        if kind == "file":
            values[name] = SimpleUploadedFile(f"{TYPED}.gif", GIF, "image/gif")
        elif kind == "radio":
            if "checked" in given or name not in values:
                values[name] = value
        elif kind == "checkbox":
            values[name] = value or "on"
        elif kind in NOT_TYPED or value:
            values[name] = value
        else:
            length = int(given.get("maxlength") or 99)
            values[name] = BY_TYPE.get(kind, f"{TYPED} somebody")[:length]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def presses(page: str, here: str) -> list[Press]:
    """Every button that sends a form by POST to one of our addresses, with its form filled in."""
    reader = _Reader()
    reader.feed(page)
    found = []
    for form in reader.forms:
        for name, value, action in form.buttons if form.method == "post" else ():
            url = urljoin(here, action or form.action or here)
            try:
                route = resolve(urlsplit(url).path).view_name
            except Resolver404:
                continue
            values = form.values | ({name: value} if name else {})
            found.append(Press(url, route, values, (name, value)))
    return found
