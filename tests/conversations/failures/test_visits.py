"""No visit is confirmed, moved or cancelled that was not committed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.visits import VisitInThePast
from tests.support.people import NOW, Cast


def failing(error: type[Exception]) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


async def test_a_failed_save_is_said_and_tried_again(
    ola: Any, services: Services, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    monkeypatch.setattr(services.visits, "schedule", failing(StorageUnavailable))
    assert "ikke lagt inn ennå" in await ola.press("Lagre")
    monkeypatch.undo()
    assert "Besøket er lagt inn" in await ola.press("Prøv igjen")
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_a_time_that_has_passed_meanwhile(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    monkeypatch.setattr(services.visits, "schedule", failing(VisitInThePast))
    assert "Det tidspunktet har vært" in await ola.press("Lagre")
    assert "ingenting som venter" in await ola.say("ja")
    assert "Når er besøket" in await ola.say("planlegg et besøk")


async def test_a_failed_cancellation_is_said(
    ola: Any, services: Services, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    await ola.press("Lagre")
    await ola.say("avlys besøket")
    monkeypatch.setattr(services.visits, "cancel", failing(StorageUnavailable))
    title = ola.replies[-1].buttons[0].title
    assert "ikke avlyst" in await ola.press(title)
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_nobody_elses_visit_can_be_cancelled(
    ola: Any, talk: Any, services: Services, people: Cast
) -> None:
    siri = talk(f"web:{people.siri.account_id}")
    await siri.say("besøk på Åsveien skole torsdag kl 9")
    await siri.press("Lagre")
    (visit,) = services.visits.coming(people.siri, at=NOW)
    assert "ikke avlyst" in await ola.choose(f'/cancel_visit{{"visit": "{visit.id}"}}')
    assert services.visits.coming(people.siri, at=NOW + timedelta(minutes=1)) == [visit]
