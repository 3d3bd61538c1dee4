"""The two seeded worlds: the small one is whole and made once, the large one is as large as asked."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Max, Q
from django.test import Client

from accounts.models import Account
from forums.models import DraftVersion, Forum, Post, ReadMark, Revision, Thread
from forums.textindex import POSTS
from groups.models import Cohort, Membership, SupportGroup
from moderation.models import Appeal, Case
from newsletters.models import DigestPreference
from supportgroups.front.management.commands import seed
from supportgroups.front.seeding import density, load
from tests.once import written_once

pytestmark = pytest.mark.django_db


def run(command: str, **options: object) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def make_small_world() -> str:
    """What was said of it."""
    return run("seed")


small_world = written_once(make_small_world)


def assert_counters_hold() -> None:
    """Every number that publishing one by one would have left."""
    published = Count("posts", filter=Q(posts__state="published"))
    for thread in Thread.objects.annotate(there=Count("posts"), shown=published, newest=Max("posts__number")):
        assert (thread.last_number, thread.post_count) == (thread.there, thread.shown)
        assert thread.newest == thread.last_number
    for forum in Forum.objects.annotate(there=Count("threads")).filter(there__gt=0):
        assert forum.thread_count == forum.there
    assert not Post.objects.exclude(parent=None).exclude(parent__number__lt=F("number")).exists()
    assert not ReadMark.objects.filter(number__gt=F("thread__last_number")).exists()


def test_the_small_world_is_whole_and_made_once(small_world: str) -> None:
    assert "8 groups" in small_world
    assert "already" in run("seed")
    assert SupportGroup.objects.count() == 8
    assert Case.objects.open().count() == 1
    assert sorted(Appeal.objects.values_list("outcome", flat=True)) == ["", "taken_back"]
    assert DigestPreference.objects.exists()
    assert Membership.objects.filter(is_appointed=True).exists()
    assert sorted(DraftVersion.objects.values_list("is_aside", flat=True)) == [False, True]
    assert Revision.objects.get().post.edited_at
    assert_counters_hold()
    group = SupportGroup.objects.get(slug="carers-together")
    assert POSTS.matches("nan", [group.pk], 10)


# Every third hour, the ends of months and years, a leap day, and both nights on which clocks are put.
MOMENTS = [datetime(2026, 11, 27, hour, 40, tzinfo=UTC) for hour in range(0, 24, 3)] + [
    *(datetime(2026, 12, 31, hour, 59, 59, tzinfo=UTC) for hour in (0, 23)),
    *(datetime(2028, month, day, 0, 30, tzinfo=UTC) for month, day in ((1, 1), (2, 29), (3, 1), (3, 26), (10, 29))),
]


@pytest.mark.deep
@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_small_world_can_be_made_at_any_hour(now: datetime) -> None:
    seed.Command(stdout=StringIO()).fill(now)
    assert SupportGroup.objects.count() == 8
    assert_counters_hold()


def test_one_person_of_the_small_world_wears_two_faces(small_world: str) -> None:
    assert set(Cohort.objects.values_list("places", flat=True)) == {8}, "its page says eight people"
    client = Client()
    client.force_login(Account.objects.get(email="heron@people.example"))
    page = client.get("/home/").content.decode()
    assert "You are Heron here." in page
    assert "You are Moth here." in page


def test_the_large_world_is_as_large_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "DISTINCT_TEXTS", 100)
    said = run("seed_load", groups=3, members=30, threads=20, posts=150, long_thread=40)
    assert load.READER in said
    assert (SupportGroup.objects.count(), Thread.objects.count(), Post.objects.count()) == (3, 20, 150)
    assert Account.objects.count() == 30
    assert Thread.objects.order_by("-last_number")[0].last_number == 40
    assert Forum.objects.get(slug="busy").thread_count == int(20 * load.BUSY_FORUM_SHARE)
    assert Post.objects.filter(source__icontains="support").count() == pytest.approx(30, abs=3)
    assert_counters_hold()
    taken = Post.objects.filter(state__in=("hidden", "removed"))
    assert Case.objects.filter(post__in=taken, decisions__reason__isnull=False).count() == taken.count() > 0
    assert Appeal.objects.open().exists()
    with pytest.raises(CommandError, match="empty one"):
        run("seed_load")


# Shares of what is measured with, and how far a small world may be from them by chance.
SHARES = {
    "posts that are not shown": (0.05, 0.02),
    "posts with a content note": (0.10, 0.03),
    "posts answered without words": (0.40, 0.05),
    "posts with pictures": (0.05, 0.02),
    "polls": (0.02, 0.018),
}


@pytest.mark.deep
def test_the_large_world_holds_every_feature_as_often_as_it_is_measured_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "DISTINCT_TEXTS", 200)
    run("seed_load", groups=2, members=40, threads=500, posts=2_000, long_thread=60)
    found = {what: count / of for what, count, of in density.density()}
    assert all(found.values()), found
    for what, (share, by_chance) in SHARES.items():
        assert found[what] == pytest.approx(share, abs=by_chance), (what, found[what])
    assert {"read marks", "watches", "drafts", "members who hide somebody"} <= set(found)


def test_a_size_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(CommandError, match="a post for each thread"):
        run("seed_load", groups=3, members=30, threads=20, posts=30, long_thread=60)
    assert not SupportGroup.objects.exists()
