"""A provider behind a small gateway of the operator's own, which speaks the few words of `docs/payments.md`."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from groups.models.fees import CURRENCIES
from groups.payments import News, NotGenuine, NotReached, NotUnderstood, Start, event_hash, signing

SECONDS = 5
MOST_ANSWER_BYTES = 1024 * 1024
MOST_AMOUNT = 10**10
_CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}", re.ASCII)
_KEYS = {"id", "kind", "code", "amount", "currency", "day"}


class Gateway:
    """`address` is the operator's; nothing that a person typed ever leads anywhere. No redirect is followed."""

    def __init__(self, *, name: str, address: str, secrets: Sequence[str]) -> None:
        self.name = name
        self._address = urlsplit(address)
        self._secrets = tuple(secrets)

    def create(self, *, code: str, amount: int, currency: str, how_to_pay: str) -> Start:
        """Where to go on. The provider learns code, amount and currency, and that it is for a membership."""
        asked = {
            "code": code,
            "amount": amount,
            "currency": currency,
            "words": "Membership",
            "back": f"{settings.SITE_URL}/home/",
        }
        url = self._call("POST", "payments", asked).get("url")
        if not isinstance(url, str) or urlsplit(url).scheme not in ("https", self._address.scheme) or len(url) > 2000:
            raise NotReached
        return Start(url=url)

    def confirm(self, *, headers: Mapping[str, str], body: bytes, now: datetime) -> News:
        """One event, signed and fresh."""
        signing.check(headers.get(signing.HEADER, ""), body, secrets=self._secrets, now=now)
        return self._read(_decoded(body), now)

    def replay(self, *, since: date, now: datetime) -> Sequence[News]:
        """All events since a day; the list is signed as a whole."""
        found = self._call("GET", f"events?since={since.isoformat()}", None).get("events")
        if not isinstance(found, list):
            raise NotReached
        return [self._read(one, now) for one in found]

    def refund(self, *, key: str, code: str, amount: int, currency: str) -> None:
        """Once for a key, however often it is asked."""
        self._call("POST", "refunds", {"key": key, "code": code, "amount": amount, "currency": currency})

    def _read(self, told: Any, now: datetime) -> News:
        """Raises `NotUnderstood`; whatever else stands in it is not looked at and not kept."""
        if not isinstance(told, dict) or not set(told) >= _KEYS:
            raise NotUnderstood
        number, code, amount, currency = told["id"], told["code"], told["amount"], told["currency"]
        is_known = told["kind"] in ("paid", "refunded") and currency in CURRENCIES
        is_named = isinstance(number, str) and 0 < len(number) <= 200 and isinstance(code, str)
        is_amount = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount < MOST_AMOUNT
        if not (is_known and is_named and is_amount and _CODE.fullmatch(code)):
            raise NotUnderstood
        return News(
            event=event_hash(self.name, number),
            code=code,
            amount=amount,
            currency=currency,
            on_day=_day(told["day"], now),
            is_refund=told["kind"] == "refunded",
        )

    def _call(self, method: str, path: str, asked: dict[str, Any] | None) -> dict[str, Any]:
        """One signed question, one signed answer. Raises `NotReached`."""
        body = b"" if asked is None else json.dumps(asked, sort_keys=True).encode()
        now = timezone.now()
        # Of a question without a body its address is signed.
        where = f"{self._address.path.rstrip('/')}/{path}"
        signature = signing.sign(body or where.encode(), secret=self._secrets[0], now=now)
        connection = self._connection()
        try:
            connection.request(
                method, where, body=body, headers={signing.HEADER: signature, "Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            text = answer.read(MOST_ANSWER_BYTES + 1)
            if answer.status != 200 or len(text) > MOST_ANSWER_BYTES:
                raise NotReached
            signing.check(answer.getheader(signing.HEADER, ""), text, secrets=self._secrets, now=timezone.now())
            told = _decoded(text)
        except (OSError, HTTPException, NotGenuine, NotUnderstood) as problem:
            raise NotReached from problem
        finally:
            connection.close()
        if not isinstance(told, dict):
            raise NotReached
        return told

    def _connection(self) -> HTTPConnection:
        host, port = self._address.hostname or "", self._address.port
        if self._address.scheme == "https":
            return HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=SECONDS)


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise NotUnderstood from problem


def _day(told: Any, now: datetime) -> date:
    """Not in the future, but where the provider's day has begun and ours has not."""
    try:
        day = date.fromisoformat(told)
    except (TypeError, ValueError) as problem:
        raise NotUnderstood from problem
    if not date(2000, 1, 1) <= day <= now.date() + timedelta(days=1):
        raise NotUnderstood
    return day
