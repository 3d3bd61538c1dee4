"""Rows for the pages that list something: so many of each, of all kinds at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from directory.actions import list_group
from directory.models import LISTING_WORDS, Concern, Listing, Source
from forums.actions import begin_draft
from forums.models import Draft, DraftVersion, Forum, Post, Revision, Thread
from forums.paths import path_of
from groups.actions import call_operator, fees, grant_power, hide, invite, make_office
from groups.actions.appointing import appoint
from groups.models import (
    AdmissionRequest,
    Agreement,
    Cohort,
    CohortSeat,
    FeeAccount,
    FeeWaiver,
    Host,
    Membership,
    SupportGroup,
)
from moderation import actions as desk
from moderation.models import Approval, Removal
from newsletters.actions import publish_issue
from personas import cards, faces, letterbox, unmasking
from personas.seating import actor_of
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.front.seeding.people import make_account, make_face, make_member
from supportgroups.lib import markup
from tests.cast import Cast, make_group

WORDS = markup.render("I could not sleep again, and the kettle is my friend.")


def add_rows(cast: Cast, first: int, last: int, now: datetime) -> None:
    """The rows from number `first` to number `last` of every kind, wherever the pages of the journey list one."""
    for number in range(first, last + 1):
        _add_group(cast, number, now)
        _add_meeting(number, now)
        _add_people(cast, number, now)
        _add_run(cast, number, now)
        _add_letters(cast, number, now)
    _add_money(cast, first, last, now)
    _add_versions(cast, first, last, now)
    _add_talk(cast, first, last, now)
    _add_desk(cast, first, last, now)


def _add_group(cast: Cast, number: int, now: datetime) -> None:
    """A listed group that the member belongs to, with a thread."""
    group, agreement = make_group(f"quiet-room-{number}", now)
    SupportGroup.objects.filter(pk=group.pk).update(name=f"Nights without sleep {number}")
    group.refresh_from_db()
    call_operator(group=group, now=now)
    Approval.objects.create(group=group, asked_at=now)
    listing = list_group(group=group, by=None, now=now, concerns=["sleep"])
    LISTING_WORDS.put(listing.pk, None, group.name)
    face = make_face(cast["member"].account, group, f"Heron of {_letters(number)}", now)
    make_member(face, group, agreement, joined=now - timedelta(days=9), status="active", today=now.date())
    forum = Forum.objects.create(group=group, name="Talk", slug="talk")
    post = PlannedPost(face.pk, now - timedelta(hours=2), WORDS)
    list(write_threads([PlannedThread(group.pk, forum.pk, "Late", "share", posts=[post])], facilitator_ids=()))
    finish([group.pk])


def _add_meeting(number: int, now: datetime) -> None:
    source, _is_new = Source.objects.get_or_create(key="rows", defaults={"name": "Feed of the tests"})
    name = f"Sleep circle {number}"
    listing = Listing.objects.create(
        source=source, key=str(number), name=name, medium="online", confirmed_on=now.date()
    )
    Concern.objects.create(listing=listing, slug="sleep")
    LISTING_WORDS.put(listing.pk, None, name)


def _add_run(cast: Cast, number: int, now: datetime) -> None:
    """A run that takes people later, and the member's place in it."""
    day = now.date() + timedelta(days=30)
    last = day + timedelta(days=70)
    run = Cohort.objects.create(
        group=cast.group, name=f"Run {_letters(number)}", opens_on=day, starts_on=day, ends_on=last, places=8
    )
    membership = Membership.objects.get(persona=cast["member"].face)
    CohortSeat.objects.create(group=cast.group, cohort=run, membership=membership)


def _add_people(cast: Cast, number: int, now: datetime) -> None:
    """Somebody who asks to come in, and a member who facilitates."""
    asking = make_face(make_account(f"asking{number}@rows.example"), cast.group, f"Fern {_letters(number)}", now)
    AdmissionRequest.objects.create(
        group=cast.group, persona=asking, state="submitted", words="May I?", begun_at=now, submitted_at=now,
        due_at=now + timedelta(days=3),
    )  # fmt: skip
    waits = make_face(make_account(f"waits{number}@rows.example"), cast.group, f"Reed {_letters(number)}", now)
    AdmissionRequest.objects.create(
        group=cast.group, persona=waits, state="waiting", begun_at=now, submitted_at=now, waitlisted_at=now,
        due_at=now + timedelta(days=30),
    )  # fmt: skip
    invite(group=cast.group, by=cast["admin"].face, uses=1, days=9, now=now)
    helping = make_face(make_account(f"helping{number}@rows.example"), cast.group, f"Moss {_letters(number)}", now)
    came = {"begun_at": now, "submitted_at": now, "decided_at": now}
    AdmissionRequest.objects.create(group=cast.group, persona=helping, state="admitted", **came)
    rules = Agreement.objects.get(group=cast.group)
    member = make_member(helping, cast.group, rules, joined=now, status="active", today=now.date())
    appoint(membership=member, role="facilitator", kind="peer", credential="", by=cast["admin"].face, now=now)
    helper = actor_of(make_account(f"helping{number}@rows.example"))
    cards.write(actor=helper, group_id=cast.group.pk, card=cards.Card(phone="1"), now=now)
    cards.open_card(persona=helping, by=cast["facilitator"].face, reason="I fear for him.", now=now)
    Removal.objects.create(group=cast.group, about=helping, reason="Why.", by=cast["facilitator"].face, at=now)
    worn = faces.new_space(parent=cast.group.space)
    actor = cast["admin"].actor(cast.group, now)
    name = faces.take_face(actor=actor, space=worn, handle=f"Cloud {_letters(number)}", now=now)
    unmasking.ask(persona=name, by=helping, reason="I fear for him.", now=now)
    hide(by=cast["facilitator"].face, about=helping, is_mutual=bool(number % 2), now=now)
    grant_power(membership=member, power="keep_fees", by=cast["admin"].face, now=now)
    make_office(host=Host.objects.get(), title=f"Office {number}", role="screener", now=now)


