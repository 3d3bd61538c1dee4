"""Settings of the tests. TEST_DATABASE chooses sqlite (the default) or postgres (at DATABASE_URL, or on loopback).

Each run has databases of its own, named after the run, so that several can go on at once; TEST_DB_SUFFIX names one.
"""

import os
import tempfile
from pathlib import Path

from supportgroups.settings.base import *  # noqa: F403
from supportgroups.settings.base import SQLITE_OPTIONS, STORAGES, database

IS_DEVELOPMENT = False
SECRET_KEY = "for-the-tests-alone-0123456789-abcdefghijklmnopqrstuvwxyz"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"

RUN = os.environ.get("TEST_DB_SUFFIX") or os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:12] or str(os.getpid())
FILES = Path(tempfile.gettempdir())
USUAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"

if os.environ.get("TEST_DATABASE", "sqlite") == "postgres":
    DATABASES = {"default": database(os.environ.get("DATABASE_URL") or USUAL_POSTGRES)}
    DATABASES["default"]["TEST"] = {"NAME": f"test_supportgroups_{RUN}"}
    # As on a server, but nobody waits for the disk, nor for the best order of joins: with a few rows each is as good.
    DATABASES["default"]["OPTIONS"]["options"] += (
        " -c synchronous_commit=off -c join_collapse_limit=1 -c from_collapse_limit=1"
    )
else:
    # A file, like the real one, so that threads and processes meet the real locks; only the wait for the disk is gone.
    DATABASES = {"default": database(f"sqlite:///{FILES / 'never-made.sqlite3'}")}
    pragmas = str(SQLITE_OPTIONS["init_command"]).replace("synchronous=NORMAL", "synchronous=OFF")
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {"init_command": pragmas}
    DATABASES["default"]["TEST"] = {"NAME": str(FILES / f"supportgroups-{RUN}.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = FILES / f"supportgroups-{RUN}-media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
# Tasks are called as the functions they are; what is published goes to a queue in memory that nobody reads.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
CELERY_TASK_ALWAYS_EAGER = False
