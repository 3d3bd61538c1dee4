"""Addresses and short ways of the desk's tests."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from forums.models import Draft, Post
from moderation import actions
from moderation.models import AlertWord, Case, Hold, Report
from personas.letterbox import notices_for
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.lib import markup
from tests.cast import NOW, Cast


def desk_url(cast: Cast) -> str:
    return f"/g/{cast.group.code}/desk/"


def case_url(cast: Cast, case: Case) -> str:
    return f"{desk_url(cast)}cases/{case.ref}/"


def held_url(cast: Cast, post: Post) -> str:
    return f"{desk_url(cast)}held/{post.ref}/"


def report_url(cast: Cast, post: Post) -> str:
    return f"/g/{cast.group.code}/threads/{post.thread.ref}/posts/{post.number}/report/"


def decision_url(cast: Cast, decision) -> str:
    return f"/g/{cast.group.code}/decisions/{decision.ref}/"


def report(
    cast: Cast, post: Post | None = None, *, by: str = "on_break", ground: str = "unkind", words: str = ""
) -> Report:
    return actions.report_post(
        post=post or cast.post, reporter=cast[by].face, ground=ground, words=words, now=timezone.now()
    )


def open_case(cast: Cast, post: Post | None = None, **kind) -> Case:
    return report(cast, post, **kind).case


def decide(case: Case, cast: Cast, verdict: str = "hidden", reason: str = "Names were in it.", **more):
    return actions.decide(
        case=case, verdict=verdict, reason=reason, by=cast["facilitator"].face, now=timezone.now(), **more
    )


def second_facilitator(cast: Cast):
    """The editor looks after the desk too."""
    from groups.actions.appointing import appoint
    from groups.models import Membership

    membership = Membership.objects.get(persona=cast["editor"].face)
    appoint(
        membership=membership, role="facilitator", kind="peer", credential="", by=None, now=NOW - timedelta(days=50)
    )
    return cast["editor"]


def hold_a_post(cast: Cast, *, by: str = "member", source: str = "Buy my forbidden tea.") -> Hold:
    """A draft that says a word of the list comes due and is held, by the real way."""
    from forums.actions import publish_due

    AlertWord.objects.get_or_create(group=cast.group, word="forbidden tea", defaults={"holds": True})
    now = timezone.now()
    draft = Draft.objects.create(
        group=cast.group, author=cast[by].face, forum=cast.forum, thread=cast.thread, state="scheduled", source=source,
        reread="x", made_at=now, saved_at=now, publish_at=now,
    )  # fmt: skip
    assert publish_due(now=now, draft=draft) == 1
    draft.refresh_from_db()
    return Hold.objects.select_related("post__thread", "post__author").get(post_id=draft.post_id)


def write_posts(cast: Cast, count: int) -> list[Post]:
    """So many threads by the member, each of one post that nobody has answered for two days."""
    rendered = markup.render("Another long night.")
    begun = timezone.now() - timedelta(days=2)
    plans = [
        PlannedThread(
            cast.group.pk, cast.forum.pk, f"Night {number}", "share",
            posts=[PlannedPost(cast["member"].face.pk, begun + timedelta(minutes=number), rendered, parent=None)],
        )
        for number in range(count)
    ]  # fmt: skip
    list(write_threads(plans, facilitator_ids=set()))
    finish([cast.group.pk])
    return list(Post.objects.filter(thread__title__startswith="Night ").select_related("thread"))


def told(person, kind_of_title: str) -> list:
    """Notices of a person that bear this title."""
    return [notice for notice in notices_for(person.actor()) if notice.title == kind_of_title]
