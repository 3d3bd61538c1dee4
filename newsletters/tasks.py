"""Celery only hurries: what is due is a row."""

from celery import shared_task
from django.utils import timezone

from newsletters import actions


@shared_task
def deliver_due() -> int:
    """A few times a minute: summaries, word of answers and of what is addressed to somebody."""
    return actions.deliver_due(now=timezone.now())
