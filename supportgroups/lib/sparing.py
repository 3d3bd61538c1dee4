"""Rows of which a page reads a part: most pages need few columns of a wide table, and each column costs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class ReadInPart(models.Model):
    """For a model that is often read without all of its columns: whoever asks for one that was left out gets all the
    others with it, by one statement, and not by one for each."""

    class Meta:
        abstract = True

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """As Django's own, which is also what a column that was left out is read by."""
        left_out = self.get_deferred_fields()
        if fields is not None and left_out.intersection(fields):
            fields = left_out.union(fields)
        super().refresh_from_db(using, fields, from_queryset)
