"""What waits at the desk, and what was decided, said as people say it. People are not counted beyond two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import pgettext

from forums.models import Post
from moderation.models import Appeal, Case, Decision, Report
from supportgroups.lib import words

Ground = Report.Ground
Verdict = Decision.Verdict
Outcome = Appeal.Outcome
# "Since in the night" is not said.
NIGHT_ENDS = 5

# The gravest first: it gives the case its sentence. For each: said by one, by two, by more.
SAID: dict[str, tuple[str, str, str]] = {
    Ground.WORRIED: (
        mark("Somebody is worried about a post by %(name)s"),
        mark("Two people are worried about a post by %(name)s"),
        mark("Several people are worried about a post by %(name)s"),
    ),
    Ground.METHODS: (
        mark("Somebody says that a post by %(name)s describes ways to come to harm"),
        mark("Two people say that a post by %(name)s describes ways to come to harm"),
        mark("Several people say that a post by %(name)s describes ways to come to harm"),
    ),
    Ground.PERSONAL: (
        mark("Somebody says that a post by %(name)s tells personal details"),
        mark("Two people say that a post by %(name)s tells personal details"),
        mark("Several people say that a post by %(name)s tells personal details"),
    ),
    Ground.UNKIND: (
        mark("Somebody finds a post by %(name)s unkind"),
        mark("Two people find a post by %(name)s unkind"),
        mark("Several people find a post by %(name)s unkind"),
    ),
    Ground.SELLING: (
        mark("Somebody says that a post by %(name)s sells something"),
        mark("Two people say that a post by %(name)s sells something"),
        mark("Several people say that a post by %(name)s sells something"),
    ),
    Ground.OTHER: (
        mark("Somebody asks you to look at a post by %(name)s"),
        mark("Two people ask you to look at a post by %(name)s"),
        mark("Several people ask you to look at a post by %(name)s"),
    ),
}
VERDICTS = {
    Verdict.STAYS: mark("The post stays"),
    Verdict.HIDDEN: mark("The post was hidden"),
    Verdict.REMOVED: mark("The post was taken away"),
    Verdict.RELEASED: mark("The post is shown again"),
}
TOLD_TITLES = {
    Verdict.STAYS: mark("Your post stays"),
    Verdict.HIDDEN: mark("Your post is hidden"),
    Verdict.REMOVED: mark("Your post was taken away"),
    Verdict.RELEASED: mark("Your post is shown again"),
}
TOLD = {
    Verdict.STAYS: mark("A facilitator has read your post and decided that it stays. Others can read it."),
    Verdict.HIDDEN: mark(
        "A facilitator has read your post and hidden it. Others see that something stood there, and not what."
    ),
    Verdict.REMOVED: mark("A facilitator has read your post and decided that others should not read it here."),
    Verdict.RELEASED: mark("A facilitator has looked once more. Others can read your post again."),
}
LOOKED_AGAIN = {
    Outcome.STANDS: mark("It stays as it was decided."),
    Outcome.TAKEN_BACK: mark("What was decided is taken back."),
    Outcome.SETTLED: mark("It was over before anybody looked at it again."),
}
STATES = {
    Post.State.PUBLISHED: mark("Everybody in the group can read it now."),
    Post.State.HELD: mark("Nobody else in the group has seen it yet."),
    Post.State.HIDDEN: mark("It is hidden; others see only that something stood here."),
    Post.State.WITHDRAWN: mark("Its author has taken it back."),
    Post.State.REMOVED: mark("It was taken away."),
    Post.State.BLANKED: mark("Its author has gone, and the words with them."),
}


def grounds_of(case: Case) -> list[str]:
    """What the reports of a case from the desk's list are about, one for each."""
    return [ground for ground in Ground.values for _each in range(getattr(case, f"said_{ground}"))]


def case(name: str, grounds: Iterable[str]) -> str:
    """ "Two people are worried about a post by Linden"."""
    counts = Counter(grounds)
    gravest = next((ground for ground in SAID if counts[ground]), None)
    if gravest is None:
        return _("A post by %(name)s") % {"name": name}
    return _(SAID[gravest][min(counts[gravest], 3) - 1]) % {"name": name}


def held(name: str) -> str:
    """A post that nobody else has read."""
    return _("A post by %(name)s waits for you to read it first") % {"name": name}


def appeal(appeal: Appeal) -> str:
    """Somebody who asks for a second look."""
    name = {"name": appeal.about.name}
    if appeal.removal_id is not None:
        return _("%(name)s was removed from the group, and asks for a second look") % name
    return _("%(name)s asks for a second look at what was decided about a post") % name


def removed(until: datetime | None, zone: tzinfo) -> str:
    """For the desk: that somebody was sent away, and for how long."""
    if until is None:
        return _("Removed from the group for good")
    return _("Removed from the group until %(day)s") % {"day": day(until, zone)}


def looked_again(appeal: Appeal) -> str:
    """What came of it; nothing while it waits."""
    return _(LOOKED_AGAIN[Outcome(appeal.outcome)]) if appeal.outcome else ""


def being_answered(since: str, name: str) -> str:
    """How long a thread has waited, and who has taken it up."""
    return _("%(since)s. %(name)s is answering.") % {"since": since, "name": name}


def unanswered(title: str, name: str) -> str:
    """A thread without a first answer."""
    if not title:
        return _("A thread by %(name)s waits for a first answer") % {"name": name}
    return _("“%(title)s” by %(name)s waits for a first answer") % {"title": title, "name": name}


def requests(count: int) -> str:
    """How many ask to come in, in words."""
    forms = (_("Somebody asks to come in"), _("Two people ask to come in"), _("Several people ask to come in"))
    return forms[min(count, 3) - 1]


def since(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """For how long: "in the last hour", "since this morning", "for three days". Never finer than an hour."""
    age = now - moment
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return _("in the last hour")
    if hours >= 24:
        return _("for %(time)s") % {"time": words.count_words(age.days, "day")}
    if moment.astimezone(zone).hour < NIGHT_ENDS:
        return _("for %(time)s") % {"time": words.count_words(hours, "hour")}
    return _("since %(part_of_day)s") % {"part_of_day": words.when(moment, now, zone)}


def day(moment: datetime, zone: tzinfo) -> str:
    """A day to come, on the reader's calendar."""
    return dateformat.format(
        moment.astimezone(zone), pgettext("weekday, day and month, as Django's date filter writes them", "l j F")
    )


def verdict(decision: Decision) -> str:
    """For the desk, with the silence that came with it."""
    text = _(VERDICTS[Verdict(decision.verdict)])
    if not decision.silence_days:
        return text
    rest = words.count_words(decision.silence_days, "day")
    return _("%(verdict)s, and its author rests from writing for %(time)s") % {"verdict": text, "time": rest}


def told_title(verdict: str) -> str:
    """For the author."""
    return _(TOLD_TITLES[Verdict(verdict)])


def told(verdict: str) -> str:
    """For the author: what it means."""
    return _(TOLD[Verdict(verdict)])


def state(post: Post) -> str:
    """Who can read it now."""
    return _(STATES[Post.State(post.state)])
