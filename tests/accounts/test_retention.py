"""What has been kept long enough goes by itself, a day after its time and not a day before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import DateField, DateTimeField
from django.utils import timezone

from accounts import actions, retention
from accounts.models import Export, Letter
from accounts.registered import field_at, models
from directory.models import Signal
from forums.actions import add_picture, begin_draft
from forums.actions.versions import keep
from forums.models import PostPicture
from groups.models import AdmissionAnswer, AdmissionMessage, AdmissionQuestion, AdmissionRequest, FacilitatorWeek
from moderation.models import Appeal, Case, Decision, Report
from newsletters.models import Digest
from personas import looks
from personas.models import Handle, Notice, Persona
from supportgroups.lib import picturestore
from supportgroups.lib.dataregister import FOLDERS, TABLES, Ends
from supportgroups.lib.pictures import Picture
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=2_000)
ENDS = [(label, end) for label, table in TABLES.items() for end in table.ends]


def request(cast: Cast, **fields: Any) -> AdmissionRequest:
    """The applicant's, in another state."""
    mine = AdmissionRequest.objects.filter(persona=cast["applicant"].face)
    mine.update(begun_at=LONG_AGO, **fields)
    return mine.get()


def answered(cast: Cast, *, days: int | None = None) -> AdmissionRequest:
    """Pointed elsewhere; `days`: after which they may ask again."""
    by, again_on = cast["screener"].face, days and NOW.date() + timedelta(days=days)
    return request(cast, state="elsewhere", reason="Not here.", decided_at=LONG_AGO, decided_by=by, again_on=again_on)


def said(cast: Cast) -> AdmissionMessage:
    mine = {"group": cast.group, "request": answered(cast, days=300), "by": cast["applicant"].face}
    return AdmissionMessage.objects.create(**mine, kind="answered", words="Since spring.", at=LONG_AGO)


def given(cast: Cast) -> AdmissionAnswer:
    question = AdmissionQuestion.objects.create(
        group=cast.group, version=1, position=0, kind="text", label="Since when?"
    )
    mine = {"group": cast.group, "request": answered(cast, days=300), "question": question}
    return AdmissionAnswer.objects.create(**mine, value=["Since spring."])


def report(cast: Cast) -> Report:
    about = {"group": cast.group, "about": cast["member"].face}
    case = Case.objects.create(**about, post=cast.post, opened_at=LONG_AGO, closed_at=NOW)
    words = {"ground": "other", "words": "Please look.", "made_at": LONG_AGO}
    return Report.objects.create(group=cast.group, case=case, reporter=cast["on_break"].face, **words)


def appeal(cast: Cast, **end: Any) -> Appeal:
    """Of the member, against what the facilitator decided."""
    by = cast["facilitator"].face
    about = {"group": cast.group, "about": cast["member"].face}
    case = Case.objects.create(**about, post=cast.post, opened_at=LONG_AGO, closed_at=LONG_AGO)
    decision = Decision.objects.create(group=cast.group, case=case, verdict="hidden", by=by, at=LONG_AGO)
    words = {"words": "Please look again.", "asked_at": LONG_AGO}
    return Appeal.objects.create(**about, decision=decision, decided_by=by, **words, **end)


def looked_again(cast: Cast) -> Appeal:
    end = {"outcome": "stands", "ended_at": NOW, "answered_by": cast["admin"].face, "answer": "I have looked."}
    return appeal(cast, **end)


def session(cast: Cast) -> Session:
    cast["member"].client()
    return Session.objects.order_by("-expire_date")[0]


