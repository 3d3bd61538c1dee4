"""Template tags of the look: the pattern of a face, the site's own icons, and plain words beside a field."""

from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.forms import BoundField, Field
from django.utils.translation import gettext, gettext_noop

from supportgroups.lib.icons import ICONS
from supportgroups.lib.patterns import pattern as pattern_of

register = template.Library()

# Said in place of Django's "This field is required.", by sort of widget.
EMPTY_WORDS = {
    "checkbox": gettext_noop("Please tick this to go on."),
    "radioselect": gettext_noop("Please choose one."),
    "select": gettext_noop("Please choose one."),
    "checkboxselectmultiple": gettext_noop("Please choose at least one."),
}
EMPTY_TEXT_WORDS = gettext_noop("Please fill this in.")


@register.inclusion_tag("components/pattern.html")
def pattern(ref: object, size: int = 40) -> dict[str, Any]:
    """Draw the pattern of the face whose public id is `ref`, `size` pixels wide."""
    return {"pattern": pattern_of(str(ref)), "size": size}


@register.inclusion_tag("components/portrait.html")
def portrait(ref: object, url: str = "", size: int = 40) -> dict[str, Any]:
    """Draw a face `size` pixels wide: its picture at `url`, or without one the pattern of its public id."""
    return {"url": url, "pattern": None if url else pattern_of(str(ref)), "size": size}


@register.inclusion_tag("components/icon.html")
def icon(name: str, size: int = 20, place: str = "") -> dict[str, Any]:
    """Draw an icon by name; `place` is "before" or "after" the word beside it. An unknown name raises KeyError."""
    return {"path": ICONS[name], "size": size, "place": place}


@register.filter
def notes(field: BoundField) -> list[str]:
    """Return what to change in a field, one sentence each; a form's own sentences stay as they are."""
    return [_sentence(problem, field.widget_type) for problem in field.errors.as_data()]


def _sentence(problem: ValidationError, widget_type: str) -> str:
    if problem.code == "required" and problem.message == Field.default_error_messages["required"]:
        return gettext(EMPTY_WORDS.get(widget_type, EMPTY_TEXT_WORDS))
    return "".join(problem.messages)
