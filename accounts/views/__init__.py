"""The pages of the private side. The only place where `request.user` is used."""

from accounts.views.data import copy, data, erase, fetch_copy, stay
from accounts.views.entrance import code, enter, leave, to_code, to_enter
from accounts.views.own import overview, preferences

__all__ = [
    "code",
    "copy",
    "data",
    "enter",
    "erase",
    "fetch_copy",
    "leave",
    "overview",
    "preferences",
    "stay",
    "to_code",
    "to_enter",
]
