"""What members read in their group's log: a sentence for every kind of entry. It names nobody, and no post or thread.

A kind without a sentence cannot be logged. The rooms above add theirs with `say`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

LOGGED: dict[str, str | Promise] = {
    "groups.appointed": lazy("Somebody became %(about)s."),
    "groups.dismissed": lazy("Somebody is no longer %(about)s."),
    "groups.role_changed": lazy("What is said of a role, or for how long it is held, was changed: %(about)s."),
    "groups.granted": lazy("A member was asked to do this: %(about)s."),
    "groups.power_ended": lazy("A member no longer does this: %(about)s."),
    "groups.said": lazy("What the group says of itself was changed."),
    "groups.rules": lazy("The ground rules were changed."),
    "groups.host_rules": lazy("The group has the ground rules of the body that runs it."),
    "groups.own_rules": lazy("The group has ground rules of its own again."),
    "groups.host_door": lazy("How people come in is what the body that runs the group says."),
    "groups.own_door": lazy("How people come in is the group’s own again."),
    "groups.helplines": lazy("Whom to call in a crisis was changed, or called to confirm it."),
    "groups.host_helplines": lazy("Whom to call in a crisis is what the body that runs the group says."),
    "groups.own_helplines": lazy("Whom to call in a crisis is the group’s own again."),
    "groups.host_cards": lazy("For how long a contact card is kept is what the body that runs the group says."),
    "groups.own_cards": lazy("For how long a contact card is kept is the group’s own again."),
    "groups.cards": lazy("What the group asks on contact cards was changed."),
    "groups.no_cards": lazy("The group asks for no contact cards any more. Those that were written are erased."),
    "groups.talk": lazy("How people talk here was changed."),
    "groups.second_step": lazy("Whether those who look after the group need a second step was changed."),
    "groups.approved": lazy("The group was opened."),
    "groups.not_approved": lazy("The group was not opened yet."),
    "groups.listed": lazy("Strangers can find the group."),
    "groups.hidden": lazy("Strangers can no longer find the group."),
    "groups.closing_asked": lazy("Somebody asked to close the group. A second person has to agree."),
    "groups.closing": lazy("A second person agreed to close the group."),
    "groups.goes_on": lazy("The group goes on after all."),
    "groups.closed": lazy("The group was closed."),
    "groups.put_away": lazy("What was written was put away."),
    "groups.erased": lazy("What was written was erased."),
    "groups.split": lazy("A second group was begun for those who would like to go on in a smaller circle."),
    "groups.door": lazy("How people come in was changed."),
    "groups.fee": lazy("What the group asks for was changed."),
    "groups.run_announced": lazy("A run was announced."),
    "groups.run_changed": lazy("The days or places of a run were changed."),
    "groups.run_cancelled": lazy("A run was called off."),
    "groups.run_ended": lazy("A run came to its end. It can be read for a while."),
    "groups.run_put_away": lazy("A run that had ended is no longer to be read."),
    "groups.fee_ended": lazy("The group asks for no fee any more."),
    "groups.fee_refunded": lazy("Somebody was paid back a part of the fee."),
    "groups.fee_corrected": lazy("A line in the ledger of fees was taken back."),
    "groups.needs": lazy("The group takes in nobody new until somebody is found. %(about)s"),
    "groups.needs_met": lazy("Somebody was found."),
    "groups.questions": lazy("What is asked at the door was changed."),
    "groups.invited": lazy("An invitation was made."),
    "groups.invitation_ended": lazy("An invitation was ended."),
    "groups.remembered": lazy("The name of a member who has died is kept in memory."),
    "groups.remembered_no_more": lazy("A name is kept in memory no more. It was a mistake."),
}


def say(words: Mapping[str, str | Promise]) -> None:
    """Add the sentences of another room. Called once, when its app is ready."""
    LOGGED.update(words)
