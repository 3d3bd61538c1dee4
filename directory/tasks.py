"""Work behind the requests."""

from celery import shared_task

from directory import actions


@shared_task(name="directory.tasks.refresh_words")
def refresh_words() -> int:
    """Bring what groups here are found by up to date; how many had changed."""
    return actions.refresh_all_words()
