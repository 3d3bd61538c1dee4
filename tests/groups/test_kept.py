"""The long forms keep what is typed into them, show it again, and let it go when it was sent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from groups.actions import RunPlan, announce_run
from groups.models import AdmissionRequest
from moderation.models import Case
from personas.forgetting import forget
from personas.models import KeptWords
from tests.cast import Cast
from tests.few import few_of
from tests.moderation.desk import (
    case_url,
    decide,
    held_url,
    hold_a_post,
    open_case,
    report_url,
    second_facilitator,
    write_posts,
)
from tests.once import written_once

BACK = "We kept what you had typed"


@pytest.fixture
def case(cast: Cast) -> Case:
    return open_case(cast)


def save(client: Client, place: str, version: int = 0, **words: str) -> Any:
    """What autosave.js sends."""
    sent = words | {"version": str(version)}
    return client.post(f"/g/calm-water-1/kept/{place}/", sent, headers={"Accept": "application/json"})


Forms = dict[str, tuple[str, str, str, str, dict[str, str]]]


def lay_out(gathered: Cast) -> Forms:
    """Who, the page, the place, the field, and the whole form as it is sent."""
    cast, case = gathered, open_case(gathered)
    base = "/g/calm-water-1/"
    settings = {"name": "Calm", "summary": "For all.", "for_whom": "You."}
    door = {
        "door": "request",
        "question": "",
        "answer_days": "5",
        "offer_days": "5",
        "claim_hours": "48",
        "sensitive_days": "30",
    }
    issue = {"ref": str(uuid4()), "title": "Winter", "step": "publish"}
    post = cast.post
    report = f"report-{cast.thread.ref}-{post.number}"
    hidden = open_case(cast, write_posts(cast, 1)[0])
    decide(hidden, cast)
    held = hold_a_post(cast)
    asked = AdmissionRequest.objects.get(persona=cast["applicant"].face)
    day = timezone.localdate()
    first = day + timedelta(days=7)
    plan = RunPlan("Late winter", day, first, first + timedelta(days=69), places=8)
    run = announce_run(group=cast.group, plan=plan, by=cast["admin"].face, now=timezone.now())
    weeks = {"opens_on": f"{day}", "starts_on": f"{first}", "weeks": "10", "places": "8", "read_only_weeks": "4"}
    weeks["afterwards"] = "archive"
    closing = {"closes_on": f"{timezone.localdate() + timedelta(days=20)}", "keep_days": "30", "after": "put_away"}
    return {
        "settings": ("admin", f"{base}settings/about/", "settings", "about", settings),
        "door": ("admin", f"{base}settings/door/", "door", "question", door),
        "newsletter": ("editor", f"{base}newsletter/write/", "newsletter", "source", issue),
        "decide": ("facilitator", case_url(cast, case), f"decide-{case.ref}", "reason", {"verdict": "hidden"}),
        "again": ("facilitator", f"{case_url(cast, hidden)}showing-again/", f"again-{hidden.ref}", "reason", {}),
        "held": ("facilitator", held_url(cast, held.post), f"held-{held.post.ref}", "reason", {}),
        "ask": ("facilitator", f"{base}admissions/{asked.ref}/ask/", f"ask-{asked.ref}", "words", {}),
        "closing": ("admin", f"{base}settings/close/ask/", "closing", "words", closing),
        "run": ("admin", f"{base}runs/new/", "run", "name", weeks),
        "run_changed": ("admin", f"{base}runs/{run.ref}/", f"run-{run.ref}", "name", weeks),
        "report": ("silenced", report_url(cast, post), report, "words", {"ground": "unkind"}),
    }


forms = written_once(lay_out)
FORMS = ("settings", "door", "newsletter", "decide", "closing", "report", "run", "run_changed")
# One field and no more: with words in it there is nothing left to ask for.
ONE_FIELD = ("again", "held", "ask")


@pytest.mark.parametrize("name", few_of(FORMS + ONE_FIELD, ("settings", "held"), others=pytest.mark.once))
def test_words_are_kept_shown_again_and_let_go_once_sent(cast: Cast, forms: Forms, name: str) -> None:
    who, url, place, field, form = forms[name]
    client = cast[who].client()
    page = client.get(url).text
    assert f'data-autosave="/g/calm-water-1/kept/{place}/" data-autosave-version="0"' in page
    assert BACK not in page
    answer = save(client, place, **{field: "What I typed & meant"})
    assert answer.status_code == 200
    assert answer.json()["saved"] == "Your words are saved."
    version = answer.json()["version"]
    page = client.get(url).text
    assert BACK in page
    assert escape("What I typed & meant") in page
    assert f'data-autosave-version="{version}"' in page
    assert f'name="version" value="{version}"' in page
    assert escape("What I typed & meant") not in client.get(f"{url}?anew=1").text
    assert KeptWords.objects.count() == 1
    sent = client.post(url, form | {field: "What I typed & meant, at last", "version": version})
    assert sent.status_code == 302
    assert not KeptWords.objects.exists()


@pytest.mark.parametrize("name", few_of(FORMS, ("settings",), others=pytest.mark.once))
def test_a_form_that_was_not_taken_keeps_its_words(cast: Cast, forms: Forms, name: str) -> None:
    who, url, place, field, _form = forms[name]
    client = cast[who].client()
    version = save(client, place, **{field: "Typed"}).json()["version"]
    page = client.post(url, {field: "Typed and more", "version": version})
    assert page.status_code == 200
    assert "Typed and more" in page.text
    assert f'data-autosave-version="{version}"' in page.text
    assert KeptWords.objects.get().words == {field: "Typed"}


def test_rereading_carries_what_the_words_stand_on(cast: Cast) -> None:
    client = cast["editor"].client()
    version = save(client, "newsletter", title="Winter", source="It snows").json()["version"]
    form = {"ref": str(uuid4()), "title": "Winter", "source": "It snows", "version": version}
    page = client.post("/g/calm-water-1/newsletter/write/", form).text
    assert f'name="version" value="{version}"' in page
    assert KeptWords.objects.exists()


def test_the_desk_shows_them_too(cast: Cast, case: Case) -> None:
    client = cast["facilitator"].client()
    save(client, f"decide-{case.ref}", reason="Names were")
    page = client.get("/g/calm-water-1/desk/").text
    assert BACK in page
    assert "Names were</textarea>" in page


def test_another_windows_words_stay_on_both_sides(cast: Cast) -> None:
    client = cast["editor"].client()
    first = save(client, "newsletter", source="It snows").json()["version"]
    save(client, "newsletter", first, source="It thaws")
    answer = save(client, "newsletter", first, source="It rains")
    assert answer.status_code == 409
    assert answer.json()["version"] == first + 1
    assert "Yours are safe in this one" in answer.json()["message"]
    form = {"ref": str(uuid4()), "title": "Winter", "source": "It rains", "version": first, "step": "publish"}
    assert client.post("/g/calm-water-1/newsletter/write/", form).status_code == 302
    assert "It thaws" in client.get("/g/calm-water-1/newsletter/write/").text


def test_nobody_sees_anothers(cast: Cast, case: Case) -> None:
    other = second_facilitator(cast).client()
    save(cast["facilitator"].client(), f"decide-{case.ref}", reason="Names were in it")
    page = other.get(case_url(cast, case)).text
    assert BACK not in page
    assert "Names were in it" not in page


def test_what_stands_there_already_is_no_news(cast: Cast) -> None:
    client = cast["admin"].client()
    save(client, "settings", name=cast.group.name)
    assert BACK not in client.get("/g/calm-water-1/settings/about/").text


def test_a_run_as_it_stands_is_no_news_and_its_days_are_kept_as_typed(cast: Cast, forms: Forms) -> None:
    _who, url, place, _field, form = forms["run_changed"]
    client = cast["admin"].client()
    version = save(client, place, name="Late winter", **form, sealed_after_week="").json()["version"]
    assert BACK not in client.get(url).text
    save(client, place, version, starts_on="2031-02-03", places="12", sealed_after_week="0")
    page = client.get(url).text
    assert BACK in page
    for typed in ('value="2031-02-03"', 'value="12"', 'value="0"'):
        assert typed in page


@pytest.mark.parametrize("name", ["run", "run_changed"])
def test_a_tick_of_a_run_is_kept_with_its_words(cast: Cast, forms: Forms, name: str) -> None:
    _who, url, place, _field, form = forms[name]
    client, ticked = cast["admin"].client(), re.compile(r'name="says_places"[^>]*checked')
    version = save(client, place, name="Spring", **form, says_places="on").json()["version"]
    assert ticked.search(client.get(url).text)
    assert save(client, place, version, name="Spring", **form).status_code == 200
    assert not ticked.search(client.get(url).text)


def test_a_run_that_says_its_places_and_one_kept_without_the_tick_are_two(cast: Cast, forms: Forms) -> None:
    _who, url, place, _field, form = forms["run_changed"]
    client, as_it_is = cast["admin"].client(), {"name": "Late winter", "sealed_after_week": "", **form}
    assert client.post(url, as_it_is | {"says_places": "on"}).status_code == 302
    version = save(client, place, **as_it_is, says_places="on").json()["version"]
    assert BACK not in client.get(url).text, "it says what stands there"
    save(client, place, version, **as_it_is)
    page = client.get(url).text
    assert BACK in page
    assert not re.search(r'name="says_places"[^>]*checked', page)


def test_outside_there_is_nowhere_to_keep_words(cast: Cast) -> None:
    for role in ("stranger", "former", "applicant", "facilitator_elsewhere", "operator"):
        assert save(cast[role].client(), "settings", name="x").status_code == 404, role
    answer = save(Client(), "settings", name="x")
    assert answer.status_code == 302
    assert "next=" in answer.url
    assert not KeptWords.objects.exists()


@pytest.mark.parametrize("place", ["password", "decide-1", "settings-2", "report-x-1", "newsletter-x"])
def test_a_place_nobody_knows_is_not_there(cast: Cast, place: str) -> None:
    assert save(cast["member"].client(), place, name="x", reason="x").status_code == 404
    assert not KeptWords.objects.exists()


def test_too_much_is_said_kindly_and_nothing_is_lost(cast: Cast) -> None:
    client = cast["editor"].client()
    version = save(client, "newsletter", source="It snows").json()["version"]
    answer = save(client, "newsletter", version, source="x" * 100_001)
    assert answer.status_code == 400
    assert "a little shorter" in answer.json()["message"]
    assert KeptWords.objects.get().words == {"source": "It snows"}


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_is_none_begins_anew(cast: Cast, version: str) -> None:
    sent = {"version": version, "source": "It snows"}
    assert cast["editor"].client().post("/g/calm-water-1/kept/newsletter/", sent).status_code == 200


def test_they_are_forgotten_with_the_face(cast: Cast) -> None:
    save(cast["editor"].client(), "newsletter", source="It snows")
    forget(cast["editor"].face)
    assert not KeptWords.objects.exists()
