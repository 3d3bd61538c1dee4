"""The commands of the project: what they answer when something is in the way, and what they find."""

from __future__ import annotations

import ast
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import quantiles

import pytest
from _pytest.mark.expression import Expression

from scripts import run_checks, run_tests

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock")
PACKAGES = PROJECT["tool"]["importlinter"]["root_packages"]


# --- Lock files ------------------------------------------------------------------------------------------------------


def pinned(lock: str) -> dict[str, str]:
    """Package and exact version of every entry."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z])", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pinned(lock)) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    assert re.findall(r".*(?:://|--index|--find-links|@ |\bfile:).*", (ROOT / lock).read_text()) == []


def test_both_locks_hold_the_same_versions() -> None:
    runtime, development = (pinned(lock) for lock in LOCKS)
    assert runtime.items() <= development.items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[\[=<>! ]", entry)[0] for entry in wanted}

    assert names(PROJECT["project"]["dependencies"]) <= set(pinned("requirements.lock"))
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(pinned("requirements-dev.lock"))


# --- make ------------------------------------------------------------------------------------------------------------


def test_make_help_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text()
    commands = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()) - {"env", "env-dev"}  # type: ignore[index]
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\S+)", shown, re.MULTILINE)) == commands
    assert {"run", "test", "test-deep", "check", "help"} <= commands


@pytest.fixture
def bare_machine(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of what makes the environment, on a machine that has a shell and no Python."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/environment", tmp_path / "scripts/environment")
    (tmp_path / "requirements.lock").write_text("")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cmp", "rm", "cp"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return tmp_path, {"PATH": str(tools)}


def make_environment(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What `make run` does first."""
    command = [str(folder / "scripts/environment"), "requirements.lock"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def stand_in(tools: Path, name: str, script: str) -> None:
    """A command of this name that only does what the script says."""
    (tools / name).write_text(f"#!{shutil.which('sh')}\n{script}\n")
    (tools / name).chmod(0o755)


def test_a_missing_python_gets_one_line(bare_machine: tuple[Path, dict[str, str]]) -> None:
    done = make_environment(*bare_machine)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Python 3.11 or newer is needed and was not found; PYTHON=/path/to/python3 names one."
    ]


def test_an_old_python_gets_one_line(bare_machine: tuple[Path, dict[str, str]]) -> None:
    folder, environment = bare_machine
    stand_in(folder / "bin", "python3", "echo 'SyntaxError: too old' >&2; exit 1")
    done = make_environment(folder, environment)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Python 3.11 or newer" in done.stderr


def test_a_python_without_environments_gets_one_line(bare_machine: tuple[Path, dict[str, str]]) -> None:
    folder, environment = bare_machine
    stand_in(folder / "bin", "python3", '[ "$1" = -c ] && exit 0; echo "ensurepip is not available" >&2; exit 1')
    done = make_environment(folder, environment)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "This Python cannot make environments; on Debian and Ubuntu: apt install python3-venv."
    ]


