"""Words that can be told apart wherever they turn up: one in every column, of every row, that somebody typed into.

The data register says of each who may see it; whatever is found elsewhere is a leak. A token is a run of letters and
digits that survives escaping, addresses, JSON and letters as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction

from accounts.models import Account
from accounts.registered import field_at
from accounts.registered import models as registered_models
from forums.models import Post
from forums.textindex import POSTS, entry_for
from groups.models import FeeAccount
from personas.vault import OfficeHolder, Ownership, PaymentCode
from supportgroups.lib.constraints import without_append_only
from supportgroups.lib.dataregister import TABLES, Entry, Erasure, Export, Seen, entries

TOKEN = re.compile(rb"zq7k[0-9a-z]{5}")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Account ids that no other number looks like.
FIRST_ACCOUNT = 8_675_309_000
ACCOUNT_ID = re.compile(rb"(?<!\d)8675309\d{3}(?!\d)")
# Words by which the site works rather than what somebody said: planting there would break what is to be looked at.
WORKING = {
    "handle_key", "language", "zone", "kind", "slug", "code", "place", "period", "key", "link", "previous", "digest",
    "salt", "password", "erased_under", "region", "mark", "reread", "sealed", "detail", "data", "picture_file",
}  # fmt: skip
# What pages read from: beside the words as typed, the words as shown.
SHOWN = {"html", "about_html", "welcome_html"}


@dataclass(frozen=True)
class Canary:
    """One planted word: where it lies, whose it is (an account, or nobody), in which group and run of it."""

    token: str
    entry: Entry
    row: int
    account: int | None
    group: int | None
    run: int | None = None

    @property
    def place(self) -> str:
        return f"{self.entry.table}.{self.entry.column} of row {self.row}"

    def is_given_to(self, account: int) -> bool:
        """Whether an export of this account has it."""
        return self.account == account and self.entry.export is Export.GIVEN

    def is_erased_with(self, account: int) -> bool:
        """Whether nothing of it may be left when this account is erased."""
        return self.account == account and self.entry.erasure is not Erasure.STAYS

    def is_for(self, who: Seen) -> bool:
        return bool(self.entry.seen & who)


@dataclass(frozen=True)
class Cage:
    """All that were planted, by their tokens."""

    canaries: dict[str, Canary]

    def found_in(self, content: bytes) -> list[Canary]:
        """Those whose token stands in these bytes, in whatever case."""
        tokens = {match.decode() for match in TOKEN.findall(content.lower())}
        return [self.canaries[token] for token in sorted(tokens & set(self.canaries))]

    def of_account(self, account: int) -> list[Canary]:
        return [canary for canary in self.canaries.values() if canary.account == account]


def high_account_ids() -> None:
    """From here on accounts get ids that can be found anywhere. On an empty database."""
    Account.objects.create(pk=FIRST_ACCOUNT, email="first@cast.example").delete()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('accounts_account', 'id'), %s)", [FIRST_ACCOUNT])


def plant() -> Cage:
    """Give every column that is typed into a token of its own, in every row. Past the actions: as any of them might."""
    numbers = count()
    canaries: dict[str, Canary] = {}
    with without_append_only(connection):
        for label in TABLES:
            if label in registered_models():
                for canary in _plant_table(label, numbers):
                    canaries[canary.token] = canary
        canaries |= {canary.token: canary for canary in _plant_codes(numbers)}
    for account in Account.objects.all():
        # One address for both, and one canary: letters go to it only while the two agree.
        EmailAddress.objects.filter(user=account).update(email=account.email)
    canaries = {name: one for name, one in canaries.items() if one.entry.table != "account.EmailAddress"}
    posts = Post.objects.published().select_related("thread")
    POSTS.put_many(entry_for(post, post.thread.title if post.number == 1 else "") for post in posts)
    return Cage(canaries)


def database() -> bytes:
    """All that stands in the tables, those of the search engine too. A session's content is opened."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of tables, by the database itself
            found += [_bytes(value) for row in cursor.fetchall() for value in row]
    return b"\n".join([*found, *sessions()])


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()


def _plant_table(label: str, numbers: Iterator[int]) -> Iterator[Canary]:
    model = registered_models()[label]
    columns = [entry for entry in entries(label) if entry.column != "*" and _is_typed(model, entry.column)]
    if not columns:
        return
    for row in model._default_manager.order_by("pk"):
        for entry in columns:
            token = _token(next(numbers))
            value = _holding(model._meta.get_field(entry.column), getattr(row, entry.column), token)
            if value is not None and _is_taken(row, entry.column, value):
                yield Canary(token, entry, row.pk, owner_of(row), group_of(row), run_of(row))


