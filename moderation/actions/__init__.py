"""The verbs of the desk."""

from moderation.actions.asking import ask_who
from moderation.actions.deciding import decide, hand_back, take_case
from moderation.actions.holding import decline_held, hold_post, release
from moderation.actions.reporting import URGENT, escalate, report_post

__all__ = [
    "URGENT",
    "ask_who",
    "decide",
    "decline_held",
    "escalate",
    "hand_back",
    "hold_post",
    "release",
    "report_post",
    "take_case",
]
