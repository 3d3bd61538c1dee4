"""The account, which no other table but the vault may point at, and the letters that are about it."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.managers import AccountManager


def default_zone() -> str:
    """The installation's time zone, until the person has chosen theirs."""
    return settings.TIME_ZONE


def default_language() -> str:
    """The installation's language, until the person has chosen theirs."""
    return settings.LANGUAGE_CODE


def today() -> date:
    """The day, in UTC: nobody needs to know at what hour somebody came."""
    return timezone.now().date()


class Away(models.IntegerChoices):
    """After how many minutes away somebody is asked again who they are."""

    NEVER = 0, _("Do not ask")
    FIVE = 5, _("After 5 minutes")
    FIFTEEN = 15, _("After 15 minutes")
    SIXTY = 60, _("After an hour")


class Account(AbstractBaseUser, PermissionsMixin):
    """A person, as the site knows them: an address and how they like to be served. It has no name."""

    # The column would keep to the second when somebody was last here.
    last_login = None

    email = models.EmailField(_("e-mail address"), unique=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    zone = models.CharField(max_length=64, default=default_zone)
    language = models.CharField(max_length=16, default=default_language)
    is_discreet = models.BooleanField(default=True)
    note_rules = models.JSONField(default=dict, blank=True)
    warned_words = models.TextField(blank=True)
    made_on = models.DateField(default=today, editable=False)
    # False: somebody else may read that mail, so a code or a new password sent there does not open the account.
    opens_by_mail = models.BooleanField(default=True, db_default=True)
    # All other ways were said to be lost: from then on a code by mail opens the account once, unless it is stopped.
    way_back_at = models.DateTimeField(null=True, blank=True)
    asks_again_after = models.PositiveSmallIntegerField(choices=Away, default=Away.NEVER, db_default=Away.NEVER)

    objects = AccountManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_any_case"),
            models.CheckConstraint(condition=Q(asks_again_after__in=(0, 5, 15, 60)), name="account_away_by_choice"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


def display(account: Account) -> str:
    """What allauth may call a person where it insists on calling them something."""
    return str(account)


class LetterQuerySet(models.QuerySet["Letter"]):
    """The outbox of account mail."""

    def waiting(self) -> "LetterQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent_at=None, gone_at=None)

    def due(self, now: datetime) -> "LetterQuerySet":
        """What is to be sent now, oldest first."""
        return self.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


class Letter(models.Model):
    """One mail to the person themselves: a code, a warning. Its words are sealed, and erased once it is sent.

    ``due_at`` is also the claim: who sends it moves it forward first, so a second worker finds nothing due.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    sealed = models.TextField()
    # Tells letters to one address from others while they wait, whether or not there is an account.
    mark = models.CharField(max_length=32, db_default="", blank=True)
    due_at = models.DateTimeField()
    # A code that comes after its time would only confuse: then the letter is given up.
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(sent_at=None, gone_at=None) & ~Q(sealed=""))
                | (~Q(sent_at=None, gone_at=None) & Q(sealed="")),
                name="letter_sealed_until_done",
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(gone_at=None), name="letter_sent_or_gone"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None, gone_at=None), name="letter_due")]


class Mailbox(models.Model):
    """How an address has behaved, by account: bounces count, and a full count pauses all list mail to it."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    score = models.FloatField(default=0)
    scored_on = models.DateField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mailbox {self.pk}"
