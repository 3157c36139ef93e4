"""The assistant as the other processes see it: the Rasa server, over HTTP."""

from __future__ import annotations

import logging
from typing import Any

import httpx

from bot.dialogue.wire import READY_PATH, TOKEN_HEADER, TURNS_PATH
from bot.services.ports.assistant import (
    AssistantFailed,
    AssistantNotReady,
    AssistantRefused,
    Button,
    Reply,
    Turn,
    TurnReplies,
)

_TIMEOUT = httpx.Timeout(90, connect=5)
"""A turn that waits for another turn of its chat may wait as long as Rasa's lock lives: 60 s."""
_REFUSED = {413, 422}

# httpx tells the whole address of each request at INFO.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


class RasaAssistant:
    """Implements `bot.services.ports.assistant.Assistant`; safe to use from several threads."""

    def __init__(
        self, rasa_url: str, token: str, *, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Ask the server at `rasa_url`; nothing is connected yet."""
        self._client = httpx.Client(
            base_url=rasa_url,
            headers={TOKEN_HEADER: token},
            timeout=_TIMEOUT,
            transport=transport,
            # A proxy of the machine's must never see what partners write.
            trust_env=False,
        )

    def take_turn(self, turn: Turn) -> TurnReplies:
        """Answer `turn`; see `Assistant.take_turn` for what is promised and raised."""
        response = self._post(turn)
        if response.status_code == httpx.codes.OK:
            return _replies(response)
        if response.status_code in _REFUSED:
            raise AssistantRefused
        if response.is_server_error and response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            raise AssistantFailed(reference=_field(response, "reference"))
        if response.status_code == httpx.codes.UNAUTHORIZED:
            raise AssistantNotReady("The assistant has another RASA_TOKEN than this process.")
        # Whatever else answers there is no assistant of ours, or not yet: no message's fault.
        raise AssistantNotReady

    def is_ready(self) -> bool:
        """Whether turns would be taken now."""
        try:
            return self._client.get(READY_PATH, timeout=5).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()

    def _post(self, turn: Turn) -> httpx.Response:
        body = {
            "sender_id": turn.sender_id,
            "message_id": turn.message_id,
            "sent_at": turn.sent_at.isoformat(),
            "language": turn.language,
            **({"text": turn.text} if turn.text is not None else {"payload": turn.payload}),
        }
        try:
            return self._client.post(TURNS_PATH, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise AssistantNotReady from error
        except httpx.TransportError as error:
            raise AssistantFailed from error


def _replies(response: httpx.Response) -> TurnReplies:
    try:
        body: dict[str, Any] = response.json()
        return TurnReplies(
            replies=tuple(_reply(each) for each in body["replies"]),
            language=str(body["language"]),
            intent=body["intent"],
            confidence=body["confidence"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise AssistantFailed from error


def _reply(body: dict[str, Any]) -> Reply:
    buttons = tuple(_button(each) for each in body["buttons"])
    return Reply(str(body["text"]), buttons, body.get("enclosure"))


def _button(body: dict[str, Any]) -> Button:
    choice = body.get("choice")
    return Button(
        str(body["title"]), str(body["payload"]), None if choice is None else str(choice)
    )


def _field(response: httpx.Response, name: str) -> str | None:
    try:
        value = response.json().get(name)
    except (ValueError, AttributeError):
        return None
    return None if value is None else str(value)
