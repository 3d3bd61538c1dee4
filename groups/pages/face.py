"""A group as strangers see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.actions.runplaces import door_places
from groups.models import AdmissionPolicy, Agreement, Appointment, SupportGroup
from groups.pages.cards import card_words
from groups.pages.costs import cost_words
from groups.pages.runs import door_run_words
from groups.seats import ROLE_ORDER
from personas.looks import picture_url
from supportgroups.lib import words

Door = AdmissionPolicy.Door
_MONTHS_SAID = 24


@dataclass(frozen=True)
class Helper:
    """Somebody who looks after a group, with the words for what they are."""

    handle: str
    ref: UUID
    picture: str
    words: str
    credential: str


@dataclass(frozen=True)
class PublicFace:
    """What anybody may know of a group."""

    name: str
    summary: str
    for_whom: str
    about_html: str
    rules_html: str
    rules_version: int
    helpers: tuple[Helper, ...]
    host: str
    formed: str
    door: str
    readers: str
    age: str
    next_step: str
    card: str
    runs: tuple[str, ...]
    cost: str
    takes_newcomers: bool
    join_label: str


def public_face(group: SupportGroup, now: datetime) -> PublicFace:
    """A group as strangers see it. Three statements, and one for its host where it has one."""
    policy = policy_of(group)
    agreement = Agreement.objects.filter(group=group).select_related("group__fee").latest("version")
    return PublicFace(
        name=group.name,
        summary=group.summary,
        for_whom=group.for_whom,
        about_html=group.about_html,
        rules_html=agreement.html,
        rules_version=agreement.version,
        helpers=helpers(group),
        host=group.host.name if group.host_id and group.host else "",
        formed=str(group.get_formed_display()),
        door=str(policy.get_door_display()),
        readers=readers_words(group, policy.door),
        age=age_words(group.founded_on, now.date()),
        next_step=_next_step(policy),
        card=card_words(group),
        runs=door_run_words(group, door_places(group, now), now),
        cost=cost_words(agreement.group),
        takes_newcomers=group.takes_newcomers and policy.door != Door.INVITATION,
        join_label=_("Ask to join") if policy.door == Door.REQUEST else _("Join this group"),
    )


def policy_of(group: SupportGroup) -> AdmissionPolicy:
    """The group's door: one statement, none where it came with the group."""
    return group.policy


def readers_words(group: SupportGroup, door: str) -> str:
    """Who can read what is written here, in one sentence."""
    if group.readership == SupportGroup.Readership.ANYONE:
        return _("Anyone can read what is written here, also without signing in.")
    if door == Door.OPEN:
        return _("Anyone who signs up can join and read this.")
    if door == Door.REQUEST:
        return _("Only people a facilitator has let in can read this.")
    return _("Only people who were invited can read this.")


def age_words(founded_on: date, today: date) -> str:
    """How long the group has been here, by the month; by the year when it is old."""
    months = (today.year - founded_on.year) * 12 + today.month - founded_on.month - (today.day < founded_on.day)
    if months < 1:
        return _("New this month")
    if months < _MONTHS_SAID:
        return _("Here for %(time)s") % {"time": words.count_words(months, "month")}
    years = months // 12
    return ngettext("Here for %(years)s year", "Here for %(years)s years", years) % {"years": years}


def answer_words(policy: AdmissionPolicy) -> str:
    """How long an answer takes."""
    return _("You get an answer within %(time)s.") % {"time": words.count_words(policy.answer_days, "day")}


def helpers(group: SupportGroup) -> tuple[Helper, ...]:
    """Who facilitates the group now. One statement."""
    return tuple(
        Helper(
            handle=one.membership.persona.name,
            ref=one.membership.persona.ref,
            picture=picture_url(group.code, one.membership.persona.picture),
            words=one.profession or kind_words(one),
            credential=one.credential,
        )
        for one in appointments_of(group)
        if one.role == Appointment.Role.FACILITATOR
    )


def _next_step(policy: AdmissionPolicy) -> str:
    if policy.door == Door.OPEN:
        return _("Next you choose a name for this group and read the ground rules. Then you are in.")
    if policy.door == Door.REQUEST:
        first = _("Next you choose a name, read the ground rules and write a sentence to the facilitators.")
        return f"{first} {answer_words(policy)}"
    return _("A facilitator invites people into this group. There is nothing you can do here.")


def appointments_of(group: SupportGroup) -> list[Appointment]:
    """Who holds which role now, facilitators first. One statement."""
    found = Appointment.objects.filter(group=group, ended_at__isnull=True)
    found = found.select_related("membership__persona", "checked_by")
    return sorted(found, key=lambda one: (ROLE_ORDER.index(Appointment.Role(one.role)), one.began_at, one.pk))


def kind_words(appointment: Appointment) -> str:
    """What somebody who looks after a group brings."""
    if appointment.kind == Appointment.Kind.PROFESSIONAL:
        return _("a professional")
    return _("somebody with the same experience")
