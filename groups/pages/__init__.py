"""What the pages of a group show, as plain data."""

from groups.pages.admissions import RequestView, request_view
from groups.pages.cards import MyCard, card_words, my_card
from groups.pages.closing import ClosingPage, closing_page, closing_words
from groups.pages.defaults import KeptPart, kept_parts
from groups.pages.distance import HiddenPeople, hidden_people
from groups.pages.door import DoorView, OwnRules, door_view, own_rules
from groups.pages.doorpage import DoorPage, DoorPart, door_beside, door_page, saved_words
from groups.pages.face import Helper, PublicFace, public_face, readers_words
from groups.pages.going import Agreed, Leaving, agreed, leaving
from groups.pages.goingon import next_run
from groups.pages.helplines import OwnHelplines, own_helplines
from groups.pages.hosting import HostGroupRow, OfficeRow, OwnOffice, office_rows, own_office, own_offices
from groups.pages.inviting import InvitationRow, Invited, invitation_row, invitations, invited
from groups.pages.me import MyFace, my_face
from groups.pages.needs import LogRow, NeedRow, group_log, needs_of, needs_page
from groups.pages.policy import DoorStep, door_sentences, door_steps, taking_words
from groups.pages.questions import Answered, answers_of, question_words
from groups.pages.queue import Queue, RequestRow, queue
from groups.pages.request import OwnRequest, Said, own_request, rules_to_agree
from groups.pages.roles import RoleRow, RolesPage, offers_of, roles_page, what_follows, what_follows_leaving
from groups.pages.runs import RunRow, RunsPage, door_run_words, own_run_words, runs_page
from groups.pages.settings import SettingsPage, settings_page

__all__ = [
    "Agreed",
    "Answered",
    "ClosingPage",
    "DoorPage",
    "DoorPart",
    "DoorStep",
    "DoorView",
    "Helper",
    "HiddenPeople",
    "HostGroupRow",
    "InvitationRow",
    "Invited",
    "KeptPart",
    "Leaving",
    "LogRow",
    "MyCard",
    "MyFace",
    "NeedRow",
    "OfficeRow",
    "OwnHelplines",
    "OwnOffice",
    "OwnRequest",
    "OwnRules",
    "PublicFace",
    "Queue",
    "RequestRow",
    "RequestView",
    "RoleRow",
    "RolesPage",
    "RunRow",
    "RunsPage",
    "Said",
    "SettingsPage",
    "admissions",
    "agreed",
    "answers_of",
    "card_words",
    "closing_page",
    "closing_words",
    "door_beside",
    "door_page",
    "door_run_words",
    "door_sentences",
    "door_steps",
    "door_view",
    "group_log",
    "hidden_people",
    "invitation_row",
    "invitations",
    "invited",
    "kept_parts",
    "leaving",
    "my_card",
    "my_face",
    "needs_of",
    "needs_page",
    "next_run",
    "offers_of",
    "office_rows",
    "own_helplines",
    "own_office",
    "own_offices",
    "own_request",
    "own_rules",
    "own_run_words",
    "public_face",
    "question_words",
    "queue",
    "readers_words",
    "request_view",
    "roles_page",
    "rules_to_agree",
    "runs_page",
    "saved_words",
    "settings_page",
    "taking_words",
    "what_follows",
    "what_follows_leaving",
]
