"""Choosing what may be mailed: by its page, by the question after a first post, by anybody else not at all."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import Client
from django.utils import timezone

from groups.models import SupportGroup
from newsletters.actions import set_preference
from newsletters.models import DigestPreference
from personas.models import Event

pytestmark = pytest.mark.django_db
PATH = "/g/calm-water-1/mail/"
DAILY = {"cadence": "daily", "says": "counts", "hour": "7", "weekday": "6"}


def test_a_member_chooses(cast) -> None:
    client = cast["member"].client()
    page = client.get(PATH)
    assert page.status_code == 200
    assert "Nobody in the group learns" in page.text
    answer = client.post(PATH, DAILY, follow=True)
    assert answer.redirect_chain == [(PATH, 302)]
    assert "The first summary can come" in answer.text
    chosen = DigestPreference.objects.get()
    assert (chosen.persona_id, chosen.cadence, chosen.says, chosen.hour) == (
        cast["member"].face.pk,
        "daily",
        "counts",
        7,
    )
    assert chosen.next_at > timezone.now()
    assert 'value="7" selected' in client.get(PATH).text


def test_pressing_twice_is_once_and_a_change_keeps_what_was_told(cast) -> None:
    client = cast["member"].client()
    client.post(PATH, DAILY)
    before = DigestPreference.objects.get()
    client.post(PATH, DAILY)
    client.post(PATH, DAILY | {"cadence": "weekly"})
    after = DigestPreference.objects.get()
    assert (after.told_up_to, after.asked_at, after.cadence) == (before.told_up_to, before.asked_at, "weekly")


def test_nothing_is_a_choice_too(cast) -> None:
    client = cast["member"].client()
    client.post(PATH, DAILY)
    assert "No letters will come" in client.post(PATH, DAILY | {"cadence": "none"}, follow=True).text
    assert DigestPreference.objects.get().next_at is None


ODD = [{"cadence": "hourly"}, {"says": ""}, {"hour": "24"}, {"weekday": "-1"}, {"cadence": "\x00"}, {"hour": "x"}]


def test_odd_answers_get_a_sentence_and_change_nothing(cast) -> None:
    client = cast["member"].client()
    for odd in ODD:
        page = client.post(PATH, DAILY | odd)
        assert page.status_code == 200
        assert "Please look at this once more" in page.text, odd
    assert not DigestPreference.objects.exists()


def test_extra_fields_change_nothing(cast) -> None:
    other = cast["facilitator"].face
    cast["member"].client().post(PATH, DAILY | {"persona": other.pk, "group": cast.elsewhere.pk, "told_up_to": ""})
    assert DigestPreference.objects.get().persona_id == cast["member"].face.pk


STATUSES = {
    "guest": 302, "stranger": 403, "waiting": 403, "former": 403, "operator": 403, "on_break": 200, "suspended": 200,
    "silenced": 200, "admin": 200,
}  # fmt: skip


def test_it_is_for_members(cast) -> None:
    for role, status in STATUSES.items():
        client = cast[role].client()
        assert client.get(PATH).status_code == status, role
        assert client.get("/g/low-bridge-3/mail/").status_code == (302 if role == "guest" else 404), role
        client.post(PATH, DAILY)
        assert DigestPreference.objects.exists() is (status == 200), role
        DigestPreference.objects.all().delete()


def test_the_question_after_a_first_post(cast) -> None:
    html = engines["site"].get_template("newsletters/ask_after_first_post.html").render({"code": "calm-water-1"})
    assert f'action="{PATH}"' in html
    assert "checked" not in html
    client = cast["member"].client()
    client.post(PATH, {"cadence": "each", "says": "nothing"})
    chosen = DigestPreference.objects.get()
    assert (chosen.cadence, chosen.says, chosen.hour) == ("each", "nothing", 8)


BACK = {
    "/g/calm-water-1/threads/x/": "/g/calm-water-1/threads/x/",
    "https://elsewhere.example/": PATH,
    "//elsewhere.example/g/calm-water-1/": PATH,
    "/g/tall-grass-2/": PATH,
    "/g/calm-water-1/\r\nSet-Cookie: x=1": PATH,
    "/g/calm-water-1/" + "x" * 5000: PATH,
}


def test_the_way_back_stays_in_the_group(cast) -> None:
    client = cast["member"].client()
    for back, expected in BACK.items():
        answer = client.post(PATH, {"cadence": "each", "says": "nothing", "back": back})
        assert answer.headers["Location"] == expected


def test_choosing_leaves_no_trace_in_the_group(cast) -> None:
    before = Event.objects.count()
    cast["member"].client().post(PATH, DAILY)
    assert Event.objects.count() == before


def test_unknown_words_and_one_thread_names_are_refused(cast) -> None:
    now, face = timezone.now(), cast["member"].face
    group = SupportGroup.objects.get(code="calm-water-1")
    with pytest.raises(ValueError, match="hourly"):
        set_preference(persona=face, group=group, cadence="hourly", says="counts", now=now)
    face.space_id += 1000
    with pytest.raises(ValueError, match="whole group"):
        set_preference(persona=face, group=group, cadence="daily", says="counts", now=now)


def test_a_guest_is_sent_to_the_door_whether_there_is_such_a_group_or_not(cast) -> None:
    answers = [Client().get(f"/g/{code}/mail/") for code in ("calm-water-1", "nowhere-at-99")]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].content == answers[1].content
