"""What the cast meets: a case on the desk, a post that waits, a decision, drafts, letters, places in the directory.

Apart from `cast.gather()`, so that a test of one room does not find the things of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from directory.actions import list_group
from directory.models import LISTING_WORDS, Concern, Listing, Source
from forums.actions import add_picture, ask_poll, begin_draft, describe_pictures
from forums.models import Draft, Forum, Post, PostPicture, Thread
from groups.actions import Question, ask_questions, fees, grant_power, invite, make_office, take_office
from groups.models import (
    AdmissionRequest,
    Agreement,
    FeePayment,
    Host,
    Invitation,
    Membership,
    Office,
    OldSlug,
    SupportGroup,
)
from moderation import actions as desk
from moderation.models import Appeal, Approval, Case, Decision, Hold, Removal
from newsletters.actions import publish_issue
from newsletters.models import NewsletterIssue
from personas import cards, looks, unmasking
from personas.models import CardOpening, Persona, Unmasking
from supportgroups.front.seeding.bulk import PlannedPost, PlannedThread, finish, write_threads
from supportgroups.front.seeding.people import make_account, make_face, make_member
from supportgroups.lib import markup, picturestore
from supportgroups.lib.pictures import Picture
from tests.cast import Cast, Person

DRAWN = Picture(b"RIFF of the tests", 256, 256)
WORDS = "The nights are long, and I am still here."


@dataclass
class Things:
    """One of each kind, with the people of the cast."""

    case: Case
    own_case: Case
    held: Hold
    held_own: Hold
    decision: Decision
    appeal: Appeal
    draft: Draft
    scheduled: Draft
    left_draft: Draft
    request: AdmissionRequest
    invitation: Invitation
    issue: NewsletterIssue
    listing: Listing
    meeting: Listing
    hidden_forum: Forum
    hidden_thread: Thread
    recent: Thread
    picture: UUID
    post_picture: UUID
    draft_picture: UUID
    question: Unmasking
    look: Unmasking
    opening: CardOpening
    removal: Removal
    office: Office
    payment: FeePayment


def furnish(cast: Cast, now: datetime) -> Things:
    """Writes them all, by the real verbs wherever there is one, and the keeper, who is in the hidden group alone."""
    cast.people["keeper"] = _keeper(cast, now)
    Approval.objects.create(group=cast.elsewhere, asked_at=now)
    host = Host.objects.create(name="Harbour House", slug="harbour-house")
    SupportGroup.objects.filter(pk=cast.group.pk).update(host=host)
    draft = _draft(cast, "member", now)
    told, answer = _posts(cast, "A hard day", now, ("member", "facilitator"))
    recent, _answer = _posts(cast, "An hour ago", now, ("member", "facilitator"), begun=now - timedelta(hours=1))
    ask_poll(thread=recent.thread, question="Tea?", answers=("Yes", "No"), by=cast["member"].face, now=now)
    waiting, waiting_own = (_held(cast, told.thread, by, now) for by in ("member", "facilitator"))
    OldSlug.objects.create(group=cast.group, slug="where-we-were")
    hidden_forum = Forum.objects.create(group=cast.hidden, name="Talk", slug="talk")
    (unseen,) = _posts(cast, "Unseen", now, ("keeper",), hidden_forum)
    _ask_at_the_door(cast, now)
    return Things(
        case=_case(cast, cast.post, now),
        own_case=_case(cast, answer, now),
        held=waiting,
        held_own=waiting_own,
        decision=_decision(cast, told, now),
        appeal=_appeal(cast, now),
        draft=draft,
        scheduled=_scheduled(cast, now),
        left_draft=_draft(cast, "former", now),
        request=AdmissionRequest.objects.get(persona=cast["applicant"].face),
        invitation=invite(group=cast.group, by=cast["admin"].face, uses=5, days=9, now=now),
        issue=publish_issue(group=cast.group, by=cast["editor"].face, ref=uuid4(), title="May", source=WORDS, now=now),
        listing=list_group(group=cast.group, by=cast["admin"].face, now=now),
        meeting=_meeting(now),
        hidden_forum=hidden_forum,
        hidden_thread=unseen.thread,
        recent=recent.thread,
        picture=_picture(cast),
        post_picture=_post_picture(told),
        draft_picture=_draft_picture(draft, now),
        question=_question(cast, now),
        look=_look(cast, now),
        opening=_opening(cast, now),
        removal=_removal(cast, now),
        office=_office(cast, host, now),
        payment=_payment(cast, now),
    )


def _question(cast: Cast, now: datetime) -> Unmasking:
    """Who wears the one-thread name? The facilitator asks."""
    name = Persona.objects.get(group_space=cast.group.pk, handle="Grey Pebble")
    return desk.ask_who(
        persona=name, by=cast["facilitator"].face, reason="I fear for her.", tell_days=0, delay_reason="", now=now
    )


def _look(cast: Cast, now: datetime) -> Unmasking:
    """The facilitator and the admin, who were given the power to, looked at the member's address."""
    first, second = cast["facilitator"].face, cast["admin"].face
    for face in (first, second):
        grant_power(membership=Membership.objects.get(persona=face), power="unmask_account", by=second, now=now)
    why = "She wrote that she has the pills beside her."
    asked = {"reason": why, "tell_days": 0, "delay_reason": "", "now": now}
    question = desk.ask_who(persona=cast["member"].face, by=first, **asked)
    unmasking.agree(unmasking=question, by=second, now=now)
    question.refresh_from_db()
    return question


