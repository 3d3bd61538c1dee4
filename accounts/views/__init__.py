"""The pages of the private side. The only place where `request.user` is used."""

from accounts.views.data import data
from accounts.views.entrance import code, enter, leave, to_code, to_enter
from accounts.views.own import overview, preferences

__all__ = ["code", "data", "enter", "leave", "overview", "preferences", "to_code", "to_enter"]
