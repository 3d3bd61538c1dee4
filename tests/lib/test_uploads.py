"""What is uploaded lies on no disk, however large it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from groups.models import FeePayment
from supportgroups.lib.uploads import MOST_BYTES
from tests.groups.conftest import Room, make_room

# More than Django holds in memory by itself.
LARGE = 3 * 1024 * 1024
ON_DISK = f"{TemporaryFileUploadHandler.__module__}.{TemporaryFileUploadHandler.__name__}"


@pytest.fixture
def room(db: None, settings: Any, tmp_path: Path) -> Room:
    """A group, on a site that has no place for files to lie in for a while."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    return make_room()


def send(browser: Client, url: str, name: str, size: int) -> str:
    answer = browser.post(url, {name: SimpleUploadedFile("a.csv", b"x" * size)})
    assert answer.status_code == 200
    return answer.text


def test_a_large_file_is_answered_as_a_small_one_and_lies_nowhere(room: Room, settings: Any) -> None:
    browser, url = room.founder.client(), f"{room.url}fees/statement/"
    assert "This file is larger than 2 MB." in send(browser, url, "statement", LARGE)
    assert not FeePayment.objects.exists()
    settings.FILE_UPLOAD_HANDLERS = [ON_DISK]
    with pytest.raises(FileNotFoundError):
        send(browser, url, "statement", LARGE)


@pytest.mark.parametrize("size", [MOST_BYTES - 500, MOST_BYTES + LARGE])
def test_a_picture_beyond_what_is_held_is_too_large_and_no_more(room: Room, size: int) -> None:
    page = send(room.founder.client(), f"{room.url}me/picture/", "file", size)
    assert "This file is larger than 10 MB." in page


def test_files_share_what_is_held(room: Room) -> None:
    """A second file in one request gets no room of its own; the first is whole."""
    files = {"statement": BytesIO(b"a,b"), "other": BytesIO(b"x" * (MOST_BYTES + 1))}
    answer = room.founder.client().post(f"{room.url}fees/statement/", files)
    assert answer.status_code == 200
    assert "larger" not in answer.text
