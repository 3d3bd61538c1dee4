"""The site on a server: what the compose file promises, and what production refuses to start with."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import timezone

from supportgroups import deploychecks
from supportgroups.lib.dataregister import FOLDERS

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("web", "worker", "beat")
VARIABLE = re.compile(r"\$\{(?P<name>[A-Z_]+)(?::(?P<kind>[?-])(?P<text>[^}]*))?\}")
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "EMAIL_URL"}
FILLED_IN = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SITE_DOMAIN": "readingroom.test",
    "MAIL_DOMAIN": "readingroom.test",
    "EMAIL_URL": "smtps://post:p%40ss@mail.test:465",
    "POSTGRES_PASSWORD": secrets.token_hex(24),
    "REDIS_PASSWORD": secrets.token_hex(24),
}


def variables(value: Any) -> list[re.Match[str]]:
    """Every ${...} in a piece of the compose file, however deep."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in variables(part)]
    if isinstance(value, list):
        return [found for part in value for found in variables(part)]
    return list(VARIABLE.finditer(value)) if isinstance(value, str) else []


def production(**changes: str) -> dict[str, str]:
    """The environment that compose gives the web service, with changes; an empty change takes a variable away."""

    def fill(found: re.Match[str]) -> str:
        return FILLED_IN.get(found["name"]) or (found["text"] if found["kind"] == "-" else "")

    given = {name: VARIABLE.sub(fill, str(value)) for name, value in SERVICES["web"]["environment"].items()}
    basics = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "supportgroups.settings.production"}
    return {name: value for name, value in (basics | given | changes).items() if value or name not in changes}


def python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """One Python process at the root of the project, with this environment alone."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)


def documented() -> set[str]:
    """The variables in the first column of the tables in docs/environment.md."""
    rows = [line.split("|")[1] for line in (ROOT / "docs/environment.md").read_text().splitlines() if line[:3] == "| `"]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


# --- The compose file ------------------------------------------------------------------------------------------------


def test_the_whole_site_is_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "postgres", "redis", "proxy"}
    assert {name: SERVICES[name]["command"] for name in OURS} == {name: [name] for name in OURS}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_health_check(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert len(check["test"]) > 1
    assert {"interval", "timeout", "retries"} <= set(check)


def test_services_start_when_what_they_need_is_well() -> None:
    needs = {name: SERVICES[name].get("depends_on", {}) for name in SERVICES}
    assert {"postgres", "redis"} <= set(needs["web"])
    assert all("web" in needs[name] for name in ("worker", "beat", "proxy"))
    assert all(need["condition"] == "service_healthy" for list_ in needs.values() for need in list_.values())


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_has_more_rights_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "cap_add" not in service
    assert "privileged" not in service
    stage = (ROOT / "Dockerfile").read_text().split(" AS site\n")[1]
    user = service.get("user") or re.findall(r"^USER (\S+)$", stage, re.MULTILINE)[0]
    assert not user.startswith(("0", "root"))


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert SERVICES["postgres"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]
    assert "inside" not in SERVICES["proxy"]["networks"]


def test_no_secret_has_a_default() -> None:
    asked_for = {found["name"] for found in variables(SERVICES) if found["kind"] == "?"}
    assert asked_for >= SECRETS
    for found in variables(COMPOSE):
        assert found["kind"] == "?" or found["name"] not in SECRETS, found[0]
    filled = dict(line.split("=", 1) for line in (ROOT / ".env.example").read_text().splitlines() if line[:1].isalpha())
    assert {filled[name] for name in SECRETS} == {""}


def test_every_variable_is_documented() -> None:
    in_compose = {found["name"] for found in variables(COMPOSE)}
    explained = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert in_compose == explained
    given = {name for service in SERVICES.values() for name in service.get("environment", {})}
    assert in_compose | given | read_by_the_settings() <= documented()


def test_no_variable_is_documented_that_nothing_reads() -> None:
    given = {name for service in SERVICES.values() for name in service.get("environment", {})}
    assert documented() <= {found["name"] for found in variables(COMPOSE)} | given | read_by_the_settings()


def read_by_the_settings() -> set[str]:
    """The variables that base.py and production.py ask the environment for."""
    texts = [(ROOT / "supportgroups/settings" / name).read_text() for name in ("base.py", "production.py")]
    return set(re.findall(r'(?:environ\.get|environ|needed|whole_number)[(\[]"([A-Z_]+)"', "\n".join(texts)))


def test_what_the_containers_run_can_be_read_by_a_shell() -> None:
    for script in ("deploy/entrypoint", "scripts/environment", "scripts/lock"):
        assert os.access(ROOT / script, os.X_OK)
        subprocess.run(["sh", "-n", script], cwd=ROOT, check=True)
    for script in ("deploy/health", "deploy/migrate"):
        assert os.access(ROOT / script, os.X_OK)
        compile((ROOT / script).read_text(), script, "exec")


# --- What is logged, and for how long ---------------------------------------------------------------------------------


def test_every_log_goes_within_thirty_days() -> None:
    """The site's own is in a folder that the register names; what containers say is cut short, and holds nothing."""
    assert FOLDERS["logs"].days <= 30
    for name in OURS:
        where = SERVICES[name]["environment"][FOLDERS["logs"].setting]
        assert any(volume.endswith(f":{where}") for volume in SERVICES[name]["volumes"])
        assert where in (ROOT / "Dockerfile").read_text()
    for name, service in SERVICES.items():
        assert service["logging"] == {"driver": "local", "options": {"max-size": "1m", "max-file": "2"}}, name
    assert "MaxRetentionSec=30day" in (ROOT / "deploy/journald.conf").read_text()


