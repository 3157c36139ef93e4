"""One turn of a chat at a time, also when several Rasa processes share the work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from rasa.core.lock_store import (
    LOCK_LIFETIME,
    InMemoryLockStore,
    LockError,
    LockStore,
    RedisLockStore,
)
from redis.exceptions import LockNotOwnedError, RedisError


class AtomicRedisLockStore(RedisLockStore):
    """Locks in Redis that two processes cannot take at once.

    Rasa reads its lock, gives itself a ticket and writes it back: two processes that do so at the
    same moment hold the same ticket.
    """

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[Any]:
        """Hold the conversation's lock; raise LockError when it is not to be had.

        A lock that is held for longer than its lifetime is given to the next who asks; what two
        then append to the conversation cannot mix, see `bot.dialogue.tracker_store`.
        """
        name = f"{self.key_prefix}{conversation_id}"
        lock = self.red.lock(name, timeout=lock_lifetime, thread_local=False)
        until = time.monotonic() + lock_lifetime
        try:
            while not await asyncio.to_thread(lock.acquire, blocking=False):
                if time.monotonic() > until:
                    raise LockError("another turn of the chat does not end")
                await asyncio.sleep(wait_time_in_seconds)
        except RedisError as error:
            raise LockError("Redis does not answer") from error
        try:
            yield lock
        finally:
            # When Redis has gone meanwhile, the lock ends by itself.
            with suppress(LockNotOwnedError, RedisError):
                await asyncio.to_thread(lock.release)


def make_lock_store(redis_url: str | None) -> LockStore:
    """Make the locks: in Redis for several processes, else in this one's memory."""
    if redis_url is None:
        return InMemoryLockStore()
    parts = urlsplit(redis_url)
    return AtomicRedisLockStore(
        host=parts.hostname or "localhost",
        port=parts.port or 6379,
        db=int(parts.path.strip("/") or 0),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_ssl=parts.scheme == "rediss",
        key_prefix="refleks",
    )
