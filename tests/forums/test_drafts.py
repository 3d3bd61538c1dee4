"""Drafts: their writer's alone, reread before they go, taken back in time, and kept whatever stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from forums.actions import publish_due, schedule
from forums.models import Draft, Lock, Post
from groups.models import Membership, SupportGroup
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import JSON, hidden, post_it


def test_drafts_are_their_writers_alone(talk: Talk, eve: Client) -> None:
    draft = talk.draft(talk.heron, "CANARY-MINE")
    urls = [f"/drafts/{draft.ref}/", f"/drafts/{draft.ref}/review/", f"/drafts/{draft.ref}/discard/"]
    for url in urls:
        for client in (eve, talk.wren.client(), talk.lantern.client()):
            assert client.get(url).status_code == 404
            assert client.post(url, {"source": "x", "version": "1"}).status_code == 404
        assert Client().get(url).status_code == 302
    assert talk.wren.client().post(f"/drafts/{draft.ref}/take-back/").status_code == 404
    assert "CANARY-MINE" not in shown(talk.wren.client(), "/drafts/")
    assert "CANARY-MINE" in shown(talk.heron.client(), "/drafts/")


def test_what_was_reread_is_what_is_posted(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "First words.")
    page = shown(client, f"/drafts/{draft.ref}/review/")
    client.post(f"/drafts/{draft.ref}/", {"version": "1", "source": "Other words.", "act": "keep"})
    answer = client.post(f"/drafts/{draft.ref}/review/", {"reread": hidden(page, "reread"), "act": "at_once"})
    assert answer.status_code == 409
    assert "read them once more" in answer.content.decode()
    assert "Other words." in answer.content.decode()
    assert not Post.objects.exists()
    assert post_it(client, draft, "at_once").status_code == 302
    assert Post.objects.get().source == "Other words."


def test_taking_back_within_the_minutes(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "No, rather not.")
    post_it(client, draft)
    assert client.get(f"/drafts/{draft.ref}/take-back/").status_code == 405
    for _ in range(2):
        assert client.post(f"/drafts/{draft.ref}/take-back/")["Location"] == f"/drafts/{draft.ref}/"
    assert "No, rather not." in shown(client, f"/drafts/{draft.ref}/")
    assert publish_due(now=timezone.now() + timedelta(hours=1)) == 0


def test_taking_back_too_late_says_what_to_do(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Gone out.")
    post_it(client, draft, "at_once")
    page = client.post(f"/drafts/{draft.ref}/take-back/", follow=True).content.decode()
    assert "It was posted just before." in page


def test_with_the_worker_stopped_the_drafts_own_page_posts_it(talk: Talk) -> None:
    draft = talk.draft(talk.heron, "Late.")
    schedule(draft=draft, reread_hash=draft.fingerprint, now=talk.now - timedelta(hours=1))
    assert "It is posted" in shown(talk.heron.client(), f"/drafts/{draft.ref}/")
    assert Post.objects.count() == 1


def test_what_is_held_says_so_and_asks_nothing(talk: Talk, settings: Any) -> None:
    settings.POST_CHECKS = ["tests.forums.test_publish_due.check_worrying"]
    settings.POST_HELD = "tests.forums.test_publish_due.remember_held"
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Something worrying.")
    post_it(client, draft, "at_once")
    page = shown(client, f"/drafts/{draft.ref}/")
    assert "A facilitator reads it first" in page
    assert "What happens next" not in page
    assert "A facilitator reads it before others can" in shown(client, "/drafts/")
    assert "worrying" not in shown(talk.wren.client(), talk.forum_url)


def test_post_at_once_also_while_it_waits(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Now, please.")
    post_it(client, draft)
    page = shown(client, f"/drafts/{draft.ref}/")
    client.post(f"/drafts/{draft.ref}/review/", {"reread": hidden(page, "reread"), "act": "at_once"})
    assert Post.objects.get().source == "Now, please."


def test_throwing_a_draft_away(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "CANARY-GONE")
    assert "Throw this draft away?" in shown(client, f"/drafts/{draft.ref}/discard/")
    assert client.post(f"/drafts/{draft.ref}/discard/")["Location"] == "/drafts/"
    assert client.get(f"/drafts/{draft.ref}/").status_code == 404
    assert client.post(f"/drafts/{draft.ref}/discard/").status_code == 404
    assert not Draft.objects.filter(source__contains="CANARY").exists()


def test_silence_stops_posting_and_keeps_the_words(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "My words.")
    token = hidden(shown(client, f"/drafts/{draft.ref}/review/"), "reread")
    talk.silence(talk.heron)
    page = shown(client, f"/drafts/{draft.ref}/review/")
    assert "You can read here, but not post for a while." in page
    assert "Post as Heron" not in page
    answer = client.post(f"/drafts/{draft.ref}/review/", {"reread": token, "act": "at_once"})
    assert answer.status_code == 403
    assert "not post for a while" in answer.content.decode()
    assert shown(client, talk.forum_url)
    draft.refresh_from_db()
    assert (draft.state, draft.source) == ("writing", "My words.")
    assert not Post.objects.exists()


def test_a_locked_thread_takes_the_words_but_no_answer(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    client, url = talk.wren.client(), f"{talk.thread_url(thread)}reply/"
    key = hidden(shown(client, url), "key")
    Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    answer = client.post(url, {"key": key, "version": "0", "source": "Just in time?", "act": "review"})
    assert answer.status_code == 403
    assert "takes no more answers" in answer.content.decode()
    draft = Draft.objects.get(source="Just in time?")
    assert client.get(url).status_code == 403
    saved = client.post(url, {"key": key, "version": "1", "source": "Just in time? No."}, **JSON)
    assert saved.status_code == 200
    page = shown(client, f"/drafts/{draft.ref}/review/")
    answer = client.post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "post"})
    assert "Post as Wren" not in page
    assert answer.status_code == 403


def test_on_a_break_one_may_write(talk: Talk) -> None:
    Membership.objects.filter(persona=talk.heron.face).update(status="break")
    client, draft = talk.heron.client(), talk.draft(talk.heron, "Only this.")
    assert post_it(client, draft, "at_once").status_code == 302
    assert Post.objects.count() == 1


def test_a_closed_group_is_read_only(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    SupportGroup.objects.filter(pk=talk.group.pk).update(state="closed", closed_at=talk.now)
    client = talk.wren.client()
    assert "data-autosave=" not in shown(client, talk.thread_url(thread))
    assert client.get(f"{talk.forum_url}write/").status_code == 403
    late = {"key": str(uuid4()), "version": "0", "source": "Typed before it closed.", "act": "review"}
    answer = client.post(f"{talk.forum_url}write/", late)
    assert answer.status_code == 403
    assert "what you wrote is safe" in answer.content.decode()
    assert Draft.objects.get(author=talk.wren.face).source == "Typed before it closed."


def test_who_has_left_reads_her_drafts_and_nothing_is_lost(talk: Talk) -> None:
    client, draft = talk.heron.client(), talk.draft(talk.heron, "CANARY-MINE")
    Membership.objects.filter(persona=talk.heron.face).update(status="left", ended_on=talk.now.date(), ended_how="left")
    page = shown(client, f"/drafts/{draft.ref}/")
    assert "CANARY-MINE" in page
    assert "Your words stay here" in page
    answer = client.post(f"/drafts/{draft.ref}/", {"version": "1", "source": "More."}, **JSON)
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("You are not in this group")
    pressed = client.post(f"/drafts/{draft.ref}/", {"version": "1", "source": "CANARY-TYPED", "act": "review"})
    assert pressed.status_code == 403
    assert "CANARY-TYPED" in pressed.content.decode()
    refused = client.post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "post"})
    assert refused.status_code == 403
    draft.refresh_from_db()
    assert (draft.source, draft.state) == ("CANARY-MINE", "writing")
    assert client.get(talk.forum_url).status_code in (403, 404)


def test_who_left_in_another_window_has_what_she_typed_before_her(talk: Talk) -> None:
    thread, client = talk.thread(talk.wren), talk.heron.client()
    places = (f"{talk.forum_url}write/", f"{talk.thread_url(thread)}reply/")
    keys = [hidden(shown(client, place), "key") for place in places]
    Membership.objects.filter(persona=talk.heron.face).update(status="left", ended_on=talk.now.date(), ended_how="left")
    for place, key in zip(places, keys, strict=True):
        typed = {"key": key, "version": "0", "source": "CANARY <b>all evening</b>\x00", "act": "review"}
        answer = client.post(place, typed)
        assert answer.status_code == 404
        assert "CANARY &lt;b&gt;all evening&lt;/b&gt;" in answer.content.decode()
        assert client.post(place, typed, **JSON).status_code == 404
        for bare in (client.get(place), client.post(place, typed | {"source": ""})):
            assert "What you wrote" not in bare.content.decode()
    assert not Draft.objects.filter(author=talk.heron.face).exists()


def test_where_the_site_breaks_the_words_stand_on_the_page_that_says_so(talk: Talk) -> None:
    client, url = talk.heron.client(), f"{talk.forum_url}write/"
    client.raise_request_exception = False
    typed = {"key": str(uuid4()), "version": "0", "source": "CANARY <b>all evening</b>", "title": "Evening"}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE forums_draft RENAME TO forums_draft_away")
        answer = client.post(url, typed)
        transaction.set_rollback(True)
    assert answer.status_code == 500
    assert "CANARY &lt;b&gt;all evening&lt;/b&gt;" in answer.content.decode()
    assert "<p>Evening</p>" in answer.content.decode()


def test_of_other_forms_too_all_that_was_written_is_shown_and_nothing_of_how_one_comes_in(talk: Talk) -> None:
    client, typed = talk.heron.client(), {"words": "CANARY told at length", "ground": "CANARY-CHOICE"}
    page = client.post(f"/g/never-was-9/threads/{uuid4()}/posts/1/report/", typed)
    assert page.status_code == 404
    assert "CANARY told at length" in page.text
    assert "CANARY-CHOICE" not in page.text
    assert "CANARY" not in client.post("/account/never-was/", typed).text


def test_no_other_page_has_its_words_shown_here(talk: Talk) -> None:
    """An address that is not there is answered before any token is looked at."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = talk.heron.client().cookies
    for url in ("/nowhere-at-all/", f"{talk.forum_url}gone/write/", f"{talk.url}forums/gone/write/"):
        answer = client.post(url, {"source": "CANARY from elsewhere"})
        assert answer.status_code in (403, 404)
        assert "CANARY" not in answer.content.decode()
