"""Every page of the private side in our own words and look; its own context carries no account."""

import re
from datetime import date
from pathlib import Path

import allauth
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.template import engines
from django.test import Client
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from accounts import urls
from groups.models import SupportGroup
from personas.faces import new_space, take_face
from personas.seating import actor_of
from tests import leaks
from tests.accounts.mailbox import ask_for_code, come_in, shown, sure

pytestmark = pytest.mark.django_db

ALLAUTH = Path(allauth.__file__).parent / "templates"
# What no address of ours can reach, each with the reason.
UNREACHED = {
    "account/phone_change.html": "no telephone numbers",
    "account/base_manage_phone.html": "no telephone numbers",
    "account/confirm_phone_verification_code.html": "no telephone numbers",
    "account/messages/phone_verified.txt": "no telephone numbers",
    "account/messages/phone_verification_sent.txt": "no telephone numbers",
    "account/signup.html": "one way in: /account/enter/",
    "account/signup_closed.html": "one way in: /account/enter/",
    "account/signup_by_passkey.html": "one way in: /account/enter/",
    "mfa/webauthn/signup_form.html": "one way in: /account/enter/",
    "account/request_login_code.html": "ours: account/enter.html",
    "account/confirm_login_code.html": "ours: account/code.html",
    "account/verification_sent.html": "addresses are confirmed by a code",
    "account/email_confirm.html": "addresses are confirmed by a code",
    "account/password_reset_done.html": "passwords are replaced by a code",
    "account/email/password_reset_key_subject.txt": "passwords are replaced by a code",
    "account/email/password_reset_key_message.txt": "passwords are replaced by a code",
    "account/email.html": "one address at a time: account/email_change.html",
    "mfa/trust.html": "no browser is trusted without the second step",
}
SCAFFOLD = re.compile(r"/base_\w+\.(html|txt)$|/base\.html$|^account/snippets/")


def templates() -> list[str]:
    found = [
        path.relative_to(ALLAUTH).as_posix()
        for folder in ("account", "mfa", "usersessions")
        for path in (ALLAUTH / folder).rglob("*")
        if path.is_file()
    ]
    return sorted(name for name in found if not SCAFFOLD.search(name))


def test_every_template_that_allauth_can_reach_is_ours():
    missing = [name for name in templates() if name not in UNREACHED and not (ours() / name).exists()]
    assert missing == []
    assert [name for name in UNREACHED if name not in templates() and "base_" not in name] == []


def ours() -> Path:
    return Path(engines["site"].dirs[0])


@pytest.mark.parametrize("folder", ["account", "mfa", "usersessions", "mail/account"])
def test_every_template_of_ours_compiles_and_needs_nothing_of_allauths(folder):
    for path in (ours() / folder).rglob("*.*"):
        engines["site"].get_template(path.relative_to(ours()).as_posix())
        assert "{% load allauth" not in path.read_text()


GUEST_PAGES = [
    "account_enter",
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_password_reset_completed",
]
OWN_PAGES = [
    "account_overview", "account_preferences", "account_data", "account_logout", "usersessions_list", "mfa_index",
    "mfa_list_webauthn", "account_reauthenticate", "account_again",
]  # fmt: skip
SURE_PAGES = [
    "account_email", "account_change_password", "account_mailbox", "mfa_activate_totp", "mfa_add_webauthn",
]  # fmt: skip
STEP_PAGES = ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"]
UNKIND = re.compile(
    r"\b(invalid|failed|you must|banned|expired|terminated|inactive|rejected|user|error)\b", re.IGNORECASE
)


def words_of(html: str) -> str:
    return re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_pages_for_guests_are_ours(client, name):
    html = shown(client, reverse(name))
    assert 'id="content"' in html
    assert not UNKIND.search(words_of(html))


def test_pages_of_the_account_are_ours(client, ann):
    for name in OWN_PAGES:
        html = shown(client, reverse(name))
        assert 'id="content"' in html
        assert not UNKIND.search(words_of(html)), name
    sure(client)
    for name in SURE_PAGES:
        assert not UNKIND.search(words_of(shown(client, reverse(name)))), name


def test_pages_of_the_second_step_are_ours(client, ann):
    TOTP.activate(ann, generate_totp_secret())
    codes = RecoveryCodes.activate(ann)
    key = Authenticator.objects.create(
        user=ann, type=Authenticator.Type.WEBAUTHN, data={"name": "my phone", "credential": {}}
    )
    sure(client)
    for name in STEP_PAGES:
        assert not UNKIND.search(words_of(shown(client, reverse(name)))), name
    assert "my phone" in shown(client, reverse("mfa_list_webauthn"))
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        shown(client, reverse(name, args=[key.pk]))
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert codes.get_unused_codes()[0] in file.content.decode()


