"""What a member calls the group on their own pages."""

from __future__ import annotations

from django.db import transaction

from groups.actions.refusals import NotAMember
from groups.models import Membership


@transaction.atomic
def label_group(*, membership: Membership, label: str) -> Membership:
    """Keep a word of the member's own in place of the group's name; "" for the name again. Raises `NotAMember`."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.status not in Membership.CURRENT:
        raise NotAMember
    if membership.label != label:
        membership.label = label
        membership.save(update_fields=["label"])
    return membership
