"""A site that serves others: all from the environment, and no start when something is missing or does not fit.

docs/environment.md lists the variables. Reading this module opens no connection.
"""

import json
import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from supportgroups.deploychecks import refusals
from supportgroups.settings.base import *  # noqa: F403
from supportgroups.settings.base import STORAGES, database

NEEDED = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS", "MAIL_DOMAIN")
TWO_YEARS = 2 * 365 * 24 * 3600  # what the browsers' preload list asks for is one


def needed(name: str) -> str:
    """The variable's value; without one the site does not start."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; docs/environment.md says what it is.")
    return value


def whole_number(name: str, default: int) -> int:
    """The variable as a number that is not below zero."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is a whole number, not {text!r}.")
    return int(text)


def mail_server(url: str) -> dict[str, str | int | bool]:
    """Django's mail settings from smtp://name:password@host:587/?tls=1 or smtps://name:password@host:465."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL begins with smtp:// or smtps:// and names a host.")
    within_tls = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if within_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": within_tls,
        "EMAIL_USE_TLS": not within_tls and parse_qs(parts.query).get("tls") == ["1"],
    }


for name in NEEDED:
    needed(name)

IS_DEVELOPMENT = False
DATABASES = {"default": database(needed("DATABASE_URL"))}

# -- mail -------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(mail_server(needed("EMAIL_URL")))

# -- how much of it runs where ----------------------------------------------------------------------------------------
WEB_PROCESSES = whole_number("WEB_PROCESSES", 2)
SEVERAL_MACHINES = whole_number("SEVERAL_MACHINES", 0) > 0
if media_storage := os.environ.get("MEDIA_STORAGE"):
    options = json.loads(os.environ.get("MEDIA_STORAGE_OPTIONS") or "{}")
    STORAGES = STORAGES | {"default": {"BACKEND": media_storage, "OPTIONS": options}}

# -- TLS only ---------------------------------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = TWO_YEARS
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]  # noqa: F405
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

if reasons := refusals(globals()):
    raise ImproperlyConfigured(" ".join(reasons))
