"""Who may do what at the door and on the group's own pages. A thing is a group, or a row that names its group."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import AdmissionRequest, Appointment, SupportGroup
from personas.actors import Actor, Seat
from supportgroups.lib.rules import Predicate


def group_id_of(thing: Any) -> int:
    """The group a thing belongs to; a group is its own."""
    return int(thing.pk if isinstance(thing, SupportGroup) else thing.group_id)


def seat_at(actor: Actor, thing: Any) -> Seat:
    """The actor's seat in the group of a thing. No statement."""
    return actor.seat_in(group_id_of(thing))


def is_signed_in(actor: Actor, _thing: Any) -> bool:
    """Somebody with an account, who may be nobody in any group."""
    return not actor.is_guest


def is_visible(actor: Actor, group: Any) -> bool:
    """The same as `SupportGroup.objects.visible_to`, for a group at hand: listed, or the actor's own."""
    if group.pk in actor.known_group_ids:
        return True
    return group.is_listed and group.state in (SupportGroup.State.OPEN, SupportGroup.State.FULL)


def is_member(actor: Actor, thing: Any) -> bool:
    """A member, also on a break, also silenced or suspended."""
    return seat_at(actor, thing).is_member


def may_read(actor: Actor, thing: Any) -> bool:
    """A member who is not suspended; silence stops writing only."""
    seat = seat_at(actor, thing)
    return seat.is_member and not seat.is_suspended


def may_write(actor: Actor, thing: Any) -> bool:
    """A member who may read and is not silenced. Being on a break stops nobody."""
    seat = seat_at(actor, thing)
    return seat.is_member and not seat.is_suspended and not seat.is_silenced


def holds(power: str) -> Predicate:
    """Holds a power granted in the group. In a rule it stands beside `may_read`: a power without a seat is nothing."""

    def has_power(actor: Actor, thing: Any) -> bool:
        return seat_at(actor, thing).holds(power)

    has_power.__name__ = f"holds_{power}"
    return has_power


def is_appointed(actor: Actor, thing: Any) -> bool:
    """Holds a role, or a power alone."""
    seat = seat_at(actor, thing)
    return seat.is_member and seat.is_appointed


def runs_the_server(actor: Actor, _thing: Any) -> bool:
    """Who runs the server sees which groups need somebody, and nothing of what is said in them."""
    return actor.is_operator


def is_own_request(actor: Actor, request: Any) -> bool:
    """The request was made by a face of the actor's in this group."""
    return request.persona_id in seat_at(actor, request).face_ids


def is_an_admins(_actor: Actor, office: Any) -> bool:
    """An office whose holder admits and sets in the host's groups. Whose it is was asked when it was found."""
    return office.role == Appointment.Role.ADMIN


def is_another_face(actor: Actor, persona: Any) -> bool:
    """A face of a group that the actor may read, worn by somebody else."""
    seat = actor.seat_in(persona.group_space_id)
    return seat.is_member and not seat.is_suspended and persona.pk not in seat.face_ids


def is_of_another(actor: Actor, membership: Any) -> bool:
    """The membership of somebody else."""
    return membership.persona_id not in seat_at(actor, membership).face_ids


def meets(actor: Actor, membership: Any) -> bool:
    """As `Membership.visible_to`, inside a group that the actor may read. Needs `cohort_seats` loaded."""
    seat = seat_at(actor, membership)
    if membership.is_appointed or membership.persona_id in seat.face_ids:
        return True
    if seat.holds("moderate") or seat.holds("manage_roles"):
        return True
    runs = {place.cohort_id for place in membership.cohort_seats.all()}
    return not runs or not runs.isdisjoint(seat.cohort_ids)


def is_without_a_role(_actor: Actor, membership: Any) -> bool:
    """Of somebody who holds no role in the group."""
    return not membership.is_appointed


def is_sent(_actor: Actor, thing: Any) -> bool:
    """Not a request that was begun and not sent: nobody else reads that."""
    return not isinstance(thing, AdmissionRequest) or thing.state != AdmissionRequest.State.BEGUN


def writes_at_the_door(actor: Actor, thing: Any) -> bool:
    """Somebody whose request is begun, or who was asked something back."""
    return seat_at(actor, thing).request_state in (AdmissionRequest.State.BEGUN, AdmissionRequest.State.ASKED_BACK)


def is_asking(actor: Actor, thing: Any) -> bool:
    """Somebody who asks to come in, or has begun to."""
    return bool(seat_at(actor, thing).request_state)