MADE: dict[tuple[str, ...], Callable[[Cast], Any]] = {
    ("accounts.Letter", "until"): lambda cast: Letter.objects.create(
        account=cast["member"].account, kind="code", due_at=LONG_AGO, until=NOW, sent_at=NOW
    ),
    ("accounts.Export", "asked_at"): lambda cast: Export.objects.create(
        account=cast["member"].account, asked_at=NOW, due_at=NOW
    ),
    ("usersessions.UserSession", "created_at", "ip"): lambda cast: UserSession.objects.create(
        user=cast["member"].account, ip="203.0.113.7", session_key="k", user_agent="a browser"
    ),
    ("sessions.Session", "expire_date"): session,
    ("admin.LogEntry", "action_time"): lambda cast: LogEntry.objects.create(
        user=cast["operator"].account, object_id="1", object_repr="group 1", action_flag=2
    ),
    ("personas.Handle", "until"): lambda cast: Handle.objects.create(
        group_space=cast.group.space, handle_key="once", persona=cast["member"].face, until=NOW
    ),
    ("personas.Notice", "read_at"): lambda cast: Notice.objects.create(
        persona=cast["member"].face, group=cast.group.space, kind="x", subject_id=1, made_at=LONG_AGO, read_at=NOW
    ),
    ("groups.FacilitatorWeek", "week_on"): lambda cast: FacilitatorWeek.objects.create(
        group=cast.group, persona=cast["facilitator"].face, week_on=NOW.date()
    ),
    ("groups.AdmissionRequest", "decided_at"): answered,
    ("groups.AdmissionRequest", "again_on"): lambda cast: answered(cast, days=300),
    ("groups.AdmissionRequest", "decided_at", "words"): lambda cast: answered(cast, days=300),
    ("groups.AdmissionMessage", "request__decided_at"): said,
    ("groups.AdmissionAnswer", "request__decided_at"): given,
    ("groups.AdmissionRequest", "submitted_at"): lambda cast: request(cast, state="withdrawn"),
    ("groups.AdmissionRequest", "begun_at"): lambda cast: request(cast, state="lapsed", submitted_at=None),
    ("moderation.Report", "case__closed_at", "words"): report,
    ("moderation.Appeal", "ended_at", "words", "answer"): looked_again,
    ("moderation.Appeal", "asked_at"): appeal,
    ("directory.Signal", "week_on"): lambda cast: Signal.objects.create(
        group=cast.group, kind="replies", week_on=NOW.date(), value=1, events=1
    ),
    ("newsletters.Digest", "covers_to"): lambda cast: Digest.objects.create(
        group=cast.group, persona=cast["member"].face, kind="daily", period="p", covers_from=LONG_AGO, covers_to=NOW,
        due_at=NOW, gone_at=NOW,
    ),
}  # fmt: skip


def test_every_end_in_the_register_is_tried() -> None:
    assert {name_of(label, end) for label, end in ENDS} == set(MADE)


@pytest.mark.parametrize(("label", "end"), ENDS, ids=lambda value: value if isinstance(value, str) else value.since)
def test_it_goes_when_its_time_is_over_and_not_before(cast: Cast, label: str, end: Ends) -> None:
    row = MADE[name_of(label, end)](cast)
    others = set(models()[label]._default_manager.exclude(pk=row.pk).values_list("pk", flat=True))
    set_since(row, end, NOW - timedelta(days=end.days) + timedelta(hours=1))
    retention.let_go(now=NOW)
    assert not is_gone(row, end)
    set_since(row, end, NOW - timedelta(days=end.days + 1, hours=1))
    assert retention.let_go(now=NOW)[label] == 1
    assert is_gone(row, end)
    assert retention.let_go(now=NOW).get(label) is None
    assert set(models()[label]._default_manager.exclude(pk=row.pk).values_list("pk", flat=True)) == others


def name_of(label: str, end: Ends) -> tuple[str, ...]:
    """In `MADE`; with the columns that are emptied where the row itself stays."""
    return (label, end.since, *end.empties)


def set_since(row: Any, end: Ends, moment: datetime) -> None:
    kept, _way, column = row, *end.since.rpartition("__")[1:]
    if "__" in end.since:
        kept = getattr(row, end.since.partition("__")[0])
    field = field_at(type(row), end.since)
    is_day = isinstance(field, DateField) and not isinstance(field, DateTimeField)
    type(kept)._default_manager.filter(pk=kept.pk).update(**{column: moment.date() if is_day else moment})


def is_gone(row: Any, end: Ends) -> bool:
    found = type(row)._default_manager.filter(pk=row.pk)
    return found.filter(**end.empties).exists() if end.empties else not found.exists()


