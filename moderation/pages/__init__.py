"""The desk as it is read, and the author's page: plain data for the templates."""

from moderation.pages.cards import Opening, Openings, opening, openings
from moderation.pages.decision import DecisionPage, decision_page
from moderation.pages.desk import Desk, Line, desk
from moderation.pages.item import Item, Past, Told, past
from moderation.pages.names import Question, Questions, question, questions
from moderation.pages.places import post_url

__all__ = [
    "DecisionPage",
    "Desk",
    "Item",
    "Line",
    "Opening",
    "Openings",
    "Past",
    "Question",
    "Questions",
    "Told",
    "decision_page",
    "desk",
    "opening",
    "openings",
    "past",
    "post_url",
    "question",
    "questions",
]
