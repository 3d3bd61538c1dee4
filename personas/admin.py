"""What an operator sees of this floor: the log's entries, to read. Never the vault, no faces, no names."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from personas.models import ChainEntry


@admin.register(ChainEntry)
class ChainEntryAdmin(admin.ModelAdmin):
    """Number, kind and day."""

    list_display = ("seq", "kind", "at")
    list_filter = ("kind",)
    fields = ("seq", "kind", "at", "previous", "digest")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Entries come from actions alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The database refuses too."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The database refuses too."""
        return False
