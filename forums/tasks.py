"""Celery only hurries: what is due is a row."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from forums import actions, textindex

# Longer than the time between two runs, so that a worker that rested misses nothing that a day did not.
WORDS_OF = timedelta(days=1)


@shared_task
def publish_due() -> int:
    """Post what is due, at most two hundred at a time."""
    return actions.publish_due(now=timezone.now(), limit=200)


@shared_task
def nudge() -> int:
    """Tell of threads that wait for a first reply."""
    return actions.nudge(now=timezone.now())


@shared_task
def learn_words() -> None:
    """Let search forgive slips in words that were written lately."""
    textindex.learn(since=timezone.now() - WORDS_OF)


@shared_task
def forget_words() -> None:
    """Drop words that no post holds any more."""
    textindex.POSTS.compact()
