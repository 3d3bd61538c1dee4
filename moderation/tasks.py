"""What the desk does by itself."""

from celery import shared_task
from django.utils import timezone

from moderation import actions
from personas import unmasking


@shared_task
def escalate() -> int:
    """Tell the admins of urgent cases that nobody has taken in time."""
    return actions.escalate(timezone.now())


@shared_task
def tell_of_looks() -> int:
    """Tell members, when the delay is over, that somebody looked behind a name of theirs."""
    return unmasking.tell_due(timezone.now())


@shared_task
def chase_reviews() -> int:
    """Tell the admins of opened contact cards that nobody has reviewed in time."""
    return actions.chase_reviews(timezone.now())
