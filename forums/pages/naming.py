"""As whom a draft can be posted, to its author."""

from __future__ import annotations

from dataclasses import dataclass

from forums.models import Draft
from forums.pages.frames import Reader
from personas import faces


@dataclass(frozen=True)
class Naming:
    """`handle` is the name the draft wears; `worn` the one that is worn in this thread already, or nothing."""

    handle: str
    usual: str
    worn: str
    is_usual: bool
    back_url: str


def naming(draft: Draft, reader: Reader) -> Naming:
    """One statement where the thread has such names."""
    space_id = draft.thread.space_id if draft.thread else None
    worn = faces.face_in(reader.actor, space_id) if space_id else None
    return Naming(
        handle=draft.author.name,
        usual=reader.seat.handle,
        worn=worn.name if worn else "",
        is_usual=not draft.author.is_one_thread_face,
        back_url=f"/drafts/{draft.ref}/review/",
    )
