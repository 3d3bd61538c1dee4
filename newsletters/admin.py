"""What an operator sees of the outbox: how letters fare, never to whom or with which words."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from newsletters.models import Digest


@admin.register(Digest)
class DigestAdmin(admin.ModelAdmin):
    """Kind, times and tries."""

    list_display = ("pk", "kind", "due_at", "handed_over_at", "sent_at", "gone_at", "tries")
    list_filter = ("kind",)
    fields = ("kind", "due_at", "claimed_at", "handed_over_at", "sent_at", "gone_at", "tries")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from planning alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Their life is the worker's."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go with the face."""
        return False
