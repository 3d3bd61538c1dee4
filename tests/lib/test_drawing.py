"""What is drawn once for each shape reads as what the template itself would have drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from hypothesis import given, settings
from hypothesis import strategies as st

from forums.pages.frames import Face, ThreadRow
from forums.pages.posts import ParentGlance, PostView
from forums.pages.responses import Quiet
from supportgroups.lib import drawing
from supportgroups.lib.markup import as_html
from supportgroups.lib.templatetags.look import _portrait
from tests.few import few_or_many

POST, ROW = "components/post.html", "components/thread_row.html"
ODD = """<b> & "quotes" 'one' {0} {} {x} %s \ue0001\ue001 ünï"""
REF = "6f9a3c1e-0000-4000-8000-00000000000a"

PLAIN = PostView(1, "/g/x/threads/y/#post-1", Face("Heron", REF, "/people/1/"), "today", as_html("<p>{words}</p>"))
POSTS = {
    "plain": PLAIN,
    "odd words": replace(PLAIN, author=Face(ODD, REF, ODD, ODD), when=ODD, changed=ODD, changed_url=ODD),
    "nobody's page": replace(PLAIN, author=Face("Somebody", "hidden"), is_folded=True, notes=(ODD, "grief")),
    "picture": replace(PLAIN, author=Face("Wren", REF, picture=f"/faces/{REF}/")),
    "answer": replace(PLAIN, parent=ParentGlance(ODD, ODD, "/x/"), depth=3, is_new=True, is_mine=True),
    "answer without a glance": replace(PLAIN, parent=ParentGlance("Wren", "", "/x/")),
    "covered": replace(PLAIN, notes=("grief", ODD), may_put_off=True),
    "away": replace(PLAIN, notes=("grief",), is_away=True),
    "gone": replace(PLAIN, placeholder="Taken back by its author.", state="withdrawn"),
    "for the group": replace(PLAIN, as_facilitator=True, notes=("grief",), notes_open=True),
    "words with a sign of our own": replace(PLAIN, author=Face("<a\x1fb>", REF, "/\x1f\x1f/&"), when="\x1f"),
    "pressed": replace(
        PLAIN,
        actions=(("Answer", "/a/?to=1&quote=1", "get"), ("Quote", "/q/", "get"), (ODD, ODD, "get")),
        quiet=Quiet("One has read this.", (("I read this", "/r/", True), ("Thank you", "/t/", False)), "/who/"),
    ),
}


def drawn(name: str, **things: Any) -> str:
    return drawing.draw(name, things, _portrait)


def plainly(template: str, **things: Any) -> str:
    return get_template(template, using="site").render(things)


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
def test_a_post_is_drawn_as_its_template_draws_it(post: PostView) -> None:
    expected = plainly(POST, post=post)
    for _time in range(2):
        assert drawn(POST, post=post) == expected


words = st.text(max_size=12)


@pytest.mark.parametrize("examples", few_or_many(20, 100))
def test_a_row_of_any_words_is_drawn_as_its_template_draws_it(examples: int) -> None:
    @settings(max_examples=examples)
    @given(words, words, words, st.lists(st.text(min_size=1, max_size=9), max_size=3), st.booleans())
    def holds(title: str, excerpt: str, news: str, notes: list[str], is_waiting_list: bool) -> None:
        row = ThreadRow(title, news, Face(news, REF), excerpt, excerpt, news, title, tuple(notes), waiting=bool(news))
        expected = plainly(ROW, row=row, is_waiting_list=is_waiting_list)
        assert drawn(ROW, row=row, is_waiting_list=is_waiting_list) == expected

    holds()


def test_two_of_one_shape_are_drawn_once_and_keep_their_own_words(settings: Any) -> None:
    settings.DEBUG = False
    drawing._drawing.cache_clear()
    rows = [replace(PLAIN, number=number, author=Face(f"Reed {number}", REF)) for number in (1, 2, 30)]
    for row in rows:
        assert drawn(POST, post=row) == plainly(POST, post=row)
    assert drawing._drawing.cache_info().misses == 1
    assert "New" in drawn(POST, post=replace(PLAIN, is_new=True))
    assert drawing._drawing.cache_info().misses == 2


def test_another_language_is_another_drawing() -> None:
    words = _("Yes")
    row = ThreadRow(words, "/x/", Face("Heron", REF), "today")  # type: ignore[arg-type]
    for language in ("en", "de", "fr"):
        with translation.override(language):
            assert drawn(ROW, row=row) == plainly(ROW, row=row)
            assert str(words) in drawn(ROW, row=row)


def test_while_it_is_being_changed_a_template_is_read_each_time(settings: Any) -> None:
    settings.DEBUG = True
    drawing._drawing.cache_clear()
    assert drawn(POST, post=PLAIN) == plainly(POST, post=PLAIN)
    assert drawing._drawing.cache_info().currsize == 0


def test_a_form_has_the_token_of_its_own_page_or_is_refused() -> None:
    post = replace(PLAIN, actions=(("Mark", "/x/", "post"), ("Keep", "/y/", "post")))
    with pytest.raises(ValueError, match="form"):
        drawn(POST, post=post)
    for token in ("a" * 64, "b" * 64):
        assert drawn(POST, post=post, csrf_token=token) == plainly(POST, post=post, csrf_token=token)
        assert drawn(POST, post=post, csrf_token=token).count(f'value="{token}"') == 2


def test_what_is_neither_words_nor_a_row_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        drawn(ROW, row=object())


def test_the_tag_gives_it_out_as_it_is() -> None:
    page = engines["site"].from_string('{% load look %}{% drawn "components/thread_row.html" row=row %}')
    row = ThreadRow(ODD, "/x/", Face("Heron", REF), "today")
    assert page.render({"row": row}) == plainly(ROW, row=row)


@pytest.mark.parametrize("words", ["", '"x.html"', '"x.html" row', '"x.html" row=row other'])
def test_the_tag_takes_a_template_and_things_by_name(words: str) -> None:
    with pytest.raises((TemplateSyntaxError, ValueError)):
        engines["site"].from_string(f"{{% load look %}}{{% drawn {words} %}}")
