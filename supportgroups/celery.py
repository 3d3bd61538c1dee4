"""Celery only hurries: whatever is due is a row, found by polling, so a lost message loses nothing."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportgroups.settings.production")

app = Celery("supportgroups")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
