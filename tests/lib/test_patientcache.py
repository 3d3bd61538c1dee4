"""Nothing depends on the cache: refused or silent, pages go on."""

import socket
import time
from collections.abc import Iterator

import pytest

from supportgroups.lib.patientcache import PAUSE, PatientRedisCache


def cache_at(port: int) -> PatientRedisCache:
    PatientRedisCache._away_until = 0.0
    options = {"OPTIONS": {"socket_timeout": 0.15, "socket_connect_timeout": 0.15}}
    return PatientRedisCache(f"redis://127.0.0.1:{port}/0", options)


@pytest.fixture(params=["refused", "silent"])
def away(request) -> Iterator[PatientRedisCache]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if request.param == "silent":
            server.listen(8)
        yield cache_at(server.getsockname()[1])
    PatientRedisCache._away_until = 0.0


def test_a_cache_that_is_away_is_empty_and_costs_one_wait(away):
    start = time.monotonic()
    assert away.get("a", "nothing") == "nothing"
    assert away.add("a", 1) is True
    away.set("a", 1)
    assert away.incr("a") == 1
    assert away.touch("a") is False
    assert away.delete("a") is False
    assert away.has_key("a") is False
    assert away.get_many(["a"]) == {}
    assert away.set_many({"a": 1}) == ["a"]
    assert away.delete_many(["a"]) is None
    assert "a" not in away
    assert time.monotonic() - start < 0.75


def test_it_is_asked_again_after_a_while(away, monkeypatch):
    away.get("a")
    until = PatientRedisCache._away_until
    assert PAUSE - 1 < until - time.monotonic() <= PAUSE
    monkeypatch.setattr(PatientRedisCache, "_away_until", 0.0)
    away.get("a")
    assert PatientRedisCache._away_until > until
