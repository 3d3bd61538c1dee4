"""The staff engine draws the server's admin and nothing of the site."""

import pytest
from django.conf import settings
from django.template import TemplateDoesNotExist, engines
from django.utils.module_loading import import_string


@pytest.mark.parametrize("name", ["admin/index.html", "admin/change_form.html", "registration/logged_out.html"])
def test_it_finds_the_admin(name):
    assert engines["staff"].get_template(name).origin.name.endswith(name)


@pytest.mark.parametrize(
    "name",
    [
        "base.html",
        "404.html",
        "account/login.html",
        "admin/../base.html",
        "../admin/index.html",
        "django/forms/div.html",
    ],
)
def test_it_finds_nothing_else(name):
    with pytest.raises(TemplateDoesNotExist):
        engines["staff"].get_template(name)


def test_the_site_s_engine_does_not_find_the_admin():
    with pytest.raises(TemplateDoesNotExist):
        engines["site"].get_template("admin/index.html")


def test_forms_of_the_admin_find_their_widgets():
    renderer = import_string(settings.FORM_RENDERER)()
    assert renderer.get_template("admin/widgets/foreign_key_raw_id.html")
