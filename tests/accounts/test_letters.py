"""The outbox of account mail: once each, erased once sent, whatever is away."""

import json
import re
import smtplib
import socket
import threading
import time
from datetime import timedelta

import pytest
from celery import Celery
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts import letters, tasks
from accounts.models import Account, Letter
from accounts.sealing import SealBroken, seal, unseal
from supportgroups.lib import mail
from supportgroups.settings import base
from tests.accounts.mailbox import ask_for_code, waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now


def write(to: str = "ann@example.org", kind: str = "login_code", minutes: int = 20, **fields) -> Letter:
    words = mail.Letter("Your code", "123456\n", "<p>123456</p>")
    return letters.write_letter(to=to, kind=kind, letter=words, lasts=timedelta(minutes=minutes), now=NOW(), **fields)


def test_a_letter_is_sent_and_erased(client):
    code = ask_for_code(client, "ann@example.org")
    letter = Letter.objects.get()
    assert "ann@example.org" not in letter.sealed
    assert code not in letter.sealed
    tasks.deliver_letters()
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert letter.sealed == ""
    sent = outbox.outbox[0]
    assert sent.to == ["ann@example.org"]
    assert sent.subject == "Your code"
    assert code in sent.body
    assert code in sent.alternatives[0].content


def test_nothing_is_sent_twice(client):
    ask_for_code(client, "ann@example.org")
    assert letters.deliver_letters(now=NOW()) == 1
    assert letters.deliver_letters(now=NOW() + timedelta(minutes=10)) == 0
    assert len(outbox.outbox) == 1


def test_the_letter_says_nothing_of_groups(client, settings):
    ask_for_code(client, "ann@example.org", next="/g/calm-otter/")
    letter = waiting()[0]
    assert letter["subject"] == "Your code"
    for part in ("subject", "text", "html"):
        assert "calm-otter" not in letter[part]
        assert settings.SITE_NAME not in letter[part]
        assert "group" not in letter[part].lower()


def test_the_words_of_a_letter_are_plain_text(client):
    ask_for_code(client, "ann@example.org")
    assert not re.search(r"&#?\w+;|{%|<p", waiting()[0]["text"])


def test_a_newer_code_takes_the_place_of_the_older(client):
    ask_for_code(client, "ann@example.org")
    client.post("/account/code/", {"action": "resend"})
    assert letters.deliver_letters(now=NOW()) == 1
    assert Letter.objects.filter(sent_at=None).get().sealed == ""


def test_a_code_that_is_too_late_is_not_sent():
    letter = write(minutes=20)
    assert letters.deliver_letters(now=NOW() + timedelta(minutes=21)) == 0
    letter.refresh_from_db()
    assert letter.gone_at is not None
    assert letter.sealed == ""
    assert outbox.outbox == []


def refuse(problem: Exception):
    def send(self, messages):
        raise problem

    return send


@pytest.mark.parametrize(
    "problem",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPDataError(451, b"later, ann@example.org"),
        smtplib.SMTPRecipientsRefused({"ann@example.org": (550, b"no")}),
    ],
)
def test_a_mail_server_that_refuses_is_asked_again_later(monkeypatch, caplog, problem):
    letter = write(kind="email_changed", minutes=3 * 24 * 60)
    now = NOW()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse(problem))
        for tries in range(1, 4):
            assert letters.deliver_letters(now=now) == 0
            letter.refresh_from_db()
            assert letter.tries == tries
            assert letters.deliver_letters(now=now) == 0, "not before its time"
            wait = letter.due_at - now
            assert wait >= letters.WAITS[tries - 1]
            now = letter.due_at
    assert "ann@example.org" not in caplog.text
    assert letters.deliver_letters(now=now) == 1
    assert len(outbox.outbox) == 1


def test_one_address_that_is_refused_holds_up_nobody(monkeypatch):
    for number in range(5):
        write(to=f"n{number}@example.org")
    real = EmailBackend.send_messages

    def send(self, messages):
        if messages[0].to == ["n1@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert letters.deliver_letters(now=NOW()) == 4


def test_a_mail_server_that_is_away_is_not_asked_fifty_times(monkeypatch):
    for number in range(10):
        write(to=f"n{number}@example.org")
    asked = []

    def send(self, messages):
        asked.append(1)
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    letters.deliver_letters(now=NOW())
    assert len(asked) == letters.PATIENCE


def test_a_worker_that_died_in_the_middle_leaves_the_letter_to_the_next(monkeypatch):
    write()

    class Killed(BaseException):
        pass

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse(Killed()))
        with pytest.raises(Killed):
            letters.deliver_letters(now=NOW())
    assert letters.deliver_letters(now=NOW()) == 0
    assert letters.deliver_letters(now=NOW() + letters.HOLD) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(monkeypatch):
    for number in range(20):
        write(to=f"n{number}@example.org")
    sent, barrier = [], threading.Barrier(2)

    def send(self, messages):
        time.sleep(0.005)
        sent.extend(message.to[0] for message in messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)

    def work():
        barrier.wait()
        try:
            letters.deliver_letters(now=NOW())
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sent) == sorted(f"n{number}@example.org" for number in range(20))
    assert not Letter.objects.exclude(sealed="").exists()


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_changes_nothing_for_the_person(monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(tasks.deliver_letters, "apply_async", away)
    ask_for_code(Client(), "ann@example.org")
    assert letters.deliver_letters(now=NOW()) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_hurried_after_the_commit_and_not_before(monkeypatch):
    seen = []
    monkeypatch.setattr(tasks.deliver_letters, "apply_async", lambda *a, **k: seen.append(connection.in_atomic_block))
    ask_for_code(Client(), "ann@example.org")
    assert seen == [False]


def test_what_is_not_committed_is_not_sent(client):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_the_database_refuses_a_sent_letter_with_words():
    letter = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(sent_at=NOW())


def test_a_letter_goes_with_its_account():
    account = Account.objects.create_user("ann@example.org")
    write()
    account.delete()
    assert not Letter.objects.exists()


def test_a_seal_opens_for_its_purpose_and_its_key_alone(settings):
    sealed = seal("letter", {"code": "123456"})
    assert unseal("letter", sealed) == {"code": "123456"}
    with pytest.raises(SealBroken):
        unseal("second step", sealed)
    with pytest.raises(SealBroken):
        unseal("letter", sealed[:-4] + "AAAA")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert unseal("letter", sealed) == {"code": "123456"}
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBroken):
        unseal("letter", sealed)


def test_a_letter_that_cannot_be_opened_is_given_up():
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(sealed=seal("else", json.dumps({})))
    assert letters.deliver_letters(now=NOW()) == 0
    letter.refresh_from_db()
    assert letter.gone_at is not None


@pytest.mark.deep
@pytest.mark.parametrize("is_silent", [False, True], ids=["refused", "silent"])
def test_a_broker_that_is_away_costs_a_request_two_seconds_at_most(is_silent):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        if is_silent:
            nobody.listen(4)
        app = Celery("away", broker=f"redis://127.0.0.1:{nobody.getsockname()[1]}/0", set_as_current=False)
        app.conf.update(broker_transport_options=base.BROKER_IS_ASKED_ONCE, task_publish_retry=False)
        start = time.monotonic()
        with pytest.raises(OperationalError):
            app.send_task("accounts.tasks.deliver_letters", ignore_result=True)
        assert time.monotonic() - start < 2.8
