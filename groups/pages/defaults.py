"""What a host says for its groups, to those who look after one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from groups.actions.hostparts import CARDS, DOOR, HELPLINES, KEEPS, RULES
from groups.models import AdmissionPolicy, HostDefaults
from groups.pages.sentences import card_days_words

# Of each: kept; not kept; the button of the one and of the other; where the group has its own.
_WORDS = {
    RULES: (
        lazy("The ground rules are those of %(host)s. When they change there, they change here."),
        lazy("The group has ground rules of its own."),
        lazy("Have ground rules of our own"),
        "door/?part=rules#rules",
    ),
    DOOR: (
        lazy("How people come in is as %(host)s says, and for how long sensitive answers are kept."),
        lazy("How people come in is the group’s own, and for how long sensitive answers are kept."),
        lazy("Have a door of our own"),
        "door/?part=how#how",
    ),
    HELPLINES: (
        lazy("Whom to call in a crisis is what %(host)s says."),
        lazy("Whom to call in a crisis the group says itself, or nobody."),
        lazy("Have numbers of our own"),
        "helplines/",
    ),
    CARDS: (
        lazy("A contact card is kept for as long as %(host)s says, where the group asks for one."),
        lazy("For how long a contact card is kept the group says itself."),
        lazy("Have a time of our own"),
        "door/?part=card#card",
    ),
}


@dataclass(frozen=True)
class KeptPart:
    """One thing that the host can say. `says`: what it says, for a group that has its own; empty where it says nothing.
    `lines`: the same where it says something in several lines, as it was written."""

    what: str
    words: str
    is_kept: bool
    own_label: str
    own_url: str
    says: str
    lines: str


def kept_parts(policy: AdmissionPolicy) -> tuple[str, tuple[KeptPart, ...]]:
    """The host's name, and each part; for a door loaded with its group's host. One statement."""
    host = policy.group.host
    if host is None:
        return "", ()
    found = HostDefaults.objects.filter(host=host).first() or HostDefaults(host=host)
    return host.name, tuple(_part(what, policy, host.name, found) for what in KEEPS)


def kept_words(policy: AdmissionPolicy) -> tuple[str, ...]:
    """A sentence for each part. No statement, for a door loaded with its group's host."""
    host = policy.group.host
    return () if host is None else tuple(_sentence(what, policy, host.name) for what in KEEPS)


def _sentence(what: str, policy: AdmissionPolicy, host: str) -> str:
    kept, own, _label, _url = _WORDS[what]
    return str(kept) % {"host": host} if getattr(policy, KEEPS[what]) else str(own)


def _part(what: str, policy: AdmissionPolicy, host: str, said: HostDefaults) -> KeptPart:
    _kept, _own, label, url = _WORDS[what]
    return KeptPart(
        what=what,
        words=_sentence(what, policy, host),
        is_kept=getattr(policy, KEEPS[what]),
        own_label=str(label),
        own_url=f"/g/{policy.group.code}/settings/{url}",
        says=_says(what, said),
        lines={RULES: said.rules, HELPLINES: said.helplines}.get(what, ""),
    )


def _says(what: str, said: HostDefaults) -> str:
    if what == CARDS and said.card_days is not None:
        return card_days_words(said.card_days)
    return _door_words(said) if what == DOOR and said.door else ""


def _door_words(said: HostDefaults) -> str:
    door = AdmissionPolicy.Door(said.door)
    kept = _("Sensitive answers are erased %(days)s days after the decision.") % {"days": said.sensitive_days}
    if door == AdmissionPolicy.Door.REQUEST:
        answer = _("An answer comes within %(days)s days.") % {"days": said.answer_days}
        return f"{door.label} {answer} {kept}"
    return f"{door.label} {kept}"
