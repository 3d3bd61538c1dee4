"""Messages in files: none is seen before it is whole, however many processes write and read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty
from threading import Event
from time import sleep
from typing import Any

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue
from kombu.transport.virtual import BrokerState

from supportgroups.lib import filebroker
from tests.few import few_or_many

WRITERS, READERS = 3, 3


@pytest.fixture
def connect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(filebroker.Transport, "global_state", BrokerState())  # nothing is bound in a new folder
    (tmp_path / "queue").mkdir()
    options = {
        "data_folder_in": tmp_path / "queue", "data_folder_out": tmp_path / "queue",
        "control_folder": tmp_path / "control", "store_processed": False,
    }  # fmt: skip
    return lambda: Connection(transport=filebroker.Transport, transport_options=options)


def next_of(queue: SimpleQueue) -> Any:
    message = queue.get(block=False)
    message.ack()
    return message.payload


def test_a_message_is_there_when_it_is_whole(connect: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect() as one, connect() as other:
        reader, seen_early = other.SimpleQueue("celery"), []

        def replace(source: Path, target: Path) -> Path:
            with pytest.raises(Empty):
                next_of(reader)
            seen_early.append(source)
            return source.rename(target)

        monkeypatch.setattr(Path, "replace", replace)
        one.SimpleQueue("celery").put({"a": 1})
        assert len(seen_early) == 1
        assert next_of(reader) == {"a": 1}
        with pytest.raises(Empty):
            next_of(reader)


def test_nothing_is_lost_that_is_sent_while_another_thread_binds_the_queue(
    connect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, whole = Event(), filebroker.Channel._queue_bind

    def slowly(*binding: Any) -> None:
        begun.set()
        sleep(0.2)
        whole(*binding)

    def send(word: str) -> None:
        with connect() as connection:
            connection.SimpleQueue("celery").put(word)

    monkeypatch.setattr(filebroker.Channel, "_queue_bind", slowly)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(send, "first")
        assert begun.wait(10)
        for done in (threads.submit(send, "second"), first):
            done.result()
    with connect() as connection:
        queue = connection.SimpleQueue("celery")
        assert sorted(next_of(queue) for _message in range(2)) == ["first", "second"]


@pytest.mark.parametrize("messages", few_or_many(15, 100))
def test_many_write_and_many_read_and_each_message_comes_once(connect: Any, messages: int) -> None:
    def write(writer: int) -> None:
        with connect() as connection:
            queue = connection.SimpleQueue("celery")
            for number in range(messages):
                queue.put([writer, number])

    def read(_reader: int) -> list[Any]:
        found: list[Any] = []
        with connect() as connection:
            queue, quiet = connection.SimpleQueue("celery"), 0
            while quiet < 2_000 and len(found) < messages * WRITERS:
                try:
                    found.append(tuple(next_of(queue)))
                    quiet = 0
                except Empty:
                    quiet += 1
        return found

    with ThreadPoolExecutor(WRITERS + READERS) as threads:
        reading = [threads.submit(read, number) for number in range(READERS)]
        for done in [threads.submit(write, number) for number in range(WRITERS)]:
            done.result()
        found = [message for each in reading for message in each.result()]
    with connect() as connection:
        left, queue = [], connection.SimpleQueue("celery")
        while len(left) + len(found) < messages * WRITERS:
            left.append(tuple(next_of(queue)))
    assert sorted(found + left) == [(writer, number) for writer in range(WRITERS) for number in range(messages)]
