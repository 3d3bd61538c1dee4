"""Pictures that were posted in a run: with its words they go for good, files too, or they are put away with them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from forums.actions import add_picture, describe_pictures
from forums.models import Draft, DraftPicture, Forum, Post, PostPicture
from groups.actions import RunPlan, announce_run, keep_runs
from groups.models import Cohort, Membership, SupportGroup
from supportgroups.lib.pictures import Picture
from tests.forums.conftest import Talk, shown
from tests.forums.test_pictures import WINDOW, addresses, files

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def run_in(talk: Talk, afterwards: str) -> Forum:
    """The place of a run whose last day is today, with Heron in it, in a group that uses pictures."""
    SupportGroup.objects.filter(pk=talk.group.pk).update(allows_pictures=True)
    talk.group.allows_pictures = True
    today = timezone.localdate()
    first = today - 70 * DAY
    plan = RunPlan("Spring", first, first, today, places=8, read_only_weeks=1, afterwards=afterwards)
    run = announce_run(group=talk.group, plan=plan, by=talk.lantern.face, now=talk.now)
    Membership.objects.get(persona=talk.heron.face).cohort_seats.create(group=talk.group, cohort=run)
    return Forum.objects.get(cohort=run)


def with_picture(talk: Talk, forum: Forum, shade: int) -> Draft:
    draft = talk.draft(talk.heron, "Look.", forum=forum)
    added = add_picture(draft=draft, picture=Picture(b"RIFF%d" % shade, 320, 240), now=talk.now)
    describe_pictures(draft=draft, said={added.ref: (WINDOW, False)}, now=talk.now)
    draft.refresh_from_db()
    return draft


def posted(talk: Talk, forum: Forum, shade: int) -> Post:
    draft = with_picture(talk, forum, shade)
    talk.heron.client().post(f"/drafts/{draft.ref}/review/", {"reread": draft.fingerprint, "act": "at_once"})
    return Post.objects.get(pk=Draft.objects.get(pk=draft.pk).post_id)


def time_passes(days: int) -> None:
    while keep_runs(timezone.now() + days * DAY):
        pass


def test_erasing_a_run_takes_its_pictures_and_those_of_drafts_for_it(
    talk: Talk, django_capture_on_commit_callbacks: Any
) -> None:
    spring = run_in(talk, "erase")
    inside, outside = posted(talk, spring, 1), posted(talk, talk.forum, 2)
    with_picture(talk, spring, 3)
    page = shown(talk.lantern.client(), f"{talk.url}threads/{inside.thread.ref}/")
    (address,) = addresses(page)
    assert talk.lantern.client().get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        time_passes(2)
        assert (Cohort.objects.get().state, len(files())) == ("read_only", 3)
        time_passes(10)
        assert (Cohort.objects.get().state, len(files())) == ("erased", 3)
    assert [row.post for row in PostPicture.objects.all()] == [outside]
    assert not DraftPicture.objects.exists()
    assert files() == [Path(PostPicture.objects.get().picture_file).name]
    inside.refresh_from_db()
    assert (inside.state, inside.picture_count) == ("blanked", 0)
    assert talk.lantern.client().get(address).status_code == 404


def test_a_run_that_is_put_away_keeps_them_and_shows_them_to_nobody(
    talk: Talk, django_capture_on_commit_callbacks: Any
) -> None:
    inside = posted(talk, run_in(talk, "archive"), 1)
    (address,) = addresses(shown(talk.lantern.client(), f"{talk.url}threads/{inside.thread.ref}/"))
    with django_capture_on_commit_callbacks(execute=True):
        time_passes(10)
    assert (Cohort.objects.get().state, PostPicture.objects.count(), len(files())) == ("archived", 1, 1)
    assert talk.lantern.client().get(address).status_code == 404


def test_while_the_erasure_is_not_certain_the_files_stay(talk: Talk) -> None:
    posted(talk, run_in(talk, "erase"), 1)
    with transaction.atomic():
        time_passes(10)
        assert not PostPicture.objects.exists()
        transaction.set_rollback(True)
    assert (PostPicture.objects.count(), len(files())) == (1, 1)