@pytest.mark.deep
def test_a_lock_is_installed_once(bare_machine: tuple[Path, dict[str, str]]) -> None:
    folder, environment = bare_machine
    (folder / "bin/python3").symlink_to(sys.executable)
    environment["PYTHON"] = sys.executable
    first, second = (make_environment(folder, environment) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "Installing" in first.stdout
    assert second.stdout == ""
    (folder / "requirements.lock").write_text("# changed\n")
    assert "Installing" in make_environment(folder, environment).stdout


@pytest.mark.deep
def test_a_lock_that_cannot_be_installed_gets_one_line(bare_machine: tuple[Path, dict[str, str]]) -> None:
    folder, environment = bare_machine
    environment["PYTHON"] = sys.executable
    (folder / "requirements.lock").write_text("nothing-of-this-name==1.0\n")  # without a hash: refused at once
    done = make_environment(folder, environment)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "install.log" in done.stderr


# --- make test -------------------------------------------------------------------------------------------------------


def test_the_last_line_counts_all_runs_together(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')
    assert str(run_tests.count(report)) == "5 passed, 2 failed, 2 skipped"
    assert str(run_tests.Tally(passed=3) + run_tests.Tally(passed=4)) == "7 passed, 0 failed"


def test_a_run_that_was_cut_off_is_a_failure(tmp_path: Path) -> None:
    assert run_tests.count(tmp_path / "none.xml") == run_tests.Tally(failed=1)


def test_everything_runs_on_both_databases_where_they_answer() -> None:
    runs = run_tests.planned(deep=False, have_servers=True, have_browser=True)
    assert [(run.name, run.database) for run in runs] == [
        ("sqlite", "sqlite"),
        ("postgres", "postgres"),
        ("browser on sqlite", "sqlite"),
        ("browser on postgres", "postgres"),
    ]


def test_no_test_is_left_out() -> None:
    """Of every kind there is, one call on each database takes it; the house tests on SQLite are in `make check`."""
    calls = [
        run for deep in (False, True) for run in run_tests.planned(deep=deep, have_servers=True, have_browser=True)
    ]
    kinds = [set(), {"deep"}, {"browser"}, {"browser", "deep"}, {"house"}, {"house", "deep"}]
    for kind in kinds:
        for database in ("sqlite", "postgres"):
            takers = [run for run in calls if run.database == database and takes(run.marks, kind)]
            checked = database == "sqlite" and kind == {"house"} and takes(run_checks.CHECKS["house"][-1], kind)
            assert len(takers) + checked == 1, (kind, database)
    for marks, names in (({"once"}, "sqlite postgres"), ({"once", "deep"}, "sqlite"), ({"postgres"}, "postgres")):
        assert [run.database for run in calls if takes(run.marks, marks)] == names.split()


def test_browsers_go_side_by_side_after_all_else_and_read_only_their_own_tests() -> None:
    for deep in (False, True):
        turns = run_tests.turns(run_tests.planned(deep=deep, have_servers=True, have_browser=True))
        assert [[run.name for run in turn] for turn in turns] == [
            ["sqlite"],
            ["postgres"],
            ["browser on sqlite", "browser on postgres"],
        ]
        read = {path.parent.name for path in ROOT.glob("tests/*/test_*.py")} - {
            folder.removeprefix("tests/") for folder in turns[-1][0].without
        }
        assert read == {"journeys"}


def test_what_needs_a_browser_is_marked_so_and_stands_among_the_journeys() -> None:
    """Those who run without one do not look there, and those with one look nowhere else."""
    marked = r"(?m)^(pytestmark = .*|@pytest\.)mark\.browser"
    found = {path for path in ROOT.glob("tests/*/test_*.py") if re.search(marked, path.read_text())}
    assert found == set(ROOT.glob("tests/journeys/test_*.py"))


def test_the_first_day_is_walked_each_time() -> None:
    path = ROOT / "tests/journeys/test_first_day.py"
    assert "mark.deep" not in path.read_text()


def takes(expression: str, marks: set[str]) -> bool:
    """Whether pytest's `-m` chooses a test with these marks."""
    return Expression.compile(expression).evaluate(lambda name, **_: name in marks)


def test_sqlite_always_runs() -> None:
    runs = run_tests.planned(deep=False, have_servers=False, have_browser=False)
    assert [run.name for run in runs] == ["sqlite"]


def test_what_is_not_there_is_said_in_one_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        monkeypatch.setattr(run_tests, "POSTGRES_URL", f"postgres://postgres@127.0.0.1:{port}/postgres")
        monkeypatch.setattr(run_tests, "REDIS_URL", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setenv("PATH", "")
        monkeypatch.setenv("CHROMIUM", "")
        missing = run_tests.missing_services()
    assert list(missing) == ["postgres", "redis", "browser"]
    assert all(sentence and "\n" not in sentence for sentence in missing.values())


# --- make check ------------------------------------------------------------------------------------------------------

PLANTED = [
    ("forums/planted_up.py", "import moderation", "Floors: imports go down only"),
    ("groups/planted_vault.py", "from personas import vault", "The vault: who is behind a face"),
    ("newsletters/planted_vault.py", "import personas.vault as shelf", "The vault: who is behind a face"),
    ("forums/planted_powers.py", "from guardian.shortcuts import assign_perm", "Granted powers: guardian only"),
    ("directory/planted_text.py", "import bleach", "Text becomes HTML in one file"),
    ("accounts/planted_roof.py", "from supportgroups.settings import base", "The roof is imported by nobody"),
    ("supportgroups/lib/planted_account.py", "from allauth import account", "The floor under the apps"),
]


def test_every_import_contract_catches_what_is_planted(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("migrations", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, line, _ in PLANTED:
        (tmp_path / path).write_text(f"{line}\n")
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(lint), "--no-logo", "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    for path, _, contract in PLANTED:
        module = path.removesuffix(".py").replace("/", ".")
        assert re.search(rf"^{re.escape(contract)}.* BROKEN$", done.stdout, re.MULTILINE), done.stdout
        assert f"{module} -> " in done.stdout or f"{module} is not allowed to import" in done.stdout, done.stdout
    assert "KEPT" not in done.stdout


# --- Decisions -------------------------------------------------------------------------------------------------------


def test_every_decision_has_a_number_of_its_own() -> None:
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert [page.name for page in pages if not page.read_text().startswith(f"# {int(page.name[:4])}. ")] == []


def test_every_claim_of_the_readme_links_to_what_proves_it() -> None:
    readme = (ROOT / "README.md").read_text()
    claims = [line for line in readme.splitlines() if line.startswith("| ") and "|---|" not in line and line != "| | |"]
    assert len(claims) > 80
    assert [claim for claim in claims if "](tests/" not in claim] == []
    places = [place for place in re.findall(r"\]\(([^)]+)\)", readme) if not place.startswith("http")]
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert re.findall(r"(?m)^## Not built yet$", readme)


# --- Sizes -----------------------------------------------------------------------------------------------------------


def test_code_comes_in_small_pieces() -> None:
    """Of a hundred functions ninety-five are at most 30 lines long; of files 300; of templates 120."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]
    texts = [path.read_text() for path in files]
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    ]
    templates = [path.read_text().count("\n") for path in (ROOT / "templates").rglob("*.*")]
    sizes = functions, [text.count("\n") for text in texts], templates
    assert all(len(each) > 100 for each in sizes)
    longest = [quantiles(each, n=20)[-1] for each in sizes]
    assert [most <= bound for most, bound in zip(longest, (30, 300, 120), strict=True)] == [True] * 3, longest
