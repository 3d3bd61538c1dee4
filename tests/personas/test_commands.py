"""The table of rules can be read aloud."""

from io import StringIO

from django.core.management import call_command

from supportgroups.lib.rules import RULES


def test_every_rule_is_printed_with_its_alternatives(monkeypatch):
    def is_member(actor, thing):
        return True

    def is_open(actor, thing):
        return True

    monkeypatch.setitem(RULES, "x.enter", [[is_member, is_open], [is_member]])
    out = StringIO()
    call_command("rules", stdout=out)
    assert "x.enter\n    is member and is open\n    or is member\n" in out.getvalue()
    assert all(name in out.getvalue() for name in RULES)
