"""How many have said something to a post without words: kept beside the post, so that no page counts."""

from __future__ import annotations

from django.db import models


class Tallied(models.Model):
    """A number for each kind of response, kept by `forums.actions.responding` alone."""

    said_read = models.PositiveIntegerField(default=0, db_default=0)
    said_thanks = models.PositiveIntegerField(default=0, db_default=0)
    said_me_too = models.PositiveIntegerField(default=0, db_default=0)
    said_thinking = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True
