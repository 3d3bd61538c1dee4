"""The chained log: rows that are only added, each holding the hash of the one before it, details erasable beside them.

An entry's ``digest`` is SHA-256 over a random salt and the detail, its ``previous`` the SHA-256 over the whole entry
before. So a changed entry, a missing one and a changed detail are told apart from a detail that was erased by a rule.
Whoever can rewrite the whole database can rewrite the chain: compare the head with one noted elsewhere.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet

from personas.models import ChainDetail, ChainEntry, ChainHead
from supportgroups.lib.prepared import prepared

ORIGIN = hashlib.sha256(b"the beginning").hexdigest()
_SALT_BYTES = 32
_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Finding:
    """What ``verify`` found: missing, changed, detail-missing, detail-changed; or erased, under ``rule``."""

    seq: int
    what: str
    rule: str = ""

    @property
    def is_harm(self) -> bool:
        """Anything but an erasure by a rule."""
        return self.what != "erased"


@transaction.atomic
def append(kind: str, detail: dict[str, Any], at: datetime) -> ChainEntry:
    """Add an entry at the end; ``detail`` holds ids and words as JSON. In the transaction of what it tells of.

    Locks the head until the transaction ends: append last, and keep the transaction short.
    """
    head = _locked_head()
    detail = json.loads(json.dumps(detail, cls=DjangoJSONEncoder))
    salt = secrets.token_hex(_SALT_BYTES)
    entry = ChainEntry(seq=head.seq + 1, previous=head.link, digest=_digest(salt, detail), kind=kind, at=at)
    entry.save(force_insert=True)
    ChainDetail.objects.create(entry=entry, salt=salt, detail=detail)
    ChainHead.objects.filter(pk=1).update(seq=entry.seq, link=_link(entry))
    return entry


def _locked_head() -> ChainHead:
    if not (found := _head()):
        ChainHead.objects.get_or_create(pk=1, defaults={"link": ORIGIN})
        found = _head()
    return found[0]


@prepared
def _head() -> QuerySet[ChainHead]:
    return ChainHead.objects.select_for_update().filter(pk=1)


def erase(seqs: Iterable[int], *, rule: str) -> int:
    """Empty the details of these entries under a named rule ("retention", "erasure"); how many were still there."""
    if not rule:
        raise ValueError("an erasure names its rule")
    kept = ChainDetail.objects.filter(pk__in=list(seqs), erased_under="")
    return kept.update(salt="", detail=None, erased_under=rule)


def verify() -> list[Finding]:
    """Walk the whole chain, in order of entries. Reads every row once, ``_ROWS_AT_ONCE`` in memory at a time."""
    findings: list[Finding] = []
    expected, link, last = 1, ORIGIN, None
    for entry in _entries():
        findings += [Finding(seq, "missing") for seq in range(expected, entry.seq)]
        if entry.seq == expected and entry.previous != link:
            # The entry before is what this one no longer fits; at the first there is none but itself.
            findings.append(Finding(max(entry.seq - 1, 1), "changed"))
        findings += _look_at_detail(entry)
        expected, link, last = entry.seq + 1, _link(entry), entry
    return sorted(findings + _look_at_head(expected, link, last), key=lambda finding: finding.seq)


def _entries() -> Iterator[ChainEntry]:
    return ChainEntry.objects.select_related("detail").order_by("seq").iterator(chunk_size=_ROWS_AT_ONCE)


def _look_at_detail(entry: ChainEntry) -> list[Finding]:
    detail = getattr(entry, "detail", None)
    if detail is None:
        return [Finding(entry.seq, "detail-missing")]
    if detail.erased_under:
        return [Finding(entry.seq, "erased", detail.erased_under)]
    if _digest(detail.salt, detail.detail) != entry.digest:
        return [Finding(entry.seq, "detail-changed")]
    return []


def _look_at_head(expected: int, link: str, last: ChainEntry | None) -> list[Finding]:
    head = ChainHead.objects.filter(pk=1).first()
    if head is None:
        return [Finding(expected, "missing")] if last else []
    missing = [Finding(seq, "missing") for seq in range(expected, head.seq + 1)]
    is_same = head.seq == expected - 1 and head.link == link
    return missing if missing or is_same else [Finding(expected - 1, "changed")]


def _digest(salt: str, detail: Any) -> str:
    return _hash([salt, detail])


def _link(entry: ChainEntry) -> str:
    return _hash([entry.seq, entry.previous, entry.digest, entry.kind, entry.at.astimezone(UTC).isoformat()])


def _hash(parts: list[Any]) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
