"""How a member likes to do things in one group; seen by nobody else."""

from __future__ import annotations

from groups.models import Membership


def choose_rereading(*, persona_id: int, skips: bool) -> None:
    """Leave the step of reading over out before posting, or take it again. Safe to repeat. The caller has asked."""
    Membership.objects.current().filter(persona_id=persona_id).update(skips_rereading=skips)
