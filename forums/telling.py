"""The words of the app's notices, made when they are read."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.models import Draft
from personas.letterbox import NoticeText

DRAFT_KEPT = "forums.draft_kept"


def tell_of_kept_drafts(draft_ids: list[int]) -> Mapping[int, NoticeText]:
    """Drafts that were due but could not be posted. One query; those that went on since then are left out."""
    drafts = Draft.objects.filter(pk__in=draft_ids, state=Draft.State.WRITING).only("pk", "ref")
    return {
        draft.pk: NoticeText(
            title=_("Your words are not posted yet"),
            text=_(
                "When they were due, this place was closed to new posts for you or for everybody."
                " Your words are safe under “My drafts”."
            ),
            url=reverse("forums:draft", args=[draft.ref]),
        )
        for draft in drafts
    }
