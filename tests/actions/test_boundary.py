"""Every error of an action ends at its edge, and leaves the outcome as Rasa set it: pending."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import Outcome, Response
from bot.domain_model.errors import NotAllowed, StorageUnavailable

SERVICES: Any = object()


def tracker(**message: Any) -> Tracker:
    return Tracker("terminal:ola", {}, {"text": "hei", **message}, [], False, None, {}, "")


class Doing(RefleksAction):
    """An action that does what a test wants."""

    def __init__(self, error: Exception | None = None, *, answers: bool = False) -> None:
        super().__init__(SERVICES)
        self._error = error
        self.answers = answers

    def name(self) -> str:
        return "action_doing"

    def perform(self, call: Call) -> list[Event]:
        if self._error is not None:
            raise self._error
        return [outcome(Outcome.DONE)]


async def run(action: RefleksAction) -> tuple[list[Event], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    return await action.run(dispatcher, tracker(), {}), dispatcher.messages


async def test_success_is_reported() -> None:
    assert await run(Doing()) == ([outcome(Outcome.DONE)], [])


async def test_a_stranger_is_reported() -> None:
    assert await run(Doing(NotAllowed())) == ([outcome(Outcome.NOT_PARTNER)], [])


@pytest.mark.parametrize("error", [StorageUnavailable(), RuntimeError("broken"), KeyError("x")])
async def test_a_failure_reports_nothing(error: Exception) -> None:
    assert await run(Doing(error)) == ([], [])


async def test_a_failure_is_logged_with_a_reference_and_without_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        await run(Doing(StorageUnavailable()))
    (record,) = caplog.records
    assert "action_doing failed, reference" in record.getMessage()
    assert "hei" not in record.getMessage()


async def test_an_action_that_nobody_else_speaks_for_says_that_it_failed() -> None:
    _, messages = await run(Doing(StorageUnavailable(), answers=True))
    assert [message["response"] for message in messages] == [Response.TRY_LATER]


def test_rasa_can_build_every_action_by_itself() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert "action_save_reflection" in executor.actions
    assert "validate_visit_form" in executor.actions
