"""The seed world hangs together: everybody who speaks is there, nothing happens before its time or after today."""

from __future__ import annotations

import re

import pytest

from directory.taxonomy import concern
from supportgroups.front.world.groups import GROUPS, GroupWords
from supportgroups.front.world.people import PARTS, PEOPLE
from supportgroups.front.world.script import PostWords, ScriptError, ThreadWords, flow, read_threads
from supportgroups.front.world.talk import THREADS

every_group = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.slug)


def every_post() -> list[tuple[ThreadWords, PostWords]]:
    return [(thread, post) for threads in THREADS.values() for thread in threads for post in thread.posts]


def test_there_is_a_group_of_every_kind() -> None:
    assert {group.slug for group in GROUPS} == set(PEOPLE) == set(THREADS)
    assert {group.door for group in GROUPS} == {"open", "by_request", "by_invitation"}
    assert {group.led_by for group in GROUPS} == {"peer", "professional", "both"}
    assert {group.run for group in GROUPS} == {"ongoing", "cohort"}
    assert {group.readership for group in GROUPS} == {"members"}
    assert [group.slug for group in GROUPS if group.is_hidden] == ["the-back-room"]
    assert [len(group.cohorts) for group in GROUPS if group.run == "cohort"] == [3]


@every_group
def test_a_groups_code_says_nothing_of_its_concern(group: GroupWords) -> None:
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d+", group.code)
    assert not set(group.code.split("-")) & set(group.slug.split("-"))
    assert all(concern(slug) for slug in group.concerns)


@every_group
def test_all_who_speak_are_members_by_then(group: GroupWords) -> None:
    people = {person.handle: person for person in PEOPLE[group.slug]}
    for thread in THREADS[group.slug]:
        for post in thread.posts:
            assert people[post.handle].joined_days_ago >= thread.days_ago - post.hours_later // 24, post


@every_group
def test_people_and_forums_fit_their_group(group: GroupWords) -> None:
    people = PEOPLE[group.slug]
    assert len({person.handle for person in people}) == len(people)
    assert all(person.part in PARTS and person.joined_days_ago <= group.founded_days_ago for person in people)
    leading = {person.handle for person in people if person.part == "facilitator"}
    assert leading == {each.handle for each in group.facilitators}
    cohort_of = {person.handle: person.cohort for person in people}
    forums = {forum.slug: forum for forum in group.forums}
    for thread in THREADS[group.slug]:
        run = forums[thread.forum].cohort
        assert all(cohort_of[post.handle] == run or post.handle in leading for post in thread.posts if run)


@every_group
def test_only_facilitators_speak_for_the_group(group: GroupWords) -> None:
    leading = {each.handle for each in group.facilitators}
    for thread in THREADS[group.slug]:
        assert all(post.handle in leading for post in thread.posts if post.as_facilitator)
        if thread.kind == "announcement":
            assert thread.posts[0].as_facilitator


def test_answers_come_after_what_they_answer_and_before_today() -> None:
    for threads in THREADS.values():
        for thread in threads:
            assert thread.posts[0].parent is None
            for number, post in enumerate(thread.posts[1:], start=1):
                assert post.parent is not None
                assert post.parent < number
                assert thread.posts[post.parent].hours_later <= post.hours_later
                assert thread.posts[number - 1].hours_later <= post.hours_later
                assert post.hours_later <= (thread.days_ago - 1) * 24, thread.title


def test_there_is_enough_talk_and_no_two_posts_are_the_same() -> None:
    posts = every_post()
    assert sum(map(len, THREADS.values())) >= 65
    assert len(posts) >= 350
    texts = [post.text for _thread, post in posts if len(post.text) > 20]
    assert len(texts) == len(set(texts))
    assert max(len(post.text.split()) for _thread, post in posts) <= 150


def test_the_rare_things_are_there_once_or_more() -> None:
    posts = every_post()
    assert [post.handle for _thread, post in posts if post.report] == ["Brassneck"]
    assert [post.handle for _thread, post in posts if post.is_withdrawn] == ["Samphire"]
    assert any(post.note for _thread, post in posts)
    waiting = [threads[-1] for threads in THREADS.values() if len(threads[-1].posts) == 1]
    assert [(thread.opener, thread.days_ago) for thread in waiting] == [("Pebble", 1)]


def test_nobody_writes_under_one_name_in_two_groups() -> None:
    names = [person.handle for people in PEOPLE.values() for person in people]
    assert len(names) == len(set(names))


def test_broken_lines_are_joined_and_lists_kept() -> None:
    assert flow("one\n  two\n\n- three\n  four\n- five") == "one two\n\n- three four\n- five"


@pytest.mark.parametrize(
    "script", ["# A\n= chat | talk | ago 1 | hour 2\n@ B\nHi", "# A\n= share | talk | ago 1 | hour 2\n"]
)
def test_a_script_that_cannot_be_read_says_where(script: str) -> None:
    with pytest.raises(ScriptError):
        read_threads(script)