def test_signing_out_clears_the_browser_and_only_a_press_does_it(client, ann):
    client.get("/account/logout/")
    assert client.get("/account/").status_code == 200
    answer = client.post("/account/logout/", {"next": "//evil.example"})
    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/account/").headers["Location"].startswith("/account/enter/?next=")
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert client.get("/account/logout/").headers["Location"] == "/"


def test_signing_out_needs_the_token(ann):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ann)
    assert strict.post("/account/logout/").status_code == 403
    assert strict.get("/account/").status_code == 200


def test_preferences_are_kept_and_nothing_else_is(client, ann):
    data = {
        "zone": "Asia/Kathmandu",
        "language": "en",
        "asks_again_after": "15",
        "is_staff": "on",
        "is_superuser": "on",
        "email": "x@example.org",
    }
    assert client.post("/account/preferences/", data).status_code == 302
    ann.refresh_from_db()
    assert (ann.zone, ann.is_discreet, ann.is_staff, ann.is_superuser) == ("Asia/Kathmandu", False, False, False)
    assert ann.asks_again_after == 15
    assert ann.email == "ann@example.org"
    page = client.post("/account/preferences/", {"zone": "Mars/Olympus", "language": "en"})
    assert page.status_code == 200
    assert "field-notes" in page.content.decode()


def test_guests_are_sent_to_the_door_from_every_page_of_an_account(client):
    for pattern in urls.urlpatterns:
        if pattern.callback.rule == "accounts.self":
            path = "/account/" + str(pattern.pattern).replace("<int:pk>", "1").replace("<slug:ref>", "a")
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Location"]) == (302, f"/account/enter/?next={path}"), path


def test_nobody_keeps_these_pages(client, ann):
    for name in OWN_PAGES:
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


@pytest.fixture
def strict_watch():
    """Our own templates under account/ are looked through like any other: they need no exemption."""
    own = {f"account/{name}.html" for name in ("enter", "code", "overview", "preferences", "data", "logout")}
    looked_at = set()

    def look(sender, template, context, **kwargs):
        outermost = getattr(context, "template", None) or template
        if outermost.name in own:
            looked_at.add(outermost.name)
            for layer in context.dicts:
                for key, value in layer.items():
                    if key != "csrf_token":
                        leaks.walk(value, f"{template.name}: {key}", {})

    template_rendered.connect(look)
    yield lambda: own - looked_at
    template_rendered.disconnect(look)


def test_no_account_is_within_reach_of_our_own_pages(client, strict_watch):
    client.get("/account/enter/", {"next": "/home/"})
    code = ask_for_code(client, "ann@example.org")
    client.get("/account/code/")
    client.post("/account/code/", {"code": code})
    for name in ("overview", "preferences", "data", "logout"):
        client.get(reverse(f"account_{name}"))
    assert strict_watch() == set()


def test_where_one_is_signed_in_is_said_in_words(client, ann):
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    phone = Client(headers={"user-agent": agent})
    come_in(phone, "ann@example.org")
    page = words_of(shown(phone, "/account/sessions/"))
    assert "Firefox, Android" in page
    assert "Mozilla" not in page
    assert "127.0.0.1" not in page


def test_a_passkey_is_asked_for_before_a_code(client, ann):
    RecoveryCodes.activate(ann)
    Authenticator.objects.create(
        user=ann, type=Authenticator.Type.WEBAUTHN, data={"name": "my phone", "credential": {}}
    )
    assert client.get("/account/keys/codes/new/").headers["Location"].startswith("/account/keys/passkeys/again/")


def test_secrets_of_the_second_step_lie_sealed(ann):
    secret = generate_totp_secret()
    assert secret not in str(TOTP.activate(ann, secret).instance.data)


@pytest.mark.parametrize("address", ["", "help@example.org"])
def test_those_who_run_the_site_can_be_reached(client, ann, settings, address):
    settings.CONTACT_EMAIL = address
    assert (f"write to {address}" in words_of(shown(client, "/account/data/"))) is bool(address)
    assert (f"write to {address}" in words_of(shown(client, "/account/inactive/"))) is bool(address)


def test_all_names_stand_side_by_side_for_their_owner_alone(client, ann):
    actor = actor_of(ann)
    for number, name in ((1, "Quiet Harbour"), (2, "Open Window")):
        space = new_space()
        SupportGroup.objects.create(
            space=space, slug=f"g{number}", code=f"calm-otter-{number}", name=name, founded_on=date(2026, 1, number)
        )
        take_face(actor=actor, space=space, handle=f"Heron {number}", now=timezone.now())
    page = words_of(shown(client, "/account/data/"))
    assert "Quiet Harbour : there you are Heron 1" in page
    assert "Open Window : there you are Heron 2" in page
    eve = Client()
    come_in(eve, "eve@example.org")
    assert "Heron" not in shown(eve, "/account/data/")
