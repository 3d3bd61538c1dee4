"""The pool of texts for measuring: as many as asked for, all different, with a known number of answers to a search."""

from __future__ import annotations

import statistics
import time

import pytest

from supportgroups.front.world.pool import distinct_texts
from tests.few import few_or_many


@pytest.fixture(scope="module", params=few_or_many(2_000, 10_000))
def pool(request: pytest.FixtureRequest) -> list[str]:
    return list(distinct_texts(request.param, seed=7))


def test_all_are_different_and_of_the_right_size(pool: list[str], request: pytest.FixtureRequest) -> None:
    assert len(pool) == len(set(pool)) == request.node.callspec.params["pool"]
    sizes = [len(text) for text in pool]
    assert 570 <= statistics.mean(sizes) <= 630
    assert min(sizes) > 350
    assert max(sizes) < 900


def test_exactly_a_fifth_hold_the_word(pool: list[str]) -> None:
    assert [number for number, text in enumerate(pool) if "support" in text.lower()] == list(range(0, len(pool), 5))


def test_some_are_written_in_markdown(pool: list[str]) -> None:
    for mark in ("\n- ", "\n1. ", "\n> ", " *"):
        assert 0.03 < sum(mark in text for text in pool) / len(pool) < 0.6, mark


def test_nothing_is_left_unfilled(pool: list[str]) -> None:
    assert not [text for text in pool if "{" in text or "}" in text or "  " in text]


def test_the_same_seed_gives_the_same_texts_and_another_gives_others(pool: list[str]) -> None:
    assert list(distinct_texts(50, seed=7)) == pool[:50]
    assert not set(distinct_texts(50, seed=8)) & set(pool[:50])


@pytest.mark.deep
def test_the_pool_fills_quickly() -> None:
    began = time.process_time()
    assert sum(1 for _text in distinct_texts(10_000, seed=1)) == 10_000
    assert time.process_time() - began < 3


def test_none_asked_for_is_none() -> None:
    assert list(distinct_texts(0, seed=1)) == []
