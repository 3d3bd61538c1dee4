"""A mailbox that may not open its account, and the way back in when everything else is lost."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import sessions
from accounts.models import Account
from accounts.telling import tell

# Long enough for the person herself to look in and stop it, also after a week without strength.
WAY_BACK_TAKES = timedelta(days=7)
# Who does not come back by then asks again: an open way must not lie about for ever.
WAY_BACK_STANDS = timedelta(days=14)


class NoOtherWay(Exception):
    """Nothing else would open the account: no passkey, and no password with spare codes."""


class NotYet(Exception):
    """The way back was not asked for, is stopped, or its seven days are not over."""


def has_other_way(account: Account, *, without: Authenticator | None = None) -> bool:
    """Whether a passkey, or a password with spare codes, opens the account; ``without``: as if that one were gone.

    One statement. Spare codes go with the last passkey or app, so by themselves they count for nothing.
    """
    keys = list(Authenticator.objects.filter(user_id=account.pk).exclude(pk=without.pk if without else None))
    kinds = {key.type for key in keys} - {Authenticator.Type.RECOVERY_CODES}
    if any(key.type == Authenticator.Type.WEBAUTHN and key.wrap().is_passwordless for key in keys):
        return True
    has_codes = bool(kinds) and any(key.type == Authenticator.Type.RECOVERY_CODES for key in keys)
    return account.has_usable_password() and has_codes


def may_take_away(account: Account, pk: int | None) -> bool:
    """Whether a passkey (its ``pk``) or the app (None) can go: never the last way in while the mailbox opens nothing.

    Two statements, none where mail opens the account.
    """
    if account.opens_by_mail:
        return True
    mine = Authenticator.objects.filter(user_id=account.pk)
    key = (mine.filter(pk=pk) if pk else mine.filter(type=Authenticator.Type.TOTP)).first()
    return key is None or has_other_way(account, without=key)


@transaction.atomic
def close_mailbox(*, account: Account, now: datetime) -> Account:
    """From now on no code and no new password by mail. Twice is once. Raises ``NoOtherWay``."""
    account = _held(account)
    if not account.opens_by_mail:
        return account
    if not has_other_way(account):
        raise NoOtherWay
    account.opens_by_mail = False
    account.save(update_fields=["opens_by_mail"])
    _tell(account, "mailbox_closed", now)
    return account


@transaction.atomic
def open_mailbox(*, account: Account, now: datetime) -> Account:
    """Codes by mail open the account again. Twice is once."""
    account = _held(account)
    if account.opens_by_mail:
        return account
    account.opens_by_mail, account.way_back_at = True, None
    account.save(update_fields=["opens_by_mail", "way_back_at"])
    _tell(account, "mailbox_opened", now)
    return account


@transaction.atomic
def ask_way_back(*, account: Account, now: datetime) -> Account:
    """Begin the seven days. They are shown wherever the account is signed in. Asking twice does not begin anew."""
    account = _held(account)
    if account.way_back_at is not None and now < account.way_back_at + WAY_BACK_STANDS:
        return account
    account.way_back_at = now + WAY_BACK_TAKES
    account.save(update_fields=["way_back_at"])
    _tell(account, "way_back_asked", now)
    return account


@transaction.atomic
def stop_way_back(*, account: Account, now: datetime) -> Account:
    """It was not me, or I have found my passkey. Twice is once."""
    account = _held(account)
    if account.way_back_at is None:
        return account
    account.way_back_at = None
    account.save(update_fields=["way_back_at"])
    _tell(account, "way_back_stopped", now)
    return account


@transaction.atomic
def take_way_back(*, account: Account, now: datetime) -> Account:
    """The seven days are over: what was lost opens nothing any more, all browsers are signed out, and mail opens again.

    Raises ``NotYet``.
    """
    account = _held(account)
    if not is_open(account, now):
        raise NotYet
    Authenticator.objects.filter(user_id=account.pk).delete()
    account.set_unusable_password()
    account.opens_by_mail, account.way_back_at = True, None
    account.save(update_fields=["password", "opens_by_mail", "way_back_at"])
    sessions.end_all(account=account)
    _tell(account, "way_back_taken", now)
    return account


def is_open(account: Account, now: datetime) -> bool:
    """Whether a way back was asked for, has waited its seven days, and still stands."""
    since = account.way_back_at
    return since is not None and since <= now < since + WAY_BACK_STANDS


def _held(account: Account) -> Account:
    return Account.objects.select_for_update().get(pk=account.pk)


def _tell(account: Account, letter: str, now: datetime) -> None:
    """A letter to the confirmed address: by this, whoever did not do it learns of it."""
    tell(account=account, what=letter, now=now, words={"enter_url": f"{settings.SITE_URL}{reverse('account_enter')}"})
