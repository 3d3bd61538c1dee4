"""A gateway on loopback that takes money: it speaks HTTP, signs, and can be made to answer wrongly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from groups.payments import NotGenuine, signing

SECRET = "the-secret-of-the-till-on-loopback"


@dataclass
class Till:
    """What it was asked, by whom it was signed, and what it would tell again. `answers` replaces what it says."""

    address: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    unsigned: int = 0
    answers: bytes | None = None
    status: int = 200
    secret: str = SECRET

    def settings(self, *secrets: str) -> dict[str, Any]:
        return {"till": {"address": self.address, "secrets": list(secrets) or [SECRET]}}


def event(number: str, code: str, amount: int = 500, **more: Any) -> dict[str, Any]:
    """As a gateway tells it."""
    day = timezone.localdate().isoformat()
    return {"id": number, "kind": "paid", "code": code, "amount": amount, "currency": "EUR", "day": day} | more


def signed(told: Any, *, secret: str = SECRET, at: datetime | None = None) -> tuple[bytes, dict[str, str]]:
    """A body and its headers."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    return body, {signing.HEADER: signing.sign(body, secret=secret, now=at or timezone.now())}


def connected(address: str) -> HTTPConnection:
    """A connection that stands."""
    where = urlsplit(address)
    line = HTTPConnection(where.hostname or "", where.port, timeout=120)
    line.connect()
    return line


def post(line: HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Status and body, by a connection that is closed then."""
    try:
        line.request("POST", path, body=body, headers=headers | {"Content-Type": "application/json"})
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


@contextmanager
def open_till() -> Iterator[Till]:
    """A till that listens until the end of the block."""
    till = Till()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(b"")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def answer(self, body: bytes) -> None:
            try:
                header = self.headers.get(signing.HEADER, "")
                signing.check(header, body or self.path.encode(), secrets=[SECRET], now=timezone.now())
            except NotGenuine:
                till.unsigned += 1
            asked = json.loads(body) if body else {}
            till.asked.append((self.path, asked))
            if self.path.endswith("/refunds"):
                till.refunds.setdefault(asked["key"], asked)
            told = {"url": f"{till.address}/pay/1", "events": till.events}
            text, headers = signed(till.answers or told, secret=till.secret)
            self.send_response(till.status)
            for name, value in {**headers, "Content-Length": str(len(text))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_words: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    till.address = f"http://127.0.0.1:{server.server_port}/gate"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield till
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
