"""Every rendered template is searched for what must not be within its reach.

Types are allowed, not names: strings, numbers, dates, our frozen dataclasses, the social tables' rows, and forms with
everything that hangs on them. Whatever else stands in a context fails the test that rendered it.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any
from weakref import WeakSet

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.db import models
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.forms.models import ModelChoiceIteratorValue
from django.http import HttpRequest
from django.template import engines
from django.template.loader_tags import BlockNode
from django.utils.functional import LazyObject, Promise
from django.views import View

PLAIN = (
    str, bytes, int, float, bool, type(None), decimal.Decimal, datetime.date, datetime.time, datetime.timedelta,
    datetime.tzinfo, uuid.UUID, BlockNode,
)  # fmt: skip
PLAIN_OR_LATER = (*PLAIN, Promise)
SOCIAL_APPS = {"personas", "groups", "forums", "moderation", "directory", "newsletters"}
SEALED_MODELS = {"ownership", "grouppower", "mailbox", "unmasking"}
FORBIDDEN = (HttpRequest, AnonymousUser, BaseStorage, View)
FORM_PARTS = (forms.BaseForm, BaseFormSet, forms.Field, forms.Widget, BoundField, BoundWidget)
# What is looked into, or is a leak in itself, where it hangs on a form; anything else there is harmless by its type.
LOOKED_INTO = (*FORBIDDEN, LazyObject, models.Model, Mapping, list, tuple, *FORM_PARTS)
PERSONS = {"Actor", "Account"}
# The token is put there by Django itself, lazily, and is a plain string once asked for.
LAZY_BY_DESIGN = {"csrf_token"}

# Forms that were searched with the page they stand on; every field is drawn by a template of its own, and leads back.
searched: WeakSet[Any] = WeakSet()


class LeakFound(AssertionError):
    """A template could have reached something it must not know."""


def look(sender: Any, template: Any, context: Any, **_: Any) -> None:
    """Receiver of Django's `template_rendered`: looks through the whole context of a page, an include or a letter."""
    outermost = getattr(context, "template", None) or template
    if is_exempt(outermost):
        return
    seen = context.render_context.dicts[0].setdefault("_leaks_seen", {})
    for layer in context.dicts:
        for name, value in layer.items():
            if not is_plain(type(value)) and name not in LAZY_BY_DESIGN:
                walk(value, f"{template.name}: {name}", seen)


def is_exempt(template: Any) -> bool:
    """The admin's engine, and the account's own pages, which are about nobody but the person reading them."""
    name = template.name or ""
    own = ("account/", "mfa/", "usersessions/", "socialaccount/")
    # Labels of their own are drawn by the admin alone: on the site they stand in forms/field.html.
    is_label = name == "django/forms/label.html"
    return template.engine is engines["staff"].engine or is_label or name.startswith(own)


@cache
def is_plain(kind: type) -> bool:
    """Whether nothing hangs on a value of this type."""
    return issubclass(kind, PLAIN_OR_LATER) and not issubclass(kind, LazyObject)


@cache
def is_plain_on_form(kind: type) -> bool:
    return is_plain(kind) or not (issubclass(kind, LOOKED_INTO) or kind.__name__ in PERSONS)


def walk(value: Any, path: str, seen: dict[int, Any]) -> None:
    """Raises LeakFound at the first thing whose type is not allowed. `seen` keeps what was looked at already."""
    value = value.instance if isinstance(value, ModelChoiceIteratorValue) else value
    if isinstance(value, LazyObject):
        raise LeakFound(f"{path} is a lazy object")
    if is_plain(type(value)) or id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, FORM_PARTS):
        walk_form(value, path, seen)
        searched.add(value)
    elif isinstance(value, Mapping):
        walk_all(value.items(), path, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        walk_all(enumerate(value), path, seen)
    elif isinstance(value, models.Model):
        walk_row(value, path, seen)
    elif isinstance(value, models.QuerySet):
        allow_model(value.model, path)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        walk_dataclass(value, path, seen)
    elif type(value).__module__ != "django.forms.utils":
        raise LeakFound(f"{path} is a {type(value).__module__}.{type(value).__qualname__}")


def walk_all(items: Any, path: str, seen: dict[int, Any]) -> None:
    for key, value in items:
        if not is_plain(type(value)):
            walk(value, f"{path}.{key}", seen)


def walk_dataclass(value: Any, path: str, seen: dict[int, Any]) -> None:
    for field in dataclasses.fields(value):
        if field.name.startswith("_"):
            raise LeakFound(f"{path} is a {type(value).__name__}, which keeps {field.name} to itself")
        walk(getattr(value, field.name), f"{path}.{field.name}", seen)


def allow_model(model: type[models.Model], path: str) -> None:
    if model._meta.app_label not in SOCIAL_APPS or model._meta.model_name in SEALED_MODELS:
        raise LeakFound(f"{path} is a row of {model._meta.label}")


def walk_row(row: models.Model, path: str, seen: dict[int, Any]) -> None:
    allow_model(type(row), path)
    for name, value in vars(row).items():
        if name == "_state":
            walk_all(value.fields_cache.items(), path, seen)
        elif name == "_prefetched_objects_cache":
            for related in value.values():
                walk_all(enumerate(related), path, seen)
        elif not is_plain(type(value)):
            walk(value, f"{path}.{name}", seen)


def walk_form(part: Any, path: str, seen: dict[int, Any], depth: int = 0) -> None:
    """Forms hold much that is harmless; what may not hang on them anywhere is a person or a request."""
    seen[id(part)] = part
    if any(kind.__module__.startswith("allauth.") for kind in type(part).__mro__):
        return  # drawn on the account's own pages alone
    for name, value in vars(part).items():
        if not is_plain_on_form(type(value)):
            check_form_value(value, f"{path}.{name}", seen, depth)


def check_form_value(value: Any, path: str, seen: dict[int, Any], depth: int) -> None:
    if is_plain_on_form(type(value)) or depth > 5:
        return
    if isinstance(value, FORBIDDEN) or type(value).__name__ in PERSONS:
        raise LeakFound(f"{path} is a {type(value).__name__}")
    if isinstance(value, LazyObject):
        raise LeakFound(f"{path} is a lazy object")
    if isinstance(value, models.Model):
        walk_row(value, path, seen)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            check_form_value(inner, f"{path}.{key}", seen, depth + 1)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            check_form_value(inner, f"{path}.{number}", seen, depth + 1)
    elif isinstance(value, FORM_PARTS) and id(value) not in seen and value not in searched:
        walk_form(value, path, seen, depth + 1)
