"""What an operator may look after: each group's alert words. Never reports, cases or what was decided."""

from django.contrib import admin

from moderation.models import AlertWord


@admin.register(AlertWord)
class AlertWordAdmin(admin.ModelAdmin):
    """The words of each group, and whether they hold a post."""

    list_display = ("word", "group", "holds")
    list_filter = ("holds",)
    list_select_related = ("group",)
    search_fields = ("word",)
    raw_id_fields = ("group",)
