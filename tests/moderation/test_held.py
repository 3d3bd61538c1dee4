"""Posts that a facilitator reads before others do."""

from __future__ import annotations

import pytest
from django.utils import timezone

from forums.models import Draft, Post
from moderation import actions
from moderation.checks import alert_words
from moderation.models import AlertWord, Case, Decision, Hold
from moderation.refusals import DecidedMeanwhile, ReasonMissing
from personas.models import Notice
from tests.cast import Cast
from tests.moderation.desk import decision_url, desk_url, held_url, hold_a_post, second_facilitator, told


def test_whole_words_hold(cast: Cast) -> None:
    for word, text, is_held in (
        ("sell", "I SELL tea", True),
        ("sell", "my counsellor", False),
        ("forbidden tea", "Forbidden\n  tea!", True),
        ("straße", "in der STRASSE 5", True),
        ("c++", "I know C++, too", True),
        ("tea", "teapot", False),
        ("ｔｅａ", "tea", True),
    ):
        AlertWord.objects.all().delete()
        AlertWord.objects.create(group=cast.group, word=word, holds=True)
        assert bool(alert_words(Draft(group=cast.group, source=text, title=""))) is is_held, text
        assert bool(alert_words(Draft(group=cast.group, source="", title=text))) is is_held, text


def test_a_word_that_does_not_hold_or_is_anothers_holds_nothing(cast: Cast) -> None:
    AlertWord.objects.create(group=cast.group, word="tea", holds=False)
    AlertWord.objects.create(group=cast.elsewhere, word="tea", holds=True)
    assert alert_words(Draft(group=cast.group, source="tea", title="")) is None


def test_it_waits_at_the_desk_and_is_let_through(cast: Cast) -> None:
    hold = hold_a_post(cast)
    client = cast["facilitator"].client()
    page = client.get(held_url(cast, hold.post)).content.decode()
    for words in (
        "A post by Heron waits for you to read it first",
        "Buy my forbidden tea.",
        "forbidden tea”",
        "Let others read it",
    ):
        assert words in page
    for _press in range(2):
        assert client.post(f"{held_url(cast, hold.post)}release/").status_code == 302
    post = Post.objects.get(pk=hold.pk)
    assert (post.state, post.number) == ("published", 3)
    assert not Hold.objects.exists()
    assert len(told(cast["member"], "A facilitator has read your post")) == 1
    assert client.get(held_url(cast, post)).status_code == 302


def test_it_is_given_back_with_words(cast: Cast) -> None:
    hold = hold_a_post(cast)
    client = cast["facilitator"].client()
    empty = client.post(held_url(cast, hold.post), {"reason": ""})
    assert "Please write a few words" in empty.content.decode()
    assert Hold.objects.exists()
    for _press in range(2):
        assert client.post(held_url(cast, hold.post), {"reason": "We sell nothing here."}).status_code == 302
    decision = Decision.objects.get()
    assert decision.verdict == "removed"
    assert Case.objects.get().closed_at is not None
    page = cast["member"].client().get(decision_url(cast, decision)).content.decode()
    assert "We sell nothing here." in page
    assert "Buy my forbidden tea." in page
    assert Notice.objects.filter(kind="moderation.decided").count() == 1


def test_two_people_answer_and_the_second_is_told(cast: Cast) -> None:
    other = second_facilitator(cast)
    first, second = hold_a_post(cast), hold_a_post(cast)
    client = cast["facilitator"].client()
    client.post(held_url(cast, first.post), {"reason": "We sell nothing here."})
    late = other.client().post(f"{held_url(cast, first.post)}release/")
    assert late.status_code == 409
    assert "We sell nothing here." in late.content.decode()
    client.post(f"{held_url(cast, second.post)}release/")
    late = other.client().post(held_url(cast, second.post), {"reason": "My own words."})
    assert late.status_code == 409
    assert "My own words." in late.content.decode()
    assert Post.objects.get(pk=second.pk).state == Post.State.PUBLISHED


def test_nobody_lets_ones_own_post_through(cast: Cast) -> None:
    hold = hold_a_post(cast, by="facilitator")
    client = cast["facilitator"].client()
    assert "Lantern waits" not in client.get(desk_url(cast)).content.decode()
    assert client.get(held_url(cast, hold.post)).status_code == 403
    assert client.post(f"{held_url(cast, hold.post)}release/").status_code == 403
    assert Post.objects.get(pk=hold.pk).state == Post.State.HELD


def test_a_held_post_that_is_taken_back_waits_no_more(cast: Cast) -> None:
    from forums.actions import withdraw_post

    hold = hold_a_post(cast)
    withdraw_post(post=hold.post, now=timezone.now())
    client = cast["facilitator"].client()
    assert "Heron waits" not in client.get(desk_url(cast)).content.decode()
    held = held_url(cast, hold.post)
    for answer in (
        client.get(held, follow=True),
        client.post(f"{held}release/", follow=True),
        client.post(held, {"reason": "No."}, follow=True),
    ):
        assert answer.status_code == 200
        assert any(words in answer.content.decode() for words in ("taken this post back", "does not wait any more"))
    assert not Decision.objects.exists()


def test_holding_is_safe_to_repeat(cast: Cast) -> None:
    hold = hold_a_post(cast)
    again = actions.hold_post(post=hold.post, why="Another word.", now=timezone.now())
    assert again.why == hold.why
    assert Hold.objects.count() == 1


def test_a_decline_needs_a_reason(cast: Cast) -> None:
    hold = hold_a_post(cast)
    with pytest.raises(ReasonMissing):
        actions.decline_held(hold=hold, by=cast["facilitator"].face, reason=" ", now=timezone.now())
    actions.release(hold=hold, by=cast["facilitator"].face, now=timezone.now())
    with pytest.raises(DecidedMeanwhile):
        actions.decline_held(hold=hold, by=cast["facilitator"].face, reason="No.", now=timezone.now())
