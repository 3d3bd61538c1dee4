"""Reading the letters that were written."""

import re

from accounts.letters import PURPOSE
from accounts.models import Letter
from accounts.sealing import unseal


def waiting() -> list[dict[str, str]]:
    """The letters in the outbox, opened, oldest first."""
    return [unseal(PURPOSE, letter.sealed) for letter in Letter.objects.waiting().order_by("pk")]


def newest_code() -> str:
    """The code in the newest letter."""
    found = re.search(r"\b\d{6}\b", waiting()[-1]["text"])
    assert found
    return found.group()


def ask_for_code(client, address: str, **data: str) -> str:
    """Press "Send me a code", and read the letter."""
    answer = client.post("/account/enter/", {"email": address, **data})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/code/")
    return newest_code()


def come_in(client, address: str, **data: str):
    """All the way in; the answer to the code."""
    return client.post("/account/code/", {"code": ask_for_code(client, address, **data)})


def is_in(client) -> bool:
    """Whether the browser is signed in, by asking a page that wants it."""
    return client.get("/account/").status_code == 200
