"""What a site that serves others must never be: guessable, talking in the clear, or at odds with itself.

`refusals` is asked by `supportgroups.settings.production` while it loads, so that neither web nor worker starts; the
same sentences come out of `manage.py check --deploy`. It reads settings only: no database, no network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.core.checks import CheckMessage, Error, register

SHORTEST_SECRET = 32
SHORTEST_KEY = 50  # characters; what Django's own generator makes
FEWEST_DIFFERENT_CHARACTERS = 12
SAMPLE_WORDS = ("change", "insecure", "sample", "example", "secret", "your-", "development", "testing", "password")
CACHES_OF_ONE_PROCESS = ("locmem.LocMemCache", "dummy.DummyCache")
CACHES_OF_ONE_MACHINE = (*CACHES_OF_ONE_PROCESS, "filebased.FileBasedCache")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
MAIL_THAT_GOES_NOWHERE = ("console", "locmem", "dummy", "filebased")

Settings = Mapping[str, Any]


def refusals(settings: Settings) -> list[str]:
    """Every reason not to start with these settings, each a sentence; an empty list when there is none."""
    return [sentence for rule in RULES if (sentence := rule(settings))]


def weak_key(settings: Settings) -> str:
    """A short, plain or well-known key signs sessions that anyone could forge."""
    key = str(settings.get("SECRET_KEY", ""))
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT_CHARACTERS:
        return f"SECRET_KEY is too short or too plain: {SHORTEST_KEY} random characters at least."
    if any(word in key.lower() for word in SAMPLE_WORDS):
        return "SECRET_KEY is a sample; make one of your own, .env.example says how."
    return ""


def debugging(settings: Settings) -> str:
    """Debugging pages show settings, sources and people's words to anyone."""
    return "DEBUG is on." if settings.get("DEBUG") else ""


def any_host(settings: Settings) -> str:
    """A site that answers to any name can be made to mail links to somebody else's."""
    hosts = settings.get("ALLOWED_HOSTS") or []
    wild = not hosts or any(host.startswith((".", "*")) for host in hosts)
    return "ALLOWED_HOSTS names the site's own hosts, without wildcards." if wild else ""


def address_in_the_clear(settings: Settings) -> str:
    """Links in mail begin with SITE_URL."""
    url = str(settings.get("SITE_URL", ""))
    return "" if url.startswith("https://") else "SITE_URL begins with https://."


def payments_in_the_clear(settings: Settings) -> str:
    """Whoever can sign as a provider writes into ledgers."""
    for name, options in (settings.get("PAYMENT_PROVIDERS") or {}).items():
        is_short = not options.get("secrets") or any(len(secret) < SHORTEST_SECRET for secret in options["secrets"])
        if is_short or not str(options.get("address", "")).startswith("https://"):
            return f"PAYMENT_PROVIDERS: {name} needs an https:// address and secrets of {SHORTEST_SECRET} characters."
    return ""


def cache_of_one_process(settings: Settings) -> str:
    """Limits count in the cache: with one cache per process each process would count for itself."""
    if processes(settings) == 1 and not several_machines(settings):
        return ""
    alone = CACHES_OF_ONE_MACHINE if several_machines(settings) else CACHES_OF_ONE_PROCESS
    if backend(settings, "CACHES").endswith(alone):
        return "The cache belongs to one process or machine, and there are more: set REDIS_URL."
    return ""


def media_of_one_machine(settings: Settings) -> str:
    """A picture saved on one machine would be missing on the next."""
    if several_machines(settings) and backend(settings, "STORAGES").endswith("FileSystemStorage"):
        return "Media lie on one machine's disk, and there are several machines: set MEDIA_STORAGE."
    return ""


def database_of_one_machine(settings: Settings) -> str:
    """SQLite is a file on one machine."""
    engine = settings.get("DATABASES", {}).get("default", {}).get("ENGINE", "")
    if several_machines(settings) and engine.endswith("sqlite3"):
        return "SQLite lies on one machine's disk, and there are several machines: set DATABASE_URL."
    return ""


def servers_of_one_machine(settings: Settings) -> str:
    """On loopback each machine would find a Redis or PostgreSQL of its own."""
    hosts = {urlsplit(str(settings.get("CELERY_BROKER_URL", ""))).hostname}
    hosts |= {database.get("HOST") or "localhost" for database in settings.get("DATABASES", {}).values()}
    if several_machines(settings) and hosts & LOOPBACK:
        return "Redis or PostgreSQL is looked for on loopback, and there are several machines."
    return ""


def broker_of_one_machine(settings: Settings) -> str:
    """A broker in memory or in files reaches one process or machine."""
    broker = str(settings.get("CELERY_BROKER_URL", ""))
    local = not broker or broker.startswith(("memory", "filesystem"))
    return "The worker and the site do not share a broker: set REDIS_URL." if local else ""


def mail_that_goes_nowhere(settings: Settings) -> str:
    """Nobody could sign in: the code comes by mail."""
    name = str(settings.get("EMAIL_BACKEND", ""))
    return "Mail would go nowhere: set EMAIL_URL." if any(word in name for word in MAIL_THAT_GOES_NOWHERE) else ""


def loose_content_policy(settings: Settings) -> str:
    """The policy starts from nothing and never allows inline script or style."""
    directives = (settings.get("CONTENT_SECURITY_POLICY") or {}).get("DIRECTIVES", {})
    words = {str(word) for value in directives.values() for word in listed(value)}
    if "'none'" not in listed(directives.get("default-src")) or any("unsafe" in word for word in words):
        return "CONTENT_SECURITY_POLICY starts from 'none' and has no 'unsafe' in it."
    return ""


RULES: tuple[Callable[[Settings], str], ...] = (
    weak_key,
    debugging,
    any_host,
    address_in_the_clear,
    payments_in_the_clear,
    cache_of_one_process,
    media_of_one_machine,
    database_of_one_machine,
    servers_of_one_machine,
    broker_of_one_machine,
    mail_that_goes_nowhere,
    loose_content_policy,
)


def several_machines(settings: Settings) -> bool:
    """Whether the operator says that more than one machine serves the site."""
    return bool(settings.get("SEVERAL_MACHINES"))


def processes(settings: Settings) -> int:
    """How many web processes one machine runs."""
    return int(settings.get("WEB_PROCESSES", 1))


def backend(settings: Settings, name: str) -> str:
    """The dotted path of the default cache or storage."""
    return str(settings.get(name, {}).get("default", {}).get("BACKEND", ""))


def listed(value: Any) -> Sequence[Any]:
    """A directive's sources as a sequence, however it was written."""
    if value is None or isinstance(value, bool):
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


READ = (
    *("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "SEVERAL_MACHINES", "WEB_PROCESSES", "CACHES", "STORAGES"),
    *("DATABASES", "CELERY_BROKER_URL", "EMAIL_BACKEND", "CONTENT_SECURITY_POLICY"),
)


@register("supportgroups", deploy=True)
def check_settings(**kwargs: object) -> list[CheckMessage]:
    """The same refusals for `manage.py check --deploy`."""
    values = {name: getattr(django_settings, name) for name in READ if hasattr(django_settings, name)}
    return [
        Error(sentence, id=f"supportgroups.E{number:03}")
        for number, rule in enumerate(RULES, start=1)
        if (sentence := rule(values))
    ]
