"""How far a face has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from forums.models import ReadMark, Thread, ThreadView
from personas.actors import Seat
from supportgroups.lib.prepared import changed_once, changing

# A mark that is there already, or further, is left untouched: no new row version. Nothing is noted by numbers that are
# no longer true: on PostgreSQL the thread's row is held, so that whoever numbers anew is waited for and then seen.
_RAISE = """
INSERT INTO {table} (group_id, thread_id, persona_id, number)
SELECT group_id, id, %s, %s FROM {threads} WHERE id = %s AND numbering = %s {held}
ON CONFLICT (thread_id, persona_id) DO UPDATE SET number = excluded.number WHERE {table}.number < excluded.number
"""


def mark_read(*, actor_seat: Seat, thread: Thread, number: int) -> None:
    """Note that the group face has seen posts up to `number`. Never goes down. One statement, in no transaction.

    The caller skips it when it knows the mark; nothing happens for one without a face here.
    """
    if actor_seat.persona_id is not None:
        raise_mark(thread, actor_seat.persona_id, min(number, thread.last_number))


def mark_own(*, thread: Thread, persona_id: int, number: int) -> None:
    """Note an author's own new post as read, but only if all before it was: what came meanwhile stays new."""
    if number == 1:
        raise_mark(thread, persona_id, number)
    else:
        _go_on(thread.pk, persona_id, number, number - 1)


@changed_once
def _go_on(thread_id: int, persona_id: int, number: int, before: int) -> QuerySet[ReadMark]:
    return changing(ReadMark.objects.filter(thread_id=thread_id, persona_id=persona_id, number=before), number=number)


# Threads that were numbered anew or written in since the page was shown are left as they were.
_RAISE_ALL = """
INSERT INTO {table} (group_id, thread_id, persona_id, number)
SELECT group_id, id, %s, last_number FROM {threads}
WHERE forum_id IN ({forums}) AND last_number > 0 AND last_post_at <= %s {held}
ON CONFLICT (thread_id, persona_id) DO UPDATE SET number = excluded.number WHERE {table}.number < excluded.number
"""


def mark_all_read(*, actor_seat: Seat, forum_ids: Sequence[int], until: datetime) -> None:
    """Note every thread of these forums as read, but for those with something newer than `until`. One statement.

    The caller has asked "forums.read" of each, so there is a face.
    """
    if not forum_ids:
        return
    with connection.cursor() as cursor:
        until_there = connection.ops.adapt_datetimefield_value(until)
        sql = _spelled(_RAISE_ALL, forums=", ".join(["%s"] * len(forum_ids)))
        cursor.execute(sql, [actor_seat.persona_id, *forum_ids, until_there])


def choose_view(*, actor_seat: Seat, view: ThreadView.View) -> None:
    """Keep how the group face likes to read threads. The caller has asked "forums.read", so there is a face."""
    ThreadView.objects.update_or_create(
        persona_id=actor_seat.persona_id or 0, defaults={"group_id": actor_seat.group_id, "view": view}
    )


def raise_mark(thread: Thread, persona_id: int, number: int) -> None:
    """The one upsert behind the marks. `thread` is as it was when its posts were read."""
    with connection.cursor() as cursor:
        cursor.execute(_spelled(_RAISE), [persona_id, number, thread.pk, thread.numbering])


def _spelled(sql: str, **more: str) -> str:
    quote = connection.ops.quote_name
    return sql.format(
        table=quote(ReadMark._meta.db_table),
        threads=quote(Thread._meta.db_table),
        held="FOR KEY SHARE" if connection.vendor == "postgresql" else "",
        **more,
    )
