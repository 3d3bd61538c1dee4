"""A hospital that runs two groups: somebody with an office in one of them, and what it says for both."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.text import slugify

from groups import actions
from groups.models import Appointment, Host, Office
from personas.actors import Actor
from personas.seating import actor_of
from supportgroups.front.seeding.people import make_account
from supportgroups.front.seeding.world import EMAIL_DOMAIN, SeededGroup

HOST = "Copper Bridge Hospital"
HOLDER, WORN = "bridge-keeper", "Slate"
SAID = actions.Defaults(
    rules="",
    door="request",
    answer_days=3,
    sensitive_days=14,
    helplines="Night line of the hospital: 0117 496 0123\nWard 4, nurse on duty: 0117 496 0200",
    are_confirmed=True,
    card_days=60,
)
OWN_LINES = "Children's ward, day and night: 0117 496 0311"


def seed_host(seeded: list[SeededGroup], now: datetime) -> None:
    """One group keeps all that the hospital says; the other has numbers of its own, which nobody has called yet."""
    mine = {group.words.slug: group for group in seeded if group.words.host == HOST}
    keeps, own = mine["cancer-ten-weeks"], mine["children-with-diabetes"]
    holder = actor_of(make_account(f"{HOLDER}@{EMAIL_DOMAIN}"))
    office = _office(holder, now - timedelta(days=20))
    actions.change_defaults(host=office.host, wanted=SAID, version=0, now=now - timedelta(days=10))
    for what in ("door", "helplines", "cards"):
        actions.keep_host(group=keeps.group, what=what, keeps=True, by=keeps.faces["Ferry"], now=now)
    actions.keep_host(group=own.group, what="cards", keeps=True, by=own.faces["Marble"], now=now)
    actions.change_helplines(group=own.group, lines=OWN_LINES, is_confirmed=False, by=own.faces["Marble"], now=now)
    said = actions.AtTheDoor(WORN, actions.agreement_in_force(own.group).version, True, True)
    actions.enter_as_staff(actor=holder, office=office, group=own.group, said=said, now=now - timedelta(days=19))


def _office(holder: Actor, now: datetime) -> Office:
    host = Host.objects.get(slug=slugify(HOST))
    made = actions.make_office(host=host, title="Social worker", role=Appointment.Role.ADMIN, now=now)
    return actions.take_office(actor=holder, code=made.code, now=now)
