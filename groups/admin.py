"""The operator's view of groups: to open those that wait, and little else. No member, no face, no request."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from groups.models import Host, SupportGroup


@admin.action(description=_("Open these groups"))
def open_groups(_admin: admin.ModelAdmin, _request: HttpRequest, chosen: QuerySet[SupportGroup]) -> None:
    """Groups that wait for approval become open; others stay as they are."""
    chosen.filter(state=SupportGroup.State.AWAITING).update(state=SupportGroup.State.OPEN)


@admin.register(SupportGroup)
class SupportGroupAdmin(admin.ModelAdmin):
    """What any visitor could see, and whether the group is open."""

    list_display = ("name", "code", "state", "formed", "founded_on")
    list_filter = ("state",)
    search_fields = ("name", "slug", "code")
    fields = ("name", "summary", "for_whom", "code", "slug", "state", "is_listed", "host", "founded_on")
    # Whether strangers may know of it is the group's own word: an operator shows no hidden group to anybody.
    readonly_fields = ("name", "summary", "for_whom", "code", "slug", "state", "is_listed", "founded_on")
    actions = (open_groups,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A group is founded by somebody who will be in it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SupportGroup | None = None) -> bool:
        """Groups close; they do not vanish."""
        return False


@admin.register(Host)
class HostAdmin(admin.ModelAdmin):
    """The bodies that run groups."""

    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