def _plant_codes(numbers: Iterator[int]) -> Iterator[Canary]:
    """Under which code somebody pays, in the ledger and in the vault: the two have to stay the same."""
    entry = next(entry for entry in entries("groups.FeeAccount") if entry.column == "code")
    for row in FeeAccount.objects.order_by("pk"):
        token = _token(next(numbers))
        owned = Ownership.objects.filter(persona__in=PaymentCode.objects.filter(code=row.code).values("persona"))
        account = owned.values_list("account_id", flat=True).first()
        FeeAccount.objects.filter(pk=row.pk).update(code=token)
        PaymentCode.objects.filter(code=row.code).update(code=token)
        yield Canary(token, entry, row.pk, account, row.group_id)


def _is_taken(row: models.Model, column: str, value: Any) -> bool:
    """Whether the database takes it: what it holds to a list or a shape is nothing that somebody typed freely."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{column: value})
    except IntegrityError:
        return False
    return True


def _is_typed(model: type[models.Model], name: str) -> bool:
    column = model._meta.get_field(name)
    is_text = isinstance(column, models.CharField | models.TextField | models.JSONField)
    return (is_text and not column.choices and name not in WORKING and not column.unique) or name == "email"


def _holding(column: Any, before: Any, token: str) -> Any:
    """A value with the token, of the shape the column wants; None to leave it as it is."""
    if isinstance(column, models.EmailField):
        return f"{token}@cast.example"
    if isinstance(column, models.JSONField):
        return _with_token(before, token) if before else None
    if isinstance(column, models.URLField):
        return f"https://elsewhere.example/{token}"
    if column.name in SHOWN:
        return f"{before}<p>{token}</p>"
    is_state = not before and column.blank and column.name not in {"about", "content_notes", "credential", "note"}
    return None if is_state else token[: column.max_length or 99]


def _with_token(value: Any, token: str) -> Any:
    """The same, with the token behind every word in it."""
    if isinstance(value, dict):
        return {key: _with_token(inner, token) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_token(inner, token) for inner in value]
    return f"{value} {token}" if isinstance(value, str) else value


def owner_of(row: models.Model) -> int | None:
    """The account whose row it is, by the register's path."""
    path, code = TABLES[row._meta.label].owner, TABLES[row._meta.label].code
    if office := TABLES[row._meta.label].office:
        held = type(row)._default_manager.filter(pk=row.pk).values(office)
        return OfficeHolder.objects.filter(office__in=held).values_list("account_id", flat=True).first()
    if code:
        paid_under = type(row)._default_manager.filter(pk=row.pk).values(code)
        payer = PaymentCode.objects.filter(code__in=paid_under).values("persona")
        return Ownership.objects.filter(persona__in=payer).values_list("account_id", flat=True).first()
    if not path:
        return None
    owner = row if path == "pk" else type(row)._default_manager.filter(pk=row.pk).values_list(path, flat=True).first()
    if isinstance(row, Account):
        return int(row.pk)
    is_account = path != "pk" and field_at(type(row), path).related_model is Account
    if is_account:
        return owner if isinstance(owner, int) else None
    face = row.pk if path == "pk" else owner
    return Ownership.objects.filter(persona=face).values_list("account_id", flat=True).first()


def group_of(row: models.Model) -> int | None:
    """The group's space, where the row has one."""
    for name in ("group_id", "group_space_id", "space_id"):
        if hasattr(row, name):
            return getattr(row, name)
    for name in ("decision", "host", "listing"):
        if hasattr(row, f"{name}_id") and getattr(row, name) is not None:
            return getattr(getattr(row, name), "group_id", None)
    return None


def run_of(row: models.Model) -> int | None:
    """The run that what was said is for, by way of its forum."""
    for path in ("forum", "thread.forum", "post.thread.forum", "draft.forum"):
        place: Any = row
        for way in path.split("."):
            place = getattr(place, way, None)
        if place is not None:
            return place.cohort_id
    return None


def _token(number: int) -> str:
    digits = ""
    for _place in range(5):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return f"zq7k{digits}"


def sessions() -> Iterable[bytes]:
    """What lies in the sessions, opened: stored they are only signed, not sealed."""
    for session in Session.objects.all():
        yield repr(session.get_decoded()).encode()
