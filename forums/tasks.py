"""Celery only hurries: what is due is a row."""

from celery import shared_task
from django.utils import timezone

from forums import actions


@shared_task
def publish_due() -> int:
    """Post what is due, at most two hundred at a time."""
    return actions.publish_due(now=timezone.now(), limit=200)
