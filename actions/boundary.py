"""The edge between Rasa and our use cases: the one place where an action's errors end."""

from __future__ import annotations

import asyncio
import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.call import Call
from actions.names import Outcome, Response, Slot
from bot.bootstrap import Services, process_services
from bot.domain_model.errors import NotAllowed

log = logging.getLogger(__name__)

Event = dict[str, Any]


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def outcome(reached: Outcome) -> Event:
    """Report what an action achieved."""
    return SlotSet(Slot.OUTCOME.value, reached.value)


class Edge:
    """What actions and forms stand on: the use cases, and a clock."""

    def __init__(
        self, services: Services | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        """Use these; without `services`, the process's own on first use."""
        self._services = services
        self._clock = clock

    def call(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Call:
        """Give what the action or the check is about."""
        return Call(self._services or process_services(), dispatcher, tracker, self._clock())


def log_failure(name: str) -> None:
    """Log the error that ended the action or form `name`, with a reference and no words."""
    log.exception("%s failed, reference %s", name, secrets.token_hex(4))


class RefleksAction(Edge, Action, ABC):
    """An action that calls our use cases.

    Whatever goes wrong, `run` returns: an action that raises would still count as executed, and
    Rasa would go on as if it had worked. A failed action says nothing, so that `outcome` stays as
    Rasa set it before, «pending», and the rules say that nothing was done.
    """

    answers = False
    """Whether nobody else speaks when this action cannot: then it says so itself."""
    partners_only = False
    """Whether it is for partners only: of anybody else it reports NOT_PARTNER and does nothing."""

    @abstractmethod
    def name(self) -> str:
        """Give the name that the rules call it by."""

    @abstractmethod
    def perform(self, call: Call) -> list[Event]:
        """Do it, in a thread where waiting for the database delays nobody."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Do it, and end every error here."""
        try:
            return await asyncio.to_thread(self._perform, dispatcher, tracker)
        except NotAllowed:
            return [outcome(Outcome.NOT_PARTNER)]
        except Exception:
            log_failure(self.name())
            if self.answers:
                dispatcher.utter_message(response=Response.TRY_LATER.value)
            return []

    def _perform(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        call = self.call(dispatcher, tracker)
        if self.partners_only and call.actor.partner_id is None:
            raise NotAllowed
        return self.perform(call)
