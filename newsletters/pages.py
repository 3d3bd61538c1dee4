"""What the app's pages show, as plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.models import SupportGroup
from newsletters.forms import HOUR, WEEKDAY
from newsletters.models import DigestPreference, NewsletterIssue
from personas.actors import Actor
from personas.models import Persona
from supportgroups.lib import words
from supportgroups.lib.pages import keyset

Cadence = DigestPreference.Cadence


@dataclass(frozen=True)
class IssueRow:
    """An issue in the list."""

    number: int
    title: str
    url: str
    when: str


@dataclass(frozen=True)
class IssueList:
    """Issues, newest first."""

    rows: list[IssueRow]
    older_url: str
    newer_url: str
    write_url: str
    group_url: str


@dataclass(frozen=True)
class IssuePage:
    """One issue. `html` is what the pipeline made."""

    number: int
    title: str
    by: str
    when: str
    html: str
    list_url: str


def chosen(persona: Persona) -> dict[str, Any]:
    """What the face has chosen so far, for the form. One statement."""
    preference = DigestPreference.objects.filter(pk=persona.pk).first()
    if preference is None:
        return {"cadence": Cadence.NONE, "says": DigestPreference.Says.NOTHING, "hour": HOUR, "weekday": WEEKDAY}
    return {name: getattr(preference, name) for name in ("cadence", "says", "hour", "weekday")}


def what_follows(preference: DigestPreference, now: datetime, zone: ZoneInfo) -> str:
    """What happens next, after choosing."""
    if preference.cadence == Cadence.NONE:
        return _("No letters will come from this group.")
    if preference.next_at is None:
        return _("It is noted. A letter comes when there is word for you.")
    day = words.when(preference.next_at, now, zone)
    return _("It is noted. The first summary can come %(day)s; when nothing is new, none comes.") % {"day": day}


def issues(actor: Actor, group: SupportGroup, now: datetime, after: str | None) -> IssueList:
    """A page of the list. One statement."""
    found = NewsletterIssue.objects.visible_to(actor).filter(group=group).defer("source", "html")
    page = keyset(found, order=("-number",), after=after)
    here = reverse("newsletters:issues", args=[group.code])
    zone = ZoneInfo(actor.preferences.zone)
    return IssueList(
        rows=[
            IssueRow(row.number, row.title, f"{here}{row.number}/", words.when(row.published_at, now, zone))
            for row in page.items
        ],
        older_url=f"{here}?after={page.older}" if page.older else "",
        newer_url=f"{here}?after={page.newer}" if page.newer else "",
        write_url=f"{here}write/" if actor.can("newsletters.write", group) else "",
        group_url=f"/g/{group.code}/",
    )


def issue_page(issue: NewsletterIssue, code: str, now: datetime, zone: ZoneInfo) -> IssuePage:
    """The issue with its author's name. Needs `by` loaded."""
    return IssuePage(
        number=issue.number,
        title=issue.title,
        by=issue.by.name,
        when=words.when(issue.published_at, now, zone),
        html=issue.html,
        list_url=reverse("newsletters:issues", args=[code]),
    )
