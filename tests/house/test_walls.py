"""The walls of the house: whatever would let a page reach a person fails here before it is ever served."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey

from supportgroups.lib.constraints import keys_missing
from tests.house import walls

FLOORS = {"personas": 2, "groups": 3, "forums": 4, "moderation": 5, "directory": 5, "accounts": 6, "newsletters": 7}
# Tables of others that point at the account: they are about signing in, or the log of the server's admin.
THIRD_PARTY = {"account", "mfa", "usersessions", "admin", "guardian"}
# Our own that do: the vault, guardian's row for granted powers, and how letters to an address fare.
OWN_LINKS = {"personas.Ownership.account", "personas.OfficeHolder.account", "groups.GroupPower.user"}
# Our tables that lean on Django's own.
LEANS_ON_DJANGO = {"accounts.Account", "groups.GroupPower"}


def relations():
    """(model, field, other model) for every relation that is written down, auto-made tables and strings included."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=True):
            if field.is_relation and not field.auto_created and getattr(field, "related_model", None):
                yield model, field, field.related_model


def test_relations_go_down_only():
    upward = [
        f"{model._meta.label}.{field.name} -> {other._meta.label}"
        for model, field, other in relations()
        if (mine := FLOORS.get(model._meta.app_label)) and (theirs := FLOORS.get(other._meta.app_label))
        if theirs > mine or (theirs == mine and model._meta.app_label != other._meta.app_label)
        if f"{model._meta.label}.{field.name}" not in OWN_LINKS
    ]
    assert upward == []


def test_the_tables_of_the_house_are_all_looked_at():
    seen = {model._meta.app_label for model, _field, _other in relations()}
    assert seen >= set(FLOORS) - {"newsletters", "directory"}
    assert sum(1 for _ in relations()) > 40


def test_our_tables_lean_on_nobody_elses():
    leaning = {
        model._meta.label
        for model, _field, other in relations()
        if model._meta.app_label in FLOORS and other._meta.app_label not in FLOORS
    }
    through = {name for name in leaning if name.startswith("accounts.Account_")}
    assert leaning - through <= LEANS_ON_DJANGO


def test_only_the_vault_and_the_private_side_point_at_an_account():
    account = apps.get_model(settings.AUTH_USER_MODEL)
    links = {f"{model._meta.label}.{field.name}" for model, field, other in relations() if other is account}
    strays = {link for link in links if link.split(".")[0] not in THIRD_PARTY | {"accounts"}}
    assert strays == OWN_LINKS


def test_an_account_points_at_no_table_of_ours():
    account = apps.get_model(settings.AUTH_USER_MODEL)
    assert {other._meta.app_label for model, _field, other in relations() if model is account} <= {"auth"}


def test_the_vault_cannot_be_walked_to_from_either_side():
    ownership = apps.get_model("personas", "Ownership")
    for field in ownership._meta.get_fields():
        if field.is_relation:
            assert field.remote_field.hidden, field.name
            names = {other.name for other in field.related_model._meta.get_fields()}
            assert not names & {"ownership", "ownerships", "owner"}


def test_what_points_at_an_account_cannot_be_spelled_in_a_template():
    account = apps.get_model(settings.AUTH_USER_MODEL)
    for model, field, other in relations():
        if model._meta.app_label in {"groups", "personas"} and other is account and not field.remote_field.hidden:
            back = [f for f in model._meta.get_fields() if f.is_relation and not f.auto_created]
            names = [f.remote_field.related_name for f in back if f.related_model._meta.app_label in FLOORS]
            assert all(name is None or name.startswith("_") or name.endswith("+") for name in names), model


def test_no_table_of_ours_points_at_just_anything():
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in FLOORS
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert generic == []


def test_every_agreement_of_two_tables_has_its_key():
    assert keys_missing() == []


def test_nothing_of_a_row_s_own_says_a_name():
    """A row in a log, the admin or a traceback says its number: ``__str__`` reads no words that a person wrote."""
    wrong = [name for name in ("personas.Persona", "personas.Handle", "accounts.Account") if not _says_its_number(name)]
    assert wrong == []


def _says_its_number(name: str) -> bool:
    model = apps.get_model(name)
    words = {
        field.attname: "CANARY"
        for field in model._meta.fields
        if field.get_internal_type() in {"CharField", "TextField", "EmailField"}
    }
    return "CANARY" not in str(model(pk=7, **words))


PYTHON_WALLS = [
    walls.vault_breaches,
    walls.reflection_breaches,
    walls.account_breaches,
    walls.class_view_breaches,
    walls.markup_breaches,
    walls.sentence_breaches,
]


@pytest.mark.parametrize("wall", PYTHON_WALLS, ids=lambda wall: wall.__name__)
def test_no_file_breaches(wall):
    assert [breach for path, text in walls.sources() for breach in wall(path, text)] == []


