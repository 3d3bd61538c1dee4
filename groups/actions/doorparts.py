"""Everything about a group's door, part by part: saved from one page, and never over somebody else's change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from groups.actions.agreeing import agreement_in_force
from groups.actions.cards import change_cards
from groups.actions.door import DoorSettings, change_door
from groups.actions.fees.asking import FeeSettings, change_fee, stop_asking
from groups.actions.joining import lock_door
from groups.actions.questions import ask_questions, asked_now
from groups.actions.refusals import DoorChanged
from groups.actions.shutting import wants_newcomers
from groups.actions.tending import change_rules
from groups.models import AdmissionPolicy, Fee, SupportGroup
from personas.models import Persona
from supportgroups.lib import markup

HOW, AGE, PLACES, RULES, ASKED, FEE, CARD = "how", "age", "places", "rules", "asked", "fee", "card"
# In the order of the page.
PARTS = (HOW, AGE, PLACES, RULES, ASKED, FEE, CARD)
# The columns of the door that belong to a part; `takes_newcomers` is the group's.
COLUMNS = {
    HOW: ("door", "answer_days", "claim_hours", "takes_newcomers"),
    AGE: ("least_age",),
    PLACES: ("capacity", "keeps_list", "list_cap", "offers_first", "offer_days"),
    ASKED: ("question", "sensitive_days"),
}
# Part -> what it says, as plain values that can be compared: columns by name; "rules", a source; "questions", a tuple
# of `Question`; "fee", a `FeeSettings` or None; "asks" and "days" of the contact card.
Parts = dict[str, dict[str, Any]]


def door_parts(policy: AdmissionPolicy) -> Parts:
    """The door as it stands, with its group loaded. Five statements at most."""
    group = policy.group
    fee = Fee.objects.filter(group=group).first()
    names = {name for columns in COLUMNS.values() for name in columns} - {"takes_newcomers"}
    said = {name: getattr(policy, name) for name in names} | {"takes_newcomers": wants_newcomers(group)}
    parts: Parts = {part: {name: said[name] for name in columns} for part, columns in COLUMNS.items()}
    parts[ASKED]["questions"] = tuple(asked_now(policy))
    parts[RULES] = {"rules": plain_rules(agreement_in_force(group).source)}
    parts[FEE] = {"fee": fee_said(fee)}
    parts[CARD] = {"asks": group.asks_contact_card, "days": group.card_days}
    return {part: parts[part] for part in PARTS}


def fee_said(fee: Fee | None) -> FeeSettings | None:
    """What a fee says, to be compared with what was typed: a browser sends other line ends than it was given."""
    if fee is None:
        return None
    said = FeeSettings.of(fee)
    return replace(said, how_to_pay=markup.clean_source(said.how_to_pay))


def plain_rules(source: str) -> str:
    """Ground rules to be compared with what was typed."""
    return markup.clean_source(source).strip()


def seal(said: Mapping[str, Any]) -> str:
    """Stands for what a part said when a page was opened: another seal, and somebody has changed it since."""
    return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()[:16]


@transaction.atomic
def set_door(
    *, group: SupportGroup, wanted: Parts, seen: Mapping[str, str], by: Persona, now: datetime
) -> tuple[AdmissionPolicy, tuple[str, ...]]:
    """Save the parts that were changed; the policy, and which those were. A part that is not in `wanted` stays.

    `seen`: part -> the seal of what its page showed; without one, what stands was seen. Raises `DoorChanged` with the
    parts that somebody else changed meanwhile too, and saves nothing; what they changed in other parts stays. Else all
    is saved, or nothing. Safe to repeat. Holds the door's row lock. Raises as the actions of the parts.
    """
    policy = lock_door(group)
    stands = door_parts(policy)
    changed = {part: said for part, said in wanted.items() if said != stands[part] and seen.get(part) != seal(said)}
    others = tuple(part for part in changed if seen.get(part) not in (None, seal(stands[part])))
    if others:
        raise DoorChanged(others, stands)
    if any(part in changed for part in COLUMNS):
        policy = change_door(group=group, wanted=_settings(stands | changed), by=by, now=now)
    _set_rest(policy, changed, by, now)
    return policy, tuple(changed)


def put_on(policy: AdmissionPolicy, parts: Parts) -> AdmissionPolicy:
    """Write the parts on a policy and its group, for a preview: saves nothing. Two statements at most."""
    policy.group.asks_contact_card, policy.group.card_days = parts[CARD]["asks"], parts[CARD]["days"]
    return _settings(parts).put_on(policy)


def _settings(parts: Parts) -> DoorSettings:
    return DoorSettings(**{name: parts[part][name] for part, names in COLUMNS.items() for name in names})


def _set_rest(policy: AdmissionPolicy, changed: Parts, by: Persona, now: datetime) -> None:
    given: dict[str, Any] = {"group": policy.group, "by": by, "now": now}
    if RULES in changed:
        change_rules(source=changed[RULES]["rules"], **given)
    if ASKED in changed:
        ask_questions(questions=changed[ASKED]["questions"], version=policy.questions_version, **given)
    if FEE in changed:
        fee = changed[FEE]["fee"]
        _ = change_fee(wanted=fee, **given) if fee is not None else stop_asking(**given)
    if CARD in changed:
        change_cards(**changed[CARD], **given)
