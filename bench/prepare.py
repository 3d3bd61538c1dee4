"""Finds what is to be asked for in a filled database, signs the members in, and lays out drafts to be posted.

Runs as a process of its own, with the settings of the site, and prints JSON: `python -m bench.prepare DRAFTS`.
"""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import asdict, dataclass, field

import django

django.setup()

from allauth.usersessions.models import UserSession  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db.models import Count, QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.decorators.debug import sensitive_variables  # noqa: E402

from accounts.models import Account  # noqa: E402
from accounts.sessionstore import SessionStore  # noqa: E402
from forums import textindex  # noqa: E402
from forums.models import Draft, Forum, Post, Thread  # noqa: E402
from groups.seats import seat_everywhere  # noqa: E402
from personas.actors import Actor  # noqa: E402
from personas.seating import actor_of  # noqa: E402
from supportgroups.front.seeding import load  # noqa: E402

BACKEND, DJANGOS = "accounts.backends.AccountBackend", "django.contrib.auth.backends.ModelBackend"
WORDS = "Thank you for writing this. I read it twice, and I will look in again tomorrow."


@dataclass
class Found:
    """What the requests are made of. `drafts`: addresses and fingerprints by how many watch the thread."""

    sessions: dict[str, str] = field(default_factory=dict)
    group: str = ""
    forum: str = ""
    short_thread: str = ""
    poll_thread: str = ""
    long_thread: str = ""
    long_thread_pk: int = 0
    long_last: int = 0
    posts: int = 0
    drafts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    watchers: dict[str, int] = field(default_factory=dict)


def main(drafts: int) -> None:
    """Print what was found."""
    reader, one = Account.objects.get(email=load.READER), Account.objects.get(email=load.ONE_GROUP)
    forum = Forum.objects.select_related("group").get(slug="busy")
    threads = Thread.objects.filter(forum=forum)
    long = threads.order_by("-last_number")[0]
    short, asks = _usual(threads.filter(has_poll=False)), _usual(threads.filter(has_poll=True))
    forget_earlier()
    actor = seat_everywhere(actor_of(reader), timezone.now())
    found = Found(
        sessions={"all": _session(reader), "one": _session(one), "bare": _session(reader, DJANGOS)},
        group=f"/g/{forum.group.code}/",
        forum=f"/g/{forum.group.code}/forums/{forum.slug}/",
        short_thread=f"/g/{forum.group.code}/threads/{short.ref}/",
        poll_thread=f"/g/{forum.group.code}/threads/{asks.ref}/",
        long_thread=f"/g/{forum.group.code}/threads/{long.ref}/",
        long_thread_pk=long.pk,
        long_last=(long.last_number - 1) // 20 * 20 + 1,
        posts=Post.objects.count(),
    )
    watched = threads.exclude(pk__in=(long.pk, short.pk, asks.pk)).filter(lock=None).annotate(heard=Count("watches"))
    for name, thread in (("few", watched.order_by("heard", "pk")[0]), ("many", watched.order_by("-heard", "pk")[0])):
        found.watchers[name] = thread.heard
        found.drafts[name] = _drafts(actor, thread, drafts)
    print(json.dumps(asdict(found)))


def _usual(threads: QuerySet[Thread]) -> Thread:
    """One of twenty posts, or of little more."""
    short = threads.filter(last_number=20, lock=None).order_by("-last_post_at").first()
    return short or threads.filter(last_number__gte=20).order_by("last_number")[0]


def forget_earlier() -> None:
    """What earlier runs have posted is not found any more: else it would be all that search sees of the newest."""
    posted = Draft.objects.filter(state=Draft.State.PUBLISHED, source__startswith=WORDS)
    textindex.remove(*posted.values_list("post_id", flat=True))


@sensitive_variables()
def _session(account: Account, backend: str = BACKEND) -> str:
    """The key of a session as signing in leaves it."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    UserSession.objects.create(user=account, session_key=session.session_key, ip="127.0.0.1", user_agent="bench")
    return str(session.session_key)


def _drafts(actor: Actor, thread: Thread, count: int) -> list[tuple[str, str]]:
    """Answers that were written and read over, and wait for one press each."""
    now = timezone.now()
    author_id = actor.seat_in(thread.group_id).persona_id or 0
    drafts = [
        Draft(ref=uuid.uuid4(), group_id=thread.group_id, author_id=author_id, forum_id=thread.forum_id, thread=thread,
              source=f"{WORDS} ({number})", made_at=now, saved_at=now)
        for number in range(count)
    ]  # fmt: skip
    Draft.objects.bulk_create(drafts)
    return [(f"/drafts/{draft.ref}/review/", draft.fingerprint) for draft in drafts]


if __name__ == "__main__":
    main(int(sys.argv[1]))
