"""Reading the letters that were written, and walking in with what they say."""

import re

from allauth.account.models import EmailAddress

from accounts.letters import PURPOSE
from accounts.models import Account, Letter
from accounts.sealing import unseal

PASSWORD = "a long and quiet password"


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


def known(address: str = "ann@example.org", **fields) -> Account:
    """An account whose address is confirmed."""
    account = Account.objects.create_user(address, **fields)
    EmailAddress.objects.create(user=account, email=address, primary=True, verified=True)
    return account


def sure(client) -> None:
    """As if the password had been asked for just now."""
    answer = client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302


def shown(client, path: str) -> str:
    """A page that is there and has a heading."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("Location"))
    assert re.search(r"<h1[^>]*>\s*\S", answer.content.decode()), path
    return answer.content.decode()
