"""For how long a post can be changed is the group's to say, and whoever is too late hears why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forums.models import Draft, Post
from groups.models import SupportGroup
from tests.forums.conftest import Talk, shown
from tests.forums.test_edit import edit_url, type_change

A_MINUTE = timedelta(minutes=1)


def lets(talk: Talk, hours: int) -> None:
    SupportGroup.objects.filter(pk=talk.group.pk).update(edit_hours=hours)


def posted_ago(post: Post, ago: timedelta) -> None:
    Post.objects.filter(pk=post.pk).update(published_at=timezone.now() - ago)


@pytest.mark.parametrize(("hours", "words"), [(1, "for an hour"), (24, "for a day"), (168, "for a week")])
def test_until_then_it_can_be_changed_and_afterwards_the_reason_is_said(talk: Talk, hours: int, words: str) -> None:
    post, client = talk.thread(talk.heron).posts.get(), talk.heron.client()
    lets(talk, hours)
    posted_ago(post, timedelta(hours=hours) - A_MINUTE)
    assert edit_url(talk, post) in shown(client, talk.thread_url(post.thread))
    assert client.get(edit_url(talk, post)).status_code == 200
    posted_ago(post, timedelta(hours=hours) + A_MINUTE)
    assert edit_url(talk, post) not in shown(client, talk.thread_url(post.thread))
    refused = client.get(edit_url(talk, post))
    assert (refused.status_code, words in refused.text, "is over" in refused.text) == (403, True, True)


def test_never_is_said_as_never(talk: Talk) -> None:
    post, client = talk.thread(talk.heron).posts.get(), talk.heron.client()
    lets(talk, 0)
    refused = client.get(edit_url(talk, post))
    assert (refused.status_code, "stays as it was written" in refused.text) == (403, True)


def test_what_was_typed_too_late_is_kept_and_review_says_why(talk: Talk) -> None:
    post, client = talk.thread(talk.heron).posts.get(), talk.heron.client()
    typed = type_change(talk, client, post, "What I mean to say.")
    lets(talk, 1)
    posted_ago(post, timedelta(hours=2))
    page = shown(client, typed["Location"])
    assert "for an hour, and that hour is over" in page
    draft = Draft.objects.get(edits=post)
    pressed = client.post(typed["Location"], {"reread": draft.fingerprint, "act": "post"})
    assert (pressed.status_code, "that hour is over" in pressed.text) == (403, True)
    post.refresh_from_db()
    draft.refresh_from_db()
    assert (post.source, draft.source, draft.state) == ("Is anybody awake?", "What I mean to say.", "writing")


def test_somebody_else_is_told_nothing_of_times(talk: Talk) -> None:
    post = talk.thread(talk.heron).posts.get()
    posted_ago(post, timedelta(days=3))
    refused = talk.wren.client().get(edit_url(talk, post))
    assert (refused.status_code, "is over" in refused.text) == (403, False)


def test_an_admin_chooses_and_members_read_it_in_the_log(talk: Talk) -> None:
    admin = talk.lantern.client()
    url = f"{talk.url}settings/talk/"
    form: dict[str, Any] = {"edit_hours": "168", "requires_rereading": "on"}
    assert admin.post(url, form).status_code == 302
    assert SupportGroup.objects.get(pk=talk.group.pk).edit_hours == 168
    assert "A post can be changed by its author for a week." in shown(admin, f"{talk.url}settings/")
    assert admin.post(url, form | {"edit_hours": "0"}).status_code == 302
    assert "A post stays as it was written." in shown(admin, f"{talk.url}settings/")
    admin.post(url, form)
    refused = admin.post(url, form | {"edit_hours": "12"})
    assert refused.status_code == 200
    assert SupportGroup.objects.get(pk=talk.group.pk).edit_hours == 168


def test_the_database_knows_no_other_times(talk: Talk) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        lets(talk, 12)
