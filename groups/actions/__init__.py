"""What can be done at the door and to a group: the verbs. Nothing else changes these tables."""

from groups.actions.acts import note_act
from groups.actions.admission import admit, ask_back, claim, hand_back, point_elsewhere, write_note
from groups.actions.agreeing import (
    CONSENT_WORDINGS,
    agree,
    agreement_in_force,
    consent_of,
    new_agreement,
    signed_version,
)
from groups.actions.alternatives import Alternative, suggested_for
from groups.actions.answers import Given, questions_of
from groups.actions.appointing import ROLE_POWERS, Terms, appoint, dismiss, step_down
from groups.actions.asking import (
    ANSWER_PLACE,
    ASK_PLACE,
    answer_back,
    begin_request,
    may_ask_again,
    submit_request,
    take_back,
)
from groups.actions.assigning import Done, assign, each, find_answerer
from groups.actions.attending import call_operator, missing, offer_help, say_here, watch_silence
from groups.actions.cards import change_cards, erase_due_cards
from groups.actions.charters import BEGINNINGS, Beginning
from groups.actions.closing import agree_to_close, ask_to_close, close_due, put_away_due, withdraw_closing
from groups.actions.coming import join
from groups.actions.door import DoorSettings, change_door
from groups.actions.facing import describe_face, rename_face, renaming_opens_on
from groups.actions.finding import find_somebody, see_to
from groups.actions.forgetting import forget
from groups.actions.founding import Charter, default_rules, found_group, is_slug_free, new_code
from groups.actions.granting import grant_power, take_power_back
from groups.actions.habits import choose_rereading
from groups.actions.hiding import hide, unhide
from groups.actions.inviting import (
    come_by_invitation,
    end_invitation,
    invitation_of,
    invitation_used,
    invite,
    invite_by_mail,
    invite_helper,
)
from groups.actions.joining import check_handle, membership_of
from groups.actions.labelling import label_group
from groups.actions.leaving import Keeping, be_willing, come_back, leave, leave_for_good, take_break
from groups.actions.logbook import log
from groups.actions.questions import Question, ask_questions, asked_now
from groups.actions.refusals import (
    AgeNotSaid,
    AlreadyIn,
    AlternativeMissing,
    AnswerMissing,
    AskedAlready,
    CannotTakeIn,
    CheckedByOneself,
    DecidedMeanwhile,
    GroupIsFull,
    InvitationOver,
    LastAdmin,
    ListIsFull,
    NoPlaceLeft,
    NotAMember,
    NotAnAnswerer,
    NothingToAgree,
    NotYourGroup,
    QuestionsChanged,
    ReasonMissing,
    Refusal,
    RenamedLately,
    RulesNotAgreed,
    SecondPersonMissing,
    SlugTaken,
    TooManyHidden,
)
from groups.actions.remembering import remember, remember_no_more
from groups.actions.shutting import wants_newcomers
from groups.actions.splitting import split_group
from groups.actions.steps import STEPS
from groups.actions.tending import (
    GroupSettings,
    TalkSettings,
    ask_second_step,
    change_settings,
    change_talk,
    list_or_hide,
)
from groups.actions.terms import announce_ends, end_terms
from groups.actions.timekeeping import keep_time
from groups.actions.waiting import let_pass, offer_place, place_in_line, put_on_list, take_place, wait_for_place

__all__ = [
    "ANSWER_PLACE",
    "ASK_PLACE",
    "BEGINNINGS",
    "CONSENT_WORDINGS",
    "ROLE_POWERS",
    "STEPS",
    "AgeNotSaid",
    "AlreadyIn",
    "Alternative",
    "AlternativeMissing",
    "AnswerMissing",
    "AskedAlready",
    "Beginning",
    "CannotTakeIn",
    "Charter",
    "CheckedByOneself",
    "DecidedMeanwhile",
    "Done",
    "DoorSettings",
    "Given",
    "GroupIsFull",
    "GroupSettings",
    "InvitationOver",
    "Keeping",
    "LastAdmin",
    "ListIsFull",
    "NoPlaceLeft",
    "NotAMember",
    "NotAnAnswerer",
    "NotYourGroup",
    "NothingToAgree",
    "Question",
    "QuestionsChanged",
    "ReasonMissing",
    "Refusal",
    "RenamedLately",
    "RulesNotAgreed",
    "SecondPersonMissing",
    "SlugTaken",
    "TalkSettings",
    "Terms",
    "TooManyHidden",
    "admit",
    "agree",
    "agree_to_close",
    "agreement_in_force",
    "announce_ends",
    "answer_back",
    "appoint",
    "ask_back",
    "ask_questions",
    "ask_second_step",
    "ask_to_close",
    "asked_now",
    "assign",
    "be_willing",
    "begin_request",
    "call_operator",
    "change_cards",
    "change_door",
    "change_settings",
    "change_talk",
    "check_handle",
    "choose_rereading",
    "claim",
    "close_due",
    "come_back",
    "come_by_invitation",
    "consent_of",
    "default_rules",
    "describe_face",
    "dismiss",
    "each",
    "end_invitation",
    "end_terms",
    "erase_due_cards",
    "find_answerer",
    "find_somebody",
    "forget",
    "found_group",
    "grant_power",
    "hand_back",
    "hide",
    "invitation_of",
    "invitation_used",
    "invite",
    "invite_by_mail",
    "invite_helper",
    "is_slug_free",
    "join",
    "keep_time",
    "label_group",
    "leave",
    "leave_for_good",
    "let_pass",
    "list_or_hide",
    "log",
    "may_ask_again",
    "membership_of",
    "missing",
    "new_agreement",
    "new_code",
    "note_act",
    "offer_help",
    "offer_place",
    "place_in_line",
    "point_elsewhere",
    "put_away_due",
    "put_on_list",
    "questions_of",
    "remember",
    "remember_no_more",
    "rename_face",
    "renaming_opens_on",
    "say_here",
    "see_to",
    "signed_version",
    "split_group",
    "step_down",
    "submit_request",
    "suggested_for",
    "take_back",
    "take_break",
    "take_place",
    "take_power_back",
    "unhide",
    "wait_for_place",
    "wants_newcomers",
    "watch_silence",
    "withdraw_closing",
    "write_note",
]
