"""Who may tell, who may look and decide, and who is told. A thing is a group, a post, a case, a
hold, a decision or an appeal."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import Membership
from groups.permissions import holds, is_signed_in, may_read, runs_the_server, seat_at
from moderation.models import Appeal, Case, Decision, Hold, Removal
from personas.actors import Actor
from personas.models import CardOpening, Persona, Unmasking
from supportgroups.lib.rules import Predicate


def person_of(thing: Any) -> int:
    """The face that a thing is about; of a post, who wrote it; of a membership, whose it is."""
    if isinstance(thing, Appeal | Case | Removal):
        return int(thing.about_id)
    if isinstance(thing, Membership):
        return int(thing.persona_id)
    if isinstance(thing, Decision):
        return int(thing.case.about_id)
    return int(thing.post.author_id if isinstance(thing, Hold) else thing.author_id)


def is_about_me(actor: Actor, thing: Any) -> bool:
    """It is about one of the actor's faces in this group, one-thread names too."""
    return person_of(thing) in seat_at(actor, thing).face_ids


def is_about_another(actor: Actor, thing: Any) -> bool:
    """It is about somebody else: nobody looks at, or decides on, what is about oneself."""
    return not is_about_me(actor, thing)


def was_decided_by_another(actor: Actor, appeal: Appeal) -> bool:
    """A second look is somebody else's."""
    return appeal.decided_by_id not in seat_at(actor, appeal).face_ids


def is_left_to_decider(_actor: Actor, appeal: Appeal) -> bool:
    """Nobody but who decided was there to look at it; the press asks anew."""
    return appeal.is_left_to_decider


def is_name_of_another(actor: Actor, persona: Persona) -> bool:
    """A name that is not one of the actor's own."""
    return persona.pk not in actor.seat_in(persona.group_space_id).face_ids


def is_asked_by_another(actor: Actor, question: Unmasking) -> bool:
    """The second person is not the first."""
    return question.asked_by_id not in actor.seat_in(question.group_space_id).face_ids


def is_opened_by_another(actor: Actor, opening: CardOpening) -> bool:
    """Whoever reviews an opening is not the one who opened."""
    return opening.opened_by_id not in actor.seat_in(opening.group_space_id).face_ids


def may_look(actor: Actor, thing: Any) -> bool:
    """May read the group of a persona or a question, and holds the power to look behind a name of its kind."""
    seat = actor.seat_in(thing.group_space_id)
    return not seat.is_suspended and seat.holds(power_to_look(thing))


def power_to_look(thing: Persona | Unmasking) -> str:
    """Behind a name for one thread is a name; behind a usual name is an address, which is a power of its own."""
    persona = thing.persona if isinstance(thing, Unmasking) else thing
    return "unmask" if persona.is_one_thread_face else "unmask_account"


def may_open_cards(actor: Actor, thing: Any) -> bool:
    """May read the group of a persona or an opening, and holds the power to open cards."""
    seat = actor.seat_in(thing.group_space_id)
    return not seat.is_suspended and seat.holds("open_contact_card")


RULES: dict[str, list[list[Predicate]]] = {
    "moderation.approve": [[runs_the_server]],
    "moderation.ask_approval": [[may_read, holds("edit_settings")]],
    "moderation.report": [[may_read, is_about_another]],
    "moderation.desk": [[may_read, holds("moderate")]],
    "moderation.decide": [[may_read, holds("moderate"), is_about_another]],
    "moderation.see_decision": [[is_about_me]],
    "moderation.ask_again": [[is_about_me]],
    "moderation.see_appeal": [[may_read, holds("moderate"), is_about_another]],
    "moderation.answer_appeal": [
        [may_read, holds("moderate"), is_about_another, was_decided_by_another],
        [may_read, holds("moderate"), is_about_another, is_left_to_decider],
    ],
    "moderation.be_removed": [[is_signed_in]],
    "moderation.unmask": [[may_read, holds("unmask")], [may_read, holds("unmask_account")]],
    "moderation.unmask_another": [[may_look, is_name_of_another]],
    "moderation.agree_unmasking": [[may_look, is_asked_by_another]],
    "moderation.open_cards": [[may_read, holds("open_contact_card")]],
    "moderation.open_card_of": [[may_open_cards, is_name_of_another]],
    "moderation.review_card": [[may_open_cards, is_opened_by_another]],
}

SENTENCES: dict[str, str | Promise] = {
    "moderation.approve": _("This page is for whoever runs the server."),
    "moderation.ask_approval": _("Only an admin of the group can ask for it to be opened."),
    "moderation.report": _(
        "These are your own words, so nobody else needs to look at them for you. If you wish they were not here, you"
        " can take them back."
    ),
    "moderation.desk": _(
        "The desk is for the facilitators of the group. If something worries you, tell them with “Tell a facilitator”"
        " below a post."
    ),
    "moderation.decide": _("This is looked at by another facilitator of the group."),
    "moderation.see_decision": _("This page is for the person whose post it is about."),
    "moderation.ask_again": _("Only the person whose post it is about can ask for a second look."),
    "moderation.see_appeal": _("This is looked at by another facilitator of the group."),
    "moderation.answer_appeal": _("You decided this yourself, so somebody else looks at it again."),
    "moderation.be_removed": _("To read this page, please sign in first."),
    "moderation.unmask": _(
        "Who is behind a name is asked by people who look after the group, two of them together. If somebody may come"
        " to harm, tell a facilitator."
    ),
    "moderation.open_cards": _(
        "Contact cards are opened by people who look after the group. If somebody may come to harm, tell a facilitator."
    ),
    "moderation.open_card_of": _("This is looked at by others who look after the group."),
    "moderation.review_card": _("You opened this card yourself, so a second person looks at it."),
    "moderation.unmask_another": _("This is looked at by others who look after the group."),
    "moderation.agree_unmasking": _(
        "You asked this yourself, so a second person has to agree. They have been told, and can do so for a week."
    ),
}
