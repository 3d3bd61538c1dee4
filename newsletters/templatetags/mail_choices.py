"""What a page of another app has to know before it asks about letters."""

from uuid import UUID

from django import template

from newsletters.models import DigestPreference

register = template.Library()


@register.simple_tag
def has_chosen_mail(face_ref: UUID) -> bool:
    """Whether this face has said already what it may be mailed, if only that it wants nothing. One statement."""
    return DigestPreference.objects.filter(persona__ref=face_ref).exists()
