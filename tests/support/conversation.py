"""A conversation with the trained assistant in this process, as a channel would lead it.

The model, rules, forms, actions, conversations and replies are the real ones on a real database;
only the way over HTTP is left out, which the tests of the channel take.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.utils import all_subclasses

import actions
from bot.bootstrap import Services
from bot.dialogue.replies import ReplyRenderer
from bot.dialogue.tracker_store import FlatTrackerStore
from bot.dialogue.turn_request import TurnRequest
from bot.dialogue.turns import take_turn
from bot.services.ports.assistant import Reply
from bot.storage.memory import SqlMemory

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def our_actions() -> Iterator[type[Action]]:
    """Give every action that Rasa's executor would find in our package."""
    for module in pkgutil.iter_modules(actions.__path__, "actions."):
        importlib.import_module(module.name)
    for each in all_subclasses(Action):
        if each.__module__.startswith("actions.") and not inspect.isabstract(each):
            yield each


class ActionsHere(EndpointConfig):
    """Runs actions in this process; `down` makes it behave like a server that is not there."""

    def __init__(self, served: Sequence[Action]) -> None:
        super().__init__(url="http://localhost")
        self._executor = ActionExecutor()
        for action in served:
            self._executor.register_action(action)
        self.down = False

    async def request(self, *_: object, json: dict[str, Any], **__: object) -> Any:
        if self.down:
            raise ConnectionError("the action server is down")
        return await self._executor.run(json)


@dataclass
class Assistant:
    """The loaded model with actions and conversations on a test's own database."""

    agent: Agent
    services: Services
    store: FlatTrackerStore = field(init=False)
    actions: ActionsHere = field(init=False)
    renderer: ReplyRenderer = field(init=False)

    def __post_init__(self) -> None:
        """Give the agent, which is loaded once for all tests, this test's own parts."""
        self.store = FlatTrackerStore(SqlMemory(self.services.database), self.agent.domain)
        self.actions = ActionsHere([make(self.services, lambda: NOW) for make in our_actions()])
        self.renderer = ReplyRenderer(self.services.knowledge, self.services.texts)
        self.agent.processor.tracker_store = self.store
        self.agent.processor.action_endpoint = self.actions


@dataclass
class Conversation:
    """One chat; `replies` holds what the last message led to."""

    assistant: Assistant
    chat: str
    replies: Sequence[Reply] = ()
    pinned: str | None = None
    intent: str | None = None
    now: datetime = NOW
    _ids: Iterator[int] = field(default_factory=itertools.count)

    async def say(self, text: str) -> str:
        """Write something; gives all that was replied, as one text."""
        return await self._send(text=text)

    async def press(self, title: str) -> str:
        """Press a button under the last replies."""
        buttons = {b.title: b.payload for reply in self.replies for b in reply.buttons}
        return await self.choose(buttons[title])

    async def choose(self, payload: str) -> str:
        """Press a button of any reply, however old."""
        return await self._send(payload=payload)

    async def slot(self, name: str) -> Any:
        """Give what the conversation remembers."""
        return (await self._tracker()).get_slot(name)

    async def form(self) -> str | None:
        """Give the form that is open."""
        return str((await self._tracker()).active_loop_name or "") or None

    async def _send(self, **content: str) -> str:
        here = self.assistant
        request = TurnRequest(
            sender_id=self.chat,
            message_id=f"m{next(self._ids)}",
            sent_at=self.now,
            language=self.pinned,
            **content,
        )
        turn = await take_turn(here.agent, here.store, here.renderer, request)
        self.replies, self.intent = turn.replies, turn.intent
        return "\n\n".join(reply.text for reply in turn.replies)

    async def _tracker(self) -> Any:
        return await self.assistant.store.get_or_create_tracker(self.chat)
