"""What is looked at before a post is shown. Named in `settings.POST_CHECKS`; run while the thread is locked."""

from __future__ import annotations

import re
import unicodedata

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forums.models import Draft
from moderation.models import AlertWord
from supportgroups.lib.prepared import prepared


def alert_words(draft: Draft) -> str | None:
    """Why the words of a draft should be read by a facilitator first, or None. One statement.

    Whole words only, whatever their case and width: "sell" does not hold "counsellor". The reason is for the desk.
    """
    wanted = _held_words(draft.group_id)
    text = _folded(f"{draft.title}\n{draft.source}")
    found = next((word for word in wanted if _stands_in(_folded(word), text)), None)
    return _("It says “%(word)s”, a word this group asks you to look at.") % {"word": found} if found else None


@prepared
def _held_words(group_id: int) -> QuerySet[AlertWord, str]:
    return AlertWord.objects.filter(group_id=group_id, holds=True).order_by("pk").values_list("word", flat=True)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stands_in(word: str, text: str) -> bool:
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
