"""Headers that every answer carries, beside those of Django's SecurityMiddleware."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# What a page may ask of the device; this site asks for nothing.
_REFUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _REFUSED_FEATURES),
    "X-Content-Type-Options": "nosniff",
}


# Django's own pages about a mistake in our code, shown while DEBUG is on, bring their styles along.
_PAGES_OF_DEBUG = frozenset({404, 500})


class HeadersMiddleware:
    """Sets ``ALWAYS`` and what a page may load, and ``Cache-Control: private, no-store`` on whatever a signed-in person
    is given.

    No page differs in what it may load, so that the policy is put together once and not by django-csp for each answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Header values that are there already are kept, but for the caching of what is private."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if not (settings.DEBUG and response.status_code in _PAGES_OF_DEBUG):
            response.headers.setdefault(HEADER, self.policy)
        actor = getattr(request, "actor", None)  # set further in, by personas.middleware
        if actor is not None and not actor.is_guest:
            response.headers["Cache-Control"] = "private, no-store"
        return response