def _opening(cast: Cast, now: datetime) -> CardOpening:
    """The member's contact card, which the screener opened while she held the power to."""
    card = cards.Card(name="Ann", phone="1", somebody="My sister")
    cards.write(actor=cast["member"].actor(cast.group, now), group_id=cast.group.pk, card=card, now=now)
    return desk.open_card(persona=cast["member"].face, by=cast["screener"].face, reason="I fear for her.", now=now)


def _post_picture(post: Post) -> UUID:
    """What stands below the words of the member's post."""
    Post.objects.filter(pk=post.pk).update(picture_count=1)
    name = picturestore.keep(DRAWN)
    picture = PostPicture(group_id=post.group_id, post=post, position=1, alt="A window.", picture_file=name)
    picture.width, picture.height = DRAWN.width, DRAWN.height
    picture.save()
    return picture.ref


def _draft_picture(draft: Draft, now: datetime) -> UUID:
    """What the member is about to show."""
    picture = add_picture(draft=draft, picture=DRAWN, now=now)
    describe_pictures(draft=draft, said={picture.ref: ("A table.", False)}, now=now)
    draft.refresh_from_db()
    return picture.ref


def _removal(cast: Cast, now: datetime) -> Removal:
    """That somebody who has left was sent away before; it does not hold any more."""
    month = timedelta(days=30)
    return Removal.objects.create(
        group=cast.group, about=cast["former"].face, reason="It was too much for the others.",
        by=cast["facilitator"].face, at=now - 2 * month, until=now - month, lifted_at=now - month,
    )  # fmt: skip


def _office(cast: Cast, host: Host, now: datetime) -> Office:
    """An office of the host's, which the member has taken up."""
    office = make_office(host=host, title="Social worker", role="admin", now=now)
    return take_office(actor=cast["member"].actor(), code=office.code, now=now)


def _picture(cast: Cast) -> UUID:
    """What the member's face wears."""
    return looks.show_picture(persona=cast["member"].face, picture=DRAWN).picture


def _ask_at_the_door(cast: Cast, now: datetime) -> None:
    """One question at the door."""
    asked = [Question("yes_no", "Have you been here before?")]
    ask_questions(group=cast.group, questions=asked, version=0, by=cast["admin"].face, now=now)


