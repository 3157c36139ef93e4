"""The names that the actions use are the names in Rasa's own files."""

from __future__ import annotations

from actions.names import ActionName, Confirmed, Entity, Outcome, Response, Slot
from tests.support.corpus import read_yaml
from tests.support.responses import responses

DOMAIN = read_yaml("domain.yml")


def test_slots() -> None:
    assert {slot.value for slot in Slot} == set(DOMAIN["slots"])
    assert len(DOMAIN["slots"]) <= 15


def test_entities() -> None:
    assert {entity.value for entity in Entity} == set(DOMAIN["entities"])


def test_actions() -> None:
    assert {action.value for action in ActionName} == set(DOMAIN["actions"])


def test_outcomes() -> None:
    assert [outcome.value for outcome in Outcome] == DOMAIN["slots"]["outcome"]["values"]


def test_what_can_be_confirmed() -> None:
    values = set(DOMAIN["slots"]["confirmation"]["values"])
    assert {confirmed.value for confirmed in Confirmed} <= values
    assert values - {confirmed.value for confirmed in Confirmed} <= {slot.value for slot in Slot}


def test_responses_that_actions_ask_for_exist() -> None:
    assert {response.value for response in Response} <= set(responses())


def test_every_action_is_served() -> None:
    from tests.support.conversation import our_actions

    assert {make().name() for make in our_actions()} == set(DOMAIN["actions"])
