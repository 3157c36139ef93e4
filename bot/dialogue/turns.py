"""One turn: from a message to the replies, once for every message id."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel

from bot.dialogue.action_endpoint import watched_actions
from bot.dialogue.checkpoint import is_between_turns
from bot.dialogue.hearing import Hearing
from bot.dialogue.replies import ReplyRenderer
from bot.dialogue.tracker_store import FlatTrackerStore
from bot.dialogue.turn_request import TurnRequest
from bot.domain_model.errors import RefleksError
from bot.services.ports.assistant import TurnReplies

CHANNEL = "refleks"
_LOCK_POLL_SECONDS = 0.05
"""Rasa looks once a second whether it is a message's turn; people would notice that."""
_FORM_CHECK = "validate_"


class FormCheckBroke(RefleksError):
    """The check of an answer broke, so it is not known where in the form the partner is."""


class TurnNeverEnded(RefleksError):
    """Rasa did not come to listen again; kept like that, the conversation would be stuck."""


class NothingSaid(RefleksError):
    """The turn led to no reply; a partner would wait for one."""


class Silent(OutputChannel):
    """Sends nothing: the replies are read from the conversation's events afterwards."""

    @classmethod
    def name(cls) -> str:
        """Give the name that channel-specific responses go by."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Do nothing."""


async def take_turn(
    agent: Agent, store: FlatTrackerStore, renderer: ReplyRenderer, request: TurnRequest
) -> TurnReplies:
    """Run the turn, or give its replies again when it has been run.

    That holds for as far back as the store reads: at least the newest 50 events. When it raises,
    the conversation is as it was before.
    """
    lock = agent.lock_store.lock(request.sender_id, wait_time_in_seconds=_LOCK_POLL_SECONDS)
    async with lock, store.opened(request.sender_id) as tracker:
        earlier = renderer.replies(tracker.events, request.message_id)
        if earlier is not None:
            return earlier
        hearing = Hearing(agent, renderer.knowledge, tracker, request, Silent())
        with watched_actions() as broken:
            async for message in hearing.messages():
                await agent.processor.handle_message(message)
        if any(name.startswith(_FORM_CHECK) for name in broken):
            raise FormCheckBroke
        if not is_between_turns(tracker):
            raise TurnNeverEnded
        replies = renderer.replies(tracker.events, request.message_id)
        if replies is None or not (replies.replies or tracker.is_paused()):
            raise NothingSaid
        return replies
