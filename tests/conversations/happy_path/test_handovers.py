"""A partner who takes a school over asks what is known of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from tests.support.people import NOW, Cast


@pytest.fixture
def siri(talk: Any, services: Services, people: Cast) -> Any:
    parts = ReflectionParts("Gruppene kom i gang.", next_step="Møte ledergruppa først.")
    wish = LogReflection("t:1", "Åsveien skole", parts, NOW.date(), Sharing.INSTITUTION)
    services.reflections.log(people.ola, wish, at=NOW)
    return talk(f"web:{people.siri.account_id}")


async def test_what_is_shared_is_told(siri: Any) -> None:
    said = await siri.say("hva bør jeg vite om Åsveien skole?")
    assert "Dette bør du vite om Åsveien skole:" in said
    assert "Neste steg som står åpne\n• lørdag 21. november, Ola Ødegård: Møte ledergruppa" in said
    assert "Skjedde: Gruppene kom i gang." in said


async def test_a_name_alone_is_known_by_the_schools_there_are(siri: Any) -> None:
    assert "Dette bør du vite om Åsveien skole:" in await siri.say("overlevering Åsveien")


async def test_in_nynorsk_and_english(siri: Any) -> None:
    assert "Dei siste refleksjonane" in await siri.say("kva bør eg vite om Åsveien skule?")
    english = await siri.say("what should I know about Åsveien school?")
    assert "The latest reflections" in english


async def test_a_school_that_nothing_is_known_of(siri: Any) -> None:
    assert "Jeg finner ikke noe" in await siri.say("overlevering av Solvik skole")


async def test_the_school_is_asked_for(siri: Any) -> None:
    assert "Hvilken skole gjelder det?" in await siri.choose("/hand_over")


async def test_a_stranger_is_told_who_may(stranger: Any) -> None:
    assert "utviklingspartnere med invitasjon" in await stranger.choose("/hand_over")


async def test_a_failure_is_said(
    siri: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr("bot.services.handovers.Handovers.of_school", fail)
    assert services
    assert "Det gikk ikke nå" in await siri.say("hva bør jeg vite om Åsveien skole?")
