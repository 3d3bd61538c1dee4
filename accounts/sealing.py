"""Sealing: text that lies in the database and may be read by this site alone, for one purpose."""

import base64
import hmac
import json
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBroken(Exception):
    """The text was sealed for another purpose, with another key, or has been changed."""


def seal(purpose: str, content: Any) -> str:
    """``content``, anything JSON can hold, encrypted and signed under a key made for the purpose."""
    return _box(purpose).encrypt(json.dumps(content).encode()).decode("ascii")


def unseal(purpose: str, sealed: str) -> Any:
    """What was sealed for this purpose, also under one of ``SECRET_KEY_FALLBACKS``. Raises ``SealBroken``."""
    try:
        return json.loads(_box(purpose).decrypt(sealed.encode("ascii")))
    except (InvalidToken, ValueError) as problem:
        raise SealBroken(purpose) from problem


def mark_of(text: str) -> str:
    """The same short mark for the same text, from which nobody without the site's key comes back to it."""
    return hmac.new(str(settings.SECRET_KEY).encode(), f"accounts:mark:{text}".encode(), sha256).hexdigest()[:32]


def _box(purpose: str) -> MultiFernet:
    return MultiFernet([_fernet(str(key), purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(key: str, purpose: str) -> Fernet:
    # HKDF (RFC 5869): the purpose is its "info", so that no key serves two ends.
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"accounts:{purpose}".encode()).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
