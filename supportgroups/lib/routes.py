"""Addresses that name their rule: a view that forgets to ask it answers nobody."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.http import url_has_allowed_host_and_scheme

from supportgroups.lib.rules import ensure_known

View = Callable[..., HttpResponseBase]
PUBLIC = "public."
PRIVATE = "private, no-store"


class RuleNotAsked(RuntimeError):
    """A view answered without asking the rule that its route names: a slip in our code, never the visitor's."""


def route(pattern: str, view: View, *, rule: str, name: str) -> URLPattern:
    """``path()`` with a rule. Raises ``UnknownRule`` at import for a name that nobody has registered.

    Guests reach only rules that begin with "public."; elsewhere they go to the sign-in page before anything is looked
    up, so that what exists and what does not look the same. An answer below 400 from a view that has not asked its rule
    (``request.actor.require`` or ``can``) is thrown away with ``RuleNotAsked``.
    """
    ensure_known(rule)
    if not callable(view) or isinstance(view, type) or iscoroutinefunction(view):
        raise TypeError(f"the view of {name!r} must be a plain function")
    return path(pattern, _guarded(view, rule), name=name)


def _guarded(view: View, rule: str) -> View:
    is_public = rule.startswith(PUBLIC)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = request.actor
        if actor.is_guest and not is_public:
            return _to_the_door(request)
        response = view(request, *args, **kwargs)
        if response.status_code < 400 and not actor.has_asked(rule):
            raise RuleNotAsked(f"{view.__module__}.{view.__name__} did not ask {rule!r}")
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            response.content = render(request, "405.html").content
        if not actor.is_guest:
            response.headers["Cache-Control"] = PRIVATE
        return response

    wrapped.rule = rule  # type: ignore[attr-defined]
    return wrapped


def came_from(request: HttpRequest) -> str:
    """Where to go on after the sign-in: this address, or for a press the page it was on, if that is one of ours."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return urlsplit(came_from).path if came_from and ours else request.get_full_path()


def _to_the_door(request: HttpRequest) -> HttpResponseBase:
    back = QueryDict(mutable=True)
    back["next"] = came_from(request)
    response = HttpResponseRedirect(f"{settings.LOGIN_URL}?{back.urlencode(safe='/')}")
    response.headers["Cache-Control"] = PRIVATE
    return response
