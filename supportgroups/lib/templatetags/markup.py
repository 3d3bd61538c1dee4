"""``{{ post.html|stored_html }}``: HTML that the pipeline made and a table kept."""

from django import template
from django.utils.safestring import SafeString

from supportgroups.lib import markup

register = template.Library()


@register.filter
def stored_html(stored: str) -> SafeString:
    """Show HTML that came out of ``markup.render``; only ever a stored column, never a person's input."""
    return markup.as_html(stored)
