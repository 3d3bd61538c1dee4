"""What the pages of a group show, as plain data."""

from groups.pages.admissions import RequestRow, RequestView, admissions, request_view
from groups.pages.door import DoorView, OwnRequest, door_view, own_request
from groups.pages.face import Helper, PublicFace, public_face, readers_words
from groups.pages.roles import RoleRow, roles

__all__ = [
    "DoorView",
    "Helper",
    "OwnRequest",
    "PublicFace",
    "RequestRow",
    "RequestView",
    "RoleRow",
    "admissions",
    "door_view",
    "own_request",
    "public_face",
    "readers_words",
    "request_view",
    "roles",
]
