"""A signature over a moment and a body, by a secret that two sides share: `t=<seconds>,v1=<hex>`, HMAC-SHA256."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from groups.payments import NotGenuine

HEADER = "Payment-Signature"
# Clocks differ, and a network may be slow; whatever was signed longer ago may have been overheard.
FRESH_SECONDS = 300
_SHAPE = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})", re.ASCII)


def sign(body: bytes, *, secret: str, now: datetime) -> str:
    """The header for a body that is sent now."""
    moment = int(now.timestamp())
    return f"t={moment},v1={_digest(moment, body, secret)}"


def check(header: str, body: bytes, *, secrets: Sequence[str], now: datetime) -> None:
    """Raises `NotGenuine` for a signature that is missing, of another secret, of another body, or of another time.

    Several secrets hold side by side, so that one can be changed. All are compared, in constant time.
    """
    shape = _SHAPE.fullmatch(header.strip())
    if shape is None:
        raise NotGenuine
    moment = int(shape[1])
    is_ours = [hmac.compare_digest(shape[2], _digest(moment, body, secret)) for secret in secrets]
    age = abs((now.astimezone(UTC).timestamp()) - moment)
    if not any(is_ours) or age > FRESH_SECONDS:
        raise NotGenuine


def _digest(moment: int, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
