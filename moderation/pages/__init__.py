"""The desk as it is read, and the author's page: plain data for the templates."""

from moderation.pages.appeal import SecondLook, second_look
from moderation.pages.approvals import (
    ApprovalPage,
    FounderWords,
    WaitingGroup,
    approval_page,
    founder_words,
    waiting_groups,
)
from moderation.pages.cards import Opening, Openings, opening, openings
from moderation.pages.decision import DecisionPage, decision_page
from moderation.pages.desk import Desk, Line, desk
from moderation.pages.item import Item, Past, Thing, Told, answered, past
from moderation.pages.names import Question, Questions, question, questions
from moderation.pages.places import post_url
from moderation.pages.removals import RemovalPage, Removals, RemovedPage, removal_page, removals, removed_page

__all__ = [
    "ApprovalPage",
    "DecisionPage",
    "Desk",
    "FounderWords",
    "Item",
    "Line",
    "Opening",
    "Openings",
    "Past",
    "Question",
    "Questions",
    "RemovalPage",
    "Removals",
    "RemovedPage",
    "SecondLook",
    "Thing",
    "Told",
    "WaitingGroup",
    "answered",
    "approval_page",
    "decision_page",
    "desk",
    "founder_words",
    "opening",
    "openings",
    "past",
    "post_url",
    "question",
    "questions",
    "removal_page",
    "removals",
    "removed_page",
    "second_look",
    "waiting_groups",
]
