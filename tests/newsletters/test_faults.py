"""At most one letter for each period, whatever breaks: two workers, servers that refuse, workers that are killed."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from newsletters import actions, letters
from newsletters.actions import deliver_due, plan_due
from newsletters.actions.sending import HOLD, WAITS
from newsletters.models import Digest, DigestPreference
from tests.few import few_of
from tests.newsletters.scene import DAY, DUE, NOW, ask, build, member, say

HERON = "heron@people.example"
NOT_NOW = (451, b"not now")
SECOND = timedelta(seconds=1)


class Moody(EmailBackend):
    """A mail server that does as `plan` says, one mood for each letter, then behaves."""

    plan: list[tuple[str, Exception]] = []

    def open(self) -> None:
        self._in_the_mood("open")

    def send_messages(self, messages):
        self._in_the_mood("send")
        taken = super().send_messages(messages)
        self._in_the_mood("after")
        return taken

    @classmethod
    def _in_the_mood(cls, step: str) -> None:
        if cls.plan and cls.plan[0][0] == step:
            raise cls.plan.pop(0)[1]


@pytest.fixture
def moods(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    Moody.plan = []
    yield Moody.plan
    Moody.plan = []


def prepare(handles: tuple[str, ...] = ("Heron",)):
    """Readers to whom one thing is new; the scene."""
    scene = build()
    for handle in handles:
        ask(scene, member(scene, handle))
    say(scene, member(scene, "Linnet"), "nights", at=NOW + timedelta(hours=1))
    return scene


REFUSALS = [
    ("open", ConnectionRefusedError()),
    ("open", TimeoutError()),
    ("open", smtplib.SMTPServerDisconnected()),
    ("open", smtplib.SMTPAuthenticationError(535, b"who are you")),
    ("send", smtplib.SMTPDataError(*NOT_NOW)),
    ("send", smtplib.SMTPSenderRefused(*NOT_NOW, "post@localhost")),
    ("send", smtplib.SMTPRecipientsRefused({HERON: NOT_NOW})),
]

BREAKS = [TimeoutError(), smtplib.SMTPServerDisconnected(), BrokenPipeError()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "refusal", few_of(REFUSALS, REFUSALS[::3]), ids=lambda refusal: f"{refusal[0]}-{type(refusal[1]).__name__}"
)
def test_a_clear_no_is_tried_again_later_and_later(moods, refusal) -> None:
    prepare()
    moods += [refusal, refusal]
    assert deliver_due(now=DUE) == 0
    assert Digest.objects.get().handed_over_at is None
    assert deliver_due(now=DUE + WAITS[0] - SECOND) == 0
    assert len(moods) == 1
    assert deliver_due(now=DUE + WAITS[0] + SECOND) == 0
    assert deliver_due(now=DUE + WAITS[0] + WAITS[1]) == 0
    assert not moods
    assert deliver_due(now=DUE + WAITS[0] + WAITS[1] + 2 * SECOND) == 1
    assert [letter.to for letter in mail.outbox] == [[HERON]]


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["send", "after"])
@pytest.mark.parametrize("problem", few_of(BREAKS, BREAKS[:1]))
def test_a_line_that_breaks_while_handing_over_is_not_tried_again(moods, step: str, problem: Exception) -> None:
    scene = prepare()
    moods.append((step, problem))
    assert deliver_due(now=DUE) == 0
    digest = Digest.objects.get()
    assert (digest.handed_over_at is not None, digest.sent_at) == (True, None)
    for later in (WAITS[0], HOLD * 2, DAY / 2):
        assert deliver_due(now=DUE + later) == 0
    assert len(mail.outbox) == (step == "after")
    say(scene, member(scene, "Wren"), "mornings", at=DUE + timedelta(hours=1))
    assert deliver_due(now=DUE + DAY) == 1
    assert "two new threads" in mail.outbox[-1].body


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_not_tried_again(moods) -> None:
    prepare()
    moods.append(("send", smtplib.SMTPRecipientsRefused({HERON: (550, b"nobody here")})))
    assert [deliver_due(now=DUE + HOLD * number) for number in range(3)] == [0, 0, 0]
    assert Digest.objects.get().gone_at is not None


@pytest.mark.django_db
def test_a_letter_refused_until_the_next_day_gives_way_to_that_days(moods) -> None:
    scene = prepare()
    moods += [("open", ConnectionRefusedError())] * 2
    deliver_due(now=DUE)
    say(scene, member(scene, "Wren"), "mornings", at=DUE + timedelta(hours=1))
    Digest.objects.update(due_at=DUE + DAY)
    assert deliver_due(now=DUE + DAY) == 0
    assert deliver_due(now=DUE + DAY + WAITS[0] + SECOND) == 1
    assert "two new threads" in mail.outbox[0].body


@pytest.mark.django_db
def test_with_the_server_away_the_rest_waits_for_the_next_run(moods) -> None:
    prepare(tuple(f"Heron {number}" for number in range(6)))
    moods += [("open", ConnectionRefusedError())] * 3
    assert deliver_due(now=DUE) == 0
    assert Digest.objects.filter(claimed_at=None, tries=0).count() == 3
    assert deliver_due(now=DUE + WAITS[0] + SECOND) == 6


@pytest.mark.django_db
def test_one_letter_that_cannot_be_written_does_not_hold_up_the_others(monkeypatch) -> None:
    prepare(("Heron", "Wren"))
    first = DigestPreference.objects.earliest("pk").pk
    real = letters.write

    def write(digest, now):
        if digest.persona_id == first:
            raise RuntimeError
        return real(digest, now)

    monkeypatch.setattr(letters, "write", write)
    assert deliver_due(now=DUE) == 1
    monkeypatch.undo()
    assert deliver_due(now=DUE + HOLD - SECOND) == 0
    assert deliver_due(now=DUE + HOLD + SECOND) == 1


@pytest.mark.django_db
def test_what_is_given_up_while_it_is_written_is_not_sent(monkeypatch) -> None:
    prepare()
    real = letters.write

    def write(digest, now):
        written = real(digest, now)
        Digest.objects.update(gone_at=now)
        return written

    monkeypatch.setattr(letters, "write", write)
    assert deliver_due(now=DUE) == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("workers", "many"), [(2, 4), pytest.param(4, 12, marks=pytest.mark.deep)])
def test_workers_at_once_send_each_letter_once(workers: int, many: int) -> None:
    prepare(tuple(f"Heron {number}" for number in range(many)))
    barrier, sent = threading.Barrier(workers), []

    def work() -> None:
        try:
            barrier.wait()
            sent.append(deliver_due(now=DUE))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == many
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        f"heron {number}@people.example" for number in range(many)
    )
    assert Digest.objects.filter(sent_at=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_issue_published_by_two_presses_at_once_is_one() -> None:
    from uuid import uuid4

    from newsletters.models import NewsletterIssue

    scene = build()
    face, ref = member(scene, "Quill"), uuid4()
    barrier = threading.Barrier(4)

    def press(key) -> None:
        try:
            barrier.wait()
            actions.publish_issue(group=scene.group, by=face, ref=key, title="x", source="x", now=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(key,)) for key in (ref, ref, uuid4(), uuid4())]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(NewsletterIssue.objects.values_list("number", flat=True)) == [1, 2, 3]


WORKER = """
import os, signal, sys
from datetime import datetime
import django
from django.conf import settings

