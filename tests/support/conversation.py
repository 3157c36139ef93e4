"""A conversation with the trained assistant in this process, as a channel would lead it.

The model, the rules, the forms and the actions are the real ones on a real database; only the
way over HTTP is left out, which the tests of the channel take.
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
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.utils import all_subclasses

import actions

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FREE_TEXT = frozenset({"happened", "worked", "hard", "next_step"})


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
class Said:
    """One reply."""

    text: str
    buttons: dict[str, str]


@dataclass
class Conversation:
    """One chat; `replies` holds what the last message led to."""

    agent: Agent
    actions: ActionsHere
    chat: str
    replies: list[Said] = field(default_factory=list)
    pinned: str | None = None
    sent_at: datetime = NOW
    _ids: itertools.count[int] = field(default_factory=itertools.count)

    async def say(self, text: str) -> str:
        """Write something; gives all that was replied, as one text."""
        return await self._send(text)

    async def press(self, title: str) -> str:
        """Press a button under the last replies."""
        payloads = {t: p for said in self.replies for t, p in said.buttons.items()}
        return await self._send(payloads[title])

    async def slot(self, name: str) -> Any:
        """Give what the conversation remembers."""
        return (await self._tracker()).get_slot(name)

    async def form(self) -> str | None:
        """Give the form that is open."""
        return str((await self._tracker()).active_loop_name or "") or None

    async def _send(self, text: str) -> str:
        tracker = await self._tracker()
        expects = tracker.active_loop_name and tracker.get_slot("requested_slot") in FREE_TEXT
        message_id = f"m{next(self._ids)}"
        channel = CollectingOutputChannel()
        message = UserMessage(
            text,
            channel,
            self.chat,
            input_channel="refleks",
            message_id=message_id,
            metadata={
                "message_id": message_id,
                "sent_at": self.sent_at.isoformat(),
                "pinned_language": self.pinned,
                "expects": "text" if expects else None,
            },
        )
        await self.agent.handle_message(message)
        self.replies = [
            Said(sent.get("text", ""), {b["title"]: b["payload"] for b in sent.get("buttons", [])})
            for sent in channel.messages
        ]
        return "\n\n".join(said.text for said in self.replies)

    async def _tracker(self) -> Any:
        return await self.agent.tracker_store.get_or_create_tracker(self.chat)
