"""How the seed world is written down: plain dataclasses, and a small script for talk, like the script of a play.

    # Title of the thread
    = kind | forum | ago 12 | hour 21 | note grief
    @ Heron | wants heard
    Text, with blank lines between paragraphs.
    @ Kettle > 0 +5 | facilitator
    An answer to post 0, five hours after the thread began.

After a post's name may stand `wants ...`, `note ...`, `facilitator`, `withdrawn` and `reported ...`. Lines of a
paragraph are joined: they are broken for whoever reads this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = ("share", "question", "check-in", "prompt", "announcement")
WANTS = ("heard", "experience", "advice", "practical", "company")
_STANDS_ALONE = re.compile(r"(?:[-*>] |\d+\. )")


class ScriptError(ValueError):
    """A line of the script cannot be understood."""


@dataclass(frozen=True)
class PostWords:
    """One post. `parent` is the place, in its thread, of the post it answers; `hours_later` counts from the first."""

    handle: str
    parent: int | None
    hours_later: int
    text: str
    wants: str | None = None
    note: str | None = None
    as_facilitator: bool = False
    is_withdrawn: bool = False
    report: str | None = None


@dataclass(frozen=True)
class ThreadWords:
    """One thread, opened `days_ago` at `hour` o'clock by the author of its first post."""

    title: str
    kind: str
    forum: str
    days_ago: int
    hour: int
    posts: tuple[PostWords, ...]
    note: str | None = None

    @property
    def opener(self) -> str:
        return self.posts[0].handle


def flow(text: str) -> str:
    """Markdown with each paragraph on one line, from text broken to fit a file; lists keep their lines."""
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in (each.strip() for each in block.splitlines()):
            if lines and not _STANDS_ALONE.match(line):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def read_threads(script: str) -> tuple[ThreadWords, ...]:
    """The threads of a script, in its order. Raises ScriptError naming the line that cannot be understood."""
    return tuple(_thread(part) for part in re.split(r"^# ", script, flags=re.MULTILINE)[1:])


def _thread(part: str) -> ThreadWords:
    head, *posts = re.split(r"^@ ", part, flags=re.MULTILINE)
    title, _, facts = head.strip().partition("\n= ")
    kind, forum, *marks = (mark.strip() for mark in facts.split("|"))
    given = _marks(marks)
    if kind not in KINDS or not posts:
        raise ScriptError(head)
    return ThreadWords(
        title=title,
        kind=kind,
        forum=forum,
        days_ago=int(given["ago"]),
        hour=int(given["hour"]),
        posts=tuple(_post(post) for post in posts),
        note=given.get("note"),
    )


def _post(part: str) -> PostWords:
    head, _, text = part.partition("\n")
    who, *marks = (mark.strip() for mark in head.split("|"))
    found = re.fullmatch(r"([^>]+?)(?: > (\d+) \+(\d+))?", who)
    given = _marks(marks)
    if found is None or given.get("wants", "heard") not in WANTS:
        raise ScriptError(head)
    return PostWords(
        handle=found[1],
        parent=int(found[2]) if found[2] else None,
        hours_later=int(found[3] or 0),
        text=flow(text),
        wants=given.get("wants"),
        note=given.get("note"),
        as_facilitator="facilitator" in given,
        is_withdrawn="withdrawn" in given,
        report=given.get("reported"),
    )


def _marks(marks: list[str]) -> dict[str, str]:
    return {name: rest for name, _, rest in (mark.partition(" ") for mark in marks)}
