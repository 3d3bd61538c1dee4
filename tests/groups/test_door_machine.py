"""Every button at the door in any order: nobody over the places, nobody lost, nobody without a next step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.groups.conftest import Room
from tests.groups.door_machine import NAMES, Door
from tests.groups.paid_door import PaidDoor, PaidRunDoor
from tests.groups.run_door import RunDoor

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True, "database": None}


@pytest.fixture
def door(room: Room) -> Iterator[type[Door]]:
    helpers = [room.founder, room.member("Sandpiper", "screener")]
    Door.scene = (room, [room.person(name) for name in NAMES], helpers)
    yield Door
    del Door.scene


@pytest.fixture(params=[Door, PaidDoor, RunDoor, PaidRunDoor], ids=["plain", "fee", "runs", "runs and a fee"])
def machine(request: pytest.FixtureRequest, door: type[Door]) -> type[Door]:
    return request.param  # type: ignore[no-any-return]


def test_a_while_at_the_door(machine: type[Door]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=1, stateful_step_count=25, phases=[Phase.generate], derandomize=True, **QUIET),
    )


@pytest.mark.deep
def test_a_long_while_at_the_door(machine: type[Door]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=40, stateful_step_count=50, phases=[Phase.generate, Phase.shrink], **QUIET),
    )
