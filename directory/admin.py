"""Read only: listings come from feeds and from the groups themselves."""

from django.contrib import admin
from django.http import HttpRequest

from directory.models import Listing, Source


class ReadOnly(admin.ModelAdmin):
    """A table to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(ReadOnly):
    """Where listings come from."""

    list_display = ("key", "name", "changed_at")


@admin.register(Listing)
class ListingAdmin(ReadOnly):
    """Listings of groups elsewhere; those of groups here are the groups' own business."""

    list_display = ("__str__", "source", "name", "medium", "confirmed_on", "is_paused", "is_gone")
    list_filter = ("source", "medium", "is_gone")
    list_select_related = ("source",)
    fields = ("name", "source", "medium", "place", "region", "url", "confirmed_on", "is_paused", "is_gone")

    def get_queryset(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        return super().get_queryset(request).filter(group__isnull=True)
