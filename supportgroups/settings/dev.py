"""Development on one machine: SQLite, a broker that is a folder, mail kept for /dev/mail/."""

import os

from kombu.transport import TRANSPORT_ALIASES

from supportgroups.settings.base import *  # noqa: F403
from supportgroups.settings.base import CELERY_BEAT_SCHEDULE, STORAGES, VAR_DIR, database

DEBUG = True
IS_DEVELOPMENT = True
SECRET_KEY = os.environ.get("SECRET_KEY", "development-only-never-in-production-0123456789")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'dev.sqlite3'}")}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}}
BROKER_FOLDER = VAR_DIR / "broker"
CELERY_BROKER_URL = os.environ.get("REDIS_URL") or "filesystem://"
if CELERY_BROKER_URL == "filesystem://":
    TRANSPORT_ALIASES["filesystem"] = "supportgroups.lib.filebroker:Transport"
    for folder in ("queue", "done"):
        (BROKER_FOLDER / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": BROKER_FOLDER / "queue",
        "data_folder_out": BROKER_FOLDER / "queue",
        "processed_folder": BROKER_FOLDER / "done",
        "control_folder": BROKER_FOLDER / "control",
        "store_processed": False,
    }
CELERY_BEAT_SCHEDULE["digests"]["schedule"] = 3.0  # here somebody sits and waits for each letter
