"""How a long thread began: a glance at its first post, on the parts of the thread in which it does not stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from forums.models import Thread
from forums.pages.frames import Reader, notes_of, placeholder_of
from groups.sides import hides
from personas.actors import Actor
from personas.models import name_of
from supportgroups.lib.notes import Regard


@dataclass(frozen=True)
class Opening:
    """What `components/thread_opening.html` takes. `placeholder` stands in place of words that are not shown; of what
    the reader asked not to see, `is_away`, there are none."""

    handle: str
    url: str
    excerpt: str = ""
    notes: tuple[str, ...] = ()
    placeholder: str = ""
    is_away: bool = False


def facts_of_opening(actor: Actor) -> dict[str, Any]:
    """What `opening_of` looks at, for a statement of threads in which `first` is the first post."""
    return {
        "first_excerpt": F("first__excerpt"),
        "first_notes": F("first__content_notes"),
        "first_is_for_group": F("first__as_facilitator"),
        "opener_handle": F("author__handle"),
        "opener_is_hidden": hides(actor),
    }


def opening_of(reader: Reader, thread: Thread) -> Opening:
    """A glance at the first post of a thread from `find_thread`, masked as the post itself is. No statement."""
    known: Any = thread
    url = reader.paths.post(thread.ref, 1)
    if known.opener_is_hidden and not known.first_is_for_group:
        return Opening(_("somebody you have hidden"), url)
    handle, placeholder = name_of(known.opener_handle), placeholder_of(known.first_state)
    if placeholder:
        return Opening(handle, url, placeholder=placeholder)
    is_mine = thread.author_id in reader.seat.face_ids
    is_away = not is_mine and reader.regard(known.first_notes) is Regard.AWAY
    return Opening(
        handle, url, excerpt="" if is_away else known.first_excerpt, notes=notes_of(known.first_notes), is_away=is_away
    )
