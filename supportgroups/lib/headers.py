"""Headers that every answer carries, beside those of Django's SecurityMiddleware and of django-csp."""

from collections.abc import Callable

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


class HeadersMiddleware:
    """Sets ``ALWAYS``, and ``Cache-Control: private, no-store`` on whatever a signed-in person is given."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Header values that are there already are kept, but for the caching of what is private."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        actor = getattr(request, "actor", None)  # set further in, by personas.middleware
        if actor is not None and not actor.is_guest:
            response.headers["Cache-Control"] = "private, no-store"
        return response
