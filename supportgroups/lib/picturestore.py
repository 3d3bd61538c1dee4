"""Where pictures are kept, under names that say nothing, and how one is answered. Who may see it is the caller's."""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

from supportgroups.lib.pictures import CONTENT_TYPE, Picture

NAME_LENGTH = 80  # for the column that holds a name
ROOT = "pictures"


def keep(picture: Picture) -> str:
    """Store it; the name is all that finds it again.

    The first two letters are a folder, so that none holds a hundred thousand files.
    """
    chance = secrets.token_hex(20)
    return default_storage.save(f"{ROOT}/{chance[:2]}/{chance[2:]}.webp", ContentFile(picture.content))


def copy(name: str) -> str:
    """The same picture under another name; "" when it is gone."""
    try:
        with default_storage.open(name) as file:
            return keep(Picture(file.read(), 0, 0))
    except FileNotFoundError:
        return ""


def drop(name: str) -> None:
    """Remove it; quiet when it is gone. After the commit of what forgets the name: a rollback brings no file back."""
    if name:
        default_storage.delete(name)


def drop_older(name: str, before: datetime) -> bool:
    """Remove it if it was kept before this moment; whether it was."""
    try:
        is_older = default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False
    if is_older:
        drop(name)
    return is_older


def folders() -> Iterator[set[str]]:
    """The names of all that are kept, folder by folder."""
    with suppress(FileNotFoundError):
        for folder in default_storage.listdir(ROOT)[0]:
            yield {f"{ROOT}/{folder}/{file}" for file in default_storage.listdir(f"{ROOT}/{folder}")[1]}


def answer(name: str) -> HttpResponse:
    """The picture as a response that can be nothing but a picture. No ETag and no time: the address is the identity.

    Raises Http404 when the file is gone.
    """
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    headers = {
        "Content-Disposition": 'inline; filename="picture.webp"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
