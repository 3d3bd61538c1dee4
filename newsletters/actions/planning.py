"""Whose hour has come: a row in the outbox for each letter that is due, written once for each period."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from forums.models import Post, Watch
from newsletters import delivery, news
from newsletters.models import Digest, DigestPreference
from newsletters.rhythm import rhythm_of
from personas.models import Notice
from supportgroups.lib.prepared import built_once

logger = logging.getLogger(__name__)

Cadence = DigestPreference.Cadence
# With each answer: after a letter the next one waits so long, and tells of all that came meanwhile.
BREATHER = timedelta(hours=1)
# What could not be told within this time is on the page for long; a letter of its own would only puzzle.
STALE = timedelta(days=2)
# After so long no transaction is still open that began before: a post of that time is either there or never will be.
SETTLED = timedelta(minutes=5)


def plan_due(*, now: datetime, limit: int) -> None:
    """Put what is due into the outbox, at most `limit` of each sort. Safe to run in any number of workers at once.

    Each reader is a transaction of its own under the lock of their preference. One that breaks is logged and stays due.
    """
    sorts = (
        (_summarised, _plan_summary),
        (_answered, _plan_answer),
        (_followed, _plan_followed),
        (_addressed, _plan_word),
    )
    for find, plan in sorts:
        _each(find(now, now - STALE, most=str(limit)), plan, now)


def _each(persona_ids: Iterable[int], plan: Callable[[int, datetime], None], now: datetime) -> None:
    for persona_id in list(persona_ids):
        try:
            with transaction.atomic():
                plan(persona_id, now)
        except Exception:
            logger.exception("what is due to persona %s could not be planned", persona_id)


def _plan_summary(persona_id: int, now: datetime) -> None:
    """Nothing new: no row. Whoever may not hear of the group now is not told later of what was said meanwhile."""
    preference = _locked(DigestPreference.objects.due(now), persona_id)
    if preference is None:
        return
    actor = delivery.reader(persona_id, preference.group, now)
    seat = actor.seat_in(preference.group_id) if actor else None
    if actor is None or seat is None or not seat.is_member:
        preference.delete()
        return
    rhythm = rhythm_of(preference, delivery.zone_of(actor))
    if not news.may_hear(seat):
        preference.told_up_to = max(now, preference.told_up_to)
    elif preference.next_at is not None and rhythm.is_on(preference.next_at):
        posts = news.posts_since(actor, preference.group, preference.told_up_to, preference.cadence)
        _write_row(preference, posts, preference.cadence, rhythm.period(now), now)
    preference.next_at = rhythm.following(now)
    preference.save(update_fields=["next_at", "told_up_to"])


def _first(found: QuerySet[DigestPreference], most: str) -> QuerySet[DigestPreference, int]:
    return found.order_by("next_at", "pk").values_list("pk", flat=True)[: int(most)]


@built_once
def _summarised(now: datetime, since: datetime, most: str) -> QuerySet[DigestPreference, int]:
    return _first(DigestPreference.objects.due(now), most)


@built_once
def _answered(now: datetime, since: datetime, most: str) -> QuerySet[DigestPreference, int]:
    """Readers who may have been answered since their last letter; of posts only the groups' newest are looked at."""
    recent = Post.objects.published().filter(
        published_at__gt=since,
        group__in=DigestPreference.objects.rested(now).values("group"),
    )
    answered = Q(persona__in=recent.values("thread__author")) | Q(
        persona__in=recent.filter(parent__isnull=False).values("parent__author")
    )
    to_me = Q(thread__author=OuterRef("persona")) | Q(parent__author=OuterRef("persona"))
    newer = recent.filter(to_me, group=OuterRef("group"), published_at__gt=OuterRef("told_up_to"))
    is_newer = Exists(newer.exclude(author=OuterRef("persona")))
    return _first(DigestPreference.objects.rested(now).filter(answered, is_newer), most)


def _plan_answer(persona_id: int, now: datetime) -> None:
    preference = _locked(DigestPreference.objects.rested(now), persona_id)
    if preference is None:
        return
    heard = _gather(preference, Digest.Kind.EACH, preference.told_up_to, now)
    if heard is None:
        preference.next_at = now + BREATHER
    else:
        preference.told_up_to = heard
    preference.save(update_fields=["next_at", "told_up_to"])


