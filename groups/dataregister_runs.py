"""The data register's lines for runs."""

from __future__ import annotations

from supportgroups.lib.dataregister import (
    ANYBODY,
    GROUP,
    KEY,
    NOBODY,
    OF_GROUP,
    REF,
    Column,
    Table,
)

RUNS = {
    "groups.Cohort": Table(
        "A time-limited run of a group.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "name": "its name, also at the door",
            "state": Column("where it stands", GROUP),
            "opens_on": "when its door opens",
            "starts_on": "its first day",
            "ends_on": "its last day",
            "places": "how many places",
            "says_places": Column("whether the door says how many are left", GROUP),
            "own_amount": "what it costs, where that is not what the group asks for each run",
            "own_currency": "in which currency",
            "follows": Column("the run whose people go on in it without being asked anything", GROUP),
            "sealed_after_week": "after which week nobody comes in",
            "read_only_weeks": "for how many weeks it can be read afterwards",
            "afterwards": "whether it is then put away or erased",
            "ended_at": Column("when it ended or was called off", GROUP),
            "put_away_at": Column("when nobody read it any more", NOBODY),
        },
        seen=ANYBODY,
    ),
    "groups.CohortStep": Table(
        "The log of a run's life. Names nobody.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "cohort": "the run",
            "state": "the step",
            "at": "when",
        },
        seen=NOBODY,
    ),
}
