"""A few rows of another table beside each row, by the same statement: no statement of their own, and no row twice."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet, Subquery, TextField
from django.db.models.functions import JSONArray


class _Gathered(Subquery):
    """The one column of a subquery, all its rows in their order, as JSON."""

    template = "(SELECT jsonb_agg(few.gathered) FROM (%(subquery)s) few)"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite has another name for it, and takes JSON for text."""
        named = self.template.replace("jsonb_agg(few.gathered)", "json_group_array(json(few.gathered))")
        return self.as_sql(compiler, connection, named, **more)


def gathered(rows: QuerySet[Any], *columns: str) -> Subquery:
    """For an annotation: these columns of all the rows, in their order, for `rows_in` to read."""
    return _Gathered(rows.values(gathered=JSONArray(*columns)))


def rows_in(value: str | None) -> list[list[Any]]:
    """What was gathered: a list for each row, of texts, numbers, truth values and None. An id comes as text, with
    hyphens or without."""
    return json.loads(value) if value else []
