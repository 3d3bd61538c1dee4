"""Who gets what at every address: one line an address, read by people and walked by `test_access_table.py`.

A guest is sent to the entrance wherever a rule is not public. Who is signed in gets 404 for what is not theirs to see,
and 403, with a sentence, for what they see and may not do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.cast import ROLES

Audience = dict[str, int]

YES, SENT_ON, REFUSED, UNSEEN, NO_SUCH_PRESS, CONFLICT = 200, 302, 403, 404, 405, 409

# The keeper belongs to the hidden group and to nothing else.
PEOPLE = (*ROLES, "keeper")
SIGNED_IN_PEOPLE = set(PEOPLE) - {"guest"}
ASKING = {"applicant", "waiting", "invited"}
OUTSIDE = ASKING | {"stranger", "former", "facilitator_elsewhere", "operator", "keeper"}
INSIDE = SIGNED_IN_PEOPLE - OUTSIDE
READING = INSIDE - {"suspended"}
# What a route without a seat can tell apart.
SEATLESS = ("guest", "stranger", "member", "operator")


def let_in(people: Iterable[str], others: int = REFUSED, **some: int) -> Audience:
    """These get yes; everybody else who is signed in gets `others`, some people something of their own."""
    answers = dict.fromkeys(SIGNED_IN_PEOPLE, others) | dict.fromkeys(people, YES)
    return answers | some | {"guest": SENT_ON}


def also(audience: Audience, people: Iterable[str], answer: int) -> Audience:
    """The same, with another answer for these."""
    return audience | dict.fromkeys(people, answer)


PUBLIC: Audience = dict.fromkeys(PEOPLE, YES)
SIGNED_IN = let_in(SIGNED_IN_PEOPLE)
# Pages of a group that everybody knows of: its outside may know that they are there, and is told for whom they are.
MEMBERS = let_in(INSIDE)
READERS = let_in(READING)
# What a member types is kept for that member; outside there is nowhere to keep it.
KEEPERS_OF_WORDS = let_in(INSIDE, UNSEEN)
DOORKEEPERS = let_in({"screener", "facilitator", "admin"})
ADMINS = let_in({"admin"})
FACILITATORS = let_in({"facilitator"})
LOOKING_AFTER = let_in({"facilitator", "admin"})
ROLE_HOLDERS = {"screener", "treasurer", "editor", "facilitator", "admin"}
APPOINTED = let_in(ROLE_HOLDERS)
# What a server's operator sees of groups: which need somebody.
OPERATORS = let_in({"operator", "operator_member"})
# Whoever belongs to the group pays under a code, also while suspended; who keeps the money sees codes.
PAYERS = let_in(INSIDE)
PURSE = let_in({"treasurer", "admin"})
OWN_RECEIPT = also(let_in({"member"}), INSIDE - {"member"}, UNSEEN)
EDITORS = let_in({"editor", "facilitator", "admin"})
# What is talked about is nobody's to know outside, also not that it is there.
TALK = let_in(READING, UNSEEN)
ONE_RUN = let_in(READING - {"other_cohort"}, UNSEEN)
# Somebody of the spring run: who looks after the group acts, and to another run there is nobody.
OF_ONE_RUN = let_in({"facilitator", "admin"}, other_cohort=UNSEEN)
AUTHOR = also(also(TALK, READING, REFUSED), {"member"}, YES)
# Nobody answers themselves; who is silenced says nothing, also not without words.
RESPONDING = also(TALK, {"member", "silenced"}, REFUSED)
DESK_OF_THREADS = also(also(TALK, READING, REFUSED), {"facilitator"}, YES)
DESK_OF_RUN = also(also(ONE_RUN, READING - {"other_cohort"}, REFUSED), {"facilitator"}, YES)
READERS_OF_ANOTHER = also(TALK, {"member"}, REFUSED)
# Who may not write for a while still has a name and may take a picture away, but says nothing new.
SAYING = also(READERS, {"silenced"}, REFUSED)
FROM_ANOTHER = also(READERS, {"member"}, REFUSED)
# Outside there is no desk; inside, members are told whom to write to. What is about oneself is seen by another.
DESK = also(let_in({"facilitator"}, UNSEEN), INSIDE - {"facilitator"}, REFUSED)
LOOKERS = also(let_in({"facilitator", "admin"}, UNSEEN), INSIDE - {"facilitator", "admin"}, REFUSED)
# Whoever asked is not the second person.
SECOND_LOOKERS = also(LOOKERS, {"facilitator"}, REFUSED)
ANOTHERS_CASE = also(DESK, {"facilitator"}, UNSEEN)
ANOTHERS_HOLD = also(DESK, {"facilitator"}, REFUSED)
# One person's own.
OWN = let_in({"member"}, UNSEEN)
OWN_OF_FORMER = let_in({"former"}, UNSEEN)
OWN_REQUEST = let_in(ASKING, UNSEEN)
# The hidden group.
KEEPER = let_in({"keeper"}, UNSEEN)
NOBODY = let_in((), UNSEEN)
HIDDEN_FACE = also(NOBODY, {"guest"}, UNSEEN) | {"keeper": YES}
# Who is in, or has asked, is led on.
DOORSTEP = let_in(OUTSIDE - ASKING, SENT_ON)
GROUP_PAGE = also(let_in(READING, SENT_ON), {"suspended"}, REFUSED)
# The ways in: who is in already is led on.
ENTRANCE = also(let_in((), SENT_ON), {"guest"}, YES)
LED_ON = dict.fromkeys(PEOPLE, SENT_ON)


@dataclass(frozen=True)
class Row:
    """What an address answers. `get`, `post`: what those who are let in get, for POST with nothing in it.

    `thing` names what fills the address, where that is not the usual. `people` are those who ask.
    """

    name: str
    audience: Audience
    get: int
    post: int
    thing: str = ""
    people: tuple[str, ...] = PEOPLE

    def asked(self, method: str) -> tuple[str, ...]:
        """Who is sent to ask: a few are enough where a method is taken from nobody."""
        answer = self.get if method == "get" else self.post
        return SEATLESS if answer == NO_SUCH_PRESS and self.audience is not KEEPER else self.people

    def expected(self, method: str, role: str) -> int:
        """The status for one of the cast. That a press is not taken is said before anything is looked up."""
        answer = self.get if method == "get" else self.post
        given = self.audience[role]
        if answer == NO_SUCH_PRESS:
            is_known = self.audience is not KEEPER or role == "keeper"
            return given if role == "guest" and given == SENT_ON else answer if is_known else UNSEEN
        return answer if given == YES else given


def seatless(name: str, audience: Audience, get: int, post: int, thing: str = "") -> Row:
    return Row(name, audience, get, post, thing, SEATLESS)


NONE = NO_SUCH_PRESS
TABLE = (
    # the door
    Row("groups:found", SIGNED_IN, 200, 200),
    Row("groups:join", DOORSTEP, 200, 200),
    Row("groups:join_rules", DOORSTEP, 302, 200),
    Row("groups:join_ask", DOORSTEP, 302, 302),
    Row("groups:request", OWN_REQUEST, 200, NONE),
    Row("groups:request_taken_back", OWN_REQUEST, 200, 302),
    Row("groups:request_answer", OWN_REQUEST, 302, 302),
    # Whoever is offered a place reads the ground rules of now first; the others are led back to where they stand.
    Row("groups:place", also(OWN_REQUEST, {"applicant", "waiting"}, SENT_ON), 302, 200),
    Row("groups:place_passed", OWN_REQUEST, NONE, 302),
    Row("groups:request_run", OWN_REQUEST, NONE, 302),
    Row("groups:entry_fee", OWN_REQUEST, NONE, 302),
    Row("groups:rules", READERS, 200, 200),
    Row("groups:leave", MEMBERS, 200, 302),
    Row("groups:break", MEMBERS, 200, 302),
    Row("groups:break_over", MEMBERS, NONE, 302),
    Row("groups:welcoming", READERS, 200, 302),
    Row("groups:keep_words", KEEPERS_OF_WORDS, NONE, 200),
    # one's own face
    Row("groups:consent", MEMBERS, 200, NONE),
    Row("groups:me", READERS, 200, NONE),
    Row("groups:my_name", READERS, 200, 200),
    Row("groups:my_label", READERS, 200, 302),
    Row("groups:my_words", SAYING, 200, 200),
    Row("groups:my_picture", SAYING, 200, 200),
    Row("groups:my_pattern", READERS, NONE, 302),
    Row("groups:portrait", TALK, 200, NONE),
    Row("groups:portrait", NOBODY, 200, NONE, "nothing"),
    Row("groups:my_card", MEMBERS, 200, 302),
    Row("groups:distances", READERS, 200, NONE),
    Row("groups:distance", FROM_ANOTHER, 200, 200),
    Row("groups:distance_over", FROM_ANOTHER, NONE, 302),
    Row("groups:memorial", OF_ONE_RUN, 200, 302),
    Row("groups:memorial_over", OF_ONE_RUN, NONE, 302),
    # answering at the door, looking after the group
    Row("groups:admissions", DOORKEEPERS, 200, NONE),
    Row("groups:admissions_several", DOORKEEPERS, NONE, 302),
    Row("groups:admission", DOORKEEPERS, 200, NONE),
    Row("groups:admission_claim", DOORKEEPERS, NONE, 302),
    Row("groups:admission_admit", DOORKEEPERS, NONE, 302),
    Row("groups:elsewhere", DOORKEEPERS, 200, 200),
    Row("groups:admission_back", DOORKEEPERS, NONE, 302),
    Row("groups:admission_ask", DOORKEEPERS, 200, 200),
    Row("groups:admission_offer", DOORKEEPERS, NONE, 302),
    Row("groups:admission_list", DOORKEEPERS, NONE, 302),
    Row("groups:admission_note", DOORKEEPERS, NONE, 302),
    Row("groups:invitations", DOORKEEPERS, 200, 200),
    Row("groups:invite_by_mail", DOORKEEPERS, 200, 200),
    Row("groups:invitation_slip", DOORKEEPERS, 200, NONE),
    Row("groups:invitation_end", DOORKEEPERS, NONE, 302),
    seatless("groups:invited", SIGNED_IN, 200, 200),
    # Who is in already is led in; a code that opens nothing says so to everybody alike.
    seatless("groups:invitation", also(SIGNED_IN, {"member"}, SENT_ON), 200, 200),
    seatless("groups:invitation", SIGNED_IN, 200, 200, "nothing"),
    Row("groups:roles", READERS, 200, NONE),
    Row("groups:role_new", ADMINS, 200, 200),
    Row("groups:role_end", ADMINS, 200, 302),
    Row("groups:role_change", ADMINS, 200, 200),
    Row("groups:power_new", ADMINS, 200, 200),
    Row("groups:power_end", ADMINS, 200, 302),
    Row("groups:step_down", APPOINTED, 200, 302),
    Row("groups:here", FACILITATORS, NONE, 302),
    Row("groups:offer", READERS, NONE, 302),
    Row("groups:log", READERS, 200, NONE),
    seatless("moderation:approvals", OPERATORS, 200, NONE),
    seatless("moderation:approval", OPERATORS, 200, 200),
    Row("moderation:approval_again", ADMINS, NONE, 302),
    Row("front:host", let_in(ROLE_HOLDERS, UNSEEN), 200, 200),
    seatless("groups:offices", SIGNED_IN, 200, 200),
    seatless("groups:office", let_in({"member"}, UNSEEN), 200, NONE),
    seatless("groups:office_defaults", let_in({"member"}, UNSEEN), 200, 200),
    seatless("groups:office_kept", let_in({"member"}, UNSEEN), NONE, 200),
    seatless("groups:office_begin", let_in({"member"}, UNSEEN), 200, 200),
    Row("groups:settings_host", ADMINS, 200, 302),
    seatless("groups:office_enter", let_in({"member"}, UNSEEN), 200, 200),
    seatless("groups:hosts", OPERATORS, 200, NONE),
    seatless("groups:host_staff", OPERATORS, 200, 200),
    seatless("groups:office_end", OPERATORS, 200, 302),
    seatless("groups:needs", OPERATORS, 200, NONE),
    seatless("groups:need", OPERATORS, 200, 200),
    seatless("groups:need_seen", OPERATORS, NONE, 302),
    Row("groups:settings", ADMINS, 200, NONE),
    Row("groups:settings_helplines", ADMINS, 200, 302),
    Row("groups:runs", READERS, 200, NONE),
    Row("groups:run_new", ADMINS, 200, 200),
    Row("groups:run_change", ADMINS, 200, 200),
    Row("groups:run_place", READERS, 200, 200),
    Row("groups:run_off", ADMINS, 200, 302),
    Row("groups:settings_about", ADMINS, 200, 200),
    Row("groups:settings_listed", ADMINS, 200, 302),
    Row("groups:split", ADMINS, 200, 200),
    Row("groups:close", LOOKING_AFTER, 200, NONE),
    Row("groups:close_ask", ADMINS, 200, 200),
    Row("groups:close_agree", LOOKING_AFTER, NONE, 302),
    Row("groups:close_over", LOOKING_AFTER, NONE, 302),
    Row("groups:settings_talk", ADMINS, 200, 302),
    Row("groups:settings_second_step", ADMINS, 200, 302),
    Row("groups:door", ADMINS, 200, 200),
    Row("directory:listing", ADMINS, 200, 200),
    # money: who keeps it sees codes, members their own
    Row("groups:own_fee", PAYERS, 200, 200),
    Row("groups:own_code", PAYERS, NONE, 302),
    Row("groups:own_pay", PAYERS, NONE, 302),
    Row("groups:own_waiver", PAYERS, NONE, 302),
    Row("groups:own_waiver_over", PAYERS, NONE, 302),
    Row("groups:receipt", OWN_RECEIPT, 200, 200),
    Row("groups:fees", PURSE, 200, 200),
    Row("groups:fee_statement", PURSE, 200, 200),
    Row("groups:fee_back", PURSE, 200, 302),
    Row("groups:fee_export", PURSE, 200, NONE),
    Row("groups:fee_waivers", PURSE, 200, NONE),
    Row("groups:fee_grant", PURSE, NONE, 302),
    Row("groups:fee_decline", PURSE, 200, 200),
    Row("groups:fee_account", PURSE, 200, 200),
    Row("groups:fee_correct", PURSE, 200, 302),
    # Whoever signs is heard; the cast signs nothing, and nobody is set up.
    seatless("groups:payment_events", PUBLIC, NONE, 404),
    # what can be found
    seatless("front:front", PUBLIC, 200, 200),
    Row("front:face", PUBLIC, 200, 200),
    Row("front:face", PUBLIC, 301, 301, "old_slug"),
    Row("front:face", HIDDEN_FACE, 200, 200, "hidden"),
    seatless("directory:elsewhere", PUBLIC, 200, 200),
    seatless("directory:sitemap", PUBLIC, 200, 200),
    # talk
    Row("front:group", GROUP_PAGE, 200, 200),
    Row("front:group", KEEPER, 200, 200, "hidden"),
    Row("front:welcome", READERS, 200, 200),
    Row("forums:forum", TALK, 200, NONE),
    Row("forums:forum", ONE_RUN, 200, NONE, "run"),
    Row("forums:forum", KEEPER, 200, NONE, "hidden"),
    Row("forums:all_read", TALK, NONE, 302),
    Row("forums:all_read", ONE_RUN, NONE, 302, "run"),
    Row("forums:back", READERS, 200, NONE),
    Row("forums:group_read", READERS, NONE, 302),
    Row("forums:write", TALK, 200, 200),
    Row("forums:write", ONE_RUN, 200, 200, "run"),
    Row("forums:thread", TALK, 200, NONE),
    Row("forums:thread", ONE_RUN, 200, NONE, "run"),
    Row("forums:thread", KEEPER, 200, NONE, "hidden"),
    Row("forums:thread", NOBODY, 200, NONE, "nothing"),
    Row("forums:claim", also(TALK, {"silenced"}, REFUSED), NONE, 302),
    Row("forums:claim", also(ONE_RUN, {"silenced"}, REFUSED), NONE, 302, "run"),
    Row("forums:claim_back", TALK, NONE, 302),
    Row("forums:unread", TALK, 302, NONE),
    Row("forums:unread", ONE_RUN, 302, NONE, "run"),
    Row("forums:forum_new", ADMINS, 200, 200),
    Row("forums:move", DESK_OF_THREADS, 200, 200),
    Row("forums:merge", DESK_OF_THREADS, 200, 200),
    Row("forums:split", DESK_OF_THREADS, 200, 200),
    Row("forums:poll_new", AUTHOR, 200, 200),
    Row("forums:poll_take_back", also(DESK_OF_THREADS, {"member"}, YES), 200, 302, "recent"),
    Row("forums:vote", also(NOBODY, {"silenced"}, REFUSED), NONE, 302),  # there is no poll in it
    Row("forums:ending", DESK_OF_RUN, NONE, 302, thing="run"),
    Row("forums:ending_undo", DESK_OF_RUN, NONE, 302, thing="run"),
    Row("forums:pin", DESK_OF_THREADS, NONE, 302),
    Row("forums:unpin", DESK_OF_THREADS, NONE, 302),
    Row("forums:lock", DESK_OF_THREADS, 200, 302),
    Row("forums:unlock", DESK_OF_THREADS, NONE, 302),
    Row("forums:leave_out", DESK_OF_THREADS, NONE, 302),
    Row("forums:call_again", DESK_OF_THREADS, NONE, 302),
    Row("forums:settle", also(DESK_OF_THREADS, {"member"}, YES), NONE, 302),
    Row("forums:unsettle", also(DESK_OF_THREADS, {"member"}, YES), NONE, 302),
    Row("forums:watch", TALK, NONE, 302),
    Row("forums:thread_read", TALK, NONE, 302),
    Row("forums:thread_read", ONE_RUN, NONE, 302, "run"),
    Row("forums:view", TALK, NONE, 302),
    Row("forums:view", ONE_RUN, NONE, 302, "run"),
    Row("forums:reply", TALK, 200, 200),
    Row("forums:reply", ONE_RUN, 200, 200, "run"),
    Row("forums:rereading", READERS, 200, 302),
    Row("forums:withdraw", AUTHOR, 200, 302),
    Row("forums:edit", AUTHOR, 200, 200, "recent"),
    Row("forums:edit", also(TALK, READING, REFUSED), 200, 200),
    Row("forums:voice", DESK_OF_THREADS, 200, 200, "recent"),
    Row("forums:voice", also(TALK, READING, REFUSED), 200, 200),
    Row("forums:note", also(DESK_OF_THREADS, {"member"}, YES), 200, 302),
    Row("forums:revisions", TALK, 200, NONE),
    Row("forums:revision_wish", AUTHOR, NONE, 302),
    Row("forums:revision_tend", also(also(TALK, READING, REFUSED), {"facilitator"}, YES), NONE, 302),
    Row("forums:responses", AUTHOR, 200, NONE),
    Row("forums:respond", RESPONDING, NONE, 302),
    Row("forums:unrespond", TALK, NONE, 302),
    Row("forums:person", READERS, 200, NONE),
    Row("forums:picture", TALK, 200, NONE),
    Row("forums:picture", NOBODY, 200, NONE, "nothing"),
    Row("forums:search", READERS, 200, 200),
    Row("forums:search_everywhere", SIGNED_IN, 200, 200),
    Row("front:home", SIGNED_IN, 200, 302),
    # drafts
    Row("forums:drafts", SIGNED_IN, 200, NONE),
    Row("forums:draft", OWN, 200, CONFLICT),
    Row("forums:draft", OWN, 200, 302, "scheduled"),
    Row("forums:draft", OWN_OF_FORMER, 200, REFUSED, "left"),
    Row("forums:review", OWN, 200, CONFLICT),
    Row("forums:review", OWN_OF_FORMER, 200, REFUSED, "left"),
    Row("forums:versions", OWN, 200, 302),
    Row("forums:versions", OWN_OF_FORMER, 200, REFUSED, "left"),
    Row("forums:draft_picture", OWN, 200, NONE),
    Row("forums:draft_name", OWN, 200, 302),
    Row("forums:take_back", OWN, NONE, 302),
    Row("forums:discard", OWN, 200, 302),
    # the desk
    Row("moderation:report", READERS_OF_ANOTHER, 200, 200),
    Row("moderation:report", ONE_RUN | {"member": REFUSED}, 200, 200, "run"),
    Row("moderation:desk", DESK, 200, 200),
    Row("moderation:case", DESK, 200, 200),
    Row("moderation:case", ANOTHERS_CASE, 200, 200, "about_facilitator"),
    Row("moderation:take", DESK, NONE, 302),
    Row("moderation:take", ANOTHERS_CASE, NONE, 302, "about_facilitator"),
    Row("moderation:hand_back", DESK, NONE, 302),
    Row("moderation:show_again", DESK, 200, 200),
    Row("moderation:held", DESK, 200, 200),
    Row("moderation:held", ANOTHERS_HOLD, 200, 200, "about_facilitator"),
    Row("moderation:release", DESK, NONE, 302),
    Row("moderation:release", ANOTHERS_HOLD, NONE, 302, "about_facilitator"),
    Row("moderation:names", LOOKERS, 200, NONE),
    Row("moderation:look", LOOKERS, 200, 200),
    Row("moderation:look", LOOKERS, 200, 200, "address"),
    Row("moderation:question", LOOKERS, 200, NONE),
    Row("moderation:question", LOOKERS, 200, NONE, "address"),
    Row("moderation:question_agree", SECOND_LOOKERS, NONE, 302),
    Row("moderation:question_decline", LOOKERS, NONE, 302),
    Row("moderation:cards", LOOKERS, 200, NONE),
    Row("moderation:card_open", LOOKERS, 200, 200),
    Row("moderation:card_opening", LOOKERS, 200, 200),
    Row("moderation:decision", OWN, 200, 200),
    Row("moderation:appeal", DESK, 200, 200),
    Row("moderation:appeal_over", OWN, NONE, 302),
    Row("moderation:remove", DESK, 200, 200),
    Row("moderation:removals", DESK, 200, NONE),
    Row("moderation:removal", DESK, 200, 302),
    Row("moderation:removed", OWN_OF_FORMER, 200, 200),
    Row("moderation:removed_over", OWN_OF_FORMER, NONE, 302),
    # letters
    Row("newsletters:preference", MEMBERS, 200, 200),
    Row("newsletters:issues", READERS, 200, NONE),
    Row("newsletters:issue", READERS, 200, NONE),
    Row("newsletters:write", EDITORS, 200, 200),
    seatless("newsletters:stop", PUBLIC, 200, 200),
    seatless("newsletters:stop", dict.fromkeys(PEOPLE, UNSEEN), 404, 404, "nothing"),
    # for everybody
    seatless("front:help", PUBLIC, 200, 200),
    seatless("front:leaving", PUBLIC, 200, 200),
    seatless("front:healthz", PUBLIC, 200, 200),
    seatless("front:robots", PUBLIC, 200, 200),
    Row("front:nowhere", NOBODY, 404, 404),
    # the way in
    seatless("account_enter", ENTRANCE, 200, 200),
    seatless("account_code", LED_ON, 302, 302),
    seatless("account_logout", PUBLIC | {"guest": SENT_ON}, 200, 302),
    seatless("account_signup", PUBLIC, 302, NONE),
    seatless("account_request_login_code", PUBLIC, 302, NONE),
    seatless("account_confirm_login_code", PUBLIC, 302, 302),
    seatless("account_way_back", LED_ON, 302, 302),
    seatless("account_login", ENTRANCE, 200, 200),
    seatless("account_inactive", PUBLIC, 200, NONE),
    seatless("mfa_login_webauthn", LED_ON, 302, 302),
    seatless("mfa_authenticate", LED_ON, 302, 302),
    seatless("account_reset_password", PUBLIC, 200, 200),
    seatless("account_confirm_password_reset_code", PUBLIC, 302, 302),
    seatless("account_complete_password_reset", PUBLIC, 302, 302),
    seatless("account_password_reset_completed", PUBLIC, 200, NONE),
    seatless("account_email_verification_sent", PUBLIC, 302, 302),
    # the private side: everybody's own and nobody else's
    seatless("account_overview", SIGNED_IN, 200, NONE),
    seatless("account_preferences", SIGNED_IN, 200, 200),
    seatless("account_notes", SIGNED_IN, 200, 200),
    seatless("account_notes_today", SIGNED_IN, NONE, 302),
    seatless("account_data", SIGNED_IN, 200, NONE),
    seatless("account_copy", LED_ON, 302, 302),
    seatless("account_copy_fetch", LED_ON, 302, 302),
    seatless("account_erase", LED_ON, 302, 302),
    seatless("account_erase_stay", SIGNED_IN, NONE, 302),
    # What matters is asked once more before: these came in long ago.
    seatless("account_again", SIGNED_IN, 200, 200),
    seatless("account_away", SIGNED_IN, 302, 302),  # nobody of these was away
    seatless("account_words", SIGNED_IN, 302, 302),
    seatless("account_here", SIGNED_IN, 204, NONE),
    seatless("account_mailbox", LED_ON, 302, 302),
    seatless("account_stop_way_back", SIGNED_IN, NONE, 302),
    seatless("account_end_session", SIGNED_IN, NONE, 302),
    seatless("account_reauthenticate", LED_ON, 302, 302),
    seatless("account_email", LED_ON, 302, 302),
    seatless("account_change_password", LED_ON, 302, 302),
    seatless("account_set_password", LED_ON, 302, 302),
    seatless("usersessions_list", SIGNED_IN, 200, 302),
    seatless("mfa_index", SIGNED_IN, 200, NONE),
    seatless("mfa_reauthenticate", LED_ON, 302, 302),
    seatless("mfa_activate_totp", LED_ON, 302, 302),
    seatless("mfa_deactivate_totp", LED_ON, 302, 302),
    seatless("mfa_view_recovery_codes", LED_ON, 302, 302),
    seatless("mfa_generate_recovery_codes", LED_ON, 302, 302),
    seatless("mfa_download_recovery_codes", LED_ON, 302, 302),
    seatless("mfa_list_webauthn", SIGNED_IN, 200, NONE),
    seatless("mfa_add_webauthn", LED_ON, 302, 302),
    seatless("mfa_reauthenticate_webauthn", LED_ON, 302, 302),
    seatless("mfa_remove_webauthn", LED_ON, 302, 302),
    seatless("mfa_edit_webauthn", LED_ON, 302, 302),
)
