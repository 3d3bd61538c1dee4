"""Polls, hidings and earlier texts of the large world: as publishing, voting and changing would have left them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from forums.models import Ballot, Poll, PollOption, Post, Revision, Thread
from groups.models import Hiding
from supportgroups.front.seeding.load import LoadGroup

ANSWERS = ("In the morning", "In the afternoon", "In the evening", "At night")
MOST_VOTES = 12
HIDING_SHARE = 0.1  # of faces: those who do not want to see somebody
MUTUAL_SHARE = 0.3  # of hidings


def polls(threads: Sequence[Thread]) -> Iterator[Poll]:
    """One in each thread that says it has one."""
    for thread in threads:
        if thread.has_poll:
            yield Poll(
                group_id=thread.group_id,
                thread=thread,
                question="When do you read here?",
                made_by_id=thread.author_id,
                made_at=thread.begun_at,
            )


def ballots(home: LoadGroup, poll_ids: Sequence[int], chance: random.Random) -> Iterator[Ballot]:
    for poll_id in poll_ids:
        for face in chance.sample(home.face_ids, min(chance.randint(1, MOST_VOTES), len(home.face_ids))):
            yield Ballot(group_id=home.group.pk, poll_id=poll_id, persona_id=face)


def options(home: LoadGroup, votes: dict[int, int], chance: random.Random) -> Iterator[PollOption]:
    """Their votes add up to the ballots; what was chosen is in no row."""
    for poll_id, cast in votes.items():
        chosen = [chance.randrange(len(ANSWERS)) for _ in range(cast)]
        for place, words in enumerate(ANSWERS):
            yield PollOption(
                group_id=home.group.pk, poll_id=poll_id, position=place + 1, words=words, votes=chosen.count(place)
            )


def hidings(home: LoadGroup, now: datetime, chance: random.Random) -> Iterator[Hiding]:
    """The first face, who reads when it is measured, hides somebody, and so does a share of the others."""
    some = chance.sample(home.face_ids[1:], int(len(home.face_ids[1:]) * HIDING_SHARE))
    for by in [home.face_ids[0], *some]:
        about = chance.choice([face for face in home.face_ids[:50] if face != by])
        yield Hiding(
            group_id=home.group.pk,
            by_id=by,
            about_id=about,
            is_mutual=chance.random() < MUTUAL_SHARE,
            made_at=now - timedelta(days=3),
        )


def revisions(posts: Iterator[Post]) -> Iterator[Revision]:
    """What a changed post said before."""
    for post in posts:
        yield Revision(
            group_id=post.group_id,
            post_id=post.pk,
            source="What I wrote first, before I read it once more.",
            replaced_at=post.edited_at or post.published_at,
        )
