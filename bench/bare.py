"""The floor: the same twenty posts from the same database by Django as it comes, with nothing of ours but the models.

Default middleware, the session in the database, the account, one statement for the posts, one plain template. The page
is the one that bounds are held against: posts and their authors as model instances, `timesince` under each. The lean
page beside it is as little as Django can do for the same words: `.values()`, and the day in place of `timesince`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from supportgroups.settings import base

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forums.models import Post

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = base.ALLOWED_HOSTS
INSTALLED_APPS = ["bench.bareapps.Tables" if app == "allauth.account" else app for app in base.INSTALLED_APPS]
AUTH_USER_MODEL = base.AUTH_USER_MODEL
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SILENCED_SYSTEM_CHECKS = base.SILENCED_SYSTEM_CHECKS
DEFAULT_AUTO_FIELD = base.DEFAULT_AUTO_FIELD
ANONYMOUS_USER_NAME = None
DATABASES = base.DATABASES
USE_TZ = True
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "bench.bare"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def thread(request: HttpRequest, pk: int, first: int) -> HttpResponse:
    """Twenty posts with their authors, for who is signed in."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return render(request, "bare.html", {"posts": twenty(pk, first).select_related("author")})


def lean(request: HttpRequest, pk: int, first: int) -> HttpResponse:
    """The same words without an object for any of them."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    posts = twenty(pk, first).values("number", "published_at", "html", "author__handle")
    return render(request, "lean.html", {"posts": posts})


def twenty(pk: int, first: int) -> QuerySet[Post]:
    """One statement."""
    from forums.models import Post  # noqa: PLC0415 - this file is its own settings, read before there are models

    return Post.objects.filter(thread_id=pk, number__gte=first, number__lt=first + 20).order_by("number")


urlpatterns = [path("<int:pk>/<int:first>/", thread), path("lean/<int:pk>/<int:first>/", lean)]
application = get_wsgi_application() if os.environ.get("DJANGO_SETTINGS_MODULE") == "bench.bare" else None
