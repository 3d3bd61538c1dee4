"""The place to answer below a thread."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from forums.forms import AnswerForm
from forums.models import Thread
from forums.pages.drafts import draft_begun
from forums.pages.frames import Reader, readers_words
from forums.pages.habits import skips_rereading
from personas import looks


@dataclass(frozen=True)
class Answering:
    """What `forums/answer.html` takes. `source`, `key` and `version` are the draft's that was begun, or a new one's."""

    source: str
    key: str
    version: int
    url: str
    handle: str
    face_ref: str
    face_picture: str
    readers: str
    skips: bool
    takes_pictures: bool

    @property
    def form(self) -> AnswerForm:
        """Made where it is drawn, so that it can be drawn once and filled afterwards."""
        return AnswerForm(initial={"source": self.source, "key": self.key, "version": self.version})


def answering(reader: Reader, thread: Thread, url: str) -> Answering:
    """For a thread from `find_thread` that the reader may answer in. One statement where she has begun to, and one in
    the place of a run."""
    has_begun: bool = thread.has_begun  # type: ignore[attr-defined]
    begun = draft_begun(reader.actor, thread) if has_begun else None
    seat, cohort = reader.seat, thread.forum.cohort
    return Answering(
        source=begun.source if begun else "",
        key=str(begun.ref if begun else uuid4()),
        version=begun.version if begun else 0,
        url=url,
        handle=seat.handle,
        face_ref=seat.ref,
        face_picture=looks.picture_url(reader.group.code, seat.picture),
        readers=readers_words(reader.group, cohort.name if cohort else "", called=reader.actor.name_of(reader.group)),
        skips=skips_rereading(reader),
        takes_pictures=reader.group.allows_pictures,
    )
