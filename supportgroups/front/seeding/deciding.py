"""What was decided at the desk of the small world, and looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta

from forums.models import Post
from moderation.actions import answer_appeal, ask_again, decide, report_post
from moderation.models import Appeal, Decision
from supportgroups.front.seeding.world import SeededGroup

RING = "It reads like praise for one jeweller. The tape is a good thought; say it without the shop, please."
NO_SHOP = "There is no shop in it. I meant any jeweller, and I would like the tape to be of use to somebody."
READ_AGAIN = "You are right, no shop is named. It is shown again. Thank you for asking."
FISH_FINGERS = "It makes light of a hard day, and somebody took it so. You are welcome to say it in other words."
MEANT_KINDLY = "Pat and I are both widows. We were laughing at ourselves, and not at anybody here."


def seed_decisions(seeded: list[SeededGroup], now: datetime) -> None:
    """Of two posts that one facilitator hid, one was shown again by the other; the second look at the other waits."""
    home = next(group for group in seeded if group.words.slug == "after-a-death")
    shown = _hidden(home, "Samphire", "When do you take off the ring?", RING, now - timedelta(days=2))
    appeal = ask_again(thing=shown, words=NO_SHOP, now=now - timedelta(days=1, hours=20))
    answer_appeal(
        appeal=appeal, outcome=Appeal.Outcome.TAKEN_BACK, answer=READ_AGAIN, by=home.faces["Bramble"],
        now=now - timedelta(days=1, hours=3),
    )  # fmt: skip
    waits = _hidden(home, "Foxglove", "Christmas, and whether to have it", FISH_FINGERS, now - timedelta(hours=22))
    ask_again(thing=waits, words=MEANT_KINDLY, now=now - timedelta(hours=5))


def _hidden(seeded: SeededGroup, author: str, title: str, reason: str, at: datetime) -> Decision:
    """A post by this face, which somebody found unkind and the first facilitator hid."""
    found = Post.objects.published().filter(group=seeded.group, thread__title=title, author=seeded.faces[author])
    post = found.select_related("thread").order_by("number")[0]
    report = report_post(
        post=post, reporter=seeded.faces["Ptarmigan"], ground="unkind", words="", now=at - timedelta(hours=2)
    )
    return decide(case=report.case, verdict="hidden", reason=reason, by=seeded.faces["Alder"], now=at)
