"""The request as our pages know it."""

from django.http import HttpRequest

from personas.actors import Actor


class ActingRequest(HttpRequest):
    """A request with who is asking; set by ``personas.middleware``."""

    actor: Actor
