"""The verbs of the desk."""

from moderation.actions.appealing import (
    answer_appeal,
    ask_again,
    leave_to_deciders,
    withdraw_appeal,
)
from moderation.actions.approving import approve, ask_approval_again, await_approval, decline
from moderation.actions.asking import ask_who
from moderation.actions.carding import chase_reviews, open_card
from moderation.actions.deciding import decide, hand_back, take_case
from moderation.actions.holding import decline_held, hold_post, release
from moderation.actions.removing import lift_removal, remove_member
from moderation.actions.reporting import URGENT, call_for_second, escalate, report_post

__all__ = [
    "URGENT",
    "answer_appeal",
    "approve",
    "ask_again",
    "ask_approval_again",
    "ask_who",
    "await_approval",
    "call_for_second",
    "chase_reviews",
    "decide",
    "decline",
    "decline_held",
    "escalate",
    "hand_back",
    "hold_post",
    "leave_to_deciders",
    "lift_removal",
    "open_card",
    "release",
    "remove_member",
    "report_post",
    "take_case",
    "withdraw_appeal",
]
