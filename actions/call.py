"""One call of an action: who speaks, what was understood so far, and how to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.names import EDIT_INTENT, Entity, Response, Slot
from bot.bootstrap import Services
from bot.domain_model.actors import Actor, parse_chat_id

DEFAULT_LANGUAGE = "nb"
_TOLD_ANEW = (Entity.FIELD, Entity.SCHOOL, Entity.VISITED_ON, Entity.SHARING, Entity.VISIT_TIME)
"""What a wish for a change may name: the part, or what is to stand there."""


@dataclass(frozen=True)
class Call:
    """What an action is given."""

    services: Services
    dispatcher: CollectingDispatcher
    tracker: Tracker
    at: datetime

    @cached_property
    def actor(self) -> Actor:
        """Who speaks, looked up once; a stranger when nobody knows the chat."""
        return self.services.partners.actor_in(parse_chat_id(self.tracker.sender_id))

    @property
    def language(self) -> str:
        """The form to answer in."""
        return self.slot(Slot.LANGUAGE) or DEFAULT_LANGUAGE

    @property
    def zone(self) -> ZoneInfo:
        """Where the clock on the wall is read."""
        return self.services.zone

    @property
    def today(self) -> date:
        """The day on the wall calendar when the message was sent, however late it is answered."""
        return self.sent_at.astimezone(self.zone).date()

    @property
    def sent_at(self) -> datetime:
        """When the message was sent; the time of the call when the channel does not say."""
        told = (self.tracker.latest_message.get("metadata") or {}).get("sent_at")
        return datetime.fromisoformat(told) if told else self.at

    @property
    def source_key(self) -> str:
        """What names this message among all: a message that is handled twice saves once."""
        message = self.tracker.latest_message
        told = (message.get("metadata") or {}).get("message_id") or message.get("message_id")
        return f"{self.tracker.sender_id}:{told}"

    @property
    def message(self) -> str:
        """What was written, or the payload of the button that was pressed."""
        return str(self.tracker.latest_message.get("text") or "")

    @property
    def wants_to_edit(self) -> bool:
        """Whether something is to be changed, and it is not said what."""
        told = (self.entity(each) for each in _TOLD_ANEW)
        return self.intent == EDIT_INTENT and all(each is None for each in told)

    @property
    def told(self) -> str:
        """What was written; nothing when a button was pressed."""
        return "" if self.message.startswith("/") else self.message

    @property
    def words(self) -> str:
        """What was written, in small letters."""
        return self.told.casefold()

    @property
    def intent(self) -> str:
        """What the message was understood as."""
        return str(self.tracker.latest_message.get("intent", {}).get("name") or "")

    @property
    def school(self) -> str | None:
        """The school that the message names, as the register writes it when it is clear which."""
        named = self.entity(Entity.SCHOOL)
        told = named or self.services.schools.named_in(self.actor, self.words)
        match = self.services.schools.find(self.actor, told) if told else None
        return match.only.label if match and match.only else told

    def slot(self, slot: Slot) -> Any:
        """Give what is remembered."""
        return self.tracker.get_slot(slot.value)

    def entity(self, entity: Entity) -> Any:
        """Give what the latest message says, None when it does not say it."""
        return next(self.tracker.get_latest_entity_values(entity.value), None)

    def text(self, key: str, **values: object) -> str:
        """Give a label of `data/texts/dialogue.yml` in the form to answer in."""
        return self.services.texts.get(f"dialogue.{key}", self.language, **values)

    def say(
        self, response: Response, buttons: Sequence[dict[str, str]] = (), **values: str
    ) -> None:
        """Utter a response of `data/responses/`, its placeholders filled in."""
        # Rasa takes «0[» in a value for a placeholder of its own and then fills in nothing.
        plain = {name: value.replace("0[", "0 [") for name, value in values.items()}
        self.dispatcher.utter_message(
            response=response.value, buttons=list(buttons) or None, **plain
        )
