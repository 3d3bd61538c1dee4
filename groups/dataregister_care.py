"""The data register's lines for looking after a group."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from supportgroups.lib.dataregister import (
    ADMINS,
    GIVEN,
    GONE,
    GROUP,
    KEY,
    LEFT_OUT,
    OF_GROUP,
    OPERATOR,
    OWNER,
    Column,
    Lasts,
    Table,
)

CARE = {
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
