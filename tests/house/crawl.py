"""The crawl of T0: what somebody is shown, searched for every canary that is not theirs to see.

Who may see which is the data register's answer, read in `MAY_SEE`: one line for each of its words. Beside that a page
of one group shows nothing of another, whoever looks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core import mail
from django.core.cache import cache, caches
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import StreamingHttpResponse
from django.test import TestCase
from django.urls import resolve
from django.utils import timezone
from kombu.transport.memory import Channel

from accounts import letters
from groups.models import Membership
from personas.actors import Actor
from personas.faces import mine
from personas.models import CardOpening, Unmasking
from personas.vault import Ownership
from supportgroups.lib.dataregister import Seen
from supportgroups.lib.discreetlog import DiscreetFilter
from tests.house.canaries import ACCOUNT_ID, Cage, Canary
from tests.house.filling import TYPED, Press, presses
from tests.house.world import World


@dataclass(frozen=True)
class Watcher:
    """One of the cast who looks: their seats everywhere, and their account."""

    role: str
    actor: Actor
    account: int | None
    open_groups: frozenset[int]
    was_in: frozenset[int]

    def reads(self, canary: Canary) -> bool:
        """Members who are not suspended; of what was said in a run, those who are in it."""
        return canary.group in self.actor.reading_group_ids and canary.run in {None, *self.actor.cohort_ids}

    def holds(self, power: str, canary: Canary) -> bool:
        return canary.group in self.actor.group_ids_with(power)

    def has_looked(self, canary: Canary) -> bool:
        """One of the two who looked behind a face of this account, while what came out is shown."""
        looks = Unmasking.objects.filter(persona__in=Ownership.objects.filter(account=canary.account).values("persona"))
        faces = self.actor.face_ids
        return any(one.is_shown(timezone.now()) and {one.asked_by_id, one.agreed_by_id} & faces for one in looks)

    def has_opened(self, canary: Canary) -> bool:
        """Opened the contact card of a face of this account."""
        worn = Ownership.objects.filter(account=canary.account).values("persona")
        return CardOpening.objects.filter(persona__in=worn, opened_by__in=self.actor.face_ids).exists()

    def knows(self, canary: Canary) -> bool:
        return canary.group is None or canary.group in self.open_groups | self.actor.known_group_ids


# Who may see which: for each word of the register, whether a canary may be shown to somebody.
MAY_SEE: dict[Seen, Callable[[Watcher, Canary], bool]] = {
    Seen.OWNER: lambda who, canary: who.account is not None and canary.account == who.account,
    Seen.GROUP: Watcher.reads,
    Seen.DESK: lambda who, canary: who.holds("moderate", canary),
    Seen.DOOR: lambda who, canary: who.holds("admit_members", canary),
    Seen.ADMINS: lambda who, canary: who.holds("edit_settings", canary) or who.holds("manage_roles", canary),
    Seen.PURSE: lambda who, canary: who.holds("keep_fees", canary),
    Seen.OPERATOR: lambda who, canary: who.actor.is_operator,
    Seen.PAIR: Watcher.has_looked,
    Seen.ANYBODY: Watcher.knows,
}


@dataclass(frozen=True)
class Besides:
    """What the register's words are too few to say: a column, at which addresses it may be seen beside, and why."""

    column: str
    addresses: frozenset[str]
    is_so: Callable[[Watcher, Canary], bool]
    why: str


