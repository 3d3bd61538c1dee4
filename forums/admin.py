"""What the operator sees of talk: that forums are there and in order. No words of anybody's."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from forums.models import Forum


@admin.register(Forum)
class ForumAdmin(admin.ModelAdmin):
    """To look at only."""

    list_display = ("pk", "group_id", "position", "thread_count", "post_count")
    fields = ("position", "thread_count", "post_count")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
