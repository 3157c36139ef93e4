"""Rasa's agent, put together so that nothing is lost silently."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain

from bot.dialogue.action_endpoint import read_action_endpoint
from bot.dialogue.locks import make_lock_store
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
