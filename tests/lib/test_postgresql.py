"""Where we differ from Django's own PostgreSQL: keys are looked at when a row is written, a line is listened to."""

from __future__ import annotations

import select
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from personas.models import Event


def nonsense() -> None:
    """Something that happened in no group."""
    Event.objects.create(kind="one", group_id=987_654_321, subject_id=1, at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_key_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        nonsense()
    assert not Event.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db
def test_it_is_refused_where_it_is_written() -> None:
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            nonsense()
        assert not Event.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db
def test_no_key_waits_for_the_commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE condeferred), count(*) FROM pg_constraint WHERE contype = 'f'")
        waiting, all_of_them = cursor.fetchone()
        assert all_of_them > 100
        assert waiting == 0


@pytest.fixture
def other(transactional_db: None) -> Iterator[Any]:
    """A second connection, to look at the first from outside."""
    line = connection.copy()
    with line.cursor() as cursor:
        yield cursor
    line.close()


def request() -> int:
    """A request through the whole site, as a web server hands it on; the database's process that answered."""
    site: Any = WSGIHandler()
    response = site(RequestFactory().get("/healthz").environ, lambda *_line: None)
    response.close()
    assert b"".join(response) == b"ok\n"
    return int(connection.connection.info.backend_pid)


def last_statement(other: Any, process: int) -> str:
    other.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [process])
    return str(other.fetchone()[0])


def begin_a_request() -> None:
    """As far as the first statement of a request."""
    close_old_connections()
    connection.close_if_health_check_failed()


@pytest.mark.postgres
def test_a_connection_that_was_cut_off_between_two_requests_is_made_anew(other: Any) -> None:
    first = request()
    assert request() == first
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
    assert other.fetchone() == (True,)
    second = request()
    assert second != first
    assert request() == second


@pytest.mark.postgres
def test_a_connection_that_rested_is_not_asked_whether_it_is_there(other: Any) -> None:
    process = request()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'said last'")
    begin_a_request()
    assert "said last" in last_statement(other, process)


@pytest.mark.postgres
def test_where_something_was_heard_it_is_asked_and_kept(other: Any) -> None:
    process = request()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN weather")
    other.execute("NOTIFY weather")
    assert select.select([connection.connection], [], [], 10)[0]
    begin_a_request()
    assert last_statement(other, process) == "SELECT 1"
    assert request() == process
