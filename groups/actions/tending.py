"""Changing what a group says of itself, and how people come in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from groups.actions.agreeing import new_agreement
from groups.actions.joining import lock_door
from groups.models import AdmissionPolicy, SupportGroup
from personas import chain
from personas.models import Persona
from supportgroups.lib import markup

State = SupportGroup.State


@dataclass(frozen=True)
class GroupSettings:
    """Everything the settings page can change, as it shall be."""

    name: str
    summary: str
    for_whom: str
    about: str
    rules: str
    door: str
    question: str
    answer_days: int
    takes_newcomers: bool


@dataclass(frozen=True)
class TalkSettings:
    """What talk offers in a group beyond the plain; the names are the group's own columns."""

    allows_kinds: bool
    allows_polls: bool
    allows_pictures: bool
    allows_mentions: bool
    allows_thread_names: bool


@transaction.atomic
def change_settings(*, group: SupportGroup, wanted: GroupSettings, by: Persona, now: datetime) -> SupportGroup:
    """Save the settings. Changed ground rules are a new version, which newcomers agree to; the old one is kept.

    Safe to repeat. Holds the door's row lock. Raises `markup.TooLong`.
    """
    policy = lock_door(group)
    group = policy.group
    before = (policy.door, group.state)
    _say(group, wanted)
    if group.state in (State.OPEN, State.FULL):
        group.state = State.OPEN if wanted.takes_newcomers else State.FULL
    group.save()
    policy.door, policy.question, policy.answer_days = wanted.door, wanted.question, wanted.answer_days
    policy.save(update_fields=["door", "question", "answer_days"])
    new_agreement(group=group, source=wanted.rules, now=now)
    for path in settings.GROUP_CHANGED:
        import_string(path)(group=group, by=by, now=now)
    _log_door(policy, before, by=by, now=now)
    return group


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
        chain.append("groups.talk", {"group": group.pk, "by": by.pk, **changed}, now)
    return group


def _say(group: SupportGroup, wanted: GroupSettings) -> None:
    about = markup.render(wanted.about)
    group.name, group.summary, group.for_whom = wanted.name, wanted.summary, wanted.for_whom
    group.about_source, group.about_html = about.source, about.html


def _log_door(policy: AdmissionPolicy, before: tuple[str, str], *, by: Persona, now: datetime) -> None:
    after = (policy.door, policy.group.state)
    if after != before:
        detail = {"group": policy.pk, "by": by.pk, "door": after[0], "state": after[1]}
        chain.append("groups.door", detail, now)
