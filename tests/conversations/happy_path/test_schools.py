"""With a register, a school is found however it is written; a new one is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from tests.support.people import NOW, Cast

REGISTER = """navn;kommune
Åsveien skole;Trondheim
Solvik skole;Bergen
Solvik ungdomsskole;Bergen
Bakkeløkka skole;Nesodden
"""


@pytest.fixture(autouse=True)
def _register(services: Services, people: Cast) -> None:
    services.schools.import_file(people.kari, REGISTER.encode(), at=NOW)


@pytest.mark.parametrize(
    ("message", "summary"),
    [
        ("besøk på Aasveien skule torsdag kl 9", "Åsveien skole, torsdag 26. november 2026"),
        ("planlegg besøk: bakkeløkka torsdag kl 9", "Bakkeløkka skole, torsdag 26. november 2026"),
        ("besøk på Solvik u-skole torsdag kl 9", "Solvik ungdomsskole, torsdag 26. november"),
    ],
)
async def test_it_is_recognised(ola: Any, message: str, summary: str) -> None:
    assert summary in await ola.say(message)


async def test_two_that_are_near_are_offered(ola: Any) -> None:
    assert "Hvilken skole mener du?" in await ola.say("besøk på Solvik torsdag kl 9")
    titles = [button.title for button in ola.replies[-1].buttons]
    assert titles == ["Solvik skole", "Solvik ungdomsskole", "Ny skole: Solvik", "Stopp"]
    assert "Solvik ungdomsskole, torsdag 26." in await ola.press("Solvik ungdomsskole")


async def test_a_new_school_is_added_when_it_is_confirmed(
    ola: Any, services: Services, people: Cast
) -> None:
    asked = await ola.say("besøk på Lade skole torsdag kl 9")
    assert "Jeg finner ikke «Lade skole» blant skolene deres." in asked
    assert "Lade skole, torsdag 26." in await ola.press("Ja, ny skole: Lade skole")
    await ola.press("Lagre")
    assert "Lade skole" in {each.name for each in services.schools.register(people.kari)}


async def test_the_name_may_be_written_again(ola: Any) -> None:
    await ola.say("besøk på Lade skole torsdag kl 9")
    assert "Åsveien skole, torsdag 26." in await ola.say("Åsveien")


async def test_a_reflection_is_about_the_school_of_the_register(ola: Any) -> None:
    await ola.say("logg: Aasveien skule i dag. Gruppene kom godt i gang med kollegaveiledning.")
    assert await ola.slot("school") == "Åsveien skole"
