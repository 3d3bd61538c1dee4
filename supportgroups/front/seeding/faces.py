"""What people of the small world do with their faces: a name for one thread, somebody hidden, a contact card."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from forums.actions import begin_draft, post_at_once, wear_thread_name
from forums.models import Forum
from groups.actions import hide
from groups.seats import seat
from moderation.actions import ask_who, open_card
from personas import cards
from personas.actors import Actor
from personas.models import Persona
from personas.seating import actor_of
from supportgroups.front.seeding.people import make_account
from supportgroups.front.seeding.world import EMAIL_DOMAIN, SeededGroup

HARD_TO_SAY = (
    "I have not said this to anybody. When the hospital rang and said it might be tonight, the first thing I felt was"
    " relief. Then I made tea, and then I could not stand up."
)
WORRY = "Wrote of not wanting to wake up, and has not answered since yesterday. I would like to ring."


def seed_faces(seeded: list[SeededGroup], now: datetime) -> None:
    """In the group of carers a name for one thread, asked about, and somebody hidden; in the professionals' a card."""
    by_slug = {group.words.slug: group for group in seeded}
    carers, course = by_slug["carers-together"], by_slug["cancer-ten-weeks"]
    name = _say_the_hard_thing(carers, now)
    ask_who(
        persona=name, by=carers.faces["Lantern"], reason=WORRY, tell_days=0, delay_reason="",
        now=now - timedelta(hours=3),
    )  # fmt: skip
    hide(by=carers.faces["Heron"], about=carers.faces["Rook"], is_mutual=False, now=now - timedelta(days=4))
    _write_cards(course, now)


def _say_the_hard_thing(carers: SeededGroup, now: datetime) -> Persona:
    """One of the members posts under a name that is made for the thread."""
    at, actor = now - timedelta(hours=20), _actor(carers, "tansy", now)
    forum = Forum.objects.filter(group=carers.group, cohort=None).order_by("position", "pk")[0]
    draft = begin_draft(
        author_id=carers.faces["Tansy"].pk, forum=forum, key=uuid4(), fields={"source": HARD_TO_SAY}, now=at
    )
    draft = wear_thread_name(draft=draft, actor=actor, now=at)
    post_at_once(draft=draft, reread_hash=draft.fingerprint, now=at)
    return draft.author


def _write_cards(course: SeededGroup, now: datetime) -> None:
    """Two members have written one; a facilitator opened one of them, which a second person is to look at."""
    looked_after = [face for face in course.faces.values() if face.pk not in course.facilitator_ids][:2]
    opener = next(face for face in course.faces.values() if face.pk in course.facilitator_ids)
    for face in looked_after:
        card = cards.Card(phone="Evenings, the number on my form", somebody="My neighbour, who has a key")
        actor = _actor(course, face.handle.lower().replace(" ", "-"), now)
        cards.write(actor=actor, group_id=course.group.pk, card=card, now=now)
    open_card(persona=looked_after[0], by=opener, reason=WORRY, now=now - timedelta(hours=5))


def _actor(seeded: SeededGroup, mailbox: str, now: datetime) -> Actor:
    return seat(actor_of(make_account(f"{mailbox}@{EMAIL_DOMAIN}")), seeded.group, now)
