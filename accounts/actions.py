"""The verbs of the private side."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import exporting, retention
from accounts.mailbox import WAY_BACK_STANDS
from accounts.managers import tidy_address
from accounts.models import Account
from personas.vault import Ownership
from supportgroups.lib import notes
from supportgroups.lib.notes import Regard

# Whoever typed an address and never used the code leaves nothing behind after this time.
UNCONFIRMED_LASTS = timedelta(days=2)


def account_for(*, address: str, now: datetime) -> Account:
    """The account that comes in by this address; a new one is made quietly, unconfirmed and without a password.

    An address that somebody has added to their account but not confirmed leads to nobody's account but its owner's own.
    """
    address = tidy_address(address)
    confirmed = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    if confirmed:
        return confirmed.user
    return _account_by_address(address, now)


@transaction.atomic
def _account_by_address(address: str, now: datetime) -> Account:
    account = Account.objects.filter(email=address).first()
    if account is None:
        try:
            with transaction.atomic():
                account = Account.objects.create_user(address, made_on=now.date())
        except IntegrityError:  # the same address was sent twice at once
            account = Account.objects.get(email=address)
    has_primary = EmailAddress.objects.filter(user=account, primary=True).exists()
    EmailAddress.objects.get_or_create(user=account, email=address, defaults={"primary": not has_primary})
    return account


def choose_preferences(
    *, account: Account, zone: str, language: str, is_discreet: bool, asks_again_after: int
) -> Account:
    """How a person wants to be served, everywhere on the site; seen by nobody else."""
    account.zone, account.language, account.is_discreet = zone, language, is_discreet
    account.asks_again_after = asks_again_after
    account.save(update_fields=["zone", "language", "is_discreet", "asks_again_after"])
    return account


def choose_notes(
    *, account: Account, chosen: Iterable[tuple[str, Regard]], put_off: Iterable[str], until: datetime, words: list[str]
) -> Account:
    """How a person wants to meet what bears a content note, and which words of her own she wants to be told of.

    `put_off` are notes that are kept away until a time; what is not named stays as it was.
    """
    rules = notes.choose(account.note_rules, chosen)
    account.note_rules = notes.choose(rules, [(note, Regard.AWAY) for note in put_off], until)
    account.warned_words = "\n".join(words)
    account.save(update_fields=["note_rules", "warned_words"])
    return account


def put_notes_off(*, account: Account, content_notes: str, until: datetime) -> Account:
    """Keep away what bears these notes until a time. Safe to repeat; a note kept away for good stays so."""
    some = [note for note in notes.split(content_notes) if not _is_away_for_good(account, note)]
    account.note_rules = notes.choose(account.note_rules, [(note, Regard.AWAY) for note in some], until)
    account.save(update_fields=["note_rules"])
    return account


def _is_away_for_good(account: Account, note: str) -> bool:
    rule = account.note_rules.get(notes.key_of(note), {})
    return rule.get("rule") == Regard.AWAY.value and "until" not in rule


def tidy(*, now: datetime) -> int:
    """A few times a day: let go of what was kept long enough, and remove what was never confirmed.

    Returns how many accounts went. An account with a confirmed address, a password, an office or a face stays.
    """
    retention.let_go(now=now)
    living = Session.objects.filter(expire_date__gte=now).values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
    exporting.throw_away_run_out(now=now)
    Account.objects.filter(way_back_at__lte=now - WAY_BACK_STANDS).update(way_back_at=None)
    return _remove_unconfirmed(now)


def _remove_unconfirmed(now: datetime) -> int:
    confirmed = EmailAddress.objects.filter(verified=True).values("user_id")
    gone = 0
    for account in Account.objects.filter(
        made_on__lt=(now - UNCONFIRMED_LASTS).date(), is_staff=False, password__startswith=UNUSABLE_PASSWORD_PREFIX
    ).exclude(Q(pk__in=confirmed) | Q(pk__in=Ownership.objects.values("account_id"))):
        with transaction.atomic():
            account.delete()
            gone += 1
    return gone
