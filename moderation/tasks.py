"""What the desk does by itself."""

from celery import shared_task
from django.utils import timezone

from moderation import actions


@shared_task
def escalate() -> int:
    """Tell the admins of urgent cases that nobody has taken in time."""
    return actions.escalate(timezone.now())
