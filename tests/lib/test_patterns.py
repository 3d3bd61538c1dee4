"""The patterns of faces: the same for the same seed, plainly different at a glance, readable, and without meaning."""

import re
import uuid
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from supportgroups.lib.patterns import CELL, HUES, SHAPES, pattern
from tests.lib.contrast import contrast

SEEDS = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"face-{number}")) for number in range(2000)]


def test_a_seed_keeps_its_pattern_in_every_release():
    drawn = pattern("heron")

    assert (drawn.ground, drawn.figure) == ("#517439", "#d3e4c8")
    assert pattern("heron") == drawn


def test_two_thousand_faces_seldom_share_a_pattern():
    assert len({pattern(seed) for seed in SEEDS}) > 1900


def test_every_hue_keeps_its_two_tones_apart():
    tones = {(drawn.ground, drawn.figure) for drawn in map(pattern, SEEDS)}

    assert len(tones) == 2 * HUES
    assert min(contrast(ground, figure) for ground, figure in tones) >= 3


def test_colours_are_muted():
    for drawn in map(pattern, SEEDS):
        for colour in (drawn.ground, drawn.figure):
            parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
            assert max(parts) - min(parts) <= 90


@given(st.text())
def test_any_seed_gives_plain_svg_values_inside_the_square(seed: str):
    drawn = pattern(seed)

    assert re.fullmatch(r"#[0-9a-f]{6}", drawn.ground)
    assert re.fullmatch(r"#[0-9a-f]{6}", drawn.figure)
    assert re.fullmatch(r"[MLAaZ0-9 -]+", drawn.path)


def test_every_shape_stays_in_its_quarter_and_turns():
    for shape in SHAPES:
        drawn = [shape(CELL, 0, turn) for turn in range(4)]
        starts = [tuple(map(int, re.match(r"M(\d+) (\d+)", path).groups())) for path in drawn]

        assert all(CELL <= x <= 2 * CELL and 0 <= y <= CELL for x, y in starts)
        assert any(one != other for one, other in pairwise(drawn))
