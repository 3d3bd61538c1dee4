"""The pages of the private side. The only place where `request.user` is used."""

from accounts.views.again import away, by_code, here, words
from accounts.views.data import copy, data, erase, fetch_copy, stay
from accounts.views.entrance import code, enter, leave, to_code, to_enter, to_operator
from accounts.views.mailbox import mailbox_page, stop_way_back, way_back
from accounts.views.notes import notes, notes_today
from accounts.views.own import overview, preferences
from accounts.views.sessions import end_session, session_list

__all__ = [
    "away", "by_code", "code", "copy", "data", "end_session", "enter", "erase", "fetch_copy", "here", "leave",
    "mailbox_page", "notes", "notes_today", "overview", "preferences", "session_list", "stay", "stop_way_back",
    "to_code", "to_enter", "to_operator", "way_back", "words",
]  # fmt: skip
