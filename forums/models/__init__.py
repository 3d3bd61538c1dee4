"""The tables of talk: forums, threads, posts, the drafts they come from, and how far each face has read."""

from forums.models.claims import Claim, Nudge
from forums.models.forum import Forum, Lock, Pin, Thread
from forums.models.marks import Merger, Offshoot, Settled
from forums.models.pictures import DraftPicture, PostPicture
from forums.models.polls import Ballot, Poll, PollOption
from forums.models.post import Draft, DraftVersion, Post, Revision
from forums.models.reading import ReadMark, ThreadView, Watch
from forums.models.responses import COUNTERS, Response

__all__ = [
    "COUNTERS",
    "Ballot",
    "Claim",
    "Draft",
    "DraftPicture",
    "DraftVersion",
    "Forum",
    "Lock",
    "Merger",
    "Nudge",
    "Offshoot",
    "Pin",
    "Poll",
    "PollOption",
    "Post",
    "PostPicture",
    "ReadMark",
    "Response",
    "Revision",
    "Settled",
    "Thread",
    "ThreadView",
    "Watch",
]
