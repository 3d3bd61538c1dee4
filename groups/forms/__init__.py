"""What people type at the door and on the group's own pages, cleaned into plain values."""

from groups.forms.about import SETTINGS_KEPT, FoundForm, SettingsForm
from groups.forms.answering import AppointForm, ReasonForm
from groups.forms.door import DOOR_KEPT, DoorForm
from groups.forms.joining import AskForm, HandleField, NameForm, RulesForm
from groups.forms.talk import TalkForm

__all__ = [
    "DOOR_KEPT",
    "SETTINGS_KEPT",
    "AppointForm",
    "AskForm",
    "DoorForm",
    "FoundForm",
    "HandleField",
    "NameForm",
    "ReasonForm",
    "RulesForm",
    "SettingsForm",
    "TalkForm",
]
