"""What an operator sees of the private side: that an account is there, and whether it may come in. No faces, ever."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.managers import tidy_address
from accounts.models import Account


@admin.register(Account)
class AccountAdmin(admin.ModelAdmin):
    """Found by its whole address only; the list shows none. To close one, take away "may come in"."""

    list_display = ("pk", "made_on", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    search_help_text = "The whole e-mail address"
    fields = ("made_on", "is_active", "is_staff", "is_superuser")
    readonly_fields = ("made_on",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Account], search_term: str
    ) -> tuple[QuerySet[Account], bool]:
        """The one account with this very address: nobody is found by guessing at parts of one."""
        return (queryset.filter(email=tidy_address(search_term)) if search_term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People make their own; operators come from ``createsuperuser``."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing is more than a row."""
        return False
