"""The verbs of contact."""

from newsletters.actions.issues import IssueElsewhere, publish_issue
from newsletters.actions.planning import plan_due
from newsletters.actions.preferences import forget, set_preference, stop_letters
from newsletters.actions.sending import deliver_due

__all__ = [
    "IssueElsewhere",
    "deliver_due",
    "forget",
    "plan_due",
    "publish_issue",
    "set_preference",
    "stop_letters",
]
