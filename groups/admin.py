"""The operator's view of groups: what any visitor could see. New ones are answered at /running/approvals/."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from groups.actions import forget_host
from groups.models import Host, SupportGroup


@admin.register(SupportGroup)
class SupportGroupAdmin(admin.ModelAdmin):
    """What any visitor could see, and whether the group is open."""

    list_display = ("name", "code", "state", "formed", "founded_on")
    list_filter = ("state",)
    search_fields = ("name", "slug", "code")
    fields = ("name", "summary", "for_whom", "code", "slug", "state", "is_listed", "host", "founded_on")
    # Whether strangers may know of it is the group's own word: an operator shows no hidden group to anybody.
    readonly_fields = ("name", "summary", "for_whom", "code", "slug", "state", "is_listed", "founded_on")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A group is founded by somebody who will be in it."""
        return False

    def save_model(self, request: HttpRequest, obj: SupportGroup, form: Any, change: bool) -> None:
        """What a group kept of its old host is its own from now on."""
        super().save_model(request, obj, form, change)
        if "host" in form.changed_data:
            forget_host(obj)

    def has_delete_permission(self, request: HttpRequest, obj: SupportGroup | None = None) -> bool:
        """Groups close; they do not vanish."""
        return False


@admin.register(Host)
class HostAdmin(admin.ModelAdmin):
    """The bodies that run groups."""

    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
