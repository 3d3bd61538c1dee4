"""Any order of what can happen to talk: numbers, paths, counters and marks stay right; nothing unread is passed over.

Random walks over posting, grace, taking back, publishing when due, holding and letting out, withdrawing, hiding,
taking away, saying something without words, reading (also with a page opened before), pressing "Post at once" on a page
opened before, erasing, moving, joining and splitting.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from forums.actions import (
    DraftIsClosed,
    NothingToAnswer,
    NothingToSplit,
    PostMovedOn,
    RereadAgain,
    count_responses,
    hide_post,
    lay_paths,
    mark_read,
    merge_threads,
    move_thread,
    open_forum,
    post_at_once,
    publish_due,
    recount,
    remove_post,
    respond,
    schedule,
    show_post,
    split_thread,
    take_back,
    take_response_back,
    withdraw_post,
)
from forums.models import Draft, Forum, Post, ReadMark, Response, Thread
from forums.pages.frames import Reader
from forums.pages.parts import Asked, part_of
from forums.pages.thread import find_thread
from forums.textindex import POSTS
from forums.unread import how_many_unread, my_number
from groups.models import SupportGroup
from personas.forgetting import forget
from tests.cast import Person
from tests.forums.conftest import Talk

pytestmark = pytest.mark.deep

PLACES = st.integers(0, 50)
Opened = tuple[Person, Thread, int]


def hold_some(draft: Draft) -> str | None:
    return "a word to look at" if "worrying" in draft.source else None


def keep_nothing(**_of_held: object) -> None:
    """Where held posts would go to the desk."""


class TalkMachine(RuleBasedStateMachine):
    """One small group; `talk` is set by the test."""

    talk: Talk

    opened = Bundle("opened")
    read_over = Bundle("read_over")

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now: datetime = self.talk.now
        self.people = [self.talk.heron, self.talk.wren, self.talk.lantern]
        self.other = open_forum(group=self.talk.group, name="Other", about="", by=self.talk.lantern.face, now=self.now)
        self.seen: dict[int, set[int]] = defaultdict(set)
        one, two = (self.say(person, None) for person in self.people[:2])
        for place in range(6):
            self.say(self.people[place % 3], (one, two)[place % 2])

    def teardown(self) -> None:
        recount(self.talk.group)
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    # what people do

    @rule(who=PLACES, worrying=st.booleans())
    def begin(self, who: int, worrying: bool) -> None:
        self.write(self.person(who), None, None, worrying=worrying)

    @rule(who=PLACES, thread=PLACES, parent=PLACES, worrying=st.booleans())
    def answer(self, who: int, thread: int, parent: int, worrying: bool) -> None:
        if (found := self.thread(thread)) is not None:
            self.write(self.person(who), found, self.post(parent, found), worrying=worrying)

    @rule(minutes=st.integers(0, 20))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def what_is_due_is_posted(self) -> None:
        publish_due(now=self.now)

    @rule(which=PLACES)
    def take_one_back_in_time(self, which: int) -> None:
        waiting = list(Draft.objects.filter(state=Draft.State.SCHEDULED).order_by("pk"))
        if waiting:
            take_back(draft=waiting[which % len(waiting)])

    @rule(which=PLACES, act=st.sampled_from([withdraw_post, hide_post, show_post, remove_post]))
    def something_happens_to_a_post(self, which: int, act: Any) -> None:
        posts = list(Post.objects.select_related("author").order_by("pk"))
        if posts:
            post = posts[which % len(posts)]
            by = {} if act is withdraw_post else {"by": self.other_than(post)}
            try:
                act(post=post, now=self.now, **by)
            except PostMovedOn:
                return

    @rule(target=read_over, who=PLACES, thread=PLACES, parent=PLACES)
    def read_one_over(self, who: int, thread: int, parent: int) -> Any:
        """Read over now; the press may come later, when the thread is another or gone."""
        found = self.thread(thread)
        if found is None:
            return multiple()
        return self.talk.draft(self.person(who), "words", found, parent=self.post(parent, found), forum=found.forum)

    @rule(draft=consumes(read_over))
    def its_press_arrives(self, draft: Draft) -> None:
        try:
            post_at_once(draft=draft, reread_hash=draft.fingerprint, now=self.now)
        except (RereadAgain, DraftIsClosed):
            return

    @rule(who=PLACES, which=PLACES, kind=st.sampled_from(Response.Kind), is_back=st.booleans())
    def something_is_said_without_words(self, who: int, which: int, kind: Response.Kind, is_back: bool) -> None:
        person, posts = self.person(who), list(Post.objects.order_by("pk"))
        if posts and (post := posts[which % len(posts)]).author_id != person.face.pk:
            try:
                if is_back:
                    take_response_back(post=post, by=person.face, kind=kind)
                else:
                    respond(post=post, by=person.face, kind=kind, now=self.now)
            except NothingToAnswer:
                return

    # reading

    @rule(
        target=opened, who=PLACES, thread=PLACES, at=st.integers(1, 60), view=st.sampled_from(["time", "conversation"])
    )
    def open_a_page(self, who: int, thread: int, at: int, view: str) -> Any:
        """What is shown is seen now; the mark may come later, when the thread has changed."""
        person, found = self.person(who), self.thread(thread)
        if found is None:
            return multiple()
        reader = Reader(self.talk.room.actor(person), self.talk.group, self.now)
        loaded = find_thread(reader, found.ref)
        part = part_of(reader, loaded, Asked(at=at, view=view))
        self.seen[person.face.pk].update(post.pk for post in part.posts)
        return (person, loaded, part.read_to)

    @rule(page=consumes(opened))
    def its_mark_arrives(self, page: Opened) -> None:
        person, thread, read_to = page
        if person in self.people:
            seat = self.talk.room.actor(person).seat_in(self.talk.group.pk)
            mark_read(actor_seat=seat, thread=thread, number=read_to)

    # looking after

    @rule(thread=PLACES)
    def move(self, thread: int) -> None:
        if (found := self.thread(thread)) is not None:
            to = self.talk.forum if found.forum_id == self.other.pk else self.other
            move_thread(thread=found, to=to, by=self.talk.lantern.face, now=self.now)

    @rule(one=PLACES, two=PLACES)
    def join(self, one: int, two: int) -> None:
        first, second = self.thread(one), self.thread(two)
        if first is not None and second is not None and first != second:
            merge_threads(threads=(first, second), by=self.talk.lantern.face, now=self.now)

    @rule(thread=PLACES, which=PLACES)
    def split(self, thread: int, which: int) -> None:
        found = self.thread(thread)
        post = self.post(which, found) if found is not None else None
        if post is not None:
            try:
                split_thread(post=post, title="Of its own", by=self.talk.lantern.face, now=self.now)
            except NothingToSplit:
                return

    @rule()
    def one_is_erased(self) -> None:
        if self.talk.wren in self.people and Post.objects.count() > 4:
            self.people.remove(self.talk.wren)
            forget(self.talk.wren.face)

    # what holds

    @invariant()
    def numbers_and_times_rise_together(self) -> None:
        for thread in Thread.objects.all():
            rows = list(self.numbered(thread).values_list("number", "published_at"))
            numbers, times = [row[0] for row in rows], [row[1] for row in rows]
            assert numbers == sorted(set(numbers))
            assert times == sorted(times)
            assert thread.last_number >= max(numbers, default=0)
            assert not numbers or numbers[0] == 1
            assert not times or thread.last_post_at == times[-1]

    @invariant()
    def paths_are_those_of_numbers_and_parents(self) -> None:
        assert lay_paths(self.talk.group) == 0
        assert not Post.objects.filter(number__isnull=True).exclude(path="").exists()

    @invariant()
    def counting_anew_changes_nothing(self) -> None:
        before = self.counters()
        recount(SupportGroup.objects.get(pk=self.talk.group.pk))
        assert self.counters() == before
        assert count_responses(self.talk.group) == 0

    @invariant()
    def a_list_says_as_new_what_the_thread_shows_as_new(self) -> None:
        person = self.people[0]
        actor = self.talk.room.actor(person)
        marks = dict(ReadMark.objects.filter(persona=person.face).values_list("thread", "number"))
        rows = Thread.objects.annotate(my_number=my_number(actor), new_posts=how_many_unread(actor, 10_000))
        for thread in rows:
            others = self.numbered(thread).exclude(author=person.face)
            assert thread.new_posts == others.filter(number__gt=marks.get(thread.pk, 0)).count()

    @invariant()
    def first_replies_are_those_of_others(self) -> None:
        for thread in Thread.objects.filter(last_number__gt=0):
            replies = self.numbered(thread).published().filter(number__gt=1).exclude(author=thread.author)
            first = replies.order_by("number").values_list("published_at", flat=True).first()
            assert thread.first_reply_at == first

    @invariant()
    def nothing_unseen_lies_below_a_mark(self) -> None:
        for mark in ReadMark.objects.select_related("thread"):
            assert mark.number <= mark.thread.last_number
            below = self.numbered(mark.thread).filter(number__lte=mark.number).exclude(author_id=mark.persona_id)
            unseen = set(below.values_list("pk", flat=True)) - self.seen[mark.persona_id]
            assert not unseen, (mark.persona_id, mark.thread_id, mark.number, unseen)

    @invariant()
    def search_finds_what_is_shown_and_nothing_else(self) -> None:
        shown = set(Post.objects.published().values_list("pk", flat=True))
        assert set(POSTS.matches("words", [self.talk.group.pk], 500)) == shown

    @invariant()
    def drafts_lie_where_their_posts_are(self) -> None:
        for draft in Draft.objects.filter(parent__isnull=False).select_related("parent"):
            assert draft.thread_id == draft.parent.thread_id
        for draft in Draft.objects.filter(thread__isnull=False, state="scheduled").select_related("thread"):
            assert draft.forum_id == draft.thread.forum_id

    # the parts of it

    def say(self, person: Person, thread: Thread | None) -> Thread:
        """Posted at once, a minute later than what came before."""
        self.now += timedelta(minutes=1)
        return self.talk.post(person, "words", thread, at=self.now).thread

    def write(self, person: Person, thread: Thread | None, parent: Post | None, *, worrying: bool) -> None:
        source = "worrying words" if worrying else "words"
        draft = self.talk.draft(person, source, thread, parent=parent, forum=thread.forum if thread else None)
        schedule(draft=draft, reread_hash=draft.fingerprint, now=self.now)

    def person(self, which: int) -> Person:
        return self.people[which % len(self.people)]

    def other_than(self, post: Post) -> Any:
        return next(person.face for person in self.people if person.face.pk != post.author_id)

    def thread(self, which: int) -> Thread | None:
        threads = list(Thread.objects.filter(last_number__gt=0).select_related("group", "forum").order_by("pk"))
        return threads[which % len(threads)] if threads else None

    def post(self, which: int, thread: Thread) -> Post | None:
        posts = list(self.numbered(thread))
        chosen = which % (len(posts) + 1)
        return posts[chosen] if chosen < len(posts) else None

    def numbered(self, thread: Thread) -> Any:
        return Post.objects.filter(thread=thread, number__isnull=False).order_by("number")

    def counters(self) -> Any:
        threads = Thread.objects.order_by("pk").values_list("pk", "last_number", "post_count", "forum_id")
        forums = Forum.objects.order_by("pk").values_list("pk", "thread_count", "post_count", "last_post_at")
        return list(threads), list(forums)


def test_any_order_of_what_can_happen_leaves_talk_right(talk: Talk, settings: Any) -> None:
    settings.POST_CHECKS = [f"{__name__}.hold_some"]
    settings.POST_HELD = f"{__name__}.keep_nothing"
    TalkMachine.talk = talk
    run_state_machine_as_test(TalkMachine, settings=WALKS)


WALKS = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