def _add_letters(cast: Cast, number: int, now: datetime) -> None:
    """A draft and a notice of the member's, and an issue of the newsletter."""
    face = cast["member"].face
    fields = {"title": f"Draft {number}", "source": WORDS.source}
    draft = begin_draft(author_id=face.pk, forum=cast.forum, key=uuid4(), fields=fields, now=now)
    letterbox.tell(face.pk, "moderation.released", group_id=cast.group.pk, subject_id=cast.post.pk, now=now)
    publish_issue(
        group=cast.group, by=cast["editor"].face, ref=draft.ref, title=f"Issue {number}", source="Words.", now=now
    )


def _add_money(cast: Cast, first: int, last: int, now: datetime) -> None:
    """Codes of which each owes something and asks to go free, and payments of the member's."""
    own = fees.account_of(membership=Membership.objects.get(persona=cast["member"].face), now=now)
    for number in range(first, last + 1):
        code = f"CODE-{_letters(number)}".ljust(9, "A")
        account = FeeAccount.objects.create(group=cast.group, code=code, currency="EUR", balance=100)
        FeeWaiver.objects.create(group=cast.group, account=account, asked_on=now.date())
        gone = {"code": f"GONE-{_letters(number)}".ljust(9, "A"), "balance": -100, "back_on": now.date()}
        FeeAccount.objects.create(group=cast.group, currency="EUR", **gone)
        fees.record_payment(account=own, amount=number, on_day=now.date(), by=None, now=now)


def _add_versions(cast: Cast, first: int, last: int, now: datetime) -> None:
    """Earlier versions of the member's first draft, words of other windows beside it, and earlier texts of a post."""
    draft = Draft.objects.get(author=cast["member"].face, title="Draft 1")
    for number in range(first, last + 1):
        version = {"group": cast.group, "draft": draft, "source": WORDS.source, "saved_at": now}
        DraftVersion.objects.create(**version, is_aside=number % 2 == 0)
        Revision.objects.create(group=cast.group, post=cast.post, source=WORDS.source, replaced_at=now)
    Draft.objects.filter(pk=draft.pk).update(version_kept_at=now)


def _add_talk(cast: Cast, first: int, last: int, now: datetime) -> None:
    """Threads by the member, each with an answer; forums with one thread; and one thread that grows by a post a row."""
    people = [person.face.pk for role, person in cast.people.items() if role in ("facilitator", "editor", "on_break")]
    begun = now - timedelta(days=1)
    plans = []
    for number in range(first, last + 1):
        at = begun + timedelta(minutes=number)
        posts = [PlannedPost(cast["member"].face.pk, at, WORDS), PlannedPost(people[number % 3], at, WORDS, parent=0)]
        plans.append(PlannedThread(cast.group.pk, cast.forum.pk, f"Night {number}", "share", posts=posts))
        room = Forum.objects.create(group=cast.group, name=f"Room {number}", slug=f"room-{number}", position=number)
        plans.append(PlannedThread(cast.group.pk, room.pk, f"Beginning {number}", "share", posts=posts))
    list(write_threads(plans, facilitator_ids=()))
    finish([cast.group.pk])
    thread = Thread.objects.get(pk=cast.thread.pk)
    above = Post.objects.get(thread=thread, number=1)
    for number in range(thread.last_number + 1, last + 1):
        above = Post.objects.create(
            group=cast.group, thread=thread, number=number, author_id=people[number % 3], parent=above,
            path=path_of(number, above.path), published_at=begun, source=WORDS.source, html=WORDS.html,
            excerpt=WORDS.excerpt, renderer=WORDS.version,
        )  # fmt: skip
    Thread.objects.filter(pk=thread.pk).update(last_number=max(last, 2), post_count=max(last, 2))


def _add_desk(cast: Cast, first: int, last: int, now: datetime) -> None:
    """Reports of the threads' first posts, posts that wait, and second looks at what was hidden."""
    for number in range(first, last + 1):
        post = Post.objects.select_related("thread").get(thread__title=f"Night {number}", number=1)
        desk.report_post(post=post, reporter=cast["on_break"].face, ground="unkind", words="It hurt.", now=now)
        hidden = Post.objects.select_related("thread").get(thread__title=f"Beginning {number}", number=1)
        case = desk.report_post(post=hidden, reporter=cast["on_break"].face, ground="unkind", words="", now=now).case
        decision = desk.decide(case=case, verdict="hidden", reason="Why.", by=cast["facilitator"].face, now=now)
        desk.ask_again(thing=decision, words="Please look again.", now=now)
        waiting = Post.objects.create(
            group=cast.group, thread=post.thread, author=cast["silenced"].face, state=Post.State.HELD,
            published_at=now, source=WORDS.source, html=WORDS.html, excerpt=WORDS.excerpt, renderer=WORDS.version,
        )  # fmt: skip
        desk.hold_post(post=waiting, why="alert words", now=now)


def _letters(number: int) -> str:
    """A number as two letters: names hold no digits."""
    return chr(ord("A") + number // 10) + chr(ord("a") + number % 10)
