"""Whom to call in a crisis, as a group or its host says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groups.carenotices import day_words
from groups.models import Helplines, SupportGroup
from supportgroups.lib import phonelines
from supportgroups.lib.phonelines import PhoneLine


@dataclass(frozen=True)
class OwnHelplines:
    """The numbers, and how far they are to be relied on."""

    lines: tuple[PhoneLine, ...]
    source: str


def own_helplines(group: SupportGroup, today: date) -> OwnHelplines | None:
    """Those of a group that has some; for a group loaded with its door. One statement."""
    said = Helplines.objects.filter(group=group).first()
    if said is None:
        return None
    return OwnHelplines(phonelines.read(said.lines), _source_words(group, said, today))


def helplines_words(group: SupportGroup) -> str:
    """The same in a sentence, for the settings. One statement."""
    said = Helplines.objects.filter(group=group).first()
    if said is None:
        return _("Whom to call in a crisis is what the site knows, and nobody beside.")
    names = ", ".join(line.name for line in phonelines.read(said.lines))
    return _("Whom to call in a crisis, before what the site knows: %(names)s.") % {"names": names}


def _source_words(group: SupportGroup, said: Helplines, today: date) -> str:
    """An old confirmation is none: a number that was right two years ago may lead nowhere."""
    by = _("The body that runs this group says so.") if group.policy.keeps_host_helplines else _("This group says so.")
    if said.confirmed_on is None or said.confirmed_on < today - phonelines.CONFIRMED_FOR:
        return _("%(by)s Not yet confirmed.") % {"by": by}
    return _("%(by)s Confirmed on %(day)s.") % {"by": by, "day": day_words(said.confirmed_on)}