def test_what_still_waits_stays_however_old(cast: Cast) -> None:
    """A request that is being read, a letter that is not sent, a notice that is not read, a name that is worn."""
    AdmissionRequest.objects.update(begun_at=LONG_AGO, submitted_at=LONG_AGO)
    waiting = Letter.objects.create(kind="code", sealed="x", due_at=LONG_AGO, until=LONG_AGO)
    unread = Notice.objects.create(
        persona=cast["member"].face, group=cast.group.space, kind="x", subject_id=1, made_at=LONG_AGO
    )
    before = AdmissionRequest.objects.count(), Handle.objects.count()
    retention.let_go(now=NOW)
    assert (AdmissionRequest.objects.count(), Handle.objects.count()) == before
    assert Letter.objects.filter(pk=waiting.pk).exists()
    assert Notice.objects.filter(pk=unread.pk).exists()


def test_no_draft_is_ever_let_go_of_unasked(cast: Cast) -> None:
    forgotten = begin_draft(
        author_id=cast["member"].face.pk, forum=cast.forum, key=uuid4(), fields={"source": "Old."}, now=LONG_AGO
    )
    keep(forgotten, LONG_AGO)
    assert not TABLES["forums.Draft"].ends
    assert not TABLES["forums.DraftVersion"].ends
    retention.let_go(now=NOW)
    actions.tidy(now=NOW)
    forgotten.refresh_from_db()
    assert (forgotten.state, forgotten.source, forgotten.versions.count()) == ("writing", "Old.", 1)


def test_many_go_in_parts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    Letter.objects.bulk_create(
        Letter(kind="code", due_at=LONG_AGO, until=LONG_AGO, sent_at=LONG_AGO) for _number in range(5)
    )
    assert retention.let_go(now=NOW)["accounts.Letter"] == 5


def test_logs_go_after_their_days_and_not_before(tmp_path: Path, settings: Any) -> None:
    """By the day in their name; and nothing else that lies in the folder."""
    settings.LOG_DIR = str(tmp_path)
    days = FOLDERS["logs"].days
    kept = {f"site-{(NOW - timedelta(days=age)).date()}.log" for age in (0, days)}
    gone = {f"site-{(NOW - timedelta(days=age)).date()}.log" for age in (days + 1, 400)}
    others = {"other.log", "site-notes.log", "site-2020-01-01.log.txt"}
    for name in kept | gone | others:
        (tmp_path / name).write_text("Something went wrong.\n")
    assert retention.let_go(now=NOW)["logs"] == 2
    assert {file.name for file in tmp_path.iterdir()} == kept | others
    assert "logs" not in retention.let_go(now=NOW)


def test_pictures_that_nothing_names_go_after_a_day_and_all_others_stay(cast: Cast) -> None:
    picture, member = Picture(b"RIFF", 32, 32), cast["member"].face
    looks.show_picture(persona=member, picture=picture)
    draft = begin_draft(
        author_id=member.pk, forum=cast.forum, key=uuid4(), fields={"source": "Look."}, now=timezone.now()
    )
    in_draft = add_picture(draft=draft, picture=picture, now=timezone.now())
    in_post = PostPicture.objects.create(
        group=cast.group, post=cast.post, position=1, alt="A window.", picture_file=picturestore.keep(picture),
        width=32, height=32,
    )  # fmt: skip
    stray, now = picturestore.keep(picture), timezone.now()
    named = {Persona.objects.get(pk=member.pk).picture_file, in_draft.picture_file, in_post.picture_file}
    assert set().union(*picturestore.folders()) == {stray, *named}
    assert "pictures" not in retention.let_go(now=now + timedelta(hours=23))
    assert retention.let_go(now=now + timedelta(hours=25))["pictures"] == 1
    assert set().union(*picturestore.folders()) == named
    assert "pictures" not in retention.let_go(now=now + timedelta(hours=25))


def test_where_no_log_is_kept_there_is_nothing_to_let_go_of(settings: Any) -> None:
    settings.LOG_DIR = ""
    assert "logs" not in retention.let_go(now=NOW)


def test_networks_declined_requests_and_logs_are_in_the_register_with_thirty_days_at_most() -> None:
    assert [end.days for end in TABLES["usersessions.UserSession"].ends if "ip" in end.empties] <= [30]
    assert {end.since: end.days for end in TABLES["groups.AdmissionRequest"].ends}["decided_at"] == 30
    assert FOLDERS["logs"].days == 30
