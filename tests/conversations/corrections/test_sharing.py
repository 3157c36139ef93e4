"""Sharing is chosen again, and taken back, at any time."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.sharing import Sharing
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast


async def test_the_latest_reflection_is_shared_wider_and_taken_back(
    ola: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    asked = await ola.say("del refleksjonen med flere")
    assert "Åsveien skole, lørdag 21. november deles med: min institusjon" in asked
    assert "deles nå med: nettverket" in await ola.press("Nettverket")
    assert services.reflections.visible_to(people.ola)[0].sharing is Sharing.NETWORK
    await ola.say("slutt å dele refleksjonen")
    assert "deles nå med: bare meg" in await ola.press("Bare meg")
    assert services.reflections.visible_to(people.kari) == []


async def test_there_may_be_nothing_to_share(ola: Any) -> None:
    assert "ikke logget noe ennå" in await ola.say("del refleksjonen med nettverket")


async def test_a_stranger_shares_nothing(stranger: Any) -> None:
    assert "Be koordinatoren" in await stranger.say("del refleksjonen med nettverket")


async def test_a_failure_is_said(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    await ola.say("del")

    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.reflections, "share", fail)
    assert "Delingen er ikke endret" in await ola.press("Nettverket")


async def test_nobody_elses_reflection_is_shared(
    ola: Any, talk: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    siri = talk(f"web:{people.siri.account_id}")
    payload = f'/share_reflection{{"reflection": "{kept.id}", "sharing": "network"}}'
    await siri.choose(payload)
    assert services.reflections.visible_to(people.ola)[0].sharing is Sharing.INSTITUTION
