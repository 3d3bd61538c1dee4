"""For measuring only: many rows of the vault at once."""

from collections.abc import Iterable
from typing import Any

from personas.models import Persona
from personas.vault import Ownership


def own_many(pairs: Iterable[tuple[Any, Persona]]) -> None:
    """Give each account its face, in bulk and without asking; for a database of made-up people."""
    Ownership.objects.bulk_create(
        [Ownership(account=account, persona=face, space_id=face.space_id) for account, face in pairs], batch_size=2_000
    )
