"""Celery only hurries: whatever is due is a row, found by polling, so a lost message loses nothing."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportgroups.settings.production")

app = Celery("supportgroups")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_the_log(**_options: Any) -> None:
    """The log stays as the settings have it: Celery would put its own in place, which leaves nothing out."""
