"""The cast in their browsers, and the addresses that they meet, filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from newsletters.tokens import stop_token
from tests.cast import Cast
from tests.house.access import PEOPLE
from tests.house.addresses import Address, addresses, unknown
from tests.things import Things

ADDRESSES = {address.name: address for address in addresses()}
Values = dict[str, object]


@dataclass
class World:
    """The cast, what it meets, and a browser for each."""

    cast: Cast
    things: Things
    browsers: dict[str, Client] = field(default_factory=dict)

    def ask(self, role: str, method: str, url: str, **more: Any) -> Any:
        """An answer; whatever the press has done is undone."""
        browser = self.browsers[role]
        kept = browser.cookies.output()
        cache.clear()
        with transaction.atomic():
            answer = getattr(browser, method)(url, **more)
            transaction.set_rollback(True)
        if browser.cookies.output() != kept:
            self.sign_in_again(role)
        return answer

    def sign_in_again(self, role: str) -> None:
        """The cookies are those of the beginning."""
        self.browsers[role].cookies = SimpleCookie()
        self.browsers[role].cookies.update(self._signed_in[role])

    def __post_init__(self) -> None:
        for role in PEOPLE:
            self.browsers[role] = self.cast[role].client()
        self._signed_in = {role: SimpleCookie(browser.cookies) for role, browser in self.browsers.items()}

    def url(self, address: Address, thing: str = "") -> str:
        return address.filled(self.usual(address.name) | self.special(address.name).get(thing, {}))

    def usual(self, name: str) -> Values:
        """What fills an address where its line names nothing else."""
        cast, things = self.cast, self.things
        by_name: dict[str, Values] = {
            "groups:role_end": {"ref": cast["editor"].face.ref, "role": "editor"},
            "groups:role_change": {"ref": cast["editor"].face.ref, "role": "editor"},
            "front:host": {"slug": "harbour-house"},
            "moderation:approval": {"which": cast.elsewhere.code},
            "groups:power_end": {"ref": cast["editor"].face.ref, "power": "moderate"},
            "groups:step_down": {"role": "editor"},
            "directory:elsewhere": {"ref": things.meeting.ref},
            "groups:portrait": {"ref": things.picture},
            "groups:distance": {"ref": cast["member"].face.ref},
            "groups:distance_over": {"ref": cast["member"].face.ref},
            "groups:receipt": {"ref": things.payment.ref},
            "groups:fee_correct": {"ref": things.payment.ref},
            "groups:memorial": {"ref": cast["member"].face.ref},
            "groups:memorial_over": {"ref": cast["member"].face.ref},
            "forums:person": {"ref": cast["member"].face.ref},
            "forums:picture": {"ref": things.post_picture},
            "forums:draft_picture": {"picture": things.draft_picture},
            "groups:run_change": {"ref": cast.cohort_forum.cohort.ref},
            "groups:run_place": {"ref": cast.cohort_forum.cohort.ref},
            "groups:run_off": {"ref": cast.cohort_forum.cohort.ref},
            "forums:take_back": {"ref": things.scheduled.ref},
            "moderation:held": {"ref": things.held.post.ref},
            "moderation:release": {"ref": things.held.post.ref},
            "moderation:card_open": {"ref": cast["member"].face.ref},
            "moderation:card_opening": {"ref": things.opening.ref},
            "moderation:look": {"ref": things.question.persona.ref},
            "moderation:question": {"ref": things.question.ref},
            "moderation:question_agree": {"ref": things.question.ref},
            "moderation:question_decline": {"ref": things.question.ref},
            "moderation:decision": {"ref": things.decision.ref},
            "moderation:appeal": {"ref": things.appeal.ref},
            "moderation:appeal_over": {"ref": things.appeal.decision.ref},
            "groups:office": {"ref": things.office.ref},
            "groups:office_defaults": {"ref": things.office.ref},
            "groups:office_kept": {"ref": things.office.ref},
            "groups:office_begin": {"ref": things.office.ref},
            "groups:office_enter": {"ref": things.office.ref, "which": cast.group.code},
            "groups:host_staff": {"slug": "harbour-house"},
            "groups:office_end": {"slug": "harbour-house", "ref": things.office.ref},
            "moderation:remove": {"ref": cast["member"].face.ref},
            "moderation:removal": {"ref": things.removal.ref},
            "moderation:removed": {"ref": things.removal.ref},
            "moderation:removed_over": {"ref": things.removal.ref},
            "front:face": {"slug": cast.group.slug},
        }
        refs = {"groups:admission": things.request, "groups:elsewhere": things.request, "moderation:": things.case}
        drafts = (
            "forums:draft",
            "forums:review",
            "forums:versions",
            "forums:discard",
            "forums:draft_name",
            "forums:draft_picture",
        )
        ref = next((thing.ref for start, thing in refs.items() if name.startswith(start)), cast.thread.ref)
        ref = things.draft.ref if name in drafts else cast.thread.ref if name == "moderation:report" else ref
        usual = {"code": cast.group.code, "slug": "talk", "ref": ref, "number": 1, "pk": 1, "rest": "a/b"}
        usual |= {"place": "settings", "kind": "thanks", "how": "answered"}
        usual |= {"place": "settings", "kind": "thanks", "which": cast.group.code, "why": "reported"}
        usual |= {"reference": things.payment.account.code}
        usual |= {"provider": "nobody"}
        usual |= {"word": things.invitation.code}
        return usual | {"token": stop_token(cast["member"].face.pk)} | by_name.get(name, {})

    def special(self, name: str) -> dict[str, Values]:
        """What fills it for the things that lines name."""
        cast, things = self.cast, self.things
        is_held = name in ("moderation:held", "moderation:release")
        return {
            "old_slug": {"slug": "where-we-were"},
            "run": {"slug": cast.cohort_forum.slug, "ref": cast.cohort_thread.ref},
            "hidden": {
                "code": cast.hidden.code,
                "slug": cast.hidden.slug if name == "front:face" else things.hidden_forum.slug,
                "ref": things.hidden_thread.ref,
            },
            "nothing": {"ref": unknown(), "token": "x" * 32, "word": "NSCHKYZW"},
            "recent": {"ref": things.recent.ref, "number": 2 if name == "forums:voice" else 1},
            "scheduled": {"ref": things.scheduled.ref},
            "left": {"ref": things.left_draft.ref},
            "address": {"ref": cast["member"].face.ref if name == "moderation:look" else things.look.ref},
            "about_facilitator": {"ref": things.held_own.post.ref if is_held else things.own_case.ref},
        }