name, folder, step, now = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = name
settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "tests.newsletters.mortal.EmailBackend", folder
os.environ["DIES_AT"] = step
django.setup()
from newsletters.actions import deliver_due
print(deliver_due(now=datetime.fromisoformat(now)))
"""


def run_worker(folder, step: str, now) -> int:
    """A worker of its own process, killed at a step of the first letter; its exit status."""
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-c", WORKER, name, str(folder), step, now.isoformat()],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "supportgroups.settings.test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode


def arrived(folder) -> list[str]:
    """The letters in the folder; opening the line alone leaves an empty file."""
    return [text for file in folder.glob("*.log") if (text := file.read_text())]


@pytest.mark.deep
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("step", "arrives"), [("open", 1), ("send", 0), ("after", 1), ("close", 1)])
def test_a_killed_worker_neither_repeats_nor_loses(tmp_path, step: str, arrives: int) -> None:
    scene = prepare()
    plan_due(now=DUE, limit=5)
    connection.close()
    assert run_worker(tmp_path, step, DUE) == -signal.SIGKILL
    assert run_worker(tmp_path, "never", DUE + SECOND) == 0
    assert run_worker(tmp_path, "never", DUE + 2 * HOLD) == 0
    assert len(arrived(tmp_path)) == arrives
    say(scene, member(scene, "Wren"), "mornings", at=DUE + timedelta(hours=1))
    connection.close()
    assert run_worker(tmp_path, "never", DUE + DAY) == 0
    assert len(arrived(tmp_path)) == arrives + 1
    assert ("two new threads" in "".join(arrived(tmp_path))) is (step in {"send", "after"})
