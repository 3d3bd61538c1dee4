"""What the pages of a group show, as plain data."""

from groups.pages.admissions import RequestRow, RequestView, admissions, request_view
from groups.pages.cards import MyCard, card_words, my_card
from groups.pages.distance import HiddenPeople, hidden_people
from groups.pages.door import DoorView, door_view
from groups.pages.face import Helper, PublicFace, public_face, readers_words
from groups.pages.me import MyFace, my_face
from groups.pages.policy import DoorPage, DoorSentence, DoorStep, door_page
from groups.pages.questions import Answered, QuestionRow, QuestionsPage, answers_of, question_words, questions_page
from groups.pages.request import OwnRequest, Said, own_request, rules_to_agree
from groups.pages.roles import RoleRow, roles

__all__ = [
    "Answered",
    "DoorPage",
    "DoorSentence",
    "DoorStep",
    "DoorView",
    "Helper",
    "HiddenPeople",
    "MyCard",
    "MyFace",
    "OwnRequest",
    "PublicFace",
    "QuestionRow",
    "QuestionsPage",
    "RequestRow",
    "RequestView",
    "RoleRow",
    "Said",
    "admissions",
    "answers_of",
    "card_words",
    "door_page",
    "door_view",
    "hidden_people",
    "my_card",
    "my_face",
    "own_request",
    "public_face",
    "question_words",
    "questions_page",
    "readers_words",
    "request_view",
    "roles",
    "rules_to_agree",
]
