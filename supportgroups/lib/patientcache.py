"""A cache that may go away: then it is empty, limits are off, and no page waits for it or breaks."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# One page asks several times; after the first silence the rest of it, and its neighbours, do not ask again so soon.
PAUSE = 10.0


class PatientRedisCache(RedisCache):
    """Django's Redis cache, which answers as if it were empty while Redis does not.

    The first call without Redis costs the socket's timeout (2 s), those of the next ten seconds nothing. ``add``
    and ``incr`` then say what a first call would: whoever counts with them lets people through.
    """

    _away_until = 0.0

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """True while Redis is away: the lock is yours, the count begins."""
        return self._ask(lambda: super(PatientRedisCache, self).add(key, value, timeout, version), True)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """The default while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).get(key, default, version), default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        """Nothing is kept while Redis is away."""
        self._ask(lambda: super(PatientRedisCache, self).set(key, value, timeout, version), None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        """False while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).touch(key, timeout, version), False)

    def delete(self, key: Any, version: Any = None) -> bool:
        """False while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).delete(key, version), False)

    def has_key(self, key: Any, version: Any = None) -> bool:
        """False while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).has_key(key, version), False)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> int:
        """The step alone while Redis is away. Raises ``ValueError`` for a key that is not there."""
        return self._ask(lambda: super(PatientRedisCache, self).incr(key, delta, version), delta)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        """Nothing while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).get_many(keys, version), {})

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        """All keys, as not kept, while Redis is away."""
        return self._ask(lambda: super(PatientRedisCache, self).set_many(data, timeout, version), list(data))

    def delete_many(self, keys: Any, version: Any = None) -> None:
        """Nothing is done while Redis is away."""
        self._ask(lambda: super(PatientRedisCache, self).delete_many(keys, version), None)

    def _ask(self, question: Callable[[], Any], otherwise: Any) -> Any:
        kind = type(self)
        if time.monotonic() < kind._away_until:
            return otherwise
        try:
            return question()
        except (RedisError, OSError) as problem:
            kind._away_until = time.monotonic() + PAUSE
            logger.warning("the cache does not answer (%s); limits are off for %.0f s", type(problem).__name__, PAUSE)
            return otherwise