def test_no_part_logs_who_asked_for_what() -> None:
    proxy, entry = (ROOT / "deploy/Caddyfile").read_text(), (ROOT / "deploy/entrypoint").read_text()
    assert not re.search(r"^\s*log\s*(\{|$)", proxy, re.MULTILINE), "an access log"
    assert "exclude http.log.error http.handlers.reverse_proxy" in proxy
    assert "--access-logfile" not in entry
    said = SERVICES["postgres"]["command"]
    assert {"log_min_error_statement=panic", "log_error_verbosity=terse", "log_min_messages=fatal"} <= set(said)


@pytest.mark.parametrize("part", ["site", "celery", "gunicorn"])
def test_what_any_part_says_is_in_the_day_s_file_and_names_nobody(part: str, tmp_path: Path) -> None:
    speaks = {
        "site": "logging.getLogger('planted').warning(said)",
        "celery": "app.log.setup(loglevel='INFO'); logging.getLogger('celery.worker').error(said)",
        "gunicorn": "logging.getLogger('gunicorn.error').error(said)",
    }
    before = "import logging; log = logging.getLogger('gunicorn.error'); log.addHandler(logging.StreamHandler())"
    words = "said = 'Error handling request /g/calm-water-1/ for ann@example.org from 203.0.113.7'"
    ready = "import django; django.setup(); from supportgroups.celery import app"
    done = python(production(LOG_DIR=str(tmp_path)), "-c", "; ".join([before, ready, words, speaks[part]]))
    assert done.returncode == 0, done.stderr
    assert done.stderr + done.stdout == ""
    (file,) = tmp_path.iterdir()
    assert file.name == f"site-{datetime.now(UTC).date()}.log"
    assert file.read_text().endswith("Error handling request /g/... for (address) from (network)\n")


# --- Production ------------------------------------------------------------------------------------------------------


CONFIRMED = """
[[emergency]]
country = "NZ"
number = "111"
sources = ["https://www.govt.nz/", "https://www.police.govt.nz/"]
read_on = {day}
confirmed_on = {day}
"""


