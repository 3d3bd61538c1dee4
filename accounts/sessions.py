"""Where an account is signed in, for its owner's eyes: by day and kind of browser, never by place."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.models import Account
from accounts.sealing import mark_of


@dataclass(frozen=True)
class SessionLine:
    """One browser that is signed in."""

    ref: str
    since: datetime
    user_agent: str
    is_current: bool


def living(account: Account, *, current_key: str | None, now: datetime) -> list[SessionLine]:
    """The browsers in which the account is signed in, this one first, then the newest. Two statements."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user_id=account.pk)}
    good = account.get_session_auth_hash()
    found = [
        SessionLine(_ref(row), row.created_at, row.user_agent, row.session_key == current_key)
        for session in Session.objects.filter(session_key__in=rows, expire_date__gt=now)
        if session.get_decoded().get(HASH_SESSION_KEY) == good
        for row in (rows[session.session_key],)
    ]
    return sorted(found, key=lambda line: (not line.is_current, -line.since.timestamp()))


def end(*, account: Account, ref: str) -> bool:
    """Sign one browser out. False when it was signed out already, or is not the account's."""
    row = next((row for row in UserSession.objects.filter(user_id=account.pk) if _ref(row) == ref), None)
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return True


def end_all(*, account: Account, but: str | None = None) -> int:
    """Sign the account out of every browser, except the one whose session key is ``but``. Says how many were ended."""
    ended = UserSession.objects.filter(user_id=account.pk).exclude(session_key=but)
    Session.objects.filter(session_key__in=list(ended.values_list("session_key", flat=True))).delete()
    count, _by_table = ended.delete()
    return count


def _ref(row: UserSession) -> str:
    """Stands in an address: says nothing of the session's key, nor how many there are."""
    return mark_of(f"session:{row.session_key}")
