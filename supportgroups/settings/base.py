"""Settings that hold everywhere. What differs by place is read from the environment or set in dev, test, production."""

import json
import os
from pathlib import Path
from typing import Any

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = os.environ.get("SITE_NAME", "Common Room")
# What stands in titles, mail and on lock screens, so that a glance says nothing about anybody.
DISCREET_NAME = os.environ.get("DISCREET_NAME", "Reading Room")
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "")
LEAVE_URL = os.environ.get("LEAVE_URL", "https://www.wikipedia.org/")
HELP_COUNTRY = os.environ.get("HELP_COUNTRY", "")
HELPLINES_FILE = os.environ.get("HELPLINES_FILE", "")
# By name: {"address": "https://...", "secrets": ["..."]}. The newest secret signs, all of them are believed.
PAYMENT_PROVIDERS: dict[str, dict[str, Any]] = json.loads(os.environ.get("PAYMENT_PROVIDERS") or "{}")
HOLD_NEW_GROUPS = os.environ.get("HOLD_NEW_GROUPS", "no") == "yes"

INSTALLED_APPS = [
    "supportgroups.front",
    "supportgroups.lib",
    "newsletters",
    "accounts",
    "moderation",
    "directory",
    "forums",
    "groups",
    "personas",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "supportgroups.lib.operatorsite.OperatorSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "supportgroups.lib.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "personas.middleware.ActorMiddleware",
    "accounts.middleware.PresenceMiddleware",
    "groups.middleware.SeatMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "supportgroups.urls"
WSGI_APPLICATION = "supportgroups.wsgi.application"

# Two engines: the admin's, which needs the account and the request, and the site's, which must never see either.
TEMPLATES = [
    {
        "NAME": "staff",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": ["supportgroups.lib.staffloader.Loader"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "NAME": "site",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": ["personas.viewer.viewer"]},
    },
]
FORM_RENDERER = "supportgroups.lib.formlook.SiteFormRenderer"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    " PRAGMA busy_timeout=20000;",
    # SQLite reads a statement anew unless the connection has kept it; the pages of a site have some hundreds.
    "cached_statements": 1000,
}


def database(url: str) -> dict:
    """Connection settings for a database address; persistent connections, for they cost nine milliseconds a page."""
    found = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        found["ENGINE"] = "supportgroups.lib.postgresql"
        # PostgreSQL would compile some statements for a tenth of a second that it then runs in a few milliseconds; and
        # it would plan anew, because of what it expects them to cost, those that lib/plans.py has had planned.
        options = "-c jit=off -c plan_cache_mode=force_generic_plan"
        # A server that vanished without a word is noticed within a minute, even while nobody asks it anything.
        asking = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
        found["OPTIONS"] = {"options": options} | asking | found.get("OPTIONS", {})
    return dict(found)


DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'site.sqlite3'}")}
# Plans belong to a connection. Behind a pooler that hands connections around they cannot be kept.
DATABASE_KEEPS_PLANS = os.environ.get("DATABASE_KEEPS_PLANS", "yes") == "yes"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": (
        {
            "BACKEND": "supportgroups.lib.patientcache.PatientRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# -- accounts ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/account/enter/"
LOGIN_REDIRECT_URL = "/home/"
TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # a password may be set; nobody is asked for one
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_TIMEOUT = 30 * 60  # longer than a code, so that a late one is told so
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 20 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 20 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "accounts.forms.PasswordForm",
    "add_email": "accounts.forms.AddressForm",
    "reset_password": "accounts.forms.ResetForm",
    "set_password": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.OtherPasswordForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_USER_DISPLAY = "accounts.models.display"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "accounts.adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = DISCREET_NAME
MFA_FORMS = {"add_webauthn": "accounts.passkeys.AddPasskeyForm"}
USERSESSIONS_TRACK_ACTIVITY = False

ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# Its backend stays out on purpose: it would say yes to a superuser in every group. The keyring reads the rows itself.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

# -- sessions and headers ---------------------------------------------------------------------------------------------
SESSION_ENGINE = "accounts.sessionstore"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "supportgroups.front.views.csrf_refused"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Nothing that is uploaded is put on a disk to be looked at.
FILE_UPLOAD_HANDLERS = ["supportgroups.lib.uploads.InMemory"]

# -- messages, static files, words ------------------------------------------------------------------------------------
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["supportgroups.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True

# -- mail -------------------------------------------------------------------------------------------------------------
MAIL_DOMAIN = os.environ.get("MAIL_DOMAIN", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"{DISCREET_NAME} <post@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

# -- work behind the requests -----------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Without all of these a request whose broker is away waits six seconds instead of two; measured with kombu 5.
BROKER_IS_ASKED_ONCE = {
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "retry_on_timeout": False,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 1,
}
CELERY_BROKER_TRANSPORT_OPTIONS = BROKER_IS_ASKED_ONCE if REDIS_URL else {}
CELERY_BEAT_SCHEDULE = {
    "letters": {"task": "accounts.tasks.deliver_letters", "schedule": 2.0, "options": {"expires": 10}},
    "exports": {"task": "accounts.tasks.make_exports", "schedule": 5.0, "options": {"expires": 30}},
    "erasures": {"task": "accounts.tasks.erase_due", "schedule": 300.0, "options": {"expires": 300}},
    "tidy accounts": {"task": "accounts.tasks.tidy", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "due posts": {"task": "forums.tasks.publish_due", "schedule": 3.0, "options": {"expires": 10}},
    "threads that wait": {"task": "forums.tasks.nudge", "schedule": 300.0, "options": {"expires": 300}},
    "words of posts": {"task": "forums.tasks.learn_words", "schedule": 3600.0, "options": {"expires": 3600}},
    "words gone": {"task": "forums.tasks.forget_words", "schedule": 24 * 3600.0, "options": {"expires": 3600}},
    "the door": {"task": "groups.tasks.keep_time", "schedule": 60.0, "options": {"expires": 60}},
    "runs": {"task": "groups.tasks.keep_runs", "schedule": 900.0, "options": {"expires": 900}},
    "contact cards": {"task": "groups.tasks.erase_cards", "schedule": 3600.0, "options": {"expires": 3600}},
    "card reviews": {"task": "moderation.tasks.chase_reviews", "schedule": 900.0, "options": {"expires": 900}},
    "groups looked after": {"task": "groups.tasks.look_after", "schedule": 3600.0, "options": {"expires": 1800}},
    "urgent cases": {"task": "moderation.tasks.escalate", "schedule": 60.0, "options": {"expires": 60}},
    "looks behind a name": {"task": "moderation.tasks.tell_of_looks", "schedule": 900.0, "options": {"expires": 900}},
    "digests": {"task": "newsletters.tasks.deliver_due", "schedule": 15.0, "options": {"expires": 60}},
    "fees": {"task": "groups.tasks.charge_fees", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "payments": {"task": "groups.tasks.replay_payments", "schedule": 6 * 3600.0, "options": {"expires": 3600}},
    "directory": {"task": "directory.tasks.refresh_words", "schedule": 300.0, "options": {"expires": 300}},
}

# -- seams: what must go up is named here -----------------------------------------------------------------------------
# Called in the transaction that makes a group, and in the one that changes what it says of itself; each is
# `f(*, group: groups.models.SupportGroup, by: personas.models.Persona, now: datetime)`.
GROUP_FOUNDED: list[str] = [
    "forums.actions.open_first_forum",
    "directory.actions.list_group",
    "moderation.actions.await_approval",
]
GROUP_CHANGED: list[str] = ["directory.actions.list_group"]
# Called when somebody who looked after a group does so no more: `f(*, group: groups.models.SupportGroup, now)`.
LOOKED_AFTER_BY_FEWER: list[str] = ["moderation.actions.call_for_second", "moderation.actions.leave_to_deciders"]
# Called in the transaction that announces a run: `f(*, run: groups.models.Cohort, by: personas.models.Persona, now)`;
# in the one that moves its days, and in the one that erases what was written in it: `f(*, run, now)`.
RUN_ANNOUNCED: list[str] = ["forums.actions.open_run_forum"]
RUN_MOVED: list[str] = ["forums.actions.move_prompts"]
# Called when somebody leaves a group with runs and keeps her name: `f(*, membership: groups.models.Membership, now)`.
RUN_LEFT_EARLY: list[str] = ["forums.actions.offer_goodbyes"]
RUN_ERASED: list[str] = ["forums.actions.erase_run"]
# Other places for somebody whom a group points elsewhere: `f(group: groups.models.SupportGroup, most: int)`, a list of
# `groups.actions.alternatives.Alternative`, the nearest first.
ADMISSION_ALTERNATIVES = "directory.alternatives.suggest"
# Sends the code of an invitation by mail: `f(*, address: str, code: str, now: datetime)`.
INVITATION_POST = "accounts.inviting.post_invitation"
# Looked at before a post is published; each is `check(post: forums.models.Draft) -> str | None` (a reason to hold it).
POST_CHECKS: list[str] = ["moderation.checks.alert_words"]
# Told of a post that a check held: `held(*, post: forums.models.Post, why: str, now: datetime)`.
POST_HELD = "moderation.actions.hold_post"

# Where the site keeps a log of its own, a file for each day; empty: it goes to the standard error output alone.
LOG_DIR = os.environ.get("LOG_DIR", "")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "supportgroups.lib.discreetlog.DiscreetFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "ERROR"} for name in ("django.request", "django.security")}
    | {name: {"level": "WARNING"} for name in ("celery", "kombu", "multiprocessing")}
    # The web server's own words go the same way, through the same filter: they can name an address that was asked for.
    | {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
}
if LOG_DIR:
    # Not in both places: what collects the output of a process knows of no register and lets go when it likes.
    LOGGING["formatters"] = {"timed": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}}
    daily = {"class": "supportgroups.lib.dailylog.DailyFile", "folder": LOG_DIR, "filters": ["discreet"]}
    LOGGING["handlers"] = {"daily": daily | {"formatter": "timed"}}
    LOGGING["root"]["handlers"] = ["daily"]
