"""The newsletter: written by editors, reread, published once, read by members."""

from __future__ import annotations

import re
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsletters.actions import IssueElsewhere, publish_issue
from newsletters.models import NewsletterIssue
from personas.models import Event

pytestmark = pytest.mark.django_db
PATH = "/g/calm-water-1/newsletter/"


@pytest.fixture
def editor(cast):
    return cast["editor"].client()


def words(**more: str) -> dict[str, str]:
    return {"ref": str(uuid4()), "title": "Winter", "source": "## News\n\nIt *snows*. <script>x</script>"} | more


def publish(cast, number: int) -> NewsletterIssue:
    return publish_issue(
        group=cast.group, by=cast["editor"].face, ref=uuid4(), title=f"Issue no. {number}", source="Words.",
        now=timezone.now(),
    )  # fmt: skip


def test_an_editor_writes_rereads_and_publishes(cast, editor) -> None:
    form = words()
    reread = editor.post(f"{PATH}write/", form)
    assert "Nobody has seen it yet" in reread.text
    assert "<em>snows</em>" in reread.text
    assert not NewsletterIssue.objects.exists()
    answer = editor.post(f"{PATH}write/", form | {"step": "publish"}, follow=True)
    assert answer.redirect_chain == [(f"{PATH}1/", 302)]
    page = cast["member"].client().get(f"{PATH}1/")
    assert "<em>snows</em>" in page.text
    assert "<script>x" not in page.text
    assert "Quill" in page.text
    assert Event.objects.filter(kind="newsletters.issue").count() == 1


def test_going_back_keeps_the_words(editor) -> None:
    page = editor.post(f"{PATH}write/", words(step="change"))
    assert "It *snows*." in page.text
    assert "Go on to rereading" in page.text


def test_a_second_press_publishes_nothing_twice(editor) -> None:
    form = words(step="publish")
    assert {editor.post(f"{PATH}write/", form).headers["Location"] for _time in range(2)} == {f"{PATH}1/"}
    assert NewsletterIssue.objects.count() == 1


def test_numbers_go_up(cast) -> None:
    assert [publish(cast, number).number for number in range(3)] == [1, 2, 3]


def test_the_key_of_another_groups_issue_is_refused(cast) -> None:
    issue = publish(cast, 1)
    with pytest.raises(IssueElsewhere):
        publish_issue(
            group=cast.elsewhere, by=cast["editor"].face, ref=issue.ref, title="x", source="x", now=timezone.now()
        )


ODD = [{"title": ""}, {"source": " "}, {"source": "x" * 20_001}, {"ref": "x"}, {"title": "\x00"}]


def test_what_is_missing_is_asked_for_and_nothing_published(editor) -> None:
    for odd in ODD:
        page = editor.post(f"{PATH}write/", words(step="publish") | odd)
        assert page.status_code == 200
        assert "Please look at this once more" in page.text
    assert not NewsletterIssue.objects.exists()


# Reading the list and an issue, and writing.
STATUSES = {
    "guest": (302, 302), "stranger": (403, 403), "waiting": (403, 403), "former": (403, 403), "member": (200, 403),
    "on_break": (200, 403), "suspended": (403, 403), "editor": (200, 200), "operator": (403, 403),
    "operator_member": (200, 403), "facilitator_elsewhere": (403, 403),
}  # fmt: skip


def test_members_read_and_editors_write(cast) -> None:
    publish(cast, 1)
    for role, (read, write) in STATUSES.items():
        client, before = cast[role].client(), NewsletterIssue.objects.count()
        assert [client.get(f"{PATH}{end}").status_code for end in ("", "1/", "write/")] == [read, read, write], role
        assert ("Write an issue" in client.get(PATH).text) is (write == 200), role
        assert client.get("/g/low-bridge-3/newsletter/").status_code == (302 if role == "guest" else 404), role
        client.post(f"{PATH}write/", words(step="publish"))
        assert NewsletterIssue.objects.count() == before + (write == 200), role


def test_an_issue_that_is_not_there(cast) -> None:
    assert cast["member"].client().get(f"{PATH}7/").status_code == 404


def test_the_list_costs_the_same_at_two_and_at_twenty(cast) -> None:
    client, counts = cast["member"].client(), []
    client.get(PATH)
    for total in (2, 20):
        for number in range(NewsletterIssue.objects.count(), total):
            publish(cast, number)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            page = client.get(PATH)
        assert page.text.count("thread-row") == total
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 15


def test_older_issues_are_one_press_away(cast) -> None:
    for number in range(25):
        publish(cast, number)
    reader = cast["member"].client()
    [older] = re.findall(r'href="([^"]+)" rel="next"', reader.get(PATH).text)
    assert "Issue no. 0" in reader.get(urljoin(PATH, older)).text
