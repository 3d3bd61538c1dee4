"""Quiet responses: that somebody has read a post, in place of words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.post import Post
from supportgroups.lib.constraints import Agrees


class Response(models.Model):
    """What a group face says to a post without words. Several kinds may stand side by side; each stands once."""

    class Kind(models.TextChoices):
        READ = "read", _("I read this")
        THANKS = "thanks", _("Thank you")
        ME_TOO = "me-too", _("Me too")
        THINKING = "thinking", _("Thinking of you")

    group = models.ForeignKey("groups.SupportGroup", models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="responses", db_index=False)
    persona = models.ForeignKey("personas.Persona", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "post", "kind", "persona"], name="response_once"),
            Agrees(name="response_post_group", via="post", columns={"group": "group"}),
            Agrees(name="response_persona_group", via="persona", columns={"group": "group_space"}),
        ]
        indexes = [models.Index(fields=["persona", "post", "kind"], name="response_by_persona")]

    def __str__(self) -> str:
        return f"response {self.pk}"


# Where each kind is counted beside its post.
COUNTERS: dict[str, str] = {kind.value: f"said_{kind.value.replace('-', '_')}" for kind in Response.Kind}
