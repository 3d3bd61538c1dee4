"""Polls of the small world: asked and answered by the real verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from forums.actions import ask_poll, vote
from forums.models import Thread
from groups.models import SupportGroup
from personas.models import Persona

# Title of the thread -> the question and its answers.
POLLS = {
    "What do you actually do with the hour?": (
        "The last free hour you had: where did it go?",
        ("Asleep", "Outside", "Shopping, but slowly", "I do not remember one"),
    ),
}


def hold_polls(group: SupportGroup, voters: Sequence[Persona], now: datetime) -> None:
    """Asks each in its thread, where the group has that; every second voter has chosen, so that some still can."""
    for thread in Thread.objects.filter(group=group, title__in=POLLS).select_related("author"):
        question, answers = POLLS[thread.title]
        poll = ask_poll(thread=thread, question=question, answers=answers, by=thread.author, now=now)
        for place, face in enumerate(voters[::2]):
            vote(poll=poll, position=place * place % len(answers) + 1, by=face)
