"""What the development pages show."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Account
from forums.models import Thread
from groups.models import SupportGroup

# Addresses of the seeded world, and who stands behind them.
CAST = {
    "stranger": "somebody with an account and no group yet",
    "pebble": "a newcomer whose first post waits for an answer, in Looking after somebody",
    "heron": "one person with two faces: Heron in one group, Moth in another",
    "lantern": "peer facilitator of Looking after somebody, who asks who a one-thread name is",
    "inkwell": "admin of Looking after somebody",
    "wren": "facilitator of Low days, with a report on the desk",
    "alder": "facilitator of After a death, with three people at the door",
    "foxglove": "a post of hers there was hidden, and she asks for a second look",
    "samphire": "a post of his there was hidden, and is shown again after a second look",
    "bramble": "facilitates there too, and is to look again",
    "slow-tide": "has asked to join After a death, and waits",
    "pale-larch": "was asked something back at the door of After a death",
    "cobalt": "in Ten weeks with cancer, whose contact card was opened",
    "ferry": "admin there, who is to look at the reason",
    "blue-gate": "is offered a place in Ten weeks with cancer",
    "window-seat": "waits for a place there",
    "tin-whistle": "has a place kept there, and has paid a part of the fee before coming in",
    "ledger": "keeps the money there: codes, one who cannot pay, and something to be sent back",
    "bridge-keeper": "holds an office of the hospital that runs that group and one for families with diabetes",
    "quince": "on a break",
    "bellows": "left the group some time ago",
    "operator": "runs the server, and is nobody in any group",
}


@dataclass(frozen=True)
class Somebody:
    """One of the cast. `pk` is for the sign-in button."""

    pk: int
    name: str
    words: str


@dataclass(frozen=True)
class PagesWorthSeeing:
    """The cast, and (words, address) of pages."""

    people: list[Somebody]
    places: list[tuple[str, str]]


@dataclass(frozen=True)
class Letter:
    """A letter that was sent."""

    name: str
    to: str
    subject: str
    date: str
    text: str


def people(cast: dict[str, str]) -> list[Somebody]:
    """Those of the cast who are in the database, in the cast's order."""
    found = {account.email.split("@")[0]: account.pk for account in Account.objects.filter(email__endswith=".example")}
    return [Somebody(found[name], name, words) for name, words in cast.items() if name in found]


def places() -> list[tuple[str, str]]:
    """Ten pages worth seeing; what is missing from the database is left out."""
    found = [("The directory", "/"), ("My groups", "/home/"), ("Drafts", "/drafts/"), ("Help now", "/help-now/")]
    group = SupportGroup.objects.filter(slug="carers-together").first()
    if group is not None:
        found += [
            ("A group's face", f"/groups/{group.slug}/"),
            ("A group from inside", f"/g/{group.code}/"),
            ("Its threads", f"/g/{group.code}/forums/talk/"),
            ("Writing", f"/g/{group.code}/forums/talk/write/"),
        ]
        thread = Thread.objects.filter(group=group).order_by("-post_count").first()
        found += [("A thread", f"/g/{group.code}/threads/{thread.ref}/")] if thread else []
    desk = SupportGroup.objects.filter(slug="low-days").first()
    found += [("A desk with work on it", f"/g/{desk.code}/desk/")] if desk else []
    found += [("Groups that need somebody (as the operator)", "/running/groups/")]
    return [*found, ("All mail sent", "/dev/mail/"), ("Every component", "/dev/components/")]