def _payment(cast: Cast, now: datetime) -> FeePayment:
    """What the member paid, under her code; she has asked to go free, too."""
    wanted = fees.FeeSettings("gift", "EUR", 500, 1000, 2000, "To the bank.", 30)
    fees.change_fee(group=cast.group, wanted=wanted, by=cast["admin"].face, now=now)
    membership = Membership.objects.get(persona=cast["member"].face)
    account = fees.account_of(membership=membership, now=now)
    fees.ask_for_waiver(account=account, now=now)
    return fees.record_payment(account=account, amount=1000, on_day=now.date(), by=cast["treasurer"].face, now=now)


def _keeper(cast: Cast, now: datetime) -> Person:
    account = make_account("keeper@cast.example")
    face = make_face(account, cast.hidden, "Juniper", now)
    rules = Agreement.objects.get(group=cast.hidden)
    make_member(face, cast.hidden, rules, joined=now, status="active", today=now.date())
    return Person("keeper", account, face)


def _posts(
    cast: Cast,
    title: str,
    now: datetime,
    authors: tuple[str, ...],
    forum: Forum | None = None,
    begun: datetime | None = None,
) -> list[Post]:
    """A thread with one post by each, an hour apart, from yesterday on if nothing else is said."""
    place = forum or cast.forum
    words = markup.render(WORDS)
    begun = begun or now - timedelta(days=1)
    posts = [
        PlannedPost(cast[author].face.pk, begun + timedelta(hours=hour), words) for hour, author in enumerate(authors)
    ]
    list(write_threads([PlannedThread(place.group_id, place.pk, title, "share", posts=posts)], facilitator_ids=()))
    finish([place.group_id])
    return list(Post.objects.filter(thread__title=title).select_related("thread__forum").order_by("number"))


def _case(cast: Cast, post: Post, now: datetime) -> Case:
    return desk.report_post(post=post, reporter=cast["on_break"].face, ground="unkind", words="It hurt.", now=now).case


def _decision(cast: Cast, post: Post, now: datetime) -> Decision:
    case = _case(cast, post, now)
    return desk.decide(case=case, verdict="stays", reason="It is kind.", by=cast["facilitator"].face, now=now)


def _appeal(cast: Cast, now: datetime) -> Appeal:
    """The member asks for a second look at what the only facilitator decided: it is left to her."""
    (post,) = _posts(cast, "A harder day", now, ("member",))
    hidden = {"verdict": "hidden", "reason": "It tells where you live.", "by": cast["facilitator"].face}
    decision = desk.decide(case=_case(cast, post, now), now=now, **hidden)
    return desk.ask_again(thing=decision, words="It is my own street.", now=now)


def _held(cast: Cast, thread: Thread, by: str, now: datetime) -> Hold:
    words = markup.render(WORDS)
    post = Post.objects.create(
        group=cast.group, thread=thread, author=cast[by].face, state=Post.State.HELD, published_at=now,
        source=words.source, html=words.html, excerpt=words.excerpt, renderer=words.version,
    )  # fmt: skip
    return desk.hold_post(post=post, why="alert words", now=now)


def _draft(cast: Cast, by: str, now: datetime) -> Draft:
    fields = {"title": "Tonight", "source": WORDS}
    return begin_draft(author_id=cast[by].face.pk, forum=cast.forum, key=uuid4(), fields=fields, now=now)


def _scheduled(cast: Cast, now: datetime) -> Draft:
    """One that waits out its minutes for as long as any test takes."""
    draft = _draft(cast, "member", now)
    Draft.objects.filter(pk=draft.pk).update(
        state=Draft.State.SCHEDULED, reread=draft.fingerprint, publish_at=now + timedelta(hours=1)
    )
    draft.refresh_from_db()
    return draft


def _meeting(now: datetime) -> Listing:
    """A group that meets elsewhere, from a feed."""
    source = Source.objects.create(key="tests", name="Feed of the tests")
    listing = Listing.objects.create(
        source=source, key="1", name="Evening circle", medium="online", summary=WORDS, confirmed_on=now.date()
    )
    Concern.objects.create(listing=listing, slug="sleep")
    LISTING_WORDS.put(listing.pk, None, f"{listing.name} {WORDS}")
    return listing