def test_djangos_deployment_checks_find_nothing(tmp_path: Path) -> None:
    """Where the operator has confirmed what is shown to somebody in danger; `test_helplines.py` has the warnings."""
    (tmp_path / "lines.toml").write_text(CONFIRMED.format(day=timezone.now().date()))
    confirmed = production(HELP_COUNTRY="NZ", HELPLINES_FILE=str(tmp_path / "lines.toml"))
    done = python(confirmed, "manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    done = python(production(HELP_COUNTRY="NZ"), "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 1
    assert "NZ 111 is shown as unconfirmed" in done.stderr


def test_production_starts_with_what_compose_gives_it() -> None:
    done = python(production(), "-c", "from django.conf import settings; print(settings.DEBUG)")
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": "change-me-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ"}, "SECRET_KEY is a sample"),
        ({"SECRET_KEY": "development-only-never-in-production-0123456789"}, "SECRET_KEY is"),
        ({"SECRET_KEY": secrets.token_urlsafe(24)}, "SECRET_KEY is too short"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too short or too plain"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
        ({"EMAIL_URL": ""}, "EMAIL_URL is not set"),
        ({"EMAIL_URL": "mail.test:25"}, "EMAIL_URL begins with"),
        ({"MAIL_DOMAIN": ""}, "MAIL_DOMAIN is not set"),
        ({"SITE_URL": "http://readingroom.test"}, "SITE_URL begins with https://"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        (
            {"PAYMENT_PROVIDERS": '{"gate": {"address": "https://pay.test", "secrets": ["short"]}}'},
            "gate needs an https",
        ),
        (
            {"PAYMENT_PROVIDERS": f'{{"gate": {{"address": "http://pay.test", "secrets": ["{"ab12" * 9}"]}}}}'},
            "gate needs an https",
        ),
        ({"WEB_PROCESSES": "two"}, "WEB_PROCESSES is a whole number"),
        ({"SEVERAL_MACHINES": "1"}, "set MEDIA_STORAGE"),
        ({"SEVERAL_MACHINES": "1", "DATABASE_URL": "sqlite:////tmp/site.sqlite3"}, "set DATABASE_URL"),
        ({"SEVERAL_MACHINES": "1", "REDIS_URL": "redis://127.0.0.1:6379/0"}, "looked for on loopback"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_production_refuses_to_start(changes: dict[str, str], sentence: str) -> None:
    done = python(production(**changes), "-c", "import supportgroups.wsgi")
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert sentence in last


def test_the_worker_refuses_as_the_site_does() -> None:
    read = "from supportgroups.celery import app; print(app.conf.broker_url)"
    assert python(production(), "-c", read).returncode == 0
    done = python(production(SECRET_KEY="short"), "-c", read)
    assert done.returncode != 0
    assert "SECRET_KEY is too short" in done.stderr


def test_without_a_word_about_settings_a_server_takes_those_of_production() -> None:
    bare = {"PATH": os.environ["PATH"]}
    for entrance in ("supportgroups.wsgi", "supportgroups.celery"):
        read = f"import {entrance}; from django.conf import settings; print(settings.DEBUG)"
        done = python(bare, "-c", read)
        assert "SECRET_KEY is not set" in done.stderr


def test_several_machines_start_with_media_that_all_reach() -> None:
    shared = production(SEVERAL_MACHINES="1", MEDIA_STORAGE="django.core.files.storage.InMemoryStorage")
    done = python(shared, "-c", "from django.conf import settings; print(settings.SEVERAL_MACHINES)")
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


@pytest.mark.parametrize(
    ("cache", "processes", "several", "refused"),
    [
        ("django.core.cache.backends.locmem.LocMemCache", 1, False, False),
        ("django.core.cache.backends.locmem.LocMemCache", 2, False, True),
        ("django.core.cache.backends.locmem.LocMemCache", 1, True, True),
        ("django.core.cache.backends.filebased.FileBasedCache", 2, False, False),
        ("django.core.cache.backends.filebased.FileBasedCache", 2, True, True),
        ("django.core.cache.backends.redis.RedisCache", 2, True, False),
    ],
)
def test_limits_count_in_a_cache_that_all_share(cache: str, processes: int, several: bool, refused: bool) -> None:
    settings = {"CACHES": {"default": {"BACKEND": cache}}, "WEB_PROCESSES": processes, "SEVERAL_MACHINES": several}
    assert bool(deploychecks.cache_of_one_process(settings)) is refused


@pytest.mark.parametrize(
    ("directives", "refused"),
    [
        ({"default-src": ["'none'"], "script-src": ["'self'"]}, False),
        ({"default-src": ["'self'"]}, True),
        ({"default-src": ["'none'"], "style-src": ["'self'", "'unsafe-inline'"]}, True),
        ({"default-src": ["'none'"], "script-src": "'unsafe-eval'"}, True),
        ({}, True),
    ],
)
def test_a_loose_content_policy_is_refused(directives: dict[str, Any], refused: bool) -> None:
    settings = {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": directives}}
    assert bool(deploychecks.loose_content_policy(settings)) is refused


def test_pages_for_development_are_absent_in_production() -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "for path in ('/dev/', '/dev/mail/', '/dev/components/'):\n"
        "    try: print(resolve(path))\n"
        "    except Resolver404: print('absent')\n"
    )
    done = python(production(), "-c", ask)
    assert done.stdout.split() == ["absent"] * 3, done.stderr


HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the static files as the image holds them, each under a name made from what is in it."""
    folder = tmp_path_factory.mktemp("var")
    done = python(production(VAR_DIR=str(folder)), "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("address", "secure", "status"),
    [
        ("/static/css/tokens.css", True, 200),
        ("/static/not-there.css", True, 404),
        ("/not-there/", True, 404),
        ("/", False, 301),
    ],
)
def test_every_answer_carries_the_headers(gathered: Path, address: str, secure: bool, status: int) -> None:
    ask = (
        "import django, json; django.setup()\n"
        "from django.test import Client\n"
        f"answer = Client().get({address!r}, secure={secure}, headers={{'host': 'readingroom.test'}})\n"
        "print(json.dumps([answer.status_code, dict(answer.headers)]))\n"
    )
    done = python(production(VAR_DIR=str(gathered)), "-W", "ignore", "-c", ask)
    assert done.stdout, done.stderr
    got, headers = json.loads(done.stdout.splitlines()[-1])
    assert got == status
    # A browser takes word of HSTS over TLS only.
    wanted = {name: value for name, value in HEADERS.items() if secure or name != "Strict-Transport-Security"}
    assert {name: headers.get(name) for name, value in wanted.items() if value not in headers.get(name, "")} == {}
