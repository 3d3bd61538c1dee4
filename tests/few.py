"""Long lists and crowds: `make test` takes a few of each kind, `make test-deep` all the rest, on the same databases."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest


def few_of(
    whole: Collection[Any], few: Collection[Any], *, marks: Any = (), others: Any = pytest.mark.deep
) -> list[Any]:
    """Parameters: `few` of them with `marks`, and the others for the long run; or on one database alone, if `others` is
    `pytest.mark.once`."""
    assert all(each in whole for each in few)
    return [pytest.param(each, marks=marks if each in few else others) for each in whole]


def few_or_many(few: int, many: int) -> list[Any]:
    """Parameters for one test at both sizes: threads at a barrier, rows of a large world, random cases."""
    return [few, pytest.param(many, marks=pytest.mark.deep)]
