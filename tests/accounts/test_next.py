"""After the code one is where one was going, and never anywhere else."""

import pytest
from django.test import Client

from tests.accounts.mailbox import come_in
from tests.few import few_of

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil",
    "javascript:alert(1)", "data:text/html,x", " /g/a/", "/g/a/\r\nSet-Cookie: a=b", "/\t/evil.example",
    "http://testserver/g/a/",
    "/account/logout/", "/account/enter/", "/account/code/?next=/g/a/", "/nowhere/", "g/a/", "/%2F/evil.example", "?x",
    "/\x00",
    "https:///evil.example", "/account/login/", "//testserver/g/a/", "",
]  # fmt: skip
# Another site, without its scheme, behind a sign; a script, a line that ends; what is no place to go on to; nothing.
OF_EACH_KIND = {
    "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/g/a/\r\nSet-Cookie: a=b",
    "/account/logout/", "/nowhere/", "",
}  # fmt: skip


@pytest.mark.parametrize("payload", few_of(PAYLOADS, OF_EACH_KIND, marks=pytest.mark.once))
def test_next_never_leaves_the_site(payload):
    client = Client()
    page = client.get("/account/enter/", {"next": payload})
    assert b"evil" not in page.content
    assert come_in(client, "ann@example.org", next=payload).headers["Location"] == "/home/"
    for path in ("/account/enter/", "/account/login/", "/account/signup/", "/account/login/code/"):
        address = client.get(path, {"next": payload}).headers["Location"]
        assert address in ("/home/", "/account/enter/"), (path, address)


def test_next_keeps_its_question_and_its_place(client):
    wanted = "/g/calm-otter/?page=2&q=a%20b#post-3"
    assert b"page=2" in client.get("/account/enter/", {"next": wanted}).content
    assert come_in(client, "ann@example.org", next=wanted).headers["Location"] == wanted


def test_old_ways_in_lead_to_the_one_there_is(client):
    for path in ("/account/signup/", "/account/login/code/"):
        assert client.get(path, {"next": "/g/a/"}).headers["Location"] == "/account/enter/?next=%2Fg%2Fa%2F"
    assert client.get("/account/login/code/confirm/").headers["Location"] == "/account/code/"
