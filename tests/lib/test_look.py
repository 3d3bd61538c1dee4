"""The look: colours that can be read in both schemes, fields that speak, parts that need nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines

from supportgroups.lib.icons import ICONS
from supportgroups.lib.showcase import SampleForm, sample_components
from tests.lib.contrast import contrast

CSS = Path(settings.BASE_DIR) / "static" / "css"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
TEXT_ON = [
    (text, ground)
    for text in ("ink", "soft-ink", "accent", "warm", "danger")
    for ground in ("paper", "raised", f"{text}-wash")
    if not ground.endswith("ink-wash")
] + [
    ("ink", "accent-wash"),
    ("soft-ink", "accent-wash"),
    ("ink", "warm-wash"),
    ("ink", "danger-wash"),
    ("ink", "glow"),
    ("soft-ink", "glow"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-danger", "danger"),
    ("accent-deep", "paper"),
    ("accent", "warm-wash"),
]
EDGES_ON = [
    ("edge", "paper"),
    ("edge", "raised"),
    ("focus", "paper"),
    ("focus", "raised"),
    ("focus", "accent-wash"),
    ("warm", "raised"),
]


def _tokens(scheme: str) -> dict[str, str]:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else found


def _preview() -> str:
    return engines["site"].get_template("components/preview.html").render({**sample_components(), "messages": []})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_reach_aa_on_every_ground(scheme: str):
    tokens = _tokens(scheme)
    weak = {f"{text} on {ground}": round(contrast(tokens[text], tokens[ground]), 2) for text, ground in TEXT_ON}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_focus_can_be_seen(scheme: str):
    tokens = _tokens(scheme)
    weak = {f"{edge} on {ground}": round(contrast(tokens[edge], tokens[ground]), 2) for edge, ground in EDGES_ON}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_every_token_that_is_used_is_given():
    used = {name for path in CSS.glob("*.css") for name in re.findall(r"var\(--([\w-]+)", path.read_text())}
    given = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))

    assert used - given == set()


def test_every_stylesheet_is_linked_once_and_loads_nothing_from_elsewhere():
    linked = re.findall(r"css/([\w-]+\.css)", (TEMPLATES / "components" / "stylesheets.html").read_text())

    assert sorted(linked) == sorted(path.name for path in CSS.glob("*.css"))
    assert [path.name for path in CSS.glob("*.css") if re.search(r"url\(|@import|https?:", path.read_text())] == []


def test_every_part_is_drawn_on_the_page_that_shows_them():
    page = _preview()

    assert page.count("<h1") == 1
    assert "{#" not in page
    assert "{%" not in page
    for words in (
        "Help now",
        "Leave this site",
        "Taken back by its author.",
        "Waits for a first answer",
        "You write as Heron",
        "Post as Heron",
    ):
        assert words in page


def test_nothing_on_a_page_needs_inline_script_or_style():
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", _preview()) == []


def test_every_drawing_has_a_size_for_pages_without_a_stylesheet():
    drawings = re.findall(r"<svg[^>]*>", _preview())

    assert len(drawings) > 20
    assert [drawing for drawing in drawings if not re.search(r'width="\d+" height="\d+"', drawing)] == []
    assert all('aria-hidden="true"' in drawing for drawing in drawings)


def test_ids_on_a_page_are_unique():
    ids = re.findall(r'\sid="([^"]+)"', _preview())

    assert len(ids) == len(set(ids))


def test_a_field_names_its_hint_and_what_to_change():
    page = str(SampleForm(data={}))

    assert 'aria-describedby="id_handle_helptext id_handle_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'Your name here</span> <a class="summary-link" href="#id_handle">Please fill this in.</a>' in page
    assert "Please tick this to go on." in page
    assert 'id="id_mail" tabindex="-1"' in page
    assert "This field is required" not in page


def test_a_form_keeps_its_own_sentences():
    class Code(forms.Form):
        code = forms.CharField(error_messages={"required": "Look for the code in the letter."})

    assert "Look for the code in the letter." in str(Code(data={}))


def test_an_untouched_form_says_nothing_is_wrong():
    assert "summary" not in str(SampleForm())


def test_words_from_outside_are_escaped_in_labels_hints_and_choices():
    hostile = "<img src=x>"

    class Hostile(forms.Form):
        name = forms.CharField(label=hostile, help_text=hostile)
        pick = forms.ChoiceField(label=hostile, choices=[("a", hostile)], widget=forms.RadioSelect)

    assert hostile not in str(Hostile(data={"name": hostile, "pick": hostile}))


def test_the_page_for_a_breakdown_needs_no_viewer():
    page = engines["site"].get_template("500.html").render({})

    assert page.count("<h1") == 1
    assert "/help-now/" in page


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_is_a_path_of_numbers(name: str):
    assert re.fullmatch(r"[MLHVCSAZmlhvcsaz0-9 .,-]+", ICONS[name])
