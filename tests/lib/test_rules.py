"""The table of permissions: an OR of ANDs, with a sentence for every no."""

import pytest

from supportgroups.lib import rules
from supportgroups.lib.rules import NotAllowed, UnknownRule, allows, ensure_known, register


def is_big(actor, thing):
    return actor == "big"


def is_open(actor, thing):
    return thing == "open"


def is_odd(actor, thing):
    return actor == "odd"


@pytest.fixture(autouse=True)
def own_table(monkeypatch):
    monkeypatch.setattr(rules, "RULES", {})
    monkeypatch.setattr(rules, "SENTENCES", {})


@pytest.mark.parametrize(
    ("actor", "thing", "answer"),
    [("big", "open", True), ("big", "shut", False), ("small", "open", False), ("odd", "shut", True)],
)
def test_one_alternative_must_hold_in_all_its_parts(actor, thing, answer):
    register({"x.enter": [[is_big, is_open], [is_odd]]})
    assert allows("x.enter", actor, thing) is answer


def test_an_unknown_name_is_an_accident_not_a_no():
    with pytest.raises(UnknownRule):
        ensure_known("x.nothing")
    with pytest.raises(UnknownRule):
        allows("x.nothing", "big", "open")


def test_two_apps_cannot_take_one_name():
    register({"x.enter": [[is_big]]})
    with pytest.raises(ValueError, match="registered already"):
        register({"x.enter": [[is_big]]})


def test_the_same_slice_may_come_twice():
    table = {"x.enter": [[is_big]]}
    register(table)
    register(table)
    assert allows("x.enter", "big", None)


@pytest.mark.parametrize("alternatives", [[], [[]], [[is_big], []]])
def test_a_rule_that_would_let_everybody_in_is_refused(alternatives):
    with pytest.raises(ValueError, match="empty alternative"):
        register({"x.enter": alternatives})
    assert rules.RULES == {}


def test_a_sentence_without_a_rule_is_refused():
    with pytest.raises(ValueError, match=r"x\.leave"):
        register({"x.enter": [[is_big]]}, {"x.leave": "Ask at the desk."})


def test_a_no_carries_its_own_sentence_or_a_kind_one():
    register({"x.enter": [[is_big]], "x.leave": [[is_big]]}, {"x.enter": "Ask at the desk."})
    assert NotAllowed("x.enter").sentence == "Ask at the desk."
    assert "facilitator" in NotAllowed("x.leave").sentence
