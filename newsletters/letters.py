"""The letters: one function for each, from what may be read at this moment. No letter names a group, or two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from forums.models import Post
from forums.pages.frames import title_of
from groups.models import SupportGroup
from newsletters import delivery, news, tokens
from newsletters.models import Digest, DigestPreference
from newsletters.news import News
from personas import letterbox
from personas.actors import Actor
from personas.models import Notice
from supportgroups.lib import mail, words
from supportgroups.lib.plaintext import plain_text

Says = DigestPreference.Says
# More than this nobody reads in a letter; the rest is said in one line.
MOST_THREADS = 20
MOST_POSTS = 20
SUBJECTS = {
    Digest.Kind.DAILY: mark("Your daily summary"),
    Digest.Kind.WEEKLY: mark("Your weekly summary"),
    Digest.Kind.MONTHLY: mark("Your monthly summary"),
    Digest.Kind.EACH: mark("There is something new for you"),
    Digest.Kind.FOLLOWED: mark("There is something new for you"),
    Digest.Kind.NOTICE: mark("There is word for you"),
}


@dataclass(frozen=True)
class Passage:
    """A thread with something new in it, or with `words` a post. `notes`: what it talks about, in place of words."""

    title: str
    url: str
    by: str = ""
    words: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Written:
    """A letter, and how far its reader has word when it has gone out."""

    letter: mail.Letter
    told_up_to: datetime


def write(digest: Digest, now: datetime) -> Written | None:
    """The letter for a row of the outbox, or None when it is not wanted or nothing is left to say.

    Asks anew for the wish, membership, standing, state of posts and how far has been read. About ten statements.
    """
    preference = DigestPreference.objects.select_related("group").filter(pk=digest.persona_id).first()
    if preference is None or preference.cadence == DigestPreference.Cadence.NONE:
        return None
    actor = delivery.reader(digest.persona_id, preference.group, now)
    if actor is None:
        return None
    with translation.override(actor.preferences.language):
        if digest.kind == Digest.Kind.NOTICE:
            return word_for_you(digest, preference.group, actor)
        is_wanted = digest.kind in (preference.cadence, Digest.Kind.FOLLOWED)
        return summary(digest, preference, actor) if is_wanted else None


def word_for_you(digest: Digest, group: SupportGroup, actor: Actor) -> Written | None:
    """That something is addressed to the reader, and no more. Also for who is suspended, who may want to answer it."""
    waiting = Notice.objects.filter(
        persona=digest.persona_id, read_at=None, made_at__gte=digest.covers_from, made_at__lte=digest.covers_to
    )
    if actor.seat_in(group.pk).status != "active" or not letterbox.texts_of(waiting):
        return None
    return Written(_compose(digest, [_("There is word for you.")], []), digest.covers_to)


def summary(digest: Digest, preference: DigestPreference, actor: Actor) -> Written | None:
    """What is new, in as many words as the reader has chosen."""
    if not news.may_hear(actor.seat_in(preference.group_id)):
        return None
    since = preference.followed_from if digest.kind == Digest.Kind.FOLLOWED else preference.told_up_to
    posts = news.posts_since(actor, preference.group, since, digest.kind)
    found = news.count(posts)
    if found is None:
        return None
    lines: list[str] = [_("There is something new for you.")]
    passages: list[Passage] = []
    if preference.says == Says.COUNTS:
        lines = [_("There is something new for you: %(counts)s.") % {"counts": _counts(found)}]
    elif preference.says == Says.TITLES:
        passages = _titles(posts, preference.group)
    elif preference.says == Says.TEXT:
        passages = _texts(posts, preference.group)
    return Written(_compose(digest, lines, passages), found.newest)


def _counts(found: News) -> str:
    counted = [(found.threads, "new thread"), (found.replies, "new reply")]
    return ", ".join(words.count_words(number, noun) for number, noun in counted if number)


def _titles(posts: QuerySet[Post], group: SupportGroup) -> list[Passage]:
    """Threads with something new, those newest first. One statement."""
    threads: dict[str, Passage] = {}
    for post in _with_threads(posts)[: MOST_THREADS * MOST_POSTS]:
        ref = str(post.thread.ref)
        if ref not in threads and len(threads) < MOST_THREADS:
            threads[ref] = Passage(_title(post), _thread_url(group, ref))
    return list(threads.values())


def _texts(posts: QuerySet[Post], group: SupportGroup) -> list[Passage]:
    """The newest posts in the order of reading. Behind a content note the words stay on the site. One statement."""
    newest = _with_threads(posts)[:MOST_POSTS]
    return [
        Passage(
            title=_title(post),
            url=_thread_url(group, str(post.thread.ref)),
            by=post.author.name,
            words="" if _notes(post) else plain_text(post.html, with_addresses=True),
            notes=_notes(post),
        )
        for post in sorted(newest, key=lambda post: (post.published_at, post.pk))
    ]


def _with_threads(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Newest first, with their threads and the state of the post that each begins with: a title goes with it."""
    return (
        posts.select_related("thread", "author")
        .annotate(
            first=FilteredRelation("thread__posts", condition=Q(thread__posts__number=1)), first_state=F("first__state")
        )
        .order_by("-published_at", "-pk")
    )


def _title(post: Post) -> str:
    return title_of(post.thread, post.first_state)  # type: ignore[attr-defined]


def _notes(post: Post) -> str:
    return post.content_notes or post.thread.content_notes


def _thread_url(group: SupportGroup, ref: str) -> str:
    return f"{settings.SITE_URL}/g/{group.code}/threads/{ref}/"


def _compose(digest: Digest, lines: list[str], passages: list[Passage]) -> mail.Letter:
    stop = reverse("newsletters:stop", args=[tokens.stop_token(digest.persona_id)])
    return mail.compose(
        "newsletters/summary",
        {"lines": lines, "passages": passages, "home_url": f"{settings.SITE_URL}/home/"},
        _(SUBJECTS[Digest.Kind(digest.kind)]),
        list_id=tokens.list_id(digest.persona_id),
        unsubscribe_url=f"{settings.SITE_URL}{stop}",
    )
