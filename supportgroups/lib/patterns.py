"""The patterns that faces wear: a small quilt block, seeded by a public id, with no meaning of its own.

A pattern says nothing about a person and is not unique: it helps the eye follow who speaks in a thread,
and stands beside the name, never instead of it.
"""

import colorsys
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

HUES = 15
CELL = 16
# Light and deep tone of a muted hue. Lightness is chosen so that every hue keeps 3:1 between the two.
LIGHT_TONE = (0.84, 0.34)
DEEP_TONE = (0.34, 0.34)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the template draws on a square of 32: a ground and one figure, as plain SVG values."""

    ground: str
    figure: str
    path: str


@lru_cache(maxsize=4096)
def pattern(seed: str) -> Pattern:
    """Return the pattern of `seed`; the same seed gives the same pattern in every process and release."""
    digest = hashlib.sha256(seed.encode()).digest()
    hue = digest[0] % HUES / HUES
    light, deep = _colour(hue, LIGHT_TONE), _colour(hue, DEEP_TONE)
    is_deep_ground = digest[1] % 2 == 1
    return Pattern(
        ground=deep if is_deep_ground else light,
        figure=light if is_deep_ground else deep,
        path="".join(_pieces(digest)),
    )


def _pieces(digest: bytes) -> Iterator[str]:
    """Yield one piece per quarter of the square; the quarters across from each other share a shape."""
    shapes = (SHAPES[digest[2] % len(SHAPES)], SHAPES[digest[3] % len(SHAPES)])
    for place, turn in enumerate(digest[4:8]):
        column, row = place % 2, place // 2
        yield shapes[(column + row) % 2](column * CELL, row * CELL, turn % 4)


def _colour(hue: float, tone: tuple[float, float]) -> str:
    lightness, saturation = tone
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _corners(x: int, y: int, turn: int) -> list[tuple[int, int]]:
    """Return the four corners of a cell, clockwise, beginning with the one that `turn` names."""
    around = [(x, y), (x + CELL, y), (x + CELL, y + CELL), (x, y + CELL)]
    return around[turn:] + around[:turn]


def _quarter(x: int, y: int, turn: int) -> str:
    (ax, ay), (bx, by), _, (dx, dy) = _corners(x, y, turn)
    return f"M{ax} {ay}L{bx} {by}A16 16 0 0 1 {dx} {dy}Z"


def _triangle(x: int, y: int, turn: int) -> str:
    (ax, ay), (bx, by), _, (dx, dy) = _corners(x, y, turn)
    return f"M{ax} {ay}L{bx} {by}L{dx} {dy}Z"


def _leaf(x: int, y: int, turn: int) -> str:
    (ax, ay), _, (cx, cy), _ = _corners(x, y, turn)
    return f"M{ax} {ay}A16 16 0 0 1 {cx} {cy}A16 16 0 0 1 {ax} {ay}Z"


def _half(x: int, y: int, turn: int) -> str:
    (ax, ay), (bx, by), _, _ = _corners(x, y, turn)
    return f"M{ax} {ay}A8 8 0 0 0 {bx} {by}Z"


def _disc(x: int, y: int, turn: int) -> str:
    radius = 3 + turn
    return f"M{x + 8 - radius} {y + 8}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1 {-2 * radius} 0Z"


def _diamond(x: int, y: int, turn: int) -> str:
    reach = 8 - turn
    return f"M{x + 8} {y + 8 - reach}L{x + 8 + reach} {y + 8}L{x + 8} {y + 8 + reach}L{x + 8 - reach} {y + 8}Z"


SHAPES: tuple[Callable[[int, int, int], str], ...] = (_quarter, _triangle, _leaf, _half, _disc, _diamond)
