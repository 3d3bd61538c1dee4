"""Beginning a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groups.actions.agreeing import new_agreement, sign
from groups.actions.appointing import appoint
from groups.actions.joining import become_member
from groups.actions.refusals import NotYourGroup, SlugTaken
from groups.actions.runs import RunPlan, announce_run
from groups.models import AdmissionPolicy, Appointment, OldSlug, SupportGroup
from personas import faces
from personas.actors import Actor
from personas.models import Persona, Space
from supportgroups.lib import markup
from supportgroups.lib.calmwords import ADJECTIVES, NOUNS

# Taken by the site's own page under /groups/.
RESERVED_SLUGS = frozenset({"new"})
_MAX_SLUG = 80
# What a charter says of the door, and of the group itself, by the names of their columns.
_OF_THE_DOOR = ("question", "answer_days", "capacity", "keeps_list", "offers_first", "least_age")
_OF_THE_GROUP = ("first_words", "readership", "formed", "is_listed", "language", "zone", "allows_thread_names")
_ROOM_FOR_NUMBER = 6


@dataclass(frozen=True)
class FirstRun:
    """The run that a group begins with: its door is open at once, and it starts in so many weeks."""

    starts_in: int
    weeks: int
    places: int
    sealed_after_week: int | None = None


@dataclass(frozen=True)
class Charter:
    """What a founder may say beyond the first questions; everything has a default that does for a beginning."""

    rules: str = ""
    about: str = ""
    welcome: str = ""
    first_words: str = ""
    question: str = ""
    answer_days: int = 3
    capacity: int | None = None
    keeps_list: bool = False
    offers_first: bool = False
    least_age: int | None = None
    readership: str = SupportGroup.Readership.MEMBERS
    formed: str = SupportGroup.Formed.PEER
    credential: str = ""
    is_listed: bool = True
    language: str = "en"
    zone: str = "UTC"
    first_run: FirstRun | None = None
    allows_thread_names: bool = False
    code: str = ""
    founded_on: date | None = None


@transaction.atomic
def found_group(
    *,
    founder_actor: Actor,
    name: str,
    summary: str,
    for_whom: str,
    door: str,
    handle: str,
    now: datetime,
    slug: str = "",
    charter: Charter | None = None,
    key: UUID | None = None,
) -> SupportGroup:
    """Make a group with its space, door and first ground rules; its founder is its first member, admin and facilitator.

    What the apps above add (a first forum, a listing) is named in settings.GROUP_FOUNDED and made in the same
    transaction. With the `key` of a form a second press gives back the first one's group. Raises `SlugTaken` for a
    given slug, `NotYourGroup`, and `HandleRefused` of `personas.faces`. About 85 statements.
    """
    charter = charter or Charter()
    space, is_new = faces.space_for(key or uuid4())
    if not is_new:
        return _founded_before(founder_actor, space)
    texts = {"name": name, "summary": summary, "for_whom": for_whom}
    group = _make_group(space=space, texts=texts, slug=slug, charter=charter, now=now)
    AdmissionPolicy.objects.create(group=group, door=door, **{name: getattr(charter, name) for name in _OF_THE_DOOR})
    agreement = new_agreement(group=group, source=charter.rules or default_rules(), now=now)
    founder = faces.take_face(actor=founder_actor, space=group.space, handle=handle, now=now)
    sign(face=founder, agreement=agreement, now=now)
    _look_after(group, founder, charter, now)
    for path in settings.GROUP_FOUNDED:
        import_string(path)(group=group, by=founder, now=now)
    if charter.first_run is not None:
        _announce(charter.first_run, group, founder, now)
    return group


def _announce(first: FirstRun, group: SupportGroup, founder: Persona, now: datetime) -> None:
    day = now.date()
    starts_on = day + timedelta(weeks=first.starts_in)
    with translation.override(group.language):
        name = _("First run")
    announce_run(
        group=group,
        plan=RunPlan(
            name=name,
            opens_on=day,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=first.weeks, days=-1),
            places=first.places,
            sealed_after_week=first.sealed_after_week,
        ),
        by=founder,
        now=now,
    )


def default_rules() -> str:
    """Ground rules to begin with, in the founder's language."""
    return _(
        "- We speak of our own lives, and leave out \u201cyou need to\u201d.\n"
        "- We give advice when somebody asks for it.\n"
        "- What is written here stays here.\n"
        "- If something may be hard to read, we put a note on it.\n"
        "- If a day is dangerous, we look under \u201cHelp now\u201d: this group is too slow for that."
    )


def new_code() -> str:
    """A neutral address that no group has: two calm words and a number that say nothing of its concern."""
    chance = SystemRandom()
    while True:
        code = f"{chance.choice(ADJECTIVES)}-{chance.choice(NOUNS)}-{chance.randint(2, 99)}".lower()
        if not SupportGroup.objects.filter(code=code).exists():
            return code


def is_slug_free(slug: str) -> bool:
    """Whether no group has or had this public address. Two statements."""
    if slug in RESERVED_SLUGS:
        return False
    return not SupportGroup.objects.filter(slug=slug).exists() and not OldSlug.objects.filter(slug=slug).exists()


def _founded_before(founder_actor: Actor, space: Space) -> SupportGroup:
    group = SupportGroup.objects.filter(space=space).first()
    if group is None or faces.face_in(founder_actor, space.pk) is None:
        raise NotYourGroup
    return group


def _make_group(*, space: Space, texts: dict[str, str], slug: str, charter: Charter, now: datetime) -> SupportGroup:
    code = charter.code or new_code()
    if slug and not is_slug_free(slug):
        raise SlugTaken
    return SupportGroup.objects.create(
        space=space,
        slug=slug or _slug_from(texts["name"], code),
        code=code,
        **texts,
        about_source=charter.about,
        about_html=markup.render(charter.about).html,
        welcome_source=charter.welcome,
        welcome_html=markup.render(charter.welcome).html,
        **{name: getattr(charter, name) for name in _OF_THE_GROUP},
        state=SupportGroup.State.AWAITING if settings.HOLD_NEW_GROUPS else SupportGroup.State.OPEN,
        asks_contact_card=charter.formed == SupportGroup.Formed.PROFESSIONAL,
        founded_on=charter.founded_on or now.date(),
        looked_after_on=now.date(),
    )


def _slug_from(name: str, code: str) -> str:
    """A public address made of the name; of the code where the name has no Latin letters or numbers run out."""
    stem = slugify(name)[: _MAX_SLUG - _ROOM_FOR_NUMBER].strip("-")
    tries = [stem, *(f"{stem}-{number}" for number in range(2, 50))] if stem else []
    return next((slug for slug in tries if is_slug_free(slug)), code)


def _look_after(group: SupportGroup, founder: Persona, charter: Charter, now: datetime) -> None:
    membership = become_member(group=group, face=founder, now=now)
    is_professional = charter.formed == SupportGroup.Formed.PROFESSIONAL
    kind = Appointment.Kind.PROFESSIONAL if is_professional else Appointment.Kind.PEER
    for role in (Appointment.Role.ADMIN, Appointment.Role.FACILITATOR):
        appoint(membership=membership, role=role, kind=kind, credential=charter.credential, by=None, now=now)
