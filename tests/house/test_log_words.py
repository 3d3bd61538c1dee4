"""Members read what was changed in their group: every kind that the code logs has a sentence of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from groups.actions import log
from groups.logwords import LOGGED

ROOT = Path(__file__).parents[2]
APPS = ("groups", "forums", "moderation", "directory", "newsletters", "accounts", "supportgroups")
# A helper of one file that hands its kind on; those who call it are looked at instead.
HELPER = "_log"


def kinds_of(tree: ast.Module) -> Iterator[str | None]:
    """What each call of `log` in a file may log; None for what cannot be read off it."""
    constants = _constants(tree)
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        handed_on = {each.arg for each in function.args.args} if function.name == HELPER else set()
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("log", HELPER):
                yield from _values(call.args[0], constants, handed_on)


def _constants(tree: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            found |= {
                name.id: value.value
                for name, value in pairs
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
            }
    return found


def _values(node: ast.expr, constants: dict[str, str], handed_on: set[str]) -> Iterator[str | None]:
    match node:
        case ast.Constant(value=str(kind)):
            yield kind
        case ast.IfExp(body=body, orelse=orelse):
            yield from _values(body, constants, handed_on)
            yield from _values(orelse, constants, handed_on)
        case ast.Name(id=name) if name not in handed_on:
            yield constants.get(name)
        case ast.Name():
            return
        case _:
            yield None


def logging_files() -> Iterator[tuple[Path, ast.Module]]:
    """Files that write into the group's log."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            tree = ast.parse(path.read_text())
            names = {
                (node.module, name.name)
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom)
                for name in node.names
            }
            if {("groups.actions", "log"), ("groups.actions.logbook", "log")} & names:
                yield path, tree


def test_every_kind_that_is_logged_has_its_sentence() -> None:
    found = {(path.relative_to(ROOT).as_posix(), kind) for path, tree in logging_files() for kind in kinds_of(tree)}
    silent = sorted((path, str(kind)) for path, kind in found if kind not in LOGGED)
    assert silent == [], "add a sentence to the app's logwords.py; write the kind where it is logged"
    assert len(found) > 30


def test_every_sentence_is_of_something_that_is_logged() -> None:
    logged = {kind for _path, tree in logging_files() for kind in kinds_of(tree)}
    assert set(LOGGED) - logged == set()


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('def f():\n    log("a.b", now=1)', ["a.b"]),
        ('A, B = "a", "b"\ndef f(x):\n    log(A if x else B)', ["a", "b"]),
        ('def f(kind):\n    log(f"a.{kind}")', [None]),
        ("def f(kind):\n    log(kind)", [None]),
        ('def _log(kind):\n    log(kind)\ndef f():\n    _log("a.b")', ["a.b"]),
    ],
)
def test_the_reading_of_calls_finds_kinds(source: str, kinds: list[str | None]) -> None:
    assert list(kinds_of(ast.parse(source))) == kinds


def test_what_has_no_sentence_cannot_be_logged() -> None:
    with pytest.raises(LookupError, match=r"groups\.whispered"):
        log("groups.whispered", group_id=1, by=None, now=None)
