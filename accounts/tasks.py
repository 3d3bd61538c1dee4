"""Work behind the requests; all of it can be called again at any time."""

from celery import shared_task
from django.utils import timezone

from accounts import actions, erasing, exporting, letters


@shared_task
def deliver_letters() -> None:
    """Every two seconds, and at once when a letter has been written."""
    letters.deliver_letters(now=timezone.now())


@shared_task
def tidy() -> None:
    """A few times a day."""
    actions.tidy(now=timezone.now())


@shared_task
def make_exports() -> None:
    """Every few seconds."""
    exporting.make_exports(now=timezone.now())


@shared_task
def erase_due() -> None:
    """Every few minutes."""
    erasing.erase_due(now=timezone.now())
