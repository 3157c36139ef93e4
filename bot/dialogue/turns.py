"""One turn: from a message to the replies, once for every message id."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.action_endpoint import watched_actions
from bot.dialogue.checkpoint import is_between_turns
from bot.dialogue.replies import ReplyRenderer
from bot.dialogue.tracker_store import FlatTrackerStore
from bot.dialogue.turn_request import TurnRequest
from bot.domain_model.errors import RefleksError
from bot.services.assistant import TurnReplies

CHANNEL = "refleks"
FREE_TEXT_SLOTS = frozenset({"happened", "worked", "hard", "next_step"})
"""What the form asks for in free words: such an answer must not be taken for a question."""

_LOCK_POLL_SECONDS = 0.05
"""Rasa looks once a second whether it is a message's turn; people would notice that."""
_FORM_CHECK = "validate_"
_RETRIEVAL_PAYLOAD = re.compile(r"/(?P<intent>\w+)/(?P<key>\w+)")


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
        with watched_actions() as broken:
            await agent.processor.handle_message(_message(request, tracker, agent.domain))
        if any(name.startswith(_FORM_CHECK) for name in broken):
            raise FormCheckBroke
        if not is_between_turns(tracker):
            raise TurnNeverEnded
        replies = renderer.replies(tracker.events, request.message_id)
        if replies is None or not (replies.replies or tracker.is_paused()):
            raise NothingSaid
        return replies


def _message(request: TurnRequest, tracker: DialogueStateTracker, domain: Domain) -> UserMessage:
    return UserMessage(
        text=request.content,
        output_channel=Silent(),
        sender_id=request.sender_id,
        parse_data=_parsed(request, domain),
        input_channel=CHANNEL,
        message_id=request.message_id,
        metadata={
            "message_id": request.message_id,
            "sent_at": request.sent_at.isoformat(),
            "pinned_language": request.language,
            "expects": _expected(tracker),
        },
    )


def _expected(tracker: DialogueStateTracker) -> str | None:
    if not tracker.active_loop_name:
        return None
    return "text" if tracker.get_slot(REQUESTED_SLOT) in FREE_TEXT_SLOTS else "choice"


def _parsed(request: TurnRequest, domain: Domain) -> dict[str, Any] | None:
    """Understand the payload of a follow-up button (`/faq/purpose`) in Rasa's stead.

    Rasa takes payloads apart by itself, but of a retrieval intent it knows the first part only.
    """
    match = _RETRIEVAL_PAYLOAD.fullmatch(request.payload or "")
    if match is None or f"utter_{match[0][1:]}" not in domain.responses:
        return None
    intent, full = match["intent"], match[0][1:]
    response = {"intent_response_key": full, "utter_action": f"utter_{full}", "confidence": 1.0}
    language = {"entity": "language", "value": request.language, "start": 0, "end": 0}
    return {
        "text": request.content,
        "intent": {"name": intent, "confidence": 1.0, "full_retrieval_intent_name": full},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [language] if request.language else [],
        "response_selector": {
            "all_retrieval_intents": [intent],
            intent: {"response": response, "ranking": []},
        },
    }