@pytest.mark.parametrize("wall", [walls.template_breaches, walls.word_breaches], ids=lambda wall: wall.__name__)
def test_no_template_breaches(wall):
    assert [breach for path, text in walls.templates() for breach in wall(path, text)] == []


PLANTED = [
    (walls.vault_breaches, "groups/views.py", "from personas.vault import Ownership"),
    (walls.vault_breaches, "groups/views.py", "from personas import vault as safe_place"),
    (walls.vault_breaches, "personas/letterbox.py", "import personas.vault"),
    (walls.vault_breaches, "forums/actions/x.py", "import_string('personas.vault.Ownership')"),
    (walls.vault_breaches, "forums/actions/x.py", "cursor.execute('SELECT * FROM personas_ownership')"),
    (walls.vault_breaches, "forums/actions/x.py", "faces.Ownership.objects.all()"),
    (walls.reflection_breaches, "groups/views.py", "apps.get_model('personas', 'Owner' + 'ship')"),
    (walls.reflection_breaches, "groups/views.py", "getattr(apps, 'get_model')('a')"),
    (walls.reflection_breaches, "groups/views.py", "Persona._meta.related_objects"),
    (walls.reflection_breaches, "groups/views.py", "from importlib import import_module as load"),
    (walls.reflection_breaches, "groups/views.py", "import importlib.util"),
    (walls.reflection_breaches, "groups/views.py", "__import__('personas.va' + 'ult')"),
    (walls.reflection_breaches, "groups/views.py", "from django.utils.module_loading import import_string"),
    (walls.account_breaches, "groups/views.py", "name = request.user.email"),
    (walls.account_breaches, "forums/pages.py", "self.request.user"),
    (walls.account_breaches, "moderation/views.py", "getattr(request, 'user', None)"),
    (walls.account_breaches, "directory/views.py", "from django.contrib.auth import get_user_model"),
    (walls.class_view_breaches, "groups/views.py", "class Page(TemplateView): pass"),
    (walls.class_view_breaches, "groups/views.py", "from django.views.generic import ListView"),
    (walls.class_view_breaches, "forums/urls.py", "Page.as_view()"),
    (walls.markup_breaches, "forums/views.py", "from django.utils.safestring import mark_safe as fine"),
    (walls.markup_breaches, "forums/views.py", "safestring.mark_safe(text)"),
    (walls.markup_breaches, "forums/views.py", "SafeString(text)"),
    (walls.markup_breaches, "forums/pages.py", "class Words:\n    def __html__(self):\n        return self.text"),
    (walls.template_breaches, "templates/x.html", "{{ post.html|safe }}"),
    (walls.template_breaches, "templates/x.html", "{{ post.html | safeseq }}"),
    (walls.template_breaches, "templates/x.html", "{% autoescape off %}"),
    (walls.word_breaches, "templates/x.html", "<p>Your session has expired.</p>"),
    (walls.word_breaches, "templates/x.html", '{% translate "Invalid code" %}'),
    (walls.word_breaches, "templates/x.html", '<button aria-label="Ask a moderator">Ask</button>'),
    (walls.word_breaches, "templates/x.html", "{% blocktranslate %}Two users {{ x }} wrote.{% endblocktranslate %}"),
    (walls.sentence_breaches, "forums/forms.py", "_('You must write something.')"),
    (walls.sentence_breaches, "forums/forms.py", "ngettext('%(n)s error', '%(n)s errors', n)"),
]
HARMLESS = [
    (walls.vault_breaches, "groups/views.py", '"""The vault is not for us."""\nx = 1'),
    (walls.vault_breaches, "personas/faces.py", "from personas.vault import Ownership"),
    (walls.reflection_breaches, "forums/actions/x.py", "from django.utils.module_loading import import_string"),
    (walls.account_breaches, "accounts/views.py", "request.user"),
    (walls.class_view_breaches, "groups/pages.py", "class DoorView:\n    pass"),
    (walls.markup_breaches, "forums/pages.py", "from django.utils.safestring import SafeString\nhtml: SafeString"),
    (walls.template_breaches, "templates/mail/x.txt", "{% autoescape off %}{{ words }}{% endautoescape %}"),
    (
        walls.word_breaches,
        "templates/x.html",
        '{# the user #}<p class="error">{{ user.error }} Deadlines are mistakes.</p>',
    ),
    (walls.sentence_breaches, "forums/forms.py", "_('Hello %(user)s')"),
]


@pytest.mark.parametrize(("wall", "path", "text"), PLANTED)
def test_a_planted_breach_is_found(wall, path, text):
    assert wall(path, text)


@pytest.mark.parametrize(("wall", "path", "text"), HARMLESS)
def test_what_is_harmless_passes(wall, path, text):
    assert wall(path, text) == []
