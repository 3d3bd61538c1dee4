"""The rule and the list agree: what may be read is what is found, for everybody in the cast."""

from __future__ import annotations

import pytest

from forums.models import Draft, Forum, Post, Thread
from forums.permissions import RULES
from tests.cast import NOW, ROLES, Cast


@pytest.mark.parametrize("role", ROLES)
def test_may_read_is_the_same_as_is_found(cast: Cast, role: str) -> None:
    person = cast[role]
    for actor in (person.actor(cast.group), person.actor()):
        for model in (Forum, Thread, Post):
            for thing in model.objects.all():
                found = model.objects.visible_to(actor).filter(pk=thing.pk).exists()
                assert actor.can("forums.read", thing) == found, (role, thing)


READERS = {
    "member", "on_break", "silenced", "other_cohort", "one_thread_face", "screener", "treasurer", "editor",
    "facilitator", "admin", "operator_member",
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what(cast: Cast, role: str) -> None:
    actor = cast[role].actor(cast.group)
    thread = Thread.objects.select_related("forum", "group").get(pk=cast.thread.pk)
    face = cast[role].face
    draft = Draft(group=cast.group, forum=thread.forum, thread=thread, author_id=face.pk if face else 0, made_at=NOW)
    is_reader = role in READERS
    assert actor.can("forums.read", thread) == is_reader
    assert actor.can("forums.reply", thread) == is_reader
    assert actor.can("forums.write_thread", thread.forum) == is_reader
    assert actor.can("forums.search", cast.group) == is_reader
    assert actor.can("forums.see_person", cast["member"].face) == is_reader
    assert actor.can("forums.edit_draft", draft) == is_reader
    assert actor.can("forums.publish_draft", draft) == (is_reader and role != "silenced")
    assert actor.can("forums.see_draft", draft) == (face is not None)
    assert actor.can("forums.speak_for_group", thread) == actor.seat_in(cast.group.pk).holds("moderate")
    assert actor.can("forums.own_drafts") == (role != "guest")
    assert actor.can(
        "forums.withdraw", Post(thread=thread, group=cast.group, author=cast["member"].face, number=1)
    ) == (role == "member")


def test_every_rule_says_no_in_a_sentence() -> None:
    from supportgroups.lib.rules import NotAllowed

    sentences = {name: NotAllowed(name).sentence for name in RULES}
    assert len(set(sentences.values())) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences.values())
