"""What the house forbids, as functions over source text, so that each can be tried on a planted breach."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "supportgroups", "personas", "groups", "forums", "moderation", "directory", "accounts", "newsletters",
)  # fmt: skip
BELOW_ACCOUNTS = ("supportgroups/lib/", "personas/", "groups/", "forums/", "moderation/", "directory/")
# Who may speak of the vault; pyproject.toml holds the same list for imports.
VAULT_READERS = (
    "personas/vault.py", "personas/faces.py", "personas/cards.py", "personas/keyring.py", "personas/apps.py",
    "personas/offices.py",
    "personas/seeding.py", "accounts/", "newsletters/delivery",
)  # fmt: skip
# Where the session's account becomes an actor, and where the link is kept.
MEETS_THE_ACCOUNT = ("personas/middleware.py", "personas/vault.py")
# Where a name in the settings is made a function: the seams by which something goes up.
SEAMS = ("groups/actions/", "forums/actions/", "accounts/", "newsletters/")
REFLECTION = {"get_model", "related_objects", "all_models", "get_registered_model", "__subclasses__"}
IMPORTERS = {"importlib", "import_module", "__import__", "import_string"}
MARKUP = ("supportgroups/lib/markup.py",)
FORBIDDEN_WORDS = (
    "invalid", "failed", "you must", "banned", "expired", "terminated", "dead", "killed", "orphan", "tombstone",
    "inactive", "rejected", "moderator", "user", "error",
)  # fmt: skip
_FORBIDDEN = re.compile(rf"\b(?:{'|'.join(FORBIDDEN_WORDS)})s?\b", re.IGNORECASE)
_VAULT = re.compile("vault|ownership", re.IGNORECASE)
_GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
_TAG_STRING = re.compile(r"""\{%\s*(?:translate|trans)\s+("[^"]*"|'[^']*')""")
_UNSAFE_FILTER = re.compile(r"\|\s*(?:safe|safeseq)\b|\{%\s*autoescape\s+off")


def sources() -> Iterator[tuple[str, str]]:
    """Path and text of every Python file of ours; migrations are written by Django."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text()


def templates() -> Iterator[tuple[str, str]]:
    """Path and text of every template."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def vault_breaches(path: str, text: str) -> list[str]:
    """Every way to spell the vault or its table: names, attributes, imports, strings that are not prose."""
    if path.startswith(VAULT_READERS):
        return []
    return [f"{path}:{line} {word}" for line, word in _words(ast.parse(text)) if _VAULT.search(word)]


def reflection_breaches(path: str, text: str) -> list[str]:
    """Finding a table or a module by its name, past every import."""
    allowed = IMPORTERS if path.startswith(SEAMS) or path.startswith("supportgroups/front/") else set()
    forbidden = (REFLECTION | IMPORTERS) - allowed
    words = ((line, set(re.split(r"\W+", word))) for line, word in _names(ast.parse(text)))
    return [f"{path}:{line} {sorted(found)}" for line, parts in words if (found := parts & forbidden)]


def account_breaches(path: str, text: str) -> list[str]:
    """Below ``accounts``: ``request.user`` in any spelling, and the account's model."""
    if not path.startswith(BELOW_ACCOUNTS) or path in MEETS_THE_ACCOUNT:
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in {"user", "auser", "AUTH_USER_MODEL"}:
            found.append(f"{path}:{node.lineno} .{node.attr}")
        elif isinstance(node, ast.Call) and _called(node) in {"getattr", "attrgetter"} and _has_word(node, "user"):
            found.append(f"{path}:{node.lineno} {_called(node)}")
        elif isinstance(node, ast.ImportFrom) and any(name.name == "get_user_model" for name in node.names):
            found.append(f"{path}:{node.lineno} get_user_model")
    return found


def class_view_breaches(path: str, text: str) -> list[str]:
    """Below ``accounts``: views that are classes keep the request, and hand it to templates."""
    if not path.startswith(BELOW_ACCOUNTS):
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and any(_last_name(base).endswith("View") for base in node.bases):
            found.append(f"{path}:{node.lineno} class {node.name}")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.views.generic"):
            found.append(f"{path}:{node.lineno} {node.module}")
        elif isinstance(node, ast.Attribute) and node.attr == "as_view":
            found.append(f"{path}:{node.lineno} as_view")
    return found


def markup_breaches(path: str, text: str) -> list[str]:
    """Making a string pass for safe HTML anywhere but in the one pipeline; ``SafeString`` as a type is harmless."""
    if path in MARKUP:
        return []
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _called(node) in {"mark_safe", "SafeString", "SafeText", "html_safe"}:
            found.append(f"{path}:{node.lineno} {_called(node)}")
        elif isinstance(node, ast.ImportFrom) and any(name.name in {"mark_safe", "SafeText"} for name in node.names):
            found.append(f"{path}:{node.lineno} import")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == "__html__":
            found.append(f"{path}:{node.lineno} __html__")
    return found


def template_breaches(path: str, text: str) -> list[str]:
    """``|safe`` and its kin; a letter in plain text may switch escaping off, for there is nothing to escape."""
    hits = _UNSAFE_FILTER.finditer(text)
    return [f"{path} {hit.group()}" for hit in hits if not (path.endswith(".txt") and "autoescape" in hit.group())]


def word_breaches(path: str, text: str) -> list[str]:
    """Words that hurt or belong to machines, where a template shows them."""
    return [f"{path}: {words.strip()[:80]!r}" for words in _shown(text) if _FORBIDDEN.search(words)]


def sentence_breaches(path: str, text: str) -> list[str]:
    """The same for the sentences that Python says through gettext."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _called(node) in _GETTEXT:
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            found += [f"{path}:{node.lineno} {words!r}" for words in said if _FORBIDDEN.search(_without_names(words))]
    return found


def _shown(text: str) -> list[str]:
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", " ", text, flags=re.DOTALL)
    said = [match.group(1) for match in _TAG_STRING.finditer(text)]
    plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
    said += re.findall(r"""(?:alt|title|placeholder|aria-label)=["']([^"']*)""", plain)
    return said + re.sub(r"<[^>]*>", "\n", plain).split("\n")


def forbidden_in(words: str) -> list[str]:
    """Words that are never said on screen."""
    return _FORBIDDEN.findall(words)


def _without_names(words: str) -> str:
    return re.sub(r"%\(\w+\)s|\{\w*\}", " ", words)


def _words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    yield from _names(tree)
    prose = set(_docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


def _names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name in node.names:
                yield node.lineno, f"{getattr(node, 'module', '') or ''} {name.name} {name.asname or ''}"
        elif isinstance(node, ast.Call) and _called(node) in {"getattr", "attrgetter", "methodcaller"}:
            for arg in node.args:
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                    yield node.lineno, arg.value


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        body: Iterable[ast.stmt] = (
            getattr(node, "body", []) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) else []
        )
        for statement in body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield id(statement.value)


def _called(node: ast.Call) -> str:
    return _last_name(node.func)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _last_name(node.value)
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _has_word(node: ast.Call, word: str) -> bool:
    return any(isinstance(arg, ast.Constant) and arg.value == word for arg in node.args)
