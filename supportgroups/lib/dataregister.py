"""The data register: what every column of every table is for, who sees it, how long, and what export and erasure do.

Each app has its slice in ``dataregister.py``; export, erasure's test, the retention job and the canary crawl read it.

**A new column needs one line.** In your app's ``dataregister.py``, at its table: ``"name": _("what it is for")``. It is
then treated as the table says. Where it differs, say so: ``"name": Column(_("what it is for"), seen=DESK)``.
A new table is a ``Table``: one sentence on a row, the way from a row to whose it is (``owner="persona"``, also over
several tables: ``"post__author"``; empty where it is nobody's), and the four answers. ``_`` is ``gettext_lazy``: what a
member fetches is headed with these words. Ask of each: whose is it, who may read it, when does it go?
``tests/house/test_data_register.py`` says what is missing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Seen(enum.Flag):
    """Who is shown it on some page or in some letter; several may be joined with ``|``."""

    NOBODY = 0
    OWNER = enum.auto()
    GROUP = enum.auto()
    DESK = enum.auto()
    DOOR = enum.auto()
    ADMINS = enum.auto()
    PURSE = enum.auto()
    OPERATOR = enum.auto()
    PAIR = enum.auto()
    ANYBODY = enum.auto()


class Export(enum.Enum):
    """Whether it is in what a member fetches of her own."""

    GIVEN = "given to its owner"
    LEFT_OUT = "left out"


class Erasure(enum.Enum):
    """What becomes of it when its owner is erased."""

    GONE = "the row goes"
    EMPTIED = "emptied"
    STAYS = "stays"


class Lasts(enum.Enum):
    """How long it is kept where no ``Ends`` takes it sooner."""

    PERSON = "until its owner is erased"
    GROUP = "as long as the group"
    SITE = "as long as the site"


SEEN_BY = {
    Seen.OWNER: "its owner",
    Seen.GROUP: "members who may read there",
    Seen.DESK: "facilitators at the desk",
    Seen.DOOR: "who answers requests to join",
    Seen.ADMINS: "the group's admins",
    Seen.PURSE: "who keeps the group's money",
    Seen.OPERATOR: "who runs the server",
    Seen.PAIR: "two who look after a group together, for three days, and its owner is told",
    Seen.ANYBODY: "anybody",
}
NOBODY, OWNER, GROUP, DESK = Seen.NOBODY, Seen.OWNER, Seen.GROUP, Seen.DESK
DOOR, ADMINS, PURSE = Seen.DOOR, Seen.ADMINS, Seen.PURSE
OPERATOR, PAIR, ANYBODY = Seen.OPERATOR, Seen.PAIR, Seen.ANYBODY
GIVEN, LEFT_OUT = Export.GIVEN, Export.LEFT_OUT
GONE, EMPTIED, STAYS = Erasure.GONE, Erasure.EMPTIED, Erasure.STAYS


@dataclass(frozen=True)
class Column:
    """One column. What is None is as its table says; ``reads``: the path whose value an export gives in its place;
    ``is_file``: the value is a name in the storage, and an export gives the file too."""

    purpose: Words
    seen: Seen | None = None
    export: Export | None = None
    erasure: Erasure | None = None
    reads: str = ""
    is_file: bool = False


@dataclass(frozen=True)
class Ends:
    """A time after which rows go: ``days`` after ``since``, where ``where`` holds. With ``empties`` they stay without
    these values. The retention job reads this and nothing else."""

    days: int
    since: str
    where: Q = field(default_factory=Q)
    empties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table, and how its columns are treated where they do not say otherwise.

    ``owner``: the path to the face or account whose row it is; ``code``: where that stands in the vault alone, the path
    to the code under which its owner pays, ``office`` the path to the random number of the office that she holds. Such
    a row is given to her, and outlives her. ``given``: which of the owner's rows an export gives, under ``title``.
    """

    what: Words
    columns: Mapping[str, Words | Column]
    owner: str = ""
    code: str = ""
    office: str = ""
    seen: Seen = NOBODY
    lasts: Lasts = Lasts.GROUP
    export: Export = LEFT_OUT
    erasure: Erasure = STAYS
    ends: tuple[Ends, ...] = ()
    given: Q = field(default_factory=Q)
    title: Words = ""

    @property
    def is_somebodys(self) -> bool:
        """Whether a row has an owner."""
        return bool(self.owner or self.code or self.office)


@dataclass(frozen=True)
class Folder:
    """Files that the site writes beside its tables, one for each day: what for, who sees them, and for how many days.
    ``setting`` names where they lie; where it is empty, there are none. The retention job reads this too."""

    what: Words
    setting: str
    seen: Seen
    days: int


@dataclass(frozen=True)
class Entry:
    """One column with its answers worked out: a line of the register."""

    table: str
    column: str
    purpose: str
    seen: Seen
    lasts: str
    export: Export
    erasure: Erasure
    reads: str
    is_file: bool

    @property
    def seen_by(self) -> str:
        return seen_by(self.seen)


# What most tables have; none of it says anything of anybody.
KEY = Column("the row's number, which stands in no address", NOBODY, LEFT_OUT)
REF = Column("its random name, which stands in addresses", export=LEFT_OUT)
OF_GROUP = Column(_("group"), reads="group__name")

TABLES: dict[str, Table] = {}
FOLDERS: dict[str, Folder] = {
    "logs": Folder("What went wrong and when; no path of a group, no address, no text.", "LOG_DIR", OPERATOR, days=30),
}


class NotRegistered(LookupError):
    """No slice of the register has this table."""


def register(tables: Mapping[str, Table]) -> None:
    """Add an app's slice; called from its ``AppConfig.ready``. Raises ValueError for a table that is there already."""
    for label, table in tables.items():
        if TABLES.setdefault(label, table) is not table:
            raise ValueError(f"the table {label} is registered already")


def seen_by(who: Seen) -> str:
    """In words."""
    return ", ".join(words for one, words in SEEN_BY.items() if one in who) or "nobody"


def table(label: str) -> Table:
    """Raises ``NotRegistered``."""
    try:
        return TABLES[label]
    except KeyError as missing:
        raise NotRegistered(label) from missing


def entries(label: str) -> Iterator[Entry]:
    """The lines of one table, its columns in order; one line "*" for a table that is described as a whole."""
    of = table(label)
    for name, said in (of.columns or {"*": of.what}).items():
        column = said if isinstance(said, Column) else Column(said)
        yield Entry(
            table=label,
            column=name,
            purpose=str(column.purpose),
            seen=of.seen if column.seen is None else column.seen,
            lasts=_lasts(of, name),
            export=column.export or of.export,
            erasure=column.erasure or of.erasure,
            reads=column.reads or name,
            is_file=column.is_file,
        )


def _lasts(of: Table, name: str) -> str:
    sooner = [end for end in of.ends if not end.empties or name in end.empties]
    times = [f"{end.days} {'day' if end.days == 1 else 'days'} after {end.since}" for end in sooner]
    return " or ".join([*times, of.lasts.value])
