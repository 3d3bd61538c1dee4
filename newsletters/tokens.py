"""The words in list headers that stand for a reader and a list and can be read by this site alone."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac

_STOP = b"newsletters:stop"
_ID_BYTES = 8
# What is longer was not made here.
_MAX_TOKEN = 64


class NotOurs(ValueError):
    """The token was not made here for this purpose."""


def stop_token(persona_id: int) -> str:
    """A token that stops the letters to this face and does nothing else. It never runs out: old letters are kept long.

    Encrypted and signed (AES-SIV, RFC 5297), always the same for a face, so that it tells nothing about a letter.
    """
    sealed = _box(str(settings.SECRET_KEY)).encrypt(persona_id.to_bytes(_ID_BYTES), [_STOP])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_stop_token(token: str) -> int:
    """The face whose letters are to stop. Raises `NotOurs`."""
    if len(token) > _MAX_TOKEN or not token.isascii():
        raise NotOurs
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise NotOurs from problem
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return int.from_bytes(_box(str(key)).decrypt(sealed, [_STOP]))
        except (InvalidTag, ValueError):
            continue
    raise NotOurs


def list_id(persona_id: int) -> str:
    """The name of the list of one face's letters. Two faces of a person have names that share nothing."""
    return f"l{salted_hmac('newsletters.list', str(persona_id), algorithm='sha256').hexdigest()[:20]}"


def _box(key: str) -> AESSIV:
    # HKDF (RFC 5869): the purpose is its "info", so that no key serves two ends.
    return AESSIV(HKDF(algorithm=SHA256(), length=64, salt=None, info=_STOP).derive(key.encode()))
