"""A post is changed by its author for a day; what it said before is kept, hidden, or erased at her wish."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from forums.actions import OwnPost, apply_edit, begin_draft, erase_revision, publish_due, withdraw_post
from forums.models import Draft, Lock, Post, ReadMark, Revision, Thread
from forums.textindex import POSTS
from groups.models import SupportGroup
from personas.forgetting import forget
from personas.models import Notice
from tests.forums.conftest import Talk, shown
from tests.forums.test_write import JSON, hidden


def edit_url(talk: Talk, post: Post, what: str = "edit") -> str:
    return f"{talk.thread_url(post.thread)}posts/{post.number}/{what}/"


def type_change(talk: Talk, client: Client, post: Post, source: str, **more: str) -> Any:
    url = edit_url(talk, post)
    page = shown(client, url)
    data = {"key": hidden(page, "key"), "version": hidden(page, "version"), "source": source, "act": "review"}
    return client.post(url, {**data, **more})


def change(talk: Talk, client: Client, post: Post, source: str, act: str = "post", **more: str) -> Any:
    """From the post to the change, by the pages."""
    typed = type_change(talk, client, post, source, **more)
    page = shown(client, typed["Location"])
    return client.post(typed["Location"], {"reread": hidden(page, "reread"), "act": act})


def test_a_change_is_read_over_and_takes_the_posts_place(talk: Talk) -> None:
    thread = talk.thread(talk.heron, "Is anybody awak?", title="Night")
    post, client = thread.posts.get(), talk.heron.client()
    url = edit_url(talk, post)
    assert url in shown(client, talk.thread_url(thread))
    assert "Is anybody awak?" in shown(client, url)
    typed = type_change(talk, client, post, "Is anybody awake?", title="Nights")
    page = shown(client, typed["Location"])
    assert "Change it as Heron" in page
    assert "Post at once" not in page
    assert "awak?" in shown(talk.wren.client(), talk.thread_url(thread))
    answer = client.post(typed["Location"], {"reread": hidden(page, "reread"), "act": "post"}, follow=True)
    assert "Your post is changed." in answer.content.decode()
    page = shown(talk.wren.client(), talk.thread_url(thread))
    assert "Is anybody awake?" in page
    assert "<h1>Nights</h1>" in page
    assert "changed " in page
    post.refresh_from_db()
    assert (post.number, post.edited_at is not None, post.excerpt) == (1, True, "Is anybody awake?")
    assert POSTS.matches("awake", [talk.group.pk], 5) == [post.pk]
    assert POSTS.matches("awak", [talk.group.pk], 5) == [post.pk]
    revision = Revision.objects.get()
    assert (revision.title, revision.source) == ("Night", "Is anybody awak?")
    assert client.get(typed["Location"])["Location"] == f"/drafts/{Draft.objects.get(edits=post).ref}/"
    assert client.get(f"/drafts/{Draft.objects.get(edits=post).ref}/")["Location"].endswith("#post-1")


def test_a_title_of_first_words_changes_with_them(talk: Talk) -> None:
    for title, after in (("", "The kettle is on."), ("Mornings", "Mornings")):
        post = talk.thread(talk.heron, "The kettel is on.", title=title).posts.get()
        client, url = talk.heron.client(), edit_url(talk, post)
        typed = re.search(r'name="title"[^>]*value="([^"]*)"', shown(client, url))
        change(talk, client, post, "The kettle is on.", title=typed[1] if typed else "")
        assert Thread.objects.get(pk=post.thread_id).title == after


def test_an_unread_mark_does_not_move_and_no_event_is_made(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    shown(talk.wren.client(), talk.thread_url(thread))
    mark = ReadMark.objects.get(persona=talk.wren.face)
    change(talk, talk.heron.client(), thread.posts.get(), "Is anybody still awake?")
    mark.refresh_from_db()
    thread.refresh_from_db()
    assert (mark.number, thread.last_number, thread.post_count) == (1, 1, 1)
    assert "new post" not in shown(talk.wren.client(), talk.forum_url)


def test_only_the_author_changes_it_and_only_for_a_day(talk: Talk, eve: Client) -> None:
    post = talk.thread(talk.heron).posts.get()
    url = edit_url(talk, post)
    for client in (talk.wren.client(), talk.lantern.client()):
        assert client.get(url).status_code == 403
        assert client.post(url, {"source": "Mine.", "act": "review"}).status_code == 403
    assert eve.get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert not Draft.objects.filter(edits=post).exists()
    Post.objects.filter(pk=post.pk).update(published_at=talk.now - timedelta(days=1, minutes=1))
    client = talk.heron.client()
    assert url not in shown(client, talk.thread_url(post.thread))
    refused = client.get(url)
    assert refused.status_code == 403
    assert "for a day" in refused.content.decode()
    late = client.post(url, {"source": "Typed too late.", "act": "review"})
    assert late.status_code == 403
    assert Draft.objects.get(edits=post).source == "Typed too late."


@pytest.mark.parametrize("way", ["silenced", "locked", "closed", "withdrawn"])
def test_where_it_cannot_be_changed_the_words_are_kept(talk: Talk, way: str) -> None:
    thread = talk.thread(talk.heron)
    post, client = thread.posts.get(), talk.heron.client()
    typed = type_change(talk, client, post, "Other words.")
    token = hidden(shown(client, typed["Location"]), "reread")
    if way == "silenced":
        talk.silence(talk.heron)
    elif way == "locked":
        Lock.objects.create(group=talk.group, thread=thread, made_by=talk.lantern.face, made_at=talk.now)
    elif way == "closed":
        SupportGroup.objects.filter(pk=talk.group.pk).update(state="closed", closed_at=talk.now)
    else:
        withdraw_post(post=post, now=talk.now)
    assert "Change it as" not in shown(client, typed["Location"])
    answer = client.post(typed["Location"], {"reread": token, "act": "post"})
    assert answer.status_code == 403
    post.refresh_from_db()
    assert post.source == "Is anybody awake?"
    assert "Other words." in shown(client, typed["Location"])


def test_a_begun_change_is_kept_and_stands_in_no_other_box(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    post, client = thread.posts.get(), talk.heron.client()
    url = edit_url(talk, post)
    key = hidden(shown(client, url), "key")
    saved = client.post(url, {"key": key, "version": "0", "source": "Half a chan"}, **JSON)
    assert saved.status_code == 200
    page = shown(client, url)
    assert "Half a chan" in page
    assert hidden(page, "key") == key
    assert "Half a chan" not in shown(client, talk.thread_url(thread))
    assert "A change to your post in" in shown(client, "/drafts/")
    assert "Half a chan" in shown(client, f"/drafts/{key}/")
    assert publish_due(now=timezone.now() + timedelta(days=9)) == 0


def test_what_was_reread_is_what_it_becomes_and_twice_is_once(talk: Talk) -> None:
    post, client = talk.thread(talk.heron).posts.get(), talk.heron.client()
    typed = type_change(talk, client, post, "First change.")
    page = shown(client, typed["Location"])
    draft = Draft.objects.get(edits=post)
    client.post(f"/drafts/{draft.ref}/", {"version": draft.version, "source": "Second change.", "act": "keep"})
    answer = client.post(typed["Location"], {"reread": hidden(page, "reread"), "act": "post"})
    assert answer.status_code == 409
    assert "Second change." in answer.content.decode()
    token = hidden(shown(client, typed["Location"]), "reread")
    for _ in range(2):
        assert client.post(typed["Location"], {"reread": token, "act": "post"}).status_code == 302
    post.refresh_from_db()
    assert (post.source, Revision.objects.count()) == ("Second change.", 1)


def test_the_voice_is_mended_too_and_the_first_peer_reply_with_it(talk: Talk) -> None:
    thread = talk.thread(talk.heron)
    post = talk.post(talk.lantern, "I am.", thread)
    thread.refresh_from_db()
    assert thread.first_peer_reply_at is not None
    change(talk, talk.lantern.client(), post, "We are.", act="for_group")
    post.refresh_from_db()
    thread.refresh_from_db()
    assert (post.as_facilitator, thread.first_peer_reply_at, thread.first_reply_at) == (True, None, post.published_at)
    change(talk, talk.lantern.client(), post, "I am.", act="post")
    thread.refresh_from_db()
    assert thread.first_peer_reply_at == post.published_at


def test_notes_and_hopes_stay_unless_they_are_changed(talk: Talk) -> None:
    post = talk.thread(talk.heron, "Words.", content_notes="grief", wants="heard").posts.get()
    change(talk, talk.heron.client(), post, "Other words.", title="Words.")
    post.refresh_from_db()
    thread = Thread.objects.get()
    assert (post.content_notes, post.wants, thread.content_notes, thread.title) == ("grief", "heard", "grief", "Words.")


def check_worrying(draft: Draft) -> str | None:
    return "worrying" if "worrying" in draft.source else None


def test_a_change_does_not_slip_past_who_reads_first(talk: Talk, settings: Any) -> None:
    post, client = talk.thread(talk.heron).posts.get(), talk.heron.client()
    settings.POST_CHECKS = [f"{__name__}.check_worrying"]
    answer = change(talk, client, post, "Something worrying.")
    assert answer.status_code == 409
    assert "a facilitator reads first" in answer.content.decode()
    post.refresh_from_db()
    assert post.source == "Is anybody awake?"
    Post.objects.filter(pk=post.pk).update(source="Something worrying, which was let out.")
    assert change(talk, client, post, "Something worrying, mended.").status_code == 302


def two_texts(talk: Talk) -> tuple[Post, Revision, str]:
    post = talk.thread(talk.heron, "CANARY-BEFORE").posts.get()
    change(talk, talk.heron.client(), post, "Now.")
    return post, Revision.objects.get(), edit_url(talk, post, "revisions")


def test_members_read_what_it_said_before(talk: Talk, eve: Client) -> None:
    post, _revision, url = two_texts(talk)
    for person in (talk.wren, talk.lantern, talk.heron):
        assert "CANARY-BEFORE" in shown(person.client(), url)
    assert eve.get(url).status_code == 404
    withdraw_post(post=post, now=talk.now)
    assert talk.wren.client().get(url).status_code == 403
    assert "CANARY-BEFORE" in shown(talk.heron.client(), url)


def test_a_facilitator_hides_one_text_and_shows_it_again(talk: Talk, eve: Client) -> None:
    _post, revision, url = two_texts(talk)
    desk, press = talk.lantern.client(), {"revision": revision.ref}
    desk.post(f"{url}tend/", {**press, "act": "hide"})
    assert "CANARY-BEFORE" not in shown(talk.wren.client(), url)
    assert "CANARY-BEFORE" in shown(desk, url)
    desk.post(f"{url}tend/", {**press, "act": "show"})
    assert "CANARY-BEFORE" in shown(talk.wren.client(), url)
    for act in ("hide", "erase", "show", ""):
        assert talk.wren.client().post(f"{url}tend/", {**press, "act": act}).status_code == 403
        assert talk.heron.client().post(f"{url}tend/", {**press, "act": act}).status_code == 403
        assert eve.post(f"{url}tend/", {**press, "act": act}).status_code == 404
    for person in (talk.wren, talk.lantern):
        assert person.client().post(f"{url}wish/", press).status_code == 403


def test_nobody_tends_what_they_wrote_themselves(talk: Talk) -> None:
    post = talk.thread(talk.lantern).posts.get()
    change(talk, talk.lantern.client(), post, "Now.")
    url, ref = edit_url(talk, post, "revisions"), Revision.objects.get().ref
    assert talk.lantern.client().post(f"{url}tend/", {"revision": ref, "act": "erase"}).status_code == 403
    with pytest.raises(OwnPost):
        erase_revision(post=post, ref=ref, by=talk.lantern.face, now=talk.now)


def test_an_author_asks_to_have_a_text_erased(talk: Talk) -> None:
    _post, revision, url = two_texts(talk)
    client, press = talk.heron.client(), {"revision": revision.ref}
    for _ in range(2):
        assert "facilitators are asked" in client.post(f"{url}wish/", press, follow=True).content.decode()
    assert "CANARY-BEFORE" not in shown(talk.wren.client(), url)
    assert Notice.objects.get(kind="forums.erasure_asked").persona_id == talk.lantern.face.pk
    assert "Somebody asks to have an earlier text erased" in shown(talk.lantern.client(), "/home/")
    desk = talk.lantern.client()
    assert "Its author asks" in shown(desk, url)
    desk.post(f"{url}tend/", {**press, "act": "erase"})
    revision.refresh_from_db()
    assert (revision.source, revision.title) == ("", "")
    assert "An earlier text of yours is erased" in shown(client, "/home/")
    assert "Erased at its author" in shown(client, url)
    for where, by in (("tend", desk), ("wish", client)):
        again = by.post(f"{url}{where}/", {**press, "act": "erase"}, follow=True)
        assert "not here any more" in again.content.decode()


def test_what_is_another_posts_is_not_found(talk: Talk) -> None:
    _post, revision, _url = two_texts(talk)
    other = talk.thread(talk.heron, "Another thread.").posts.get()
    for strange in (revision.ref, "", "x"):
        page = talk.lantern.client().post(
            f"{edit_url(talk, other, 'revisions')}tend/", {"revision": strange, "act": "hide"}, follow=True
        )  # fmt: skip
        assert "not here any more" in page.content.decode()
    revision.refresh_from_db()
    assert not revision.is_hidden


def test_earlier_texts_go_with_their_author(talk: Talk) -> None:
    two_texts(talk)
    forget(talk.heron.face)
    revision = Revision.objects.get()
    assert (revision.source, revision.title) == ("", "")


def test_the_database_keeps_changes_in_shape(talk: Talk) -> None:
    post = talk.thread(talk.heron).posts.get()
    elsewhere = talk.thread(talk.heron, "Another.")
    draft = begin_draft(
        author_id=talk.heron.face.pk, forum=talk.forum, thread=post.thread, edits=post, key=post.ref,
        fields={"source": "x"}, now=talk.now,
    )  # fmt: skip
    for nonsense in (
        {"thread": elsewhere},
        {"thread": None},
        {"state": "scheduled", "publish_at": talk.now, "reread": "x"},
        {"state": "published", "post": post},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.filter(pk=draft.pk).update(**nonsense)
    apply_edit(draft=draft, reread_hash=draft.fingerprint, now=talk.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.update(erased_at=talk.now)
