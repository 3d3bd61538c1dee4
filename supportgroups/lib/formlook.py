"""How forms are drawn: our own templates first, Django's widget templates behind them."""

from pathlib import Path

import django.forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates, Template
from django.utils.functional import cached_property

OWN_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
WIDGET_TEMPLATES = Path(django.forms.__file__).parent / "templates"
# The server's admin draws its own widgets; Django asks the site's one renderer for them too.
ADMIN_TEMPLATES = Path(django.forms.__file__).parents[1] / "contrib" / "admin" / "templates"
# Lists of choices are drawn as rows that are large enough to press; boxes to write in fit a small telephone.
OWN_WIDGETS = {
    "django/forms/widgets/radio.html": "forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "forms/choices.html",
    "django/forms/widgets/textarea.html": "forms/textarea.html",
}


class SiteFormRenderer(BaseRenderer):
    """The site's form renderer. It has an engine of its own, so forms look the same whichever engine draws the page."""

    form_template_name = "forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        """The engine that draws forms; it knows no context processors."""
        return DjangoTemplates(
            {
                "APP_DIRS": False,
                "DIRS": [OWN_TEMPLATES, WIDGET_TEMPLATES, ADMIN_TEMPLATES],
                "NAME": "siteforms",
                "OPTIONS": {"libraries": {"look": "supportgroups.lib.templatetags.look"}},
            }
        )

    def get_template(self, template_name: str) -> Template:
        """Return our template where there is one, Django's otherwise."""
        return self.engine.get_template(OWN_WIDGETS.get(template_name, template_name))
