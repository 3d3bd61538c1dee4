"""Template tags of the look: the pattern of a face, the site's own icons, and plain words beside a field."""

from functools import lru_cache
from typing import Any, cast

from django import template
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BoundField, Field
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from supportgroups.lib.drawing import StandIn, draw, portrait_of
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


# Patterns of those who talk lately are kept drawn, and all icons: a page holds twenty of them and more.
KEPT_DRAWN = 4_096


@register.simple_tag
def pattern(ref: object, size: int = 40) -> SafeString:
    """Draw the pattern of the face whose public id is `ref`, `size` pixels wide."""
    return _portrait(str(ref), "", size)


@register.simple_tag
def portrait(ref: object, url: str = "", size: int = 40) -> str:
    """Draw a face `size` pixels wide: its picture at `url`, or without one the pattern of its public id."""
    if isinstance(ref, StandIn):
        return portrait_of(ref, url, size)
    return _portrait(str(ref), url, size)


@register.tag
def drawn(parser: Parser, token: Token) -> "Drawn":
    """Include a template that takes these things and nothing else, and comes often on a page: see lib/drawing.py."""
    name, *things = token.split_contents()[1:]
    given = token_kwargs(things, parser)
    if things or not given:
        raise template.TemplateSyntaxError('drawn takes a template and things: {% drawn "x.html" row=row %}')
    return Drawn(parser.compile_filter(name), given)


class Drawn(template.Node):
    """A template, drawn once for each shape of what it takes."""

    def __init__(self, name: FilterExpression, things: dict[str, FilterExpression]) -> None:
        self.name, self.things = name, things

    def render(self, context: template.Context) -> str:
        """HTML, not escaped again."""
        things = {name: thing.resolve(context) for name, thing in self.things.items()}
        return draw(self.name.resolve(context), things, _portrait)


@register.simple_tag
def icon(name: str, size: int = 20, place: str = "") -> SafeString:
    """Draw an icon by name; `place` is "before" or "after" the word beside it. An unknown name raises KeyError."""
    return _icon(name, size, place)


@register.simple_tag
def stylesheets() -> SafeString:
    """The stylesheets and scripts of every page; their addresses change with a new release only."""
    return _drawn("components/stylesheets.html", {}) if settings.DEBUG else _stylesheets(settings.STATIC_URL)


@lru_cache(maxsize=1)
def _stylesheets(_static_url: str) -> SafeString:
    return _drawn("components/stylesheets.html", {})


@lru_cache(maxsize=KEPT_DRAWN)
def _portrait(ref: str, url: str, size: int) -> SafeString:
    return _drawn("components/portrait.html", {"url": url, "pattern": None if url else pattern_of(ref), "size": size})


@lru_cache(maxsize=KEPT_DRAWN)
def _icon(name: str, size: int, place: str) -> SafeString:
    return _drawn("components/icon.html", {"path": ICONS[name], "size": size, "place": place})


def _drawn(template_name: str, values: dict[str, Any]) -> SafeString:
    return cast(SafeString, get_template(template_name, using="site").render(values))


@register.filter
def notes(field: BoundField) -> list[str]:
    """Return what to change in a field, one sentence each; a form's own sentences stay as they are."""
    return [_sentence(problem, field.widget_type) for problem in field.errors.as_data()]


def _sentence(problem: ValidationError, widget_type: str) -> str:
    if problem.code == "required" and problem.message == Field.default_error_messages["required"]:
        return gettext(EMPTY_WORDS.get(widget_type, EMPTY_TEXT_WORDS))
    return "".join(problem.messages)
