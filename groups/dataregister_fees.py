"""What the columns of money are for."""

from supportgroups.lib.dataregister import GROUP, KEY, NOBODY, OF_GROUP, OWNER, PURSE, REF, Column, Table

# Whose a code is stands in the vault alone; so the ledger outlives everybody in it, and says nothing of anybody.
MONEY = {
    "groups.Fee": Table(
        "What a group asks for.",
        {
            "group": KEY,
            "rhythm": "how often",
            "currency": "in which currency",
            "least": "the least",
            "suggested": "what it suggests",
            "most": "the most",
            "how_to_pay": "how it is paid",
            "grace_days": "after how many days it is late",
            "before_entry": "whether the first of it is given before somebody comes in",
            "starts_on": "from when on",
            "changed_at": Column("when it was changed", NOBODY),
        },
        seen=GROUP,
    ),
    "groups.FeeAccount": Table(
        "What one reference code owes.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "code": "the code",
            "currency": "in which currency",
            "wish": Column("the amount its owner chose", OWNER),
            "balance": "what is due",
            "entry": Column("what is asked before its owner comes in", OWNER),
            "opens_at": Column("the full hour at which its owner comes in", OWNER),
        },
        seen=OWNER | PURSE,
    ),
    "groups.FeePayment": Table(
        "A line of the ledger.",
        {
            "id": KEY,
            "ref": REF,
            "group": OF_GROUP,
            "account": "the code's account",
            "kind": "due, paid, paid back, waived or taken back",
            "change": "by how much",
            "currency": "in which currency",
            "on_day": "the day",
            "period": "for which time",
            "corrects": "the line it takes back",
            "provider": Column("who told us of it", NOBODY),
            "event": Column("their number for it", NOBODY),
            "by": Column("who wrote it down", NOBODY),
            "made_at": Column("when it was written down", NOBODY),
        },
        seen=OWNER | PURSE,
    ),
    "groups.FeeWaiver": Table(
        "That the owner of a code cannot pay.",
        {
            "id": KEY,
            "group": OF_GROUP,
            "account": "the code's account",
            "state": "asked for, granted, not granted or over",
            "asked_on": "since when",
            "decided_on": "decided on",
            "until": "until when",
            "reason": Column("words of who decided, to the owner of the code", OWNER),
            "by": Column("who decided", NOBODY),
        },
        seen=OWNER | PURSE,
    ),
}
