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


@pytest.fixture
def paid_door(door: type[Door]) -> type[PaidDoor]:
    return PaidDoor


@pytest.fixture
def paid_run_door(run_door: type[RunDoor]) -> type[PaidRunDoor]:
    return PaidRunDoor


@pytest.fixture
def run_door(door: type[Door]) -> type[RunDoor]:
    return RunDoor


def test_a_while_at_a_door_to_runs(run_door: type[RunDoor]) -> None:
    run_state_machine_as_test(
        run_door,
        settings=settings(max_examples=5, stateful_step_count=25, phases=[Phase.generate], derandomize=True, **QUIET),
    )


@pytest.mark.deep
def test_a_long_while_at_a_door_to_runs(run_door: type[RunDoor]) -> None:
    run_state_machine_as_test(
        run_door,
        settings=settings(max_examples=40, stateful_step_count=50, phases=[Phase.generate, Phase.shrink], **QUIET),
    )


def test_a_while_at_the_door(door: type[Door]) -> None:
    run_state_machine_as_test(
        door,
        settings=settings(max_examples=5, stateful_step_count=25, phases=[Phase.generate], derandomize=True, **QUIET),
    )


def test_a_while_at_a_door_with_a_fee(paid_door: type[PaidDoor]) -> None:
    run_state_machine_as_test(
        paid_door,
        settings=settings(max_examples=5, stateful_step_count=25, phases=[Phase.generate], derandomize=True, **QUIET),
    )


@pytest.mark.deep
def test_a_long_while_at_a_door_with_a_fee(paid_door: type[PaidDoor]) -> None:
    run_state_machine_as_test(
        paid_door,
        settings=settings(max_examples=40, stateful_step_count=50, phases=[Phase.generate, Phase.shrink], **QUIET),
    )


@pytest.mark.deep
def test_a_long_while_at_the_door(door: type[Door]) -> None:
    run_state_machine_as_test(
        door,
        settings=settings(max_examples=40, stateful_step_count=50, phases=[Phase.generate, Phase.shrink], **QUIET),
    )


def test_a_while_at_a_door_to_runs_with_a_fee(paid_run_door: type[PaidRunDoor]) -> None:
    run_state_machine_as_test(
        paid_run_door,
        settings=settings(max_examples=5, stateful_step_count=25, phases=[Phase.generate], derandomize=True, **QUIET),
    )


@pytest.mark.deep
def test_a_long_while_at_a_door_to_runs_with_a_fee(paid_run_door: type[PaidRunDoor]) -> None:
    run_state_machine_as_test(
        paid_run_door,
        settings=settings(max_examples=40, stateful_step_count=50, phases=[Phase.generate, Phase.shrink], **QUIET),
    )
