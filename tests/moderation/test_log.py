"""What members read in their group's log tells nobody whom a power was used on, not even by its day. See ADR 24."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from groups.actions import log
from groups.models import AdmissionRequest, LogEntry
from personas.models import CardOpening, ChainEntry, Persona, Unmasking
from tests.cast import NOW, Cast
from tests.moderation.desk import second_facilitator

BASE = "/g/calm-water-1/"


def read(cast: Cast) -> str:
    """The log as a member reads it."""
    page = cast["member"].client().get(f"{BASE}log/").text
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main is not None
    return main[0]


def look_behind(cast: Cast, name: Persona) -> None:
    sent = {"reason": "She wrote of not waking up.", "tell_days": "0"}
    url = str(cast["facilitator"].client().post(f"{BASE}desk/names/{name.ref}/", sent).url)
    second_facilitator(cast).client().post(f"{url}agree/")


def behind_a_thread_name(cast: Cast) -> bool:
    look_behind(cast, Persona.objects.get(group_space=cast.group.pk, handle="Grey Pebble"))
    return Unmasking.objects.filter(opened_at__isnull=False).exists()


def a_card(cast: Cast) -> bool:
    member = cast["on_break"]
    member.client().post(f"{BASE}me/card/", {"name": "Ann", "phone": "0117 496 0123", "somebody": ""})
    url = cast["facilitator"].client().post(f"{BASE}desk/cards/{member.face.ref}/", {"reason": "Pills."}).url
    second_facilitator(cast).client().post(url, {"review": "It was right."})
    return CardOpening.objects.filter(reviewed_at__isnull=False).exists()


def an_answer(cast: Cast) -> bool:
    asked = AdmissionRequest.objects.get(persona=cast["applicant"].face)
    url = f"{BASE}admissions/{asked.ref}/"
    browser = cast["screener"].client()
    browser.post(f"{url}claim/")
    sent = {"words": "We are too full to be of use.", "reason": "full", "other_name": "Nights", "other_url": ""}
    browser.post(f"{url}elsewhere/", sent)
    asked.refresh_from_db()
    return asked.state != AdmissionRequest.State.SUBMITTED


@pytest.mark.parametrize("act", [behind_a_thread_name, a_card, an_answer], ids=lambda act: act.__name__)
def test_the_log_is_the_same_bytes_before_and_after(cast: Cast, act: Callable[[Cast], bool]):
    second_facilitator(cast)
    before, chained, lines = read(cast), ChainEntry.objects.count(), LogEntry.objects.count()
    assert act(cast)
    assert ChainEntry.objects.count() > chained
    assert (read(cast), LogEntry.objects.count()) == (before, lines)


def test_it_says_what_it_leaves_out_and_what_else_is_changed_is_seen(cast: Cast):
    before = read(cast)
    assert "the day alone would tell you whom it was about" in before
    assert "whoever it concerns is told" in before
    log("groups.talk", group_id=cast.group.pk, by=cast["admin"].face, now=NOW)
    assert "How people talk here was changed." in read(cast)
    assert "How people talk here was changed." not in before
