"""Parts of a page that come twenty times are drawn by their template once for each shape, and then filled in.

A template takes two tenths of a millisecond for one post, whatever stands in it. Two posts of which each has an
excerpt, no picture and three buttons differ in their words alone: the template draws one with stand-ins in place of the
words, and the words of each are put there, escaped as the template would have escaped them.

Whether something is there (a text, a number, a row), truth values and how many there are of a tuple belong to the
shape. So a template that is drawn this way may ask whether something is there, and may loop; it must not look into a
text or compare numbers. ``EXACT`` are the words that it may compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from html import escape
from itertools import count
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString
from django.utils.translation import get_language

EXACT = frozenset({"get", "post"})
_SHAPES_KEPT = 1_024
# Letters that no template holds: they begin and end a stand-in.
_BEGIN, _END = "\ue000", "\ue001"
_STAND_IN = re.compile(f"{_BEGIN}([0-9:]+){_END}")
# In a shape: there is something; there is a nought.
_SOME, _NOUGHT = _BEGIN, _END
# Parts texts that are made harmless together; nothing that HTML would care about.
_PART = "\x1f"
_READ: dict[type, Callable[[Any], tuple[Any, ...]]] = {}

# Draws a face by its public id and picture ("" for none), so many pixels wide.
Portrait = Callable[[str, str, int], SafeString]


class StandIn(str):
    """Stands in a drawing for a text or number that comes later."""

    __slots__ = ()

    @property
    def place(self) -> str:
        return self[1:-1]


@dataclass(frozen=True)
class _Drawing:
    """What was drawn of a shape: pieces, and for each gap between them the place of its value.

    ``faces`` are values that are drawn themselves: places of public id and picture, and the size.
    """

    pieces: tuple[str, ...]
    places: tuple[int, ...]
    faces: tuple[tuple[int, int | None, int], ...]


def draw(template_name: str, things: Mapping[str, Any], portrait: Portrait) -> str:
    """What the template would make of these things: texts, numbers, truth values, None, tuples and frozen dataclasses.

    It is HTML, for a tag to give out as it is. Raises `TypeError` for anything else, and `ValueError` for a template
    that draws a form to be sent without the page's token, which is one of the things: `csrf_token`.
    """
    values: list[Any] = []
    shape = tuple([(name, _shape(thing, values)) for name, thing in things.items()])
    drawing = (_drawing.__wrapped__ if settings.DEBUG else _drawing)(template_name, get_language(), shape)
    for ref, url, size in drawing.faces:
        values.append(portrait(str(values[ref]), "" if url is None else str(values[url]), size))
    parts = [""] * (2 * len(drawing.pieces) - 1)
    parts[::2] = drawing.pieces
    harmless = _escaped(values)
    parts[1::2] = [harmless[place] for place in drawing.places]
    return "".join(parts)


def _escaped(values: list[Any]) -> list[str]:
    """As a template gives values out: HTML as it is, anything else with what would be HTML made harmless. All together,
    for one by one it takes longer than all else about a drawing."""
    texts = [str(value) for value in values]
    parted = escape(_PART.join(texts)).split(_PART)
    if len(parted) != len(texts):  # one of them holds what they were parted by
        parted = [escape(text) for text in texts]
    return [
        text if isinstance(value, SafeData) else harmless
        for value, text, harmless in zip(values, texts, parted, strict=True)
    ]


def portrait_of(ref: StandIn, url: str, size: int) -> str:
    """Stands for a face that is drawn when it is known whose."""
    return f"{_BEGIN}{ref.place}:{url.place if isinstance(url, StandIn) else ''}:{size}{_END}"


def _shape(thing: Any, values: list[Any]) -> Any:
    """What of a thing decides how it is drawn; its texts and numbers go to ``values``, in their order."""
    kind = type(thing)
    if kind is bool or thing is None:
        return thing
    if isinstance(thing, (str, int, Promise)):
        if not thing or thing in EXACT:
            return str(thing) if isinstance(thing, str) else _NOUGHT
        values.append(thing)
        return _SOME
    is_row = kind is tuple
    shapes: list[Any] = [] if is_row else [kind]
    for part in thing if is_row else _parts(thing, kind):
        if type(part) is str and part and part not in EXACT:  # nearly all there is: without a call
            values.append(part)
            shapes.append(_SOME)
        else:
            shapes.append(_shape(part, values))
    return tuple(shapes)


def _parts(thing: Any, kind: type) -> tuple[Any, ...]:
    """The fields of a dataclass, in their order."""
    if kind not in _READ:
        if not is_dataclass(kind):
            raise TypeError(f"{kind} cannot be drawn")
        names = [each.name for each in fields(kind)]
        read = attrgetter(*names)
        _READ[kind] = read if len(names) > 1 else lambda thing: (read(thing),)
    return _READ[kind](thing)


@lru_cache(maxsize=_SHAPES_KEPT)
def _drawing(template_name: str, _language: str | None, shape: tuple[tuple[str, Any], ...]) -> _Drawing:
    numbers = count()
    things = {name: _stand_in(part, numbers) for name, part in shape}
    html = get_template(template_name, using="site").render(things)
    if html.count('method="post"') > html.count('name="csrfmiddlewaretoken"'):
        raise ValueError(f"{template_name} draws a form without the token of its page")
    first_face = next(numbers)
    faces: list[tuple[int, int | None, int]] = []
    places: list[int] = []
    for found in _STAND_IN.finditer(html):
        ref, _, rest = found[1].partition(":")
        places.append(first_face + len(faces) if rest else int(ref))
        if rest:
            url, _, size = rest.partition(":")
            faces.append((int(ref), int(url) if url else None, int(size)))
    return _Drawing(tuple(_STAND_IN.split(html)[::2]), tuple(places), tuple(faces))


def _stand_in(shape: Any, numbers: Iterator[int]) -> Any:
    """Something of this shape, with stand-ins for its texts and numbers."""
    if isinstance(shape, tuple):
        parts = [_stand_in(part, numbers) for part in shape if not isinstance(part, type)]
        return shape[0](*parts) if shape and isinstance(shape[0], type) else tuple(parts)
    if shape == _SOME:
        return StandIn(f"{_BEGIN}{next(numbers)}{_END}")
    return 0 if shape == _NOUGHT else shape
