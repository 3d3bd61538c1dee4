"""The roof: settings, addresses and the Celery application. See docs/architecture.md."""

from supportgroups.celery import app as celery_app

__all__ = ["celery_app"]
