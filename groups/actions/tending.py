"""Changing what a group says of itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from groups.actions.acts import note_act
from groups.actions.agreeing import agreement_in_force, new_agreement
from groups.actions.joining import lock_door
from groups.actions.logbook import log
from groups.models import Agreement, Appointment, SupportGroup
from groups.models.group import A_DAY
from personas import letterbox
from personas.models import Persona
from supportgroups.lib import markup

# The columns in which a group speaks of itself.
_SAID = ("name", "summary", "for_whom", "about_source", "about_html", "welcome_source", "welcome_html", "first_words")


@dataclass(frozen=True)
class GroupSettings:
    """Everything the settings page can change, as it shall be."""

    name: str
    summary: str
    for_whom: str
    about: str
    first_words: str = ""
    welcome: str = ""


@dataclass(frozen=True)
class TalkSettings:
    """What talk offers in a group beyond the plain; the names are the group's own columns."""

    allows_kinds: bool
    allows_polls: bool
    allows_pictures: bool
    allows_mentions: bool
    allows_thread_names: bool
    requires_rereading: bool = False
    edit_hours: int = A_DAY


@transaction.atomic
def change_settings(*, group: SupportGroup, wanted: GroupSettings, by: Persona, now: datetime) -> SupportGroup:
    """Save what the group says of itself. Safe to repeat. Holds the door's row lock. Raises `markup.TooLong`."""
    group = lock_door(group).group
    changed = _say(group, wanted)
    group.save(update_fields=_SAID)
    tell_rooms(group, by, now)
    note_act(persona_id=by.pk, group=group, now=now)
    if changed:
        log("groups.said", group_id=group.pk, by=by, now=now, detail={"changed": changed})
    return group


@transaction.atomic
def change_rules(*, group: SupportGroup, source: str, by: Persona, now: datetime) -> Agreement:
    """Save the ground rules: a new version, which newcomers agree to; the old one is kept. The same text is none.
    Those of the host, while the group keeps them, stay as they are.

    Safe to repeat; logged. Holds the door's row lock. Raises `markup.TooLong`.
    """
    policy = lock_door(group)
    if policy.keeps_host_rules:
        return agreement_in_force(policy.group)
    rules = new_agreement(group=policy.group, source=source, now=now)
    if rules.made_at == now:
        tell_rooms(policy.group, by, now)
        note_act(persona_id=by.pk, group=policy.group, now=now)
        log("groups.rules", group_id=policy.pk, by=by, now=now, detail={"version": rules.version})
    return rules


@transaction.atomic
def list_or_hide(*, group: SupportGroup, is_listed: bool, by: Persona, now: datetime) -> SupportGroup:
    """Whether strangers may know of the group. Who has asked to come in, or is in, knows of it either way.

    Safe to repeat; what changes is logged. Holds the door's row lock.
    """
    group = lock_door(group).group
    if group.is_listed == is_listed:
        return group
    group.is_listed = is_listed
    group.save(update_fields=["is_listed"])
    tell_rooms(group, by, now)
    note_act(persona_id=by.pk, group=group, now=now)
    log("groups.listed" if is_listed else "groups.hidden", group_id=group.pk, by=by, now=now)
    return group


def tell_rooms(group: SupportGroup, by: Persona | None, now: datetime) -> None:
    """Let the rooms above know that a group is not as it was, in the transaction of the change."""
    for path in settings.GROUP_CHANGED:
        import_string(path)(group=group, by=by, now=now)


@transaction.atomic
def change_talk(*, group: SupportGroup, wanted: TalkSettings, by: Persona, now: datetime) -> SupportGroup:
    """Turn on or off what talk offers. What was written with it stays as it is, and is shown.

    Safe to repeat; what changes is logged. Holds the door's row lock.
    """
    group = lock_door(group).group
    changed = {name: value for name, value in asdict(wanted).items() if getattr(group, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(group, name, value)
        group.save(update_fields=list(changed))
        note_act(persona_id=by.pk, group=group, now=now)
        log("groups.talk", group_id=group.pk, by=by, now=now, detail=changed)
    return group


def copy_ways(old: SupportGroup, new: SupportGroup) -> None:
    """A group that comes out of another talks as that one does, and asks the same of those in it. In the transaction
    that makes it."""
    names = [*(field.name for field in fields(TalkSettings)), "asks_contact_card", "card_days", "asks_second_step"]
    for name in names:
        setattr(new, name, getattr(old, name))
    new.save(update_fields=names)


@transaction.atomic
def ask_second_step(*, group: SupportGroup, is_asked: bool, by: Persona, now: datetime) -> SupportGroup:
    """Whether those who look after the group do so only with a second step. It holds from their next page on.

    Safe to repeat; what changes is logged, and they are told. Holds the door's row lock.
    """
    group = lock_door(group).group
    if group.asks_second_step == is_asked:
        return group
    group.asks_second_step = is_asked
    group.save(update_fields=["asks_second_step"])
    holders = Appointment.objects.filter(group=group, ended_at=None).exclude(membership__persona_id=by.pk)
    for persona_id in set(holders.values_list("membership__persona_id", flat=True)) if is_asked else ():
        letterbox.tell(persona_id, "groups.second_step", group_id=group.pk, subject_id=group.pk, now=now)
    log("groups.second_step", group_id=group.pk, by=by, now=now, detail={"is_asked": is_asked})
    return group


def _say(group: SupportGroup, wanted: GroupSettings) -> list[str]:
    """Write it on the group; the names of the columns that say something else now."""
    before = [getattr(group, name) for name in _SAID]
    about, welcome = markup.render(wanted.about), markup.render(wanted.welcome)
    group.name, group.summary, group.for_whom = wanted.name, wanted.summary, wanted.for_whom
    group.about_source, group.about_html, group.first_words = about.source, about.html, wanted.first_words
    group.welcome_source, group.welcome_html = welcome.source, welcome.html
    return [name for name, old in zip(_SAID, before, strict=True) if getattr(group, name) != old]
