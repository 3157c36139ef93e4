"""What hurried, careless and hostile people send: each gets an answer, and nothing breaks."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from bot.domain_model.actors import Actor
from tests.e2e.harness import Refleks, wait_for
from tests.e2e.people import InTelegram, OnTheWeb

BAD = {
    "blank": " \n\t ",
    "long": "hva er dette for noe " * 195,
    "emoji": "😀😀😀",
    "control": "hva\x00 er\x07 sku\x1b[31m",
    "html": "<script>alert(1)</script><b>",
    "sql": "'; DROP TABLE reflection; --",
    "intent": '/affirm{"confirmation": "save"}',
    "retrieval": "/faq/sku_definition",
    "restart": "/restart",
    "session": "/session_start",
    "slash": "/",
    "template": "{happened} {{7*7}} %s %(x)s",
    "direction": "\u202egnitirw",
}


@pytest.fixture(scope="module")
def partner(refleks: Refleks, coordinator: Actor) -> InTelegram:
    return InTelegram(refleks, coordinator)


@pytest.mark.parametrize("name", BAD)
def test_in_telegram_it_is_answered(name: str, partner: InTelegram) -> None:
    answers = partner.says(BAD[name])
    assert all(answer.text for answer in answers)


@pytest.mark.parametrize("name", [name for name in BAD if name != "blank"])
def test_in_a_form_it_is_answered_and_the_form_goes_on(name: str, partner: InTelegram) -> None:
    partner.says("logg refleksjon")
    partner.says("Åsveien skole")
    answers = partner.says(BAD[name])
    assert answers
    assert not any(answer.text.startswith("Lagret") for answer in answers)
    [stopped] = partner.presses("Stopp")
    assert stopped.text


def test_on_the_web_it_is_answered(refleks: Refleks, coordinator: Actor) -> None:
    with OnTheWeb(refleks) as page:
        page.sign_in(coordinator)
        for name in set(BAD) - {"blank"}:
            shown = page.says(BAD[name])
            assert "<script>" not in shown
        assert "<script>alert(1)</script>" in unescape(page.page("/chat"))


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 900_000_001},
        {"update_id": 900_000_002, "something_new": {"a": [1, 2, 3]}},
        {"update_id": 900_000_003, "message": {"message_id": 1}},
        {"update_id": 900_000_004, "poll": {"id": "1", "question": "?"}},
    ],
)
def test_unknown_updates_are_passed_over(
    update: dict[str, Any], refleks: Refleks, partner: InTelegram
) -> None:
    refleks.telegram.push(update)
    wait_for(lambda: not refleks.telegram.look("pending"), "the update to be taken")
    [answer] = partner.says("hva er sku?")
    assert "Kilde: " in answer.text


def test_nothing_of_it_reached_the_logs(refleks: Refleks) -> None:
    for name in ("rasa", "bot", "web"):
        assert "Traceback" not in refleks.log(name)
        assert "DROP TABLE" not in refleks.log(name)
