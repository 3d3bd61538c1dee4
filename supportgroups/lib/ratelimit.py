"""How often is too often: counters in the cache, by fixed windows of time.

Keys are hashed with the secret before they reach the cache, so that nobody reads there who was counted.
"""

import hashlib
import hmac
import ipaddress
import logging
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.encoding import force_bytes

logger = logging.getLogger(__name__)

# The size of a household or a small office: fine enough to stop one sender, too coarse to follow one person.
_NETWORK_V4, _NETWORK_V6 = 24, 56


def allow(key: str, *, limit: int, seconds: int) -> bool:
    """Count this call; True for the first ``limit`` in each window of ``seconds``.

    Windows are aligned to the clock, so twice the limit may pass around the turn of one. One or two trips to the cache,
    atomic where the cache's ``incr`` is (Redis, memcached, memory). When the cache is away everything is allowed and a
    line is logged: a limit is worth less than the site.
    """
    window = f"rate:{_digest(f'{key}:{limit}:{seconds}')}:{int(time.time() // seconds)}"
    try:
        if cache.add(window, 1, timeout=seconds):
            return limit >= 1
        return cache.incr(window) <= limit
    except ValueError:
        return True  # the window ended between the two calls
    except Exception as problem:  # noqa: BLE001 - each cache backend has its own exceptions for being away
        logger.warning("limits are off: the cache does not answer (%s)", type(problem).__name__)
        return True


def client_network(request: HttpRequest) -> str:
    """The sender's network as an opaque key: IPv4 /24 or IPv6 /56, hashed with the secret.

    Of ``X-Forwarded-For`` only what our own proxies wrote is believed: entry ``TRUSTED_PROXY_COUNT`` from the right.
    """
    return _digest(f"network:{_network(_client_address(request))}")[:32]


def _client_address(request: HttpRequest) -> str:
    direct = request.META.get("REMOTE_ADDR", "")
    proxies = int(getattr(settings, "TRUSTED_PROXY_COUNT", 0))
    if proxies < 1:
        return direct
    entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    # Fewer entries than proxies: the request came around them, and the header is the sender's own invention.
    return entries[-proxies] if len(entries) >= proxies and entries[-proxies] else direct


def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(ip), _NETWORK_V6), strict=False))
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network((int(ip), _NETWORK_V4), strict=False))


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, colon, _port = address.partition(":")
    return host if colon and address.count(":") == 1 else address.partition("%")[0]


def _digest(text: str) -> str:
    return hmac.new(force_bytes(settings.SECRET_KEY), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
