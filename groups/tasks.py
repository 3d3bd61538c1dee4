"""Celery only hurries: what is due is a row."""

from celery import shared_task
from django.utils import timezone

from groups import actions
from groups.actions import fees


@shared_task
def keep_time() -> int:
    """What time does at the door."""
    return actions.keep_time(timezone.now())


@shared_task
def keep_runs() -> int:
    """Runs start, end and are put away on their days."""
    return actions.keep_runs(timezone.now())


@shared_task
def erase_cards() -> int:
    """Contact cards of those who have left go after the time that their group says."""
    return actions.erase_due_cards(timezone.now())


@shared_task
def look_after() -> int:
    """What time does to roles, to groups that nobody looks after, and to those that close."""
    now = timezone.now()
    roles = actions.announce_ends(now) + actions.end_terms(now) + actions.watch_silence(now)
    return roles + actions.close_due(now) + actions.put_away_due(now)


@shared_task
def charge_fees() -> int:
    """A few times a day: what has fallen due, each period once, a word before somebody goes free no more, and one of
    what is to be sent back."""
    now = timezone.now()
    written = fees.charge_due(now=now) + fees.let_go_of_lost(now)
    return written + fees.announce_ends(now=now) + fees.tell_who_keeps(now=now)


@shared_task
def replay_payments() -> int:
    """A few times a day: what a provider told while we did not hear."""
    return fees.replay_all(now=timezone.now())
