"""Threads that move, are joined, or begin out of an answer: numbers, paths, marks, counters and drafts follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from forums.actions import (
    NothingToSplit,
    OtherReaders,
    apply_edit,
    hide_post,
    lay_paths,
    mark_read,
    merge_threads,
    move_thread,
    open_forum,
    publish_due,
    recount,
    schedule,
    show_post,
    split_thread,
    withdraw_post,
)
from forums.models import Draft, Forum, Merger, Post, ReadMark, Thread, Watch
from forums.textindex import POSTS
from groups.models import Cohort
from personas import faces
from personas.models import ChainEntry
from tests.cast import Person
from tests.forums.conftest import Talk, shown
from tests.forums.test_edit import type_change
from tests.forums.test_publish_due import check_worrying, remember_held
from tests.once import written_once


def say(talk: Talk, by: Person, source: str, thread: Thread | None, minutes: int, parent: Post | None = None) -> Post:
    return talk.post(by, source, thread, at=talk.now + timedelta(minutes=minutes), parent=parent)


def texts(thread: Thread) -> list[tuple[int, str]]:
    return list(thread.posts.filter(number__isnull=False).order_by("number").values_list("number", "source"))


def read_to(talk: Talk, person: Person, thread: Thread, number: int) -> None:
    thread.refresh_from_db()
    mark_read(actor_seat=talk.room.actor(person).seat_in(talk.group.pk), thread=thread, number=number)


def mark(person: Person, thread: Thread) -> int | None:
    return ReadMark.objects.filter(thread=thread, persona=person.face).values_list("number", flat=True).first()


def all_is_counted(talk: Talk) -> None:
    """Counting and laying anew changes nothing."""
    before = list(Thread.objects.order_by("pk").values()), list(Forum.objects.order_by("pk").values())
    recount(talk.group)
    assert (list(Thread.objects.order_by("pk").values()), list(Forum.objects.order_by("pk").values())) == before
    assert lay_paths(talk.group) == 0


def write_two(begun_talk: Talk) -> tuple[Thread, Thread]:
    """Told minute by minute: 0 one, 1 two, 2 one, 3 two, 4 one, 5 two."""
    one = say(begun_talk, begun_talk.heron, "one 0", None, 0).thread
    two = say(begun_talk, begun_talk.wren, "two 1", None, 1).thread
    for minutes in (2, 3, 4, 5):
        number, thread = ("two", two) if minutes % 2 else ("one", one)
        say(begun_talk, begun_talk.lantern, f"{number} {minutes}", thread, minutes)
    return one, two


two_threads = written_once(write_two)


def join(talk: Talk, one: Thread, two: Thread) -> Thread:
    return merge_threads(threads=(one, two), by=talk.lantern.face, now=talk.now + timedelta(hours=1))


class TestMoving:
    def test_to_another_forum(self, talk: Talk) -> None:
        thread = talk.thread(talk.heron, title="Kettles")
        draft = talk.draft(talk.wren, "Soon.", thread)
        other = open_forum(group=talk.group, name="Small things", about="", by=talk.lantern.face, now=talk.now)
        url = f"{talk.thread_url(thread)}move/"
        page = shown(talk.lantern.client(), url)
        assert "Where shall “Kettles” go?" in page
        assert "Small things" in page
        for _press in range(2):
            talk.lantern.client().post(url, {"forum": other.slug})
        thread.refresh_from_db()
        draft.refresh_from_db()
        assert (thread.forum, draft.forum) == (other, other)
        assert "Kettles" in shown(talk.wren.client(), f"{talk.url}forums/small-things/")
        assert "Kettles" not in shown(talk.wren.client(), talk.forum_url)
        assert ChainEntry.objects.filter(kind="forums.moved").count() == 1
        all_is_counted(talk)

    def test_never_to_other_readers(self, talk: Talk) -> None:
        thread = talk.thread(talk.heron)
        day = talk.now.date()
        run = Cohort.objects.create(
            group=talk.group, name="Spring", opens_on=day, starts_on=day, ends_on=day + timedelta(70), places=8
        )
        closed = Forum.objects.create(group=talk.group, name="Spring", slug="spring", cohort=run)
        with pytest.raises(OtherReaders):
            move_thread(thread=thread, to=closed, by=talk.lantern.face, now=talk.now)
        assert "There is no other forum" in shown(talk.lantern.client(), f"{talk.thread_url(thread)}move/")
        page = talk.lantern.client().post(f"{talk.thread_url(thread)}move/", {"forum": "spring"})
        assert page.status_code == 200
        thread.refresh_from_db()
        assert thread.forum == talk.forum

    def test_a_further_forum_is_an_admins(self, talk: Talk, eve: Client) -> None:
        url, sent = f"{talk.url}forums/new/", {"name": "New", "about": "For the new."}
        assert talk.wren.client().post(url, sent).status_code == 403
        assert eve.post(url, sent).status_code == 403
        for _press in range(2):
            assert talk.lantern.client().post(url, sent).status_code == 302
        assert [forum.slug for forum in Forum.objects.filter(group=talk.group, name="New")] == ["new-2"]
        assert talk.lantern.client().post(url, {"name": ""}).status_code == 200
        assert talk.wren.client().get(f"{talk.url}log/").text.count("A forum was opened.") == 1


class TestJoining:
    def test_all_posts_stand_in_the_order_of_writing(self, talk: Talk, two_threads: tuple[Thread, Thread]) -> None:
        one, two = two_threads
        joined = join(talk, two, one)
        assert joined == one
        assert texts(one) == [(1, "one 0"), (2, "two 1"), (3, "one 2"), (4, "two 3"), (5, "one 4"), (6, "two 5")]
        assert join(talk, one, two) == one
        assert ChainEntry.objects.filter(kind="forums.merged").count() == 1
        all_is_counted(talk)

    def test_what_answered_the_other_thread_answers_its_opening(
        self, talk: Talk, two_threads: tuple[Thread, Thread]
    ) -> None:
        one, two = two_threads
        join(talk, one, two)
        opening = Post.objects.get(source="two 1")
        assert set(Post.objects.filter(parent=opening).values_list("source", flat=True)) == {"two 3", "two 5"}
        assert (opening.parent, opening.path) == (None, "000002")

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [(3, 3, 6), (1, 3, 2), (3, 1, 3), (3, None, 1), (None, 3, 0), (2, 2, 4)],
    )
    def test_nothing_unread_is_passed_over(
        self, talk: Talk, two_threads: tuple[Thread, Thread], first: int | None, second: int | None, expected: int
    ) -> None:
        one, two = two_threads
        ReadMark.objects.all().delete()
        for thread, number in ((one, first), (two, second)):
            if number:
                read_to(talk, talk.heron, thread, number)
        join(talk, one, two)
        assert mark(talk.heron, one) == expected
        assert mark(talk.wren, one) is None
        assert not ReadMark.objects.filter(thread=two).exists()

    def test_reading_by_the_old_numbers_takes_nothing_down(
        self, talk: Talk, two_threads: tuple[Thread, Thread]
    ) -> None:
        one, two = two_threads
        ReadMark.objects.all().delete()
        opened = Thread.objects.get(pk=one.pk)
        join(talk, one, two)
        mark_read(actor_seat=talk.room.actor(talk.heron).seat_in(talk.group.pk), thread=opened, number=3)
        assert mark(talk.heron, one) is None

    def test_what_stood_below_a_note_bears_it(self, talk: Talk) -> None:
        one = say(talk, talk.heron, "plain 0", None, 0).thread
        two = talk.post(talk.wren, "noted 1", at=talk.now + timedelta(minutes=1), content_notes="grief").thread
        say(talk, talk.lantern, "below 2", two, 2)
        noted = talk.post(talk.lantern, "other 3", two, at=talk.now + timedelta(minutes=3), content_notes="sleep")
        joined = join(talk, one, two)
        kept = joined.posts.order_by("number").values_list("source", "content_notes")
        both = (noted.source, "sleep, grief")
        assert list(kept) == [("plain 0", ""), ("noted 1", "grief"), ("below 2", "grief"), both]
        found = talk.heron.client().post(f"{talk.url}search/", {"words": "below"}).content.decode()
        assert "below" not in found.split("<h2")[1]

    def test_notes_of_any_length_stand_beside_each_other(self, talk: Talk) -> None:
        long, longer = "a" * 120, "b" * 120
        one = say(talk, talk.heron, "plain 0", None, 0).thread
        two = talk.post(talk.wren, "noted 1", at=talk.now + timedelta(minutes=1), content_notes=long).thread
        talk.post(talk.wren, "noted 2", two, at=talk.now + timedelta(minutes=2), content_notes=longer)
        joined = join(talk, one, two)
        assert joined.posts.get(source="noted 2").content_notes == f"{longer}, {long}"
        client = talk.wren.client()
        page = shown(client, type_change(talk, client, joined.posts.get(number=3), "Changed.")["Location"])
        assert f'value="{longer}, {long}" maxlength="242"' in page

    def test_where_both_bear_the_note_nothing_is_added(self, talk: Talk) -> None:
        one = talk.post(talk.heron, "noted 0", at=talk.now, content_notes="Grief, sleep").thread
        two = talk.post(talk.wren, "noted 1", at=talk.now + timedelta(minutes=1), content_notes="grief").thread
        say(talk, talk.lantern, "below 2", two, 2)
        assert join(talk, one, two).posts.get(source="below 2").content_notes == ""

    def test_the_other_address_leads_there(self, talk: Talk, two_threads: tuple[Thread, Thread], eve: Client) -> None:
        one, two = two_threads
        join(talk, one, two)
        client = talk.wren.client()
        for url in (talk.thread_url(two), f"{talk.thread_url(two)}unread/"):
            assert client.get(url)["Location"] == f"{talk.thread_url(one)}unread/"
            assert eve.get(url).status_code == 404
        assert client.get(f"{talk.thread_url(two)}reply/").status_code == 404

    def test_drafts_come_along_and_are_posted(self, talk: Talk, two_threads: tuple[Thread, Thread]) -> None:
        one, two = two_threads
        draft = talk.draft(talk.heron, "An answer.", two, parent=two.posts.get(number=2))
        waiting = talk.draft(talk.heron, "On its way.", two)
        schedule(draft=waiting, reread_hash=waiting.fingerprint, now=talk.now)
        join(talk, one, two)
        draft.refresh_from_db()
        assert (draft.thread, draft.parent.source) == (one, "two 3")
        assert publish_due(now=talk.now + timedelta(hours=2)) == 1
        assert texts(one)[-1] == (7, "On its way.")
        all_is_counted(talk)

    def test_what_is_held_comes_along_and_is_let_out(
        self, talk: Talk, two_threads: tuple[Thread, Thread], settings: object
    ) -> None:
        settings.POST_CHECKS = [f"{check_worrying.__module__}.check_worrying"]
        settings.POST_HELD = f"{remember_held.__module__}.remember_held"
        one, two = two_threads
        held = talk.post(talk.heron, "Something worrying.", two)
        join(talk, one, two)
        out = show_post(post=held, by=talk.lantern.face, now=talk.now + timedelta(hours=2))
        assert (out.thread_id, out.number) == (one.pk, 7)
        all_is_counted(talk)

    def test_watches_are_joined(self, talk: Talk, two_threads: tuple[Thread, Thread]) -> None:
        one, two = two_threads
        Watch.objects.filter(thread=two, persona=talk.lantern.face).update(level="none")
        join(talk, one, two)
        watches = dict(Watch.objects.filter(thread=one).values_list("persona__handle", "level"))
        assert watches == {"Heron": "digest", "Wren": "digest", "Lantern": "digest"}
        assert not Watch.objects.filter(thread=two).exists()

    def test_a_title_that_is_gone_is_found_no_more(self, talk: Talk) -> None:
        one, two = talk.thread(talk.heron, "Words."), talk.thread(talk.wren, "Others.", title="Findable kettle")
        join(talk, one, two)
        assert POSTS.matches("kettle", [talk.group.pk], 5) == []
        assert len(POSTS.matches("others", [talk.group.pk], 5)) == 1

    def test_across_forums_both_are_counted(self, talk: Talk, two_threads: tuple[Thread, Thread]) -> None:
        one, two = two_threads
        other = open_forum(group=talk.group, name="Small things", about="", by=talk.lantern.face, now=talk.now)
        move_thread(thread=two, to=other, by=talk.lantern.face, now=talk.now)
        join(talk, one, two)
        all_is_counted(talk)
        assert Forum.objects.get(pk=other.pk).thread_count == 0

    def test_two_pages_name_both_before_it_is_done(self, talk: Talk) -> None:
        one, two = talk.thread(talk.heron, title="First kettle"), talk.thread(talk.wren, title="Second kettle")
        client, url = talk.lantern.client(), f"{talk.thread_url(two)}merge/"
        assert "Join “Second kettle” with another thread" in shown(client, url)
        page = client.post(url, {"other": str(one.ref)}).content.decode()
        assert "Put everything from “Second kettle” into “First kettle”?" in page
        assert not Merger.objects.exists()
        assert client.post(url, {"other": str(one.ref), "act": "join"})["Location"] == talk.thread_url(one)
        assert client.post(url, {"other": str(one.ref), "act": "join"}).status_code == 404
        for odd in ("", "x", str(two.ref)):
            assert client.post(f"{talk.thread_url(one)}merge/", {"other": odd}).status_code == 200

    def test_what_is_called_alike_is_told_apart(self, talk: Talk) -> None:
        one = talk.thread(talk.heron, "one", title="Kettles")
        two, three = (talk.thread(by, "noted", title="Canary", content_notes="grief") for by in (talk.heron, talk.wren))
        url, lantern = f"{talk.thread_url(one)}merge/", talk.lantern.client()
        page = shown(lantern, url)
        assert "A thread that talks about grief (Heron, " in page
        assert "A thread that talks about grief (Wren, " in page
        assert "Canary" not in page
        alike = lantern.post(f"{talk.thread_url(two)}merge/", {"other": str(three.ref)}).text
        assert "about grief (Wren, " in alike
        assert "about grief (Heron, " in alike

    def test_members_join_nothing(self, talk: Talk, two_threads: tuple[Thread, Thread], eve: Client) -> None:
        one, two = two_threads
        sent = {"other": str(two.ref), "act": "join"}
        assert talk.heron.client().post(f"{talk.thread_url(one)}merge/", sent).status_code == 403
        assert eve.post(f"{talk.thread_url(one)}merge/", sent).status_code == 404
        assert not Merger.objects.exists()


def write_five(begun_talk: Talk) -> Thread:
    """1 opening, 2, 3 answers 2, 4, 5 answers 3."""
    thread = say(begun_talk, begun_talk.heron, "1", None, 0).thread
    second = say(begun_talk, begun_talk.wren, "2", thread, 1)
    third = say(begun_talk, begun_talk.lantern, "3", thread, 2, second)
    say(begun_talk, begun_talk.heron, "4", thread, 3)
    say(begun_talk, begun_talk.wren, "5", thread, 4, third)
    return thread


thread = written_once(write_five)


class TestSplitting:
    def split(self, talk: Talk, thread: Thread, number: int = 2) -> Thread:
        post = Post.objects.get(thread=thread, number=number)
        return split_thread(post=post, title="Of its own", by=talk.lantern.face, now=talk.now + timedelta(hours=1))

    def test_an_answer_goes_with_all_that_answers_it(self, talk: Talk, thread: Thread) -> None:
        new = self.split(talk, thread)
        assert texts(new) == [(1, "2"), (2, "3"), (3, "5")]
        assert texts(thread) == [(1, "1"), (4, "4")]
        assert list(new.posts.order_by("number").values_list("path", flat=True)) == ["000001", "000002", "000002000003"]
        new.refresh_from_db()
        assert (new.author, new.title, new.forum) == (talk.wren.face, "Of its own", thread.forum)
        all_is_counted(talk)
        assert talk.post(talk.heron, "6", thread).number == 6
        assert talk.post(talk.heron, "4", new).number == 4
        all_is_counted(talk)

    @pytest.mark.parametrize(("old", "expected"), [(1, 0), (2, 1), (4, 2), (5, 3)])
    def test_what_was_read_stays_read(self, talk: Talk, thread: Thread, old: int, expected: int) -> None:
        ReadMark.objects.all().delete()
        read_to(talk, talk.heron, thread, old)
        new = self.split(talk, thread)
        assert (mark(talk.heron, thread), mark(talk.heron, new)) == (old, expected)
        assert mark(talk.wren, new) is None

    def test_the_page_asks_by_name_and_says_where_it_came_from(self, talk: Talk, thread: Thread) -> None:
        url, client = f"{talk.thread_url(thread)}posts/2/split/", talk.lantern.client()
        page = shown(client, url)
        assert "Make the answer by Wren a thread of its own?" in page
        assert "together with two replies" in page
        assert client.post(url, {"title": ""}).status_code == 200
        there = client.post(url, {"title": "Kettles"})["Location"]
        page = shown(talk.heron.client(), there)
        assert "Kettles" in page
        assert "Lantern made it a thread of its own" in page
        assert client.get(url).status_code == 404

    def test_drafts_of_answers_come_along(self, talk: Talk, thread: Thread) -> None:
        third = Post.objects.get(thread=thread, number=3)
        inside, outside = talk.draft(talk.heron, "In", thread, parent=third), talk.draft(talk.heron, "Out", thread)
        new = self.split(talk, thread)
        assert Draft.objects.get(pk=inside.pk).thread == new
        assert Draft.objects.get(pk=outside.pk).thread == thread

    def test_an_opening_and_what_is_covered_begin_nothing(self, talk: Talk, thread: Thread) -> None:
        hide_post(post=Post.objects.get(thread=thread, number=2), by=talk.heron.face, now=talk.now)
        for number in (1, 2):
            with pytest.raises(NothingToSplit):
                self.split(talk, thread, number)
            page = talk.lantern.client().post(f"{talk.thread_url(thread)}posts/{number}/split/", {"title": "x"})
            assert "cannot begin a thread" in page.content.decode()

    def test_a_name_for_one_thread_stays_in_one(self, talk: Talk, thread: Thread) -> None:
        space = faces.new_space(parent=talk.group.space)
        name = faces.take_face(actor=talk.room.actor(talk.heron), space=space, handle="Grey Pebble", now=talk.now)
        Post.objects.filter(thread=thread, number=3).update(author=name)
        with pytest.raises(NothingToSplit):
            self.split(talk, thread)

    def test_it_bears_the_notes_it_stood_under_beside_its_own(self, talk: Talk) -> None:
        source = talk.thread(talk.heron, "Opening.", content_notes="Grief")
        talk.post(talk.wren, "Answer.", source, content_notes="sleep, grief")
        new = self.split(talk, source)
        assert (new.content_notes, new.posts.get().content_notes) == ("Grief, sleep", "sleep, grief")

    def test_a_change_that_was_begun_keeps_the_title_and_the_notes(self, talk: Talk) -> None:
        source = talk.thread(talk.heron, "Opening.", content_notes="grief")
        answer = talk.post(talk.wren, "Answer.", source)
        change = talk.draft(talk.wren, "Other words.", source, edits=answer)
        new = self.split(talk, source)
        change.refresh_from_db()
        apply_edit(draft=change, reread_hash=change.fingerprint, now=talk.now)
        new.refresh_from_db()
        assert (new.title, new.content_notes) == ("Of its own", "grief")
        assert new.posts.get().source == "Other words."

    def test_members_split_nothing(self, talk: Talk, thread: Thread, eve: Client) -> None:
        url = f"{talk.thread_url(thread)}posts/2/split/"
        assert talk.wren.client().post(url, {"title": "x"}).status_code == 403
        assert eve.post(url, {"title": "x"}).status_code == 404
        assert "split/" not in shown(talk.wren.client(), talk.thread_url(thread))

    def test_the_first_unread_is_found_across_the_gap(self, talk: Talk, thread: Thread) -> None:
        ReadMark.objects.all().delete()
        read_to(talk, talk.lantern, thread, 1)
        self.split(talk, thread)
        assert talk.lantern.client().get(f"{talk.thread_url(thread)}unread/")["Location"].endswith("#post-4")

    def test_joined_again_all_is_one(self, talk: Talk, thread: Thread) -> None:
        new = self.split(talk, thread)
        withdraw_post(post=Post.objects.get(thread=new, number=3), now=talk.now)
        join(talk, thread, new)
        assert texts(thread) == [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]
        all_is_counted(talk)


def test_members_read_in_the_log_that_threads_moved_and_not_which(
    talk: Talk, two_threads: tuple[Thread, Thread]
) -> None:
    one, two = two_threads
    other = open_forum(group=talk.group, name="Small things", about="", by=talk.lantern.face, now=talk.now)
    move_thread(thread=talk.thread(talk.heron, title="Kettles"), to=other, by=talk.lantern.face, now=talk.now)
    split_thread(post=join(talk, one, two).posts.get(source="two 3"), title="Three", by=talk.lantern.face, now=talk.now)
    page = shown(talk.wren.client(), f"{talk.url}log/").partition("<main")[2].partition("</main>")[0]
    for words in ("moved to another forum.", "Two threads were joined.", "An answer became a thread of its own."):
        assert words in page
    for words in ("Kettles", "Small things", "Lantern", "Heron"):
        assert words not in page
