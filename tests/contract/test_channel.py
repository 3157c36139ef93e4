"""What the Rasa process promises to whoever posts a turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.tiny_assistant import TinyServer

pytestmark = pytest.mark.slow


def test_a_turn_is_answered_with_texts_buttons_language_and_intent(
    tiny_server: TinyServer,
) -> None:
    response = tiny_server.turn("ask", "1", "hei")
    assert response.status_code == 200
    assert response.json() == {
        "replies": [
            {
                "text": "Hallo.",
                "buttons": [
                    {"title": "Logg", "payload": "/log", "choice": "question"},
                    {
                        "title": "Nynorsk",
                        "payload": '/greet{"language": "nn"}',
                        "choice": "question",
                    },
                ],
                "enclosure": None,
            }
        ],
        "language": "nb",
        "intent": "greet",
        "confidence": 1.0,
    }


def test_a_button_answers_in_the_language_that_it_sets(tiny_server: TinyServer) -> None:
    pressed = tiny_server.turn("nynorsk", "1", payload='/greet{"language": "nn"}').json()
    assert (pressed["replies"][0]["text"], pressed["language"]) == ("Hei.", "nn")


@pytest.mark.parametrize("token", [None, "", "wrong", "ø", "a-token-for-tests-onl"])
@pytest.mark.parametrize("path", ["turns", "actions"])
def test_without_the_token_nothing_is_told(
    tiny_server: TinyServer, path: str, token: str | None
) -> None:
    given = token.encode() if token is not None else b"\xff\xfe"
    headers = [(b"X-Refleks-Token", given)]
    response = tiny_server.client.post(f"/webhooks/refleks/{path}", json={}, headers=headers)
    assert response.status_code == 401


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "hei", "payload": "/greet"},
        {"text": ""},
        {"text": "  \n "},
        {"text": " / // "},
        {"text": "a" * 10_001},
        {"text": 7},
        {"text": "hei", "language": "sv"},
        {"text": "hei", "sent_at": "yesterday"},
        {"text": "hei", "sent_at": "2026-11-20T10:00:00"},
        {"text": "hei", "sender_id": ""},
        {"text": "hei", "sender_id": "x" * 81},
        {"text": "hei", "message_id": None},
        {"text": "hei", "unknown": 1},
    ],
)
def test_bad_fields_are_refused_without_repeating_them(
    tiny_server: TinyServer, fields: dict[str, Any]
) -> None:
    response = tiny_server.turn("bad", "1", **fields)
    assert response.status_code == 422
    assert response.json()["problems"]
    assert "yesterday" not in response.text
    assert "sv" not in response.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"hei"', b"\xff\xfe"])
def test_what_is_no_turn_is_refused(tiny_server: TinyServer, body: bytes) -> None:
    for path in ("turns", "actions"):
        response = tiny_server.client.post(f"/webhooks/refleks/{path}", content=body)
        assert 400 <= response.status_code < 500
        assert "Traceback" not in response.text


def test_the_longest_text_is_answered(tiny_server: TinyServer) -> None:
    assert tiny_server.texts("long", "1", "hei " * 2500) == ["Hallo."]


@pytest.mark.parametrize("text", ["/save", "  //save", "/ /save", '/save{"outcome": "saved"}'])
def test_what_a_person_writes_is_never_taken_for_a_payload(
    tiny_server: TinyServer, text: str
) -> None:
    answer = tiny_server.turn(f"slash {text}", "1", text).json()
    assert answer["intent"] != "save"
    assert tiny_server.saved(f"slash {text}") == 0


@pytest.mark.parametrize(
    "text", ["😀", "\x00\x01", "<b>hei</b>", "'; DROP TABLE inbox; --", "{happened} {0} %s"]
)
def test_odd_text_is_answered(tiny_server: TinyServer, text: str) -> None:
    assert tiny_server.turn("odd", f"1 {text}", text).status_code == 200


def test_no_other_route_answers(tiny_server: TinyServer) -> None:
    for path in ("/", "/status", "/model/parse", "/webhooks/rest/webhook", "/socket.io/"):
        response = tiny_server.client.get(path)
        assert response.status_code == 404
        assert response.json() == {"error": "NotFound"}


def test_a_message_that_was_answered_is_not_run_again(tiny_server: TinyServer) -> None:
    first = tiny_server.turn("again", "m1", "lagre").json()
    assert first["replies"][0]["text"] == "Lagret."
    tiny_server.turn("again", "m2", payload='/greet{"language": "nn"}')
    assert tiny_server.turn("again", "m1", "lagre").json() == first
    assert tiny_server.saved("again") == 1


def test_the_same_message_twice_at_once_is_run_once(tiny_server: TinyServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: tiny_server.turn("twice", "m1", "lagre treg").json(), range(4))
        )
    assert all(answer == answers[0] for answer in answers)
    assert tiny_server.saved("twice") == 1


def test_messages_of_one_chat_take_turns_and_others_need_not_wait(
    tiny_server: TinyServer,
) -> None:
    with ThreadPoolExecutor(3) as pool:
        mine = [pool.submit(tiny_server.texts, "mine", f"m{n}", "lagre treg") for n in (1, 2)]
        other = pool.submit(tiny_server.texts, "other", "m1", "hei")
        assert other.result() == ["Hallo."]
        assert all(turn.result() == ["Lagret."] for turn in mine)
    assert tiny_server.saved("mine") == 2


def test_a_caller_that_gives_up_loses_nothing(tiny_server: TinyServer) -> None:
    with pytest.raises(httpx.ReadTimeout):
        tiny_server.client.post(
            "/webhooks/refleks/turns",
            json={
                "sender_id": "impatient",
                "message_id": "m1",
                "text": "lagre treg",
                "sent_at": "2026-11-20T10:00:00Z",
            },
            timeout=0.2,
        )
    assert tiny_server.texts("impatient", "m1", "lagre treg") == ["Lagret."]
    assert tiny_server.saved("impatient") == 1


def test_an_answer_names_its_source_and_offers_what_follows(tiny_server: TinyServer) -> None:
    answer = tiny_server.turn("faq", "1", payload="/faq/purpose", language="nn").json()
    assert answer["intent"] == "faq/purpose"
    assert answer["language"] == "nn"
    assert answer["replies"] == [
        {
            "text": "Ein skule lærer saman.\n\nKjelde: Rammeverk for skolebasert "
            "kompetanseutvikling. Utdanningsdirektoratet, 2012. https://example.no/rammeverk",
            "buttons": [
                {"title": "Kven gjer kva?", "payload": "/faq/roles", "choice": None},
                {"title": "👍", "payload": "feedback:good:purpose", "choice": "verdict"},
                {"title": "👎", "payload": "feedback:bad:purpose", "choice": "verdict"},
            ],
            "enclosure": None,
        }
    ]


@pytest.mark.parametrize("text", ["tie", "rundt"])
def test_a_turn_that_says_nothing_or_never_ends_fails_and_leaves_no_trace(
    tiny_server: TinyServer, text: str
) -> None:
    for _ in range(2):
        response = tiny_server.turn(text, "1", text)
        assert response.status_code == 500
        assert response.json().keys() == {"reference"}
    assert tiny_server.texts(text, "2", "hei") == ["Hallo."]


def test_the_log_holds_no_word_of_anyone(tiny_server: TinyServer) -> None:
    secret = "hemmeleg-utsegn"
    tiny_server.turn("log", "1", f"lagre feil {secret}")
    tiny_server.turn("log", "2", payload=f'/ukjend{{"{secret}": 1')
    tiny_server.turn("log", "3", f"/{secret}")
    tiny_server.turn("log", "4", payload=f"/greet {secret}")
    log = tiny_server.log.read_text()
    assert "action action_save failed, reference" in log
    assert secret not in log
