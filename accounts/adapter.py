"""Where allauth is told how this site does it: its codes, its letters, its words and where it may lead."""

import re
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import again, letters, presence, tasks, telling
from accounts.models import Account, Erasure
from accounts.sealing import seal, unseal

CODE_LASTS = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
# All that a letter's template may see of what allauth hands over: no account, no request, no network address.
LETTER_WORDS = ("code", "from_email", "to_email", "deleted_email")
# Letters that would let somebody in; where mail may not open the account, another one goes in their place.
NEEDS_OPEN_MAILBOX = frozenset({"account/email/password_reset_code"})
# Pages of the way in: after it, nobody is led back there.
ENTRANCE = frozenset(
    {
        "account_enter",
        "account_code",
        "account_login",
        "account_logout",
        "account_signup",
        "account_request_login_code",
        "account_confirm_login_code",
        "mfa_login_webauthn",
        "mfa_authenticate",
        "account_way_back",
        "account_away",
        "account_again",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


def is_ours(url: str) -> bool:
    """Whether somebody may be led there after coming in: a path of this site that exists and is no entrance."""
    if not url.startswith("/") or re.search(r"[\\\x00-\x20\x7f-\x9f]", url):
        return False
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return False
    try:
        return resolve(re.split(r"[?#]", url)[0]).url_name not in ENTRANCE
    except Resolver404:
        return False


class AccountAdapter(DefaultAccountAdapter):
    """Codes of six digits, letters through our own outbox, neutral words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is the address you come in with. Add another one first."),
        "duplicate_email": _("You have added this address before."),
        "email_password_mismatch": _("The address and the password do not fit. You can also get a code by e-mail."),
        "email_taken": _("This address cannot be used here."),
        "enter_current_password": _("Please type the password you have now."),
        "incorrect_code": _("That is not the code we sent. Please look at our newest letter."),
        "incorrect_password": _("That is not your password. Please try again."),
        "invalid_or_expired_key": _("This link has been used or is too old. You can ask for a new one."),
        "invalid_login": _("The address and the password do not fit. You can also get a code by e-mail."),
        "invalid_password_reset": _("This link has been used or is too old. You can ask for a new one."),
        "max_email_addresses": _("You can have %d addresses at most."),
        "too_many_login_attempts": _("That was one try too many. Please wait a few minutes, then go on."),
        "unknown_email": _("We could not use this address."),
        "unverified_primary_email": _("Please confirm the address first: we sent a code to it."),
        "same_as_current": _("This is what you have now."),
        "rate_limited": _("That was a little fast. Please wait a few minutes, then go on."),
    }

    def generate_login_code(self) -> str:
        """Six digits: short enough to carry over from a phone in one look."""
        return f"{secrets.randbelow(1_000_000):06d}"

    def generate_email_verification_code(self) -> str:
        """As for coming in."""
        return self.generate_login_code()

    def generate_password_reset_code(self) -> str:
        """As for coming in."""
        return self.generate_login_code()

    def is_safe_url(self, url: str | None) -> bool:
        """Paths of this site alone, whatever hosts are allowed."""
        return bool(url) and is_ours(str(url))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Coming in counts as having been asked; and a shared computer gets a short session."""
        again.coming_in_counts(request)
        super().login(request, user)
        presence.hand_over(request, user)
        presence.keep_short(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """What is easiest first: a passkey before a password, and codes last.

        A code by mail where the mailbox may open the account and there is no second step that it would go around.
        """
        words = {
            "mfa_reauthenticate:webauthn": _("With your passkey"),
            "reauthenticate": _("With your password"),
            "mfa_reauthenticate": _("With a code from your app, or a spare code"),
        }
        ways = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        found = [{**ways[name], "description": str(text)} for name, text in words.items() if name in ways]
        if user.is_authenticated and user.opens_by_mail and not any(way["id"].startswith("mfa") for way in found):
            mail = {"id": "code", "description": str(_("With a code by e-mail")), "url": reverse("account_again")}
            found.append(mail)
        return found

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the outbox and have it sent after the commit; without a broker that takes seconds."""
        if template_prefix in NEEDS_OPEN_MAILBOX and Account.objects.filter(email=email, opens_by_mail=False).exists():
            template_prefix, context = "account/email/mail_opens_nothing", {}
        words = {key: str(context[key]) for key in LETTER_WORDS if context.get(key)}
        words["enter_url"] = f"{settings.SITE_URL}{reverse('account_enter')}"
        letter = telling.letter_of(template_prefix, words)
        lasts = CODE_LASTS if "code" in words else telling.NEWS_LASTS
        kind = template_prefix.rpartition("/")[2]
        with transaction.atomic():
            letters.write_letter(to=email, kind=kind, letter=letter, lasts=lasts, now=timezone.now())
            transaction.on_commit(tasks.deliver_letters.delay, robust=True)

    def post_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponseBase:
        """Whoever comes back while their account is on its way out is asked first whether they stay; who had pressed a
        button just after being signed out finds what was sent."""
        response = super().post_login(request, user, **details)
        if Erasure.objects.filter(account=user).exists():
            return redirect("account_erase")
        return redirect("account_words") if presence.held_words(request) else response


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys and apps: secrets lie sealed, and nothing in them names the person or the concern."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Take away the second step first, then change your address."),
        "cannot_delete_authenticator": _("This cannot be taken away just now."),
        "cannot_generate_recovery_codes": _("Spare codes come with a second step. Add one first."),
        "incorrect_code": _("That is not the code of this moment. Please look again."),
        "unverified_email": _("Please confirm your address first: we sent a code to it."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed for this purpose alone."""
        return seal("second step", text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ``SealBroken``."""
        return str(unseal("second step", encrypted_text))

    def get_totp_label(self, user: Account) -> str:
        """What the app on the phone shows: never the address."""
        return str(user)
