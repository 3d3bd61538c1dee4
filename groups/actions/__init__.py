"""What can be done at the door and to a group: the verbs. Nothing else changes these tables."""

from groups.actions.acts import note_act
from groups.actions.admission import admit, ask_to_join, claim, point_elsewhere, take_back
from groups.actions.agreeing import agreement_in_force, new_agreement
from groups.actions.appointing import ROLE_POWERS, appoint, dismiss
from groups.actions.door import DoorSettings, change_door
from groups.actions.facing import describe_face, rename_face, renaming_opens_on
from groups.actions.forgetting import forget
from groups.actions.founding import Charter, default_rules, found_group, is_slug_free, new_code
from groups.actions.hiding import hide, unhide
from groups.actions.joining import check_handle, join, membership_of
from groups.actions.leaving import come_back, leave, take_break
from groups.actions.refusals import (
    AgeNotSaid,
    AlreadyIn,
    CannotTakeIn,
    DecidedMeanwhile,
    GroupIsFull,
    LastAdmin,
    NotAMember,
    NotYourGroup,
    ReasonMissing,
    Refusal,
    RenamedLately,
    RulesNotAgreed,
    SlugTaken,
    TooManyHidden,
)
from groups.actions.tending import GroupSettings, TalkSettings, change_settings, change_talk

__all__ = [
    "ROLE_POWERS",
    "AgeNotSaid",
    "AlreadyIn",
    "CannotTakeIn",
    "Charter",
    "DecidedMeanwhile",
    "DoorSettings",
    "GroupIsFull",
    "GroupSettings",
    "LastAdmin",
    "NotAMember",
    "NotYourGroup",
    "ReasonMissing",
    "Refusal",
    "RenamedLately",
    "RulesNotAgreed",
    "SlugTaken",
    "TalkSettings",
    "TooManyHidden",
    "admit",
    "agreement_in_force",
    "appoint",
    "ask_to_join",
    "change_door",
    "change_settings",
    "change_talk",
    "check_handle",
    "claim",
    "come_back",
    "default_rules",
    "describe_face",
    "dismiss",
    "forget",
    "found_group",
    "hide",
    "is_slug_free",
    "join",
    "leave",
    "membership_of",
    "new_agreement",
    "new_code",
    "note_act",
    "point_elsewhere",
    "rename_face",
    "renaming_opens_on",
    "take_back",
    "take_break",
    "unhide",
]
