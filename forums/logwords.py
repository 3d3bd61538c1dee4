"""What members read in their group's log of what was done to threads and forums.

No thread is named: not all read the same forums.
"""

from django.utils.translation import gettext_lazy as lazy

from forums.actions.marks import CALLED, CLOSED, LEFT_OUT, OPENED
from forums.actions.moving import MERGED, MOVED, SPLIT
from forums.actions.noting import NOTES_CHANGED
from forums.actions.places import OPENED as FORUM_OPENED
from forums.actions.polls import POLL_GONE

LOGGED = {
    FORUM_OPENED: lazy("A forum was opened."),
    CLOSED: lazy("A thread was closed."),
    OPENED: lazy("A thread was opened again."),
    LEFT_OUT: lazy("A thread was marked so that nobody is called into it by name."),
    CALLED: lazy("People can be called by name in a thread again."),
    MOVED: lazy("A thread was moved to another forum."),
    MERGED: lazy("Two threads were joined."),
    NOTES_CHANGED: lazy("A facilitator noted what a post talks about."),
    POLL_GONE: lazy("A facilitator took a poll away."),
    SPLIT: lazy("An answer became a thread of its own."),
}
