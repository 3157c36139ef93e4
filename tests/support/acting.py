"""One action at a time, on what somebody wrote or pressed: no model and no rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.boundary import Event, RefleksAction
from actions.forms import RefleksForm
from bot.bootstrap import Services
from tests.support.people import NOW

_message_ids = count()


@dataclass(frozen=True)
class Done:
    """What an action did."""

    events: Sequence[Event]
    said: Sequence[dict[str, Any]]

    @property
    def slots(self) -> dict[str, Any]:
        """The slots that it set."""
        return {each["name"]: each["value"] for each in self.events if each["event"] == "slot"}

    @property
    def outcome(self) -> str | None:
        """What it reported."""
        return self.slots.get("outcome")

    @property
    def responses(self) -> list[str]:
        """The names of what it said."""
        return [each["response"] for each in self.said]

    @property
    def titles(self) -> list[str]:
        """The buttons under what it said."""
        return [button["title"] for each in self.said for button in each.get("buttons") or ()]


@dataclass
class Speaker:
    """A chat, and what is remembered of it; each call is a message of its own."""

    services: Services
    chat: str
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    form: str | None = None

    async def do(
        self,
        action: type[RefleksAction],
        text: str = "hei",
        intent: str = "inform",
        **entities: object,
    ) -> Done:
        """Run an action on a message that was understood as this."""
        heard = self._heard(text, intent, entities)
        dispatcher = CollectingDispatcher()
        events = await action(self.services, lambda: NOW).run(dispatcher, self._tracker(heard), {})
        return Done(events, dispatcher.messages)

    async def answer(
        self,
        form: type[RefleksForm],
        slot: str,
        value: object,
        intent: str = "inform",
        text: str = "",
        **entities: object,
    ) -> Done:
        """Let a form check what its question about `slot` was answered with.

        `text` is what was written, where the value was read out of it.
        """
        heard = self._heard(text or str(value), intent, entities)
        dispatcher = CollectingDispatcher()
        tracker = self._tracker(heard, {"event": "slot", "name": slot, "value": value})
        checks = form(self.services, lambda: NOW)
        domain = {"forms": {checks.form_name(): {"required_slots": [slot]}}}
        events = await checks.run(dispatcher, tracker, domain)
        return Done(events, dispatcher.messages)

    def _heard(self, text: str, intent: str, entities: dict[str, object]) -> dict[str, Any]:
        told = [_entity(text, name, value) for name, value in entities.items()]
        metadata = {"message_id": f"m{next(_message_ids)}", "sent_at": NOW.isoformat()}
        return {"text": text, "intent": {"name": intent}, "entities": told, "metadata": metadata}

    def _tracker(self, heard: dict[str, Any], *more: Event) -> Tracker:
        spoken = [{"event": "user", "metadata": heard["metadata"], "text": heard["text"]}]
        events = [*self.events, *spoken, *more]
        loop = {"name": self.form} if self.form else {}
        return Tracker(self.chat, dict(self.slots), heard, events, False, None, loop, "")


def _entity(text: str, name: str, value: object) -> dict[str, Any]:
    place = max(0, text.find(str(value)))
    return {"entity": name, "value": value, "start": place, "end": place + len(str(value))}
