"""Template tags of the look: the pattern of a face and the site's own icons."""

from typing import Any

from django import template

from supportgroups.lib.icons import ICONS
from supportgroups.lib.patterns import pattern as pattern_of

register = template.Library()


@register.inclusion_tag("components/pattern.html")
def pattern(ref: object, size: int = 40) -> dict[str, Any]:
    """Draw the pattern of the face whose public id is `ref`, `size` pixels wide."""
    return {"pattern": pattern_of(str(ref)), "size": size}


@register.inclusion_tag("components/icon.html")
def icon(name: str, size: int = 20, place: str = "") -> dict[str, Any]:
    """Draw an icon by name; `place` is "before" or "after" the word beside it. An unknown name raises KeyError."""
    return {"path": ICONS[name], "size": size, "place": place}
