"""Not seeing somebody, and keeping one's distance. Nobody else is told, and nothing is logged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groups.actions.refusals import TooManyHidden
from groups.models import Hiding
from personas.models import Persona

# A list that its owner can still look through, and that every page can ask for.
MOST_HIDDEN = 200


@transaction.atomic
def hide(*, by: Persona, about: Persona, is_mutual: bool, now: datetime) -> Hiding:
    """Hide `about` from `by`; with `is_mutual`, keep the two apart. Safe to repeat; the last choice holds.

    Both are of one group. Raises `TooManyHidden`. Locks the row of `by`.
    """
    Persona.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Hiding.objects.filter(group_id=by.group_space_id, by=by)
    if mine.exclude(about=about).count() >= MOST_HIDDEN:
        raise TooManyHidden
    hiding, _is_new = mine.update_or_create(
        group_id=by.group_space_id,
        by=by,
        about=about,
        defaults={"is_mutual": is_mutual},
        create_defaults={"is_mutual": is_mutual, "made_at": now},
    )
    return hiding


def unhide(*, by: Persona, about: Persona) -> bool:
    """See them again; False when they were not hidden. Safe to repeat."""
    gone, _by_table = Hiding.objects.filter(group_id=by.group_space_id, by=by, about=about).delete()
    return bool(gone)
