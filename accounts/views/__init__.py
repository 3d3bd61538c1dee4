"""The pages of the private side. The only place where `request.user` is used."""

from accounts.views.data import copy, data, fetch_copy
from accounts.views.entrance import code, enter, leave, to_code, to_enter
from accounts.views.own import overview, preferences

__all__ = ["code", "copy", "data", "enter", "fetch_copy", "leave", "overview", "preferences", "to_code", "to_enter"]
