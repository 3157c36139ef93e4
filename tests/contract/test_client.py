"""The client of the Rasa process, with the real one and with whatever else may answer there."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.dialogue.client import RasaAssistant
from bot.services.ports.assistant import (
    AssistantFailed,
    AssistantNotReady,
    AssistantRefused,
    Button,
    Reply,
    Turn,
    TurnReplies,
)
from tests.support.ports import free_port
from tests.support.tiny_assistant import TOKEN, TinyServer

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
Answer = tuple[int, bytes]
Answering = Callable[[int, Any], RasaAssistant]


def turn(text: str | None = "hei", payload: str | None = None, key: str = "m1") -> Turn:
    return Turn("client", key, text, payload, AT)


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Make assistants whose server answers everything with one status and body."""
    servers: list[ThreadingHTTPServer] = []
    assistants: list[RasaAssistant] = []

    def make(status: int, body: Any) -> RasaAssistant:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if status == 0:
                    return
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=[0.01]).start()
        servers.append(server)
        assistants.append(RasaAssistant(f"http://127.0.0.1:{server.server_port}", TOKEN))
        return assistants[-1]

    yield make
    for assistant in assistants:
        assistant.close()
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.slow
def test_a_turn_with_the_real_process(tiny_server: TinyServer) -> None:
    assistant = RasaAssistant(str(tiny_server.client.base_url), TOKEN)
    assert assistant.is_ready()
    asked = assistant.take_turn(turn(None, "/faq/purpose"))
    assert asked == TurnReplies(
        replies=(
            Reply(
                "En skole lærer sammen.\n\nKilde: Rammeverk for skolebasert kompetanseutvikling. "
                "Utdanningsdirektoratet, 2012. https://example.no/rammeverk",
                (
                    Button("Hvem gjør hva?", "/faq/roles"),
                    Button("👍", "feedback:good:purpose", "verdict"),
                    Button("👎", "feedback:bad:purpose", "verdict"),
                ),
            ),
        ),
        language="nb",
        intent="faq/purpose",
        confidence=1.0,
    )
    assert assistant.take_turn(turn(None, "/faq/purpose")) == asked
    with pytest.raises(AssistantRefused):
        assistant.take_turn(turn("a" * 10_001, key="m2"))
    with pytest.raises(AssistantFailed) as failed:
        assistant.take_turn(turn("tie", key="m3"))
    assert failed.value.reference is not None
    assert failed.value.reference in tiny_server.log.read_text()
    assistant.close()


@pytest.mark.slow
def test_another_token_is_told_and_loses_no_message(tiny_server: TinyServer) -> None:
    assistant = RasaAssistant(str(tiny_server.client.base_url), "another-token")
    with pytest.raises(AssistantNotReady, match="RASA_TOKEN"):
        assistant.take_turn(turn())
    assistant.close()


def test_nobody_there_is_not_ready() -> None:
    assistant = RasaAssistant(f"http://127.0.0.1:{free_port()}", TOKEN)
    assert not assistant.is_ready()
    with pytest.raises(AssistantNotReady):
        assistant.take_turn(turn())
    assistant.close()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (0, AssistantFailed),
        (302, AssistantNotReady),
        (400, AssistantNotReady),
        (404, AssistantNotReady),
        (413, AssistantRefused),
        (422, AssistantRefused),
        (500, AssistantFailed),
        (502, AssistantFailed),
        (503, AssistantNotReady),
    ],
)
def test_each_status_has_its_error(
    answering: Answering, status: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        answering(status, {}).take_turn(turn())


@pytest.mark.parametrize(
    ("body", "reference"),
    [({"reference": "f00d"}, "f00d"), ({}, None), ([], None), (b"<html>", None)],
)
def test_a_failure_keeps_the_reference_that_it_came_with(
    answering: Answering, body: object, reference: str | None
) -> None:
    with pytest.raises(AssistantFailed) as failed:
        answering(500, body).take_turn(turn())
    assert failed.value.reference == reference


@pytest.mark.parametrize(
    "body", [b"", b"hei", [], {}, {"replies": [{}], "language": "nb", "intent": None}]
)
def test_an_answer_that_is_none_is_a_failure(answering: Answering, body: object) -> None:
    with pytest.raises(AssistantFailed):
        answering(200, body).take_turn(turn())


def test_a_server_that_is_not_ready_is_told_so(answering: Answering) -> None:
    assert not answering(503, {}).is_ready()
    assert not answering(0, {}).is_ready()
    assert answering(200, {}).is_ready()