# A group's public face, the same on an invitation to it, and where an operator answers whether it may open.
FACES = frozenset({"front:face", "groups:invitation", "moderation:approval"})
BESIDES = (
    Besides(
        "personas.Persona.handle",
        FACES,
        lambda who, canary: who.knows(canary) and _is_appointed(canary.row),
        "A group's public face names those who look after it: whoever comes wants to know whom she would write to.",
    ),
    Besides(
        "groups.Appointment.credential",
        FACES,
        Watcher.knows,
        "And says what they have learnt, as they stated it for this purpose.",
    ),
    Besides(
        "forums.Forum.name",
        frozenset({"forums:drafts", "forums:draft", "forums:review", "forums:versions", "forums:discard"}),
        lambda who, canary: canary.group in who.was_in,
        "A draft says where it was for, also to a writer who has left.",
    ),
    *(
        Besides(
            f"personas.ContactCard.{column}",
            frozenset({"moderation:card_opening"}),
            lambda who, canary: who.has_opened(canary),
            "Whoever opened a card reads it, for a reason that is kept, and its owner is told at once.",
        )
        for column in ("name", "phone", "somebody")
    ),
    Besides(
        "groups.Fee.how_to_pay",
        frozenset({"groups:own_fee"}),
        lambda who, canary: canary.group in who.was_in,
        "Whoever belongs to a group sees how to pay, also somebody who is kept from reading for a while.",
    ),
)
# Whoever presses these looks no further.
ENDS_THE_SESSION = {"account_logout", "leave_quickly"}
# A key or an app on one's own phone is told the number of one's own account, for want of a name.
OWN_NUMBER = {"mfa_add_webauthn", "mfa_activate_totp"}


def may_see(who: Watcher, canary: Canary, address: str = "") -> bool:
    """Whether it is right that this person is shown it, there."""
    if any(rule(who, canary) for word, rule in MAY_SEE.items() if word in canary.entry.seen):
        return True
    column = f"{canary.entry.table}.{canary.entry.column}"
    return any(
        exempt.column == column and address in exempt.addresses and exempt.is_so(who, canary) for exempt in BESIDES
    )


def _is_appointed(persona: int) -> bool:
    return Membership.objects.filter(persona=persona, is_appointed=True).exists()


