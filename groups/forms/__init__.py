"""What people type at the door and on the group's own pages, cleaned into plain values."""

from groups.forms.about import SETTINGS_KEPT, FoundForm, SettingsForm, SplitForm
from groups.forms.answering import ELSEWHERE_KEPT, AskBackForm, ElsewhereForm, NoteForm
from groups.forms.closing import ClosingForm
from groups.forms.going import LeaveForm
from groups.forms.inviting import CodeForm, InviteByMailForm, InvitedForm, InviteForm
from groups.forms.joining import AnswerBackForm, HandleField, NameForm, PlaceForm, RulesForm, WishForm
from groups.forms.needs import FindSomebodyForm
from groups.forms.questions import ANSWERS_KEPT, AskForm, QuestionForm
from groups.forms.roles import AppointForm, FindForm, GrantForm, TermsForm
from groups.forms.runs import GoOnForm, RunForm
from groups.forms.talk import SecondStepForm, TalkForm
from groups.forms.wholedoor import DOOR_BOXES, DOOR_KEPT, DoorForms, arranged, only_looks, opened_by

__all__ = [
    "ANSWERS_KEPT",
    "DOOR_BOXES",
    "DOOR_KEPT",
    "ELSEWHERE_KEPT",
    "SETTINGS_KEPT",
    "AnswerBackForm",
    "AppointForm",
    "AskBackForm",
    "AskForm",
    "ClosingForm",
    "CodeForm",
    "DoorForms",
    "ElsewhereForm",
    "FindForm",
    "FindSomebodyForm",
    "FoundForm",
    "GoOnForm",
    "GrantForm",
    "HandleField",
    "InviteByMailForm",
    "InviteForm",
    "InvitedForm",
    "LeaveForm",
    "NameForm",
    "NoteForm",
    "PlaceForm",
    "QuestionForm",
    "RulesForm",
    "RunForm",
    "SecondStepForm",
    "SettingsForm",
    "SplitForm",
    "TalkForm",
    "TermsForm",
    "WishForm",
    "arranged",
    "only_looks",
    "opened_by",
]
