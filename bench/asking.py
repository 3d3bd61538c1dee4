"""A plain client on loopback: sends one request so many times, and stops by itself."""

from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.cluster import LOOPBACK

SECONDS_TO_ANSWER = 60
COUNTED = "X-Bench-Statements"


@dataclass(frozen=True)
class Request:
    """What is sent; `answer` is the status it has to bring, for another one would be another page."""

    path: str
    headers: Mapping[str, str]
    form: Mapping[str, str] | None = None
    answer: int = 200


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many milliseconds. `counted` are statements, where the server counts them."""

    body: bytes
    took: float
    counted: int = 0

    @property
    def gzipped(self) -> int:
        return len(gzip.compress(self.body, 6, mtime=0))


class OtherAnswer(RuntimeError):
    """The page did not answer as it should, so that its figures would mean nothing."""


@dataclass
class Client:
    """One connection that is kept open, as a browser keeps it."""

    port: int
    _line: http.client.HTTPConnection | None = field(default=None, init=False)

    def ask(self, request: Request) -> Answer:
        """Send it once. Raises `OtherAnswer`."""
        began = time.perf_counter()
        response = self._send(request)
        body = response.read()
        took = (time.perf_counter() - began) * 1000
        if response.status != request.answer:
            raise OtherAnswer(f"{request.path} answered {response.status}: {body[:300]!r}")
        return Answer(body, took, int(response.headers.get(COUNTED, 0)))

    def close(self) -> None:
        if self._line is not None:
            self._line.close()

    def _send(self, request: Request) -> http.client.HTTPResponse:
        """The server may have closed a line that rested: then once more on a new one."""
        method = "GET" if request.form is None else "POST"
        body = None if request.form is None else urlencode(request.form)
        headers = dict(request.headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self._line is None:
            self._line = http.client.HTTPConnection(LOOPBACK, self.port, timeout=SECONDS_TO_ANSWER)
        try:
            self._line.request(method, request.path, body, headers)
            return self._line.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._line.close()
            self._line.request(method, request.path, body, headers)
            return self._line.getresponse()


def one_by_one(port: int, requests: Sequence[Request]) -> list[Answer]:
    """Each after the answer to the one before."""
    client = Client(port)
    try:
        return [client.ask(request) for request in requests]
    finally:
        client.close()


def at_once(port: int, requests: Sequence[Request], clients: int) -> float:
    """Requests a second, with so many clients sharing them out."""
    parts = [requests[number::clients] for number in range(clients)]
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda part: one_by_one(port, part), parts))
    return len(requests) / (time.perf_counter() - began)


def follow(port: int, request: Request, marker: bytes, steps: int) -> Iterator[bytes]:
    """Pages behind the first, by the link that stands before `marker`; ends early where there is none."""
    client = Client(port)
    for _step in range(steps):
        body = client.ask(request).body
        yield body
        before, found, _rest = body.partition(marker)
        if not found:
            break
        path = before.rpartition(b'href="')[2].decode().replace("&amp;", "&")
        request = Request(path, request.headers)
    client.close()
