"""The data register's lines for looking after a group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    ADMINS,
    EMPTIED,
    GIVEN,
    GONE,
    GROUP,
    KEY,
    LEFT_OUT,
    NOBODY,
    OF_GROUP,
    OPERATOR,
    OWNER,
    Column,
    Lasts,
    Table,
)

CARE = {
    "groups.Closing": Table(
        "That a group is to close, asked for by one and agreed to by a second.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "asked_by": Column("who asked", export=LEFT_OUT),
            "asked_at": Column(_("asked"), GROUP),
            "words": Column(_("what I wrote to the members"), GROUP, erasure=EMPTIED),
            "closes_on": Column(_("closes on"), GROUP),
            "ends_on": Column(_("can be read until"), GROUP),
            "erases": Column(_("erased afterwards"), GROUP),
            "agreed_by": Column("who agreed", ADMINS, LEFT_OUT),
            "agreed_at": _("agreed to"),
            "shut_door": Column("whether it stopped taking people in for it", NOBODY, LEFT_OUT),
            "withdrawn_at": _("taken back"),
            "closed_at": Column(_("closed"), GROUP),
            "ended_at": Column(_("put away"), GROUP),
        },
        owner="asked_by",
        seen=ADMINS,
        export=GIVEN,
        title=_("Where I asked to close a group"),
    ),
    "groups.Grant": Table(
        "One power given to a member alone, from a day to a day.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "membership": Column("who holds it", export=LEFT_OUT),
            "power": _("power"),
            "began_at": _("from"),
            "ended_at": _("to"),
        },
        owner="membership__persona",
        seen=GROUP,
        export=GIVEN,
        title=_("What I may do without a role"),
    ),
    "groups.Offer": Table(
        "That a member offers to look after a group that needs somebody.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "membership": Column("who offers", export=LEFT_OUT),
            "made_at": _("offered"),
        },
        owner="membership__persona",
        seen=OWNER | ADMINS | OPERATOR,
        lasts=Lasts.PERSON,
        export=GIVEN,
        title=_("Where I offered to help"),
        erasure=GONE,
    ),
    "groups.Need": Table(
        "That a group needs somebody. Names nobody.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "why": "what it lacks",
            "since": "since when",
            "shut_door": "whether it stopped taking people in for it",
            "met_at": "until when",
        },
        seen=GROUP | OPERATOR,
    ),
    "groups.LogEntry": Table(
        "What was changed in a group, when and by which role. Names nobody.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "kind": "what",
            "role": "by which role",
            "about": "which role, power or reason it is about",
            "at": "when",
        },
        seen=GROUP,
    ),
}