@dataclass
class Crawl:
    """Asks, searches, and keeps what it found and where it has been."""

    world: World
    cage: Cage
    watchers: dict[str, Watcher] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    pressed: set[tuple[str, str, tuple[str, str]]] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        groups = (self.world.cast.group, self.world.cast.elsewhere)
        for role, person in self.world.cast.people.items():
            account = person.account.pk if person.account else None
            was_in = Membership.objects.filter(persona__in=mine(person.actor())).values_list("group_id", flat=True)
            open_groups = frozenset(group.pk for group in groups)
            self.watchers[role] = Watcher(role, person.actor(), account, open_groups, frozenset(was_in))

    def visit(self, name: str, role: str, method: str, url: str, **sent: Any) -> bytes:
        """Ask for an address and search all that comes of it: the answer, its headers, cache, broker and log."""
        self.visited.add(name)
        where = f"{method} {name} as {role}"
        with transaction.atomic():
            with TestCase.captureOnCommitCallbacks(execute=True):
                answer = getattr(self.world.browsers[role], method)(url, **sent)
                shown = content_of(answer)
            self.search(where, shown.replace(*_echo(url)), self.watchers[role], group=self._group_of(url), address=name)
            self.search_behind(where)
            transaction.set_rollback(True)
        return shown

    def fill_in(self, role: str, name: str, url: str) -> None:
        """Ask for a page and press every button on it that was not pressed yet, its form filled in: the answer, where
        it leads, its letters, and what it leaves behind."""
        answer = self.world.browsers[role].get(url)
        if answer.status_code != HTTPStatus.OK or answer.streaming:
            return
        for press in presses(answer.text, url):
            if press.name in ENDS_THE_SESSION or (role, press.name, press.button) in self.pressed:
                continue
            self.pressed.add((role, press.name, press.button))
            with transaction.atomic():
                self._press(role, press, f"{press.button[1] or 'press'} at {press.name} from {name} as {role}")
                transaction.set_rollback(True)
            self.world.sign_in_again(role)

    def _press(self, role: str, press: Press, where: str) -> None:
        browser, who = self.world.browsers[role], self.watchers[role]
        mail.outbox.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = browser.post(press.url, press.values)
        self.search(where, content_of(answer), who, group=self._group_of(press.url), address=press.name)
        if answer.status_code in (301, 302):
            self.accepted.add(press.name)
            then = urljoin(press.url, answer["Location"])
            if then.startswith("/"):
                shown, address = content_of(browser.get(then)), resolve(urlsplit(then).path).view_name
                self.search(f"{where}, then", shown, who, group=self._group_of(then), address=address)
        letters.deliver_letters(now=timezone.now())
        for letter in mail.outbox:
            self.search_letter(letter, may_name=False)
        self.search_behind(where)

    def search(
        self, where: str, shown: bytes, who: Watcher | None, *, group: int | None = None, address: str = ""
    ) -> None:
        """`who` None: nobody may see anything there. `group`: the page is one group's, and shows nothing of another."""
        for canary in self.cage.found_in(shown):
            if who is None or not may_see(who, canary, address):
                self.leaks.append(f"{where}: {canary.place}")
            elif group is not None and canary.group not in (None, group):
                self.leaks.append(f"{where}: {canary.place}, of another group")
        numbers = {int(number) for number in ACCOUNT_ID.findall(shown)}
        known = {who.account} if who and address in OWN_NUMBER else set()
        if numbers - known and not (who and who.actor.is_operator and address.startswith("admin:")):
            self.leaks.append(f"{where}: the number of an account")

    def search_behind(self, where: str) -> None:
        """What lies where nobody looks: nothing of anybody's, and nothing that somebody typed."""
        kept = {"cache": in_the_cache(), "broker": in_the_broker(), "log": "\n".join(self.log).encode()}
        for name, found in kept.items():
            self.search(f"{where}, {name}", found, None)
            if TYPED.encode() in found:
                self.leaks.append(f"{where}, {name}: what somebody typed")
        if self.world.cast.group.code in "\n".join(self.log):
            self.leaks.append(f"{where}, log: a group's address")
        self.log.clear()
        cache.clear()

    def search_letter(self, letter: EmailMessage, *, may_name: bool) -> None:
        """Its head names nobody but the one it goes to; its body what they may see, if they asked for that at all."""
        somebody: tuple[str, Watcher | None] = ("somebody unknown", None)
        role, who = next(
            (
                (role, who)
                for role, who in self.watchers.items()
                if self.world.cast[role].account and self.world.cast[role].account.email in letter.to
            ),
            somebody,
        )
        head = str(letter.message()).partition("\n\n")[0].replace(letter.to[0], "")
        self.search(f"head of a letter to {role}", head.encode(), None)
        if TYPED in head:
            self.leaks.append(f"head of a letter to {role}: what somebody typed")
        bodies = [letter.body, *(str(part[0]) for part in getattr(letter, "alternatives", ()))]
        for body in bodies:
            self.search(f"letter to {role}", body.encode(), who if may_name else None)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """The site's own log, as its handler writes it, is kept while this lasts."""
        handler = _Keeper(self.log)
        handler.addFilter(DiscreetFilter())
        root = logging.getLogger()
        before, root_level = root.handlers[:], root.level
        root.handlers, root.level = [*before, handler], logging.INFO
        try:
            yield
        finally:
            root.handlers, root.level = before, root_level

    def _group_of(self, url: str) -> int | None:
        groups = (self.world.cast.group, self.world.cast.elsewhere, self.world.cast.hidden)
        return next((group.pk for group in groups if url.startswith(f"/g/{group.code}/")), None)


def _echo(url: str) -> tuple[bytes, bytes]:
    """An address that was asked for is known to who asks: the entrance gives it back as where to go on."""
    return url.encode(), b"(asked for)"


class _Keeper(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.INFO)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def content_of(answer: Any) -> bytes:
    """Head and body, whatever kind of answer it is."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    cookies = answer.cookies.output()
    body = b"".join(answer.streaming_content) if isinstance(answer, StreamingHttpResponse) else answer.content
    return f"{head}\n{cookies}\n\n".encode() + bytes(body)


def in_the_cache() -> bytes:
    """Keys and values of the cache in memory."""
    kept = getattr(caches["default"], "_cache", {})
    return b"\n".join(str(key).encode() + bytes(value) for key, value in kept.items())


def in_the_broker() -> bytes:
    """Messages of all queues in memory; they are taken away."""
    found = b""
    for queue in Channel.queues.values():
        while not queue.empty():
            found += repr(queue.get_nowait()).encode()
    return found
