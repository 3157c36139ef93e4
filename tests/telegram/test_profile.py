"""What people see before they write: set once, in every language, and within Telegram's limits."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.bootstrap import ROOT, Services
from bot.services.commands import MENU, OTHER_NAMES, PAYLOADS
from bot.telegram.api import Api
from bot.telegram.profile import introduce
from tests.fakes.bot_api import FakeTelegram


async def test_menu_and_descriptions_are_set_where_they_differ(
    telegram: FakeTelegram, api: Api, services: Services
) -> None:
    assert await introduce(api, services.texts) == 12
    (profile,) = telegram.look("profile")
    assert {key.rsplit(":", 1)[1] for key in profile} == {"", "nb", "nn", "en"}
    assert profile["commands:default:"] == profile["commands:default:nb"]
    assert profile["commands:default:nn"][0] == {"command": "hjelp", "description": "Kva eg kan"}
    assert {each["command"] for each in profile["commands:default:en"]} == set(MENU)

    assert await introduce(api, services.texts) == 0
    await api.set_my_description("noe annet", "nn")
    assert await introduce(api, services.texts) == 1


async def test_a_failure_is_said_and_the_bot_goes_on(
    telegram: FakeTelegram,
    api: Api,
    services: Services,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.fail("setMyDescription", status=429, retry_after=600)
    assert await introduce(api, services.texts) == 9
    assert "not all set" in caplog.text


def _intents(root: Path) -> set[str]:
    domain = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))
    return {each if isinstance(each, str) else next(iter(each)) for each in domain["intents"]}


@pytest.mark.parametrize("command", PAYLOADS)
def test_the_menu_has_only_what_works(command: str) -> None:
    intent = PAYLOADS[command].removeprefix("/").partition("{")[0]
    if intent.startswith("faq/"):
        found = (ROOT / "data" / "responses").glob("*.yml")
        answers = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in found]
        assert any(f"utter_{intent}" in answer["responses"] for answer in answers)
    else:
        assert intent in _intents(ROOT)


def test_other_names_mean_commands_that_exist() -> None:
    assert set(OTHER_NAMES.values()) <= set(MENU)
