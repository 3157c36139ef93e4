"""A partner gets all that is kept of her, and is asked once before it is erased."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.services.erasure import ERASE, KEEP
from bot.services.exports import OWN_DATA
from tests.conversations.happy_path.test_own_reflections import kept
from tests.support.people import Cast


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("gi meg dataene mine", "Her er alt jeg har lagret om deg. Refleksjoner: 1."),
        ("eg vil ha innsyn i opplysningane mine", "Her er alt eg har lagra om deg."),
        ("give me a copy of my data please", "Here is everything I have stored about you."),
        ("mine_data", "Her er alt jeg har lagret om deg."),
    ],
)
async def test_all_that_is_kept_comes_as_a_file(
    ola: Any, services: Services, people: Cast, words: str, begins: str
) -> None:
    kept(services, people, "Åsveien skole")
    assert (await ola.say(words)).startswith(begins)
    assert [reply.enclosure for reply in ola.replies] == [OWN_DATA]


async def test_it_is_asked_once_what_goes_and_what_stays(
    ola: Any, services: Services, people: Cast
) -> None:
    kept(services, people, "Åsveien skole")
    asked = await ola.say("slett meg")
    assert "Skal jeg slette alt om deg for godt?" in asked
    assert "kan lese (1)" in asked
    assert "Ingenting blir igjen." in asked
    (reply,) = ola.replies
    assert [button.payload for button in reply.buttons] == [ERASE, KEEP]
    assert len({button.choice for button in reply.buttons}) == 1, "one of them can be pressed"
    assert "trykk på knappen" in await ola.say("ja")
    assert [button.payload for button in ola.replies[0].buttons] == [ERASE, KEEP]
    assert await ola.say("nei") == "Greit. Ingenting er slettet."
    assert "ingenting som venter" in await ola.say("ja")


async def test_in_nynorsk_and_english(ola: Any) -> None:
    assert "Skal eg slette alt om deg" in await ola.say("eg vil ha alt om meg sletta")
    assert "Shall I erase everything" in await ola.say("delete all my personal data now")


async def test_a_yes_later_is_to_nothing(ola: Any) -> None:
    await ola.say("slett meg")
    await ola.say("hva er skolebasert kompetanseutvikling?")
    assert "ingenting som venter" in await ola.say("ja")


async def test_the_only_coordinator_is_told_what_to_do(talk: Any, people: Cast) -> None:
    kari = talk(f"web:{people.kari.account_id}")
    refused = await kari.choose("/delete_my_data")
    assert "den eneste koordinatoren" in refused
    assert "legge til en ny koordinator" in refused


@pytest.mark.parametrize("wish", ["/export_my_data", "/delete_my_data"])
async def test_others_are_told_that_nothing_is_kept(stranger: Any, wish: str) -> None:
    assert "Jeg vet ikke hvem du er" in await stranger.choose(wish)


async def test_failures_are_said(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr("bot.services.exports.Exports.reckon", fail)
    monkeypatch.setattr("bot.services.erasure.Erasure.ask", fail)
    assert services
    assert "Det gikk ikke nå" in await ola.choose("/export_my_data")
    assert "Jeg har ikke slettet noe" in await ola.choose("/delete_my_data")
