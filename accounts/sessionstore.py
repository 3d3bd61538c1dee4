"""Sessions where Django keeps them, found by a statement that is built and planned once: every page asks it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from supportgroups.lib.prepared import Word, prepared


class SessionStore(db.SessionStore):
    """Django's own but for the statement. A key that is not kept, or whose time is over, is left behind."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing for a key that nobody was given. One statement."""
        found = _kept(Word(self.session_key), timezone.now())
        if not found:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))


@prepared
def _kept(key: Word, now: datetime) -> QuerySet[Session, str]:
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data", flat=True)
