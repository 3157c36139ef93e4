"""Rasa's agent, put together so that nothing is lost silently."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from bot.dialogue.action_endpoint import read_action_endpoint
from bot.dialogue.tracker_store import FlatTrackerStore


class CandidAgent(Agent):
    """An agent whose turn fails when its conversation cannot be kept."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore, domain: Domain) -> TrackerStore:
        # Rasa wraps the store so that trackers go to memory while the database is down: a
        # partner would be answered, and forgotten at the next restart.
        store.domain = domain
        return store


def load_agent(
    model: Path, store: FlatTrackerStore, endpoints: Path, redis_url: str | None
) -> Agent:
    """Load `model` into an agent that runs actions where the file `endpoints` says."""
    agent = CandidAgent(
        tracker_store=store,
        lock_store=make_lock_store(redis_url),
        action_endpoint=read_action_endpoint(endpoints),
    )
    agent.load_model(str(model))
    return agent


def make_lock_store(redis_url: str | None) -> LockStore:
    """Make the lock that lets one turn of a chat run at a time: in Redis for several servers."""
    if redis_url is None:
        return InMemoryLockStore()
    parts = urlsplit(redis_url)
    return RedisLockStore(
        host=parts.hostname or "localhost",
        port=parts.port or 6379,
        db=int(parts.path.strip("/") or 0),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_ssl=parts.scheme == "rediss",
        key_prefix="refleks",
    )
