"""Limits: counted per window, open when the cache is away, blind to who was counted."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import RequestFactory

from supportgroups.lib import ratelimit
from supportgroups.lib.ratelimit import allow, client_network

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> LocMemCache:
    """A cache of the test's own, whatever the settings name."""
    own = LocMemCache("limits", {})
    own.clear()
    monkeypatch.setattr(ratelimit, "cache", own)
    return own


def test_the_first_few_are_allowed_and_the_next_window_begins_anew() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [allow("door", limit=3, seconds=60) for _try in range(5)] == [True, True, True, False, False]
        clock.shift(59)
        assert not allow("door", limit=3, seconds=60)
        clock.shift(1)
        assert allow("door", limit=3, seconds=60)


def test_each_key_is_counted_alone() -> None:
    assert allow("one", limit=1, seconds=60)
    assert allow("two", limit=1, seconds=60)
    assert not allow("one", limit=1, seconds=60)


def test_a_limit_of_nothing_allows_nothing() -> None:
    assert not allow("shut", limit=0, seconds=60)
    assert not allow("shut", limit=0, seconds=60)


def test_many_at_once_do_not_pass_the_limit() -> None:
    answers: list[bool] = []
    start = threading.Barrier(20)

    def knock() -> None:
        start.wait()
        answers.append(allow("crowd", limit=7, seconds=3600))

    threads = [threading.Thread(target=knock) for _n in range(20)]
    with time_machine.travel(NOON, tick=False):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(answers) == 7


def test_without_a_cache_everything_is_allowed_and_said_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        def add(self, *_args: Any, **_names: Any) -> bool:
            raise ConnectionError("no answer from 10.0.0.9")

    monkeypatch.setattr(ratelimit, "cache", Away())
    assert allow("ann@home.example", limit=0, seconds=60)
    assert "limits are off" in caplog.text
    assert "ann@" not in caplog.text
    assert "10.0.0.9" not in caplog.text


def test_a_window_that_ends_between_two_calls_allows(monkeypatch: pytest.MonkeyPatch, memory: LocMemCache) -> None:
    def gone(*_args: Any, **_names: Any) -> int:
        raise ValueError

    assert allow("turn", limit=1, seconds=3600)
    monkeypatch.setattr(memory, "incr", gone)
    assert allow("turn", limit=1, seconds=3600)


def test_the_cache_does_not_hold_who_was_counted(memory: LocMemCache) -> None:
    allow("ann@home.example", limit=3, seconds=60)
    assert memory._cache
    assert "ann" not in str(memory._cache)
    assert cache is not memory


def network(remote: str, forwarded: str = "") -> str:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client_network(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


def test_neighbours_share_a_network_and_strangers_do_not() -> None:
    assert network("192.0.2.1") == network("192.0.2.200") != network("192.0.3.1")
    assert network("2001:db8:0:11::1") == network("2001:db8:0:22::2") != network("2001:db8:0:100::1")
    assert network("::ffff:192.0.2.9") == network("192.0.2.1")
    assert "192" not in network("192.0.2.1")


@pytest.mark.parametrize("address", ["", "unix:", "not an address", "999.1.1.1", "\x00", "é"])
def test_an_address_nobody_can_read_is_one_network(address: str) -> None:
    assert network(address) == network("")


def test_forwarded_addresses_count_only_from_our_own_proxies(settings: Any) -> None:
    settings.TRUSTED_PROXY_COUNT = 0
    assert network("192.0.2.1", "198.51.100.7") == network("192.0.2.1")
    settings.TRUSTED_PROXY_COUNT = 1
    assert network("192.0.2.1", "203.0.113.5, 198.51.100.7") == network("198.51.100.99")
    assert network("192.0.2.1", "[2001:db8::1]:4711") == network("2001:db8::2")
    assert network("192.0.2.1", "198.51.100.7:4711") == network("198.51.100.8")
    settings.TRUSTED_PROXY_COUNT = 2
    assert network("192.0.2.1", "203.0.113.5, 198.51.100.7, 192.0.2.44") == network(
        "192.0.2.1", "198.51.100.7, 192.0.2.44"
    )
    assert network("192.0.2.1", "198.51.100.7") == network("192.0.2.1")
