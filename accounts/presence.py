"""What a session knows of its person being there: away for a while, on a shared computer, in by a second step.

Nothing of this is written down for those who have not asked for it, and nobody else ever sees it.
"""

import time
from dataclasses import replace
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from accounts import again
from accounts.managers import tidy_address
from accounts.sealing import SealBroken, seal, unseal

SEEN, AWAY, SHARED, WORDS, PARCEL = "seen_at", "away_since", "shared", "words_held", "words_addressed"
AT_HAND = "words_at_hand"
# Seconds; how exactly a session remembers when its person was last there. A write for each page would cost more.
NEAR_ENOUGH = 30
# On a shared computer: asked again soon, and signed out for good in the time a chair stays empty. Minutes.
SHARED_ASKS_AFTER, SHARED_ENDS_AFTER = 5, 30
# The most that a form pressed too late may hold to be kept in the session; a long post is some 20,000 characters.
MOST_HELD = 200_000
# Seconds that words wait which were pressed after a session had ended; a letter with a code comes in minutes.
PARCEL_LASTS = 3600
# Seconds from sending an address to the page that follows it, on a slow line.
NEXT_PAGE = 60


def asks_after(request: HttpRequest) -> int:
    """Minutes away after which this session asks again; 0 for never."""
    chosen = int(request.user.asks_again_after)  # type: ignore[union-attr]
    if request.session.get(SHARED):
        return min(chosen or SHARED_ASKS_AFTER, SHARED_ASKS_AFTER)
    return chosen


def note(request: HttpRequest) -> None:
    """This person is here now; and with this session's wishes the actor knows when it will be asked again."""
    minutes = asks_after(request)
    preferences = replace(request.actor.preferences, asks_again_after=minutes)
    request.actor = replace(request.actor, preferences=preferences, took_second_step=took_second_step(request))
    if not minutes:
        request.session.pop(SEEN, None)
        return
    if is_away(request):
        return
    now = time.time()
    if AWAY in request.session:
        del request.session[AWAY]
        request.session[SEEN] = now
    elif now - request.session.get(SEEN, 0) > NEAR_ENOUGH:
        request.session[SEEN] = now


def is_away(request: HttpRequest) -> bool:
    """Whether this session waits for its person to show again who they are; begins to wait when it is time."""
    minutes = asks_after(request)
    if not minutes:
        request.session.pop(AWAY, None)
        return False
    away = request.session.get(AWAY)
    if away is None and time.time() - request.session.get(SEEN, time.time()) > minutes * 60:
        away = request.session[AWAY] = time.time()
    return away is not None and again.sure_at(request) < away


def has_ended(request: HttpRequest) -> bool:
    """Whether this was a shared computer that nobody sat at for half an hour."""
    quiet = time.time() - request.session.get(SEEN, time.time())
    return bool(request.session.get(SHARED)) and quiet > SHARED_ENDS_AFTER * 60


def lock(request: HttpRequest) -> None:
    """A page says that nobody has touched it for as long as was chosen: ask before anything else."""
    if asks_after(request):
        request.session[AWAY] = time.time()


def choose_shared(request: HttpRequest) -> None:
    """Keep, for when somebody has come in, whether this computer is theirs alone."""
    if request.POST.get(SHARED):
        request.session[SHARED] = True
    else:
        request.session.pop(SHARED, None)


def keep_short(request: HttpRequest) -> None:
    """On a shared computer the session goes with the window."""
    if request.session.get(SHARED):
        request.session.set_expiry(0)


def took_second_step(request: HttpRequest) -> bool:
    """Whether the person came in with a passkey, an app or a spare code."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def hold_words(request: HttpRequest) -> None:
    """Keep what was sent while the session waited: sealed, in the session, for the one who sent it."""
    fields = sent(request)
    if fields and is_little(fields):
        request.session[WORDS] = seal("held words", {"path": request.get_full_path(), "fields": fields})


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a press, without its token."""
    return [
        (name, value)
        for name in request.POST
        if name != "csrfmiddlewaretoken"
        for value in request.POST.getlist(name)
        if isinstance(value, str)
    ]