RULES: dict[str, list[list[Predicate]]] = {
    "groups.found": [[is_signed_in]],
    "groups.see": [[is_visible]],
    "groups.join": [[is_signed_in, is_visible]],
    "groups.be_invited": [[is_signed_in]],
    "groups.leave": [[is_member]],
    "groups.agree": [[may_read]],
    "groups.break": [[is_member]],
    "groups.be_willing": [[may_read]],
    "groups.own_face": [[may_read]],
    "groups.own_card": [[is_member]],
    "groups.describe_face": [[may_read, may_write]],
    "groups.see_picture": [[may_read]],
    "groups.keep_away": [[is_another_face]],
    "groups.meet": [[may_read, meets]],
    "groups.remember": [
        [may_read, holds("moderate"), is_of_another, is_without_a_role],
        [may_read, holds("manage_roles"), is_of_another],
    ],
    "groups.keep_words": [[is_member], [writes_at_the_door]],
    "groups.answer_request_own": [[is_signed_in, is_own_request]],
    "groups.admit": [[may_read, holds("admit_members"), is_sent]],
    "groups.roles_see": [[may_read]],
    "groups.roles": [[may_read, holds("manage_roles")]],
    "groups.close": [[may_read, holds("edit_settings")], [may_read, holds("moderate")]],
    "groups.step_down": [[is_appointed]],
    "groups.be_here": [[may_read, holds("moderate")]],
    "groups.offer_help": [[may_read]],
    "groups.log": [[may_read]],
    "groups.runs": [[may_read]],
    # Whom to call: also to who is suspended, or asks to come in.
    "groups.helplines": [[is_member], [is_asking]],
    "groups.settings": [[may_read, holds("edit_settings")]],
    "groups.needs": [[runs_the_server]],
    "groups.run_offices": [[runs_the_server]],
    "groups.hold_office": [[is_signed_in]],
    "groups.speak_for_host": [[is_signed_in, is_an_admins]],
    "groups.own_fee": [[is_member]],
    "groups.fees": [[may_read, holds("keep_fees")]],
}

_MEMBERS_ONLY = _("This page is for members of the group.")

SENTENCES: dict[str, str | Promise] = {
    "groups.found": _("To begin a group, please sign in first."),
    "groups.see": _("This group is not open to be seen."),
    "groups.join": _("This group cannot take you in now."),
    "groups.run_offices": _("This page is for whoever runs the server."),
    "groups.hold_office": _("To take up an office, please sign in first."),
    "groups.speak_for_host": _("What holds in all groups of a host is said by who holds an admin's office."),
    "groups.be_invited": _("To use an invitation, please sign in first."),
    "groups.leave": _("You are not a member of this group, so there is nothing to leave."),
    "groups.be_willing": _("This is for members of the group."),
    "groups.agree": _MEMBERS_ONLY,
    "groups.break": _("You are not a member of this group, so there is nothing to take a break from."),
    "groups.meet": _MEMBERS_ONLY,
    "groups.helplines": _MEMBERS_ONLY,
    "groups.remember": _("Only somebody who looks after the group can say so; of those who do, an admin."),
    "groups.keep_words": _MEMBERS_ONLY,
    "groups.own_face": _MEMBERS_ONLY,
    "groups.own_card": _MEMBERS_ONLY,
    "groups.describe_face": _(
        "You can read here, but not write for a while. You can change your name and take your picture away at any time."
    ),
    "groups.see_picture": _MEMBERS_ONLY,
    "groups.keep_away": _("This is one of your own names, so there is nobody to keep away from."),
    "groups.answer_request_own": _("Only the person who sent this request can change it."),
    "groups.admit": _(
        "Requests are read by the people the group has asked to do so. If you would like to help, write to"
        " a facilitator."
    ),
    "groups.roles_see": _MEMBERS_ONLY,
    "groups.roles": _("Roles are given by the group's admins. If something should change, write to one of them."),
    "groups.close": _(
        "Whether a group closes is decided by two of those who look after it. You can write to one of them."
    ),
    "groups.step_down": _("You hold no role in this group, so there is none to lay down."),
    "groups.be_here": _("This is for those who facilitate the group."),
    "groups.offer_help": _MEMBERS_ONLY,
    "groups.log": _MEMBERS_ONLY,
    "groups.runs": _MEMBERS_ONLY,
    "groups.needs": _("This page is for whoever runs the server."),
    "groups.settings": _(
        "The group's page is looked after by its admins. If something should change, write to one of them."
    ),
    "groups.own_fee": _MEMBERS_ONLY,
    "groups.fees": _(
        "Fees are looked after by the group's treasurer. What you owe, and what to do if you cannot pay, stands under"
        " “Membership fee” in the group."
    ),
}
