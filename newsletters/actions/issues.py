"""Newsletter issues: written by an editor, read by the members on the site."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from groups.models import SupportGroup
from newsletters.models import NewsletterIssue
from personas import letterbox
from personas.models import Persona
from supportgroups.lib import markup

PUBLISHED = "newsletters.issue"


class IssueElsewhere(ValueError):
    """The key that came with the form belongs to another group's issue."""


@transaction.atomic
def publish_issue(
    *, group: SupportGroup, by: Persona, ref: UUID, title: str, source: str, now: datetime
) -> NewsletterIssue:
    """Give the issue the group's next number and show it to the members. A second press gives back the first one's.

    Holds the group's row lock. The caller has asked "newsletters.write". Raises `markup.TooLong`, `IssueElsewhere`.
    """
    rendered = markup.render(source)
    SupportGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    known = NewsletterIssue.objects.filter(ref=ref).first()
    if known is not None:
        if known.group_id != group.pk:
            raise IssueElsewhere
        return known
    highest = NewsletterIssue.objects.filter(group=group).aggregate(highest=Max("number"))["highest"] or 0
    issue = NewsletterIssue.objects.create(
        ref=ref,
        group=group,
        number=highest + 1,
        title=title,
        source=rendered.source,
        html=rendered.html,
        renderer=rendered.version,
        by=by,
        published_at=now,
    )
    letterbox.record(PUBLISHED, group_id=group.pk, subject_id=issue.pk, persona_id=by.pk, at=now)
    return issue