@built_once
def _followed(now: datetime, since: datetime, most: str) -> QuerySet[DigestPreference, int]:
    """Readers of threads in which something may be new since their last letter about those they follow."""
    follows = Watch.objects.filter(level=Watch.Level.EACH, thread__last_post_at__gt=since)
    newer = follows.filter(
        persona=OuterRef("persona"), thread__last_post_at__gt=Coalesce(OuterRef("followed_up_to"), OuterRef("asked_at"))
    )
    listening = DigestPreference.objects.listening(now)
    return _first(listening.filter(Exists(newer), persona__in=follows.values("persona")), most)


def _plan_followed(persona_id: int, now: datetime) -> None:
    preference = _locked(DigestPreference.objects.listening(now), persona_id)
    if preference is None:
        return
    heard = _gather(preference, Digest.Kind.FOLLOWED, preference.followed_from, now)
    if heard is None:
        preference.followed_next_at = now + BREATHER
    else:
        preference.followed_up_to = heard
    preference.save(update_fields=["followed_next_at", "followed_up_to"])


def _gather(preference: DigestPreference, kind: Digest.Kind, since: datetime, now: datetime) -> datetime | None:
    """Write down a letter of what is new since then; where there is none to write, up to when nothing is new."""
    actor = delivery.reader(preference.persona_id, preference.group, now)
    if actor is None or not news.may_hear(actor.seat_in(preference.group_id)):
        return max(now, since)
    posts = news.posts_since(actor, preference.group, since, kind)
    newest = posts.order_by("-published_at", "-pk").first()
    if newest is None:
        return max(now - SETTLED, since)
    _write_row(preference, posts, kind, str(newest.ref), now)
    return None


@built_once
def _addressed(now: datetime, since: datetime, most: str) -> QuerySet[Notice, int]:
    faces = _unsent(now, since).order_by("persona_id").values_list("persona_id", flat=True)
    return faces.distinct()[: int(most)]


def _unsent(now: datetime, since: datetime) -> QuerySet[Notice]:
    wanting = DigestPreference.objects.exclude(cadence=Cadence.NONE)
    lately = {"made_at__lte": now, "made_at__gt": since}
    return Notice.objects.filter(sent_at=None, read_at=None, persona__in=wanting.values("persona"), **lately)


def _plan_word(persona_id: int, now: datetime) -> None:
    """One letter for all that is addressed to the face since it asked for mail; each notice is counted as sent."""
    preference = _locked(DigestPreference.objects.exclude(cadence=Cadence.NONE), persona_id)
    if preference is None:
        return
    notices = list(_unsent(now, now - STALE).filter(persona_id=persona_id).order_by("made_at", "pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(sent_at=now)
    told = [notice for notice in notices if notice.made_at >= preference.asked_at]
    if told:
        Digest.objects.get_or_create(
            group_id=preference.group_id,
            persona_id=persona_id,
            kind=Digest.Kind.NOTICE,
            period=str(told[-1].ref),
            defaults={"covers_from": told[0].made_at, "covers_to": told[-1].made_at, "due_at": now},
        )


def _write_row(preference: DigestPreference, posts: QuerySet[Post], kind: str, period: str, now: datetime) -> None:
    """The outbox row, if there is news and the period has none. A letter that was refused until now gives way to it."""
    found = news.count(posts)
    if found is None:
        return
    since = preference.followed_from if kind == Digest.Kind.FOLLOWED else preference.told_up_to
    _row, is_new = Digest.objects.get_or_create(
        group_id=preference.group_id,
        persona_id=preference.persona_id,
        kind=kind,
        period=period,
        defaults={"covers_from": since, "covers_to": found.newest, "due_at": now},
    )
    if is_new:
        older = Digest.objects.waiting().filter(persona_id=preference.persona_id, kind=kind)
        older.exclude(period=period).update(gone_at=now)


def _locked(preferences: QuerySet[DigestPreference], persona_id: int) -> DigestPreference | None:
    """The preference, if it is (still) one of these and no other worker has it in hand."""
    mine = preferences.select_for_update(skip_locked=True, of=("self",)).select_related("group")
    return mine.filter(pk=persona_id).first()
