"""Where a post stands in the conversation: a path, so that a whole thread reads in that order by one index.

A path is the numbers of a post's forebears and its own, six digits each: "000002000005" is post 5, an answer to post 2.
An answer to the opening post begins a conversation of its own, like one to nobody. Below the third level everything
stands on that level, in the order of writing: deeper than that nobody can follow on a phone.
"""

from __future__ import annotations

STEP = 6
DEEPEST = 3
OPENING = "0" * (STEP - 1) + "1"
LONGEST = STEP * (DEEPEST + 1)
# What six digits hold.
MOST_POSTS = 10**STEP - 1


def path_of(number: int, parent_path: str = "") -> str:
    """The path of a post with this number that answers the one with `parent_path`; nothing for an answer to nobody."""
    own = f"{number:0{STEP}d}"
    return own if parent_path in ("", OPENING) else parent_path[: STEP * DEEPEST] + own


def depth_of(path: str) -> int:
    """0 for what begins a conversation, 3 at most."""
    return max(0, len(path) // STEP - 1)