def is_little(fields: list[tuple[str, str]]) -> bool:
    """Whether it is no more than is kept of a press."""
    return sum(len(value) for _name, value in fields) <= MOST_HELD


def to_read(fields: list[tuple[str, str]]) -> list[str]:
    """Of what was sent what somebody has written herself: more than a word."""
    return [value for _name, value in fields if " " in value.strip()]


def wrap(request: HttpRequest) -> str:
    """What a guest has sent, sealed, for the page that answers it: nothing of it is kept here. "" if it is too much."""
    fields = sent(request)
    if not is_little(fields):
        return ""
    return seal("parcel", {"path": request.get_full_path(), "fields": fields})


def unwrap(sealed: str) -> dict[str, Any] | None:
    """`path` and `fields` of what was wrapped; None for anything else."""
    try:
        return dict(unseal("parcel", sealed))
    except SealBroken:
        return None


def address_words(request: HttpRequest, *, address: str) -> None:
    """Let what came along with an address wait in the session for whoever comes in under it, and for nobody else.

    Where nothing comes along, what waits goes on waiting for the address that it came with. The session ends when the
    words would.
    """
    sealed = request.POST.get("held", "")
    request.session.pop(AT_HAND, None)
    if unwrap(sealed) is None:
        return
    request.session[PARCEL] = seal("addressed", {"to": tidy_address(address), "at": time.time(), "parcel": sealed})
    request.session.set_expiry(PARCEL_LASTS)


def keep_at_hand(request: HttpRequest) -> None:
    """The page that follows this press may carry what came along with it, for another address or way; see `at_hand`."""
    if unwrap(request.POST.get("held", "")) is not None:
        request.session[AT_HAND] = time.time()


def at_hand(request: HttpRequest) -> str:
    """What a page of the entrance carries, sealed, or "": what its own form brought, or, on the one page that follows
    the press that sent the address, what waits. Who opens the entrance anew is given nothing."""
    sealed = request.POST.get("held", "")
    if request.method == "POST":
        return sealed if unwrap(sealed) is not None else ""
    sent_at = request.session.pop(AT_HAND, None)
    if sent_at is None or time.time() - sent_at > NEXT_PAGE:
        return ""
    try:
        return str(unseal("addressed", request.session.get(PARCEL, ""))["parcel"])
    except SealBroken:
        return ""


def hand_over(request: HttpRequest, account: Any) -> None:
    """Somebody has come in: words that the page carried from which she did, or that waited for this account, are held
    for it now; those for any other are gone."""
    carried = unwrap(at_hand(request)) if request.method == "POST" else None
    request.session.pop(AT_HAND, None)
    parcel = carried or _waiting_for(request, account)
    _drop_parcel(request)
    if parcel is not None:
        request.session[WORDS] = seal("held words", {"path": parcel["path"], "fields": parcel["fields"]})


def _waiting_for(request: HttpRequest, account: Any) -> dict[str, Any] | None:
    try:
        addressed = unseal("addressed", request.session.get(PARCEL, ""))
    except SealBroken:
        return None
    if time.time() - addressed["at"] >= PARCEL_LASTS or not _belongs(addressed["to"], account):
        return None
    return unwrap(addressed["parcel"])


def _belongs(address: str, account: Any) -> bool:
    return address == account.email or EmailAddress.objects.filter(user=account, email=address, verified=True).exists()


def _drop_parcel(request: HttpRequest) -> None:
    if request.session.pop(PARCEL, None) is not None:
        request.session.set_expiry(None)


def held_words(request: HttpRequest) -> tuple[str, list[tuple[str, str]]] | None:
    """Where they were to go, and the fields; None when there are none."""
    try:
        held = unseal("held words", request.session.get(WORDS, ""))
    except SealBroken:
        return None
    return held["path"], [(name, value) for name, value in held["fields"]]


def drop_words(request: HttpRequest) -> None:
    """They have arrived, or are not wanted."""
    request.session.pop(WORDS, None)
