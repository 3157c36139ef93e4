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
    monkeypatch.setattr(services.visits, "schedule_all", failing(StorageUnavailable))
    assert "ikke lagt inn ennå" in await ola.press("Lagre")
    monkeypatch.undo()
    assert "Besøket er lagt inn" in await ola.press("Prøv igjen")
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_a_time_that_has_passed_meanwhile(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    monkeypatch.setattr(services.visits, "schedule_all", failing(VisitInThePast))
    assert "Det tidspunktet har vært" in await ola.press("Lagre")
    assert "ingenting som venter" in await ola.say("ja")
    assert "Når er besøket" in await ola.say("planlegg et besøk")


async def test_a_failed_cancellation_is_said(
    ola: Any, services: Services, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    await ola.press("Lagre")
    await ola.say("avlys besøket")
    title = ola.replies[-1].buttons[0].title
    monkeypatch.setattr(services.visits, "cancel", failing(StorageUnavailable))
    assert "ikke avlyst" in await ola.press(title)
    assert len(services.visits.coming(people.ola, at=NOW)) == 1
    await ola.say("avlys besøket")
    assert "ikke avlyst" in await ola.say("ja")
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_nobody_elses_visit_can_be_cancelled(
    ola: Any, talk: Any, services: Services, people: Cast
) -> None:
    siri = talk(f"web:{people.siri.account_id}")
    await siri.say("besøk på Åsveien skole torsdag kl 9")
    await siri.press("Lagre")
    (visit,) = services.visits.coming(people.siri, at=NOW)
    gone = await ola.choose('/cancel_visit{"visit": "no-such-visit"}')
    assert "finner jeg ikke" in gone
    for named in (f'"visit": "{visit.id}"', f'"visit": "{visit.id}", "confirmed": "yes"'):
        assert await ola.choose(f"/cancel_visit{{{named}}}") == gone
    assert await ola.choose(f'/move_visit{{"visit": "{visit.id}"}}') == gone
    assert services.visits.coming(people.siri, at=NOW + timedelta(minutes=1)) == [visit]


async def begin_a_move(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    await ola.press("Lagre")
    assert "Skal jeg flytte" in await ola.say("flytt Åsveien til fredag kl 9")


async def test_a_failed_move_is_said_and_tried_again(
    ola: Any, services: Services, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin_a_move(ola)
    monkeypatch.setattr(services.visits, "move", failing(StorageUnavailable))
    assert "ikke flyttet ennå" in await ola.press("Flytt")
    assert "ikke flyttet ennå" in await ola.press("Prøv igjen")
    monkeypatch.undo()
    assert "Besøket er flyttet" in await ola.press("Prøv igjen")
    (visit,) = services.visits.coming(people.ola, at=NOW)
    assert visit.starts_at.day == 27


async def test_a_move_to_a_time_that_has_passed_meanwhile(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin_a_move(ola)
    monkeypatch.setattr(services.visits, "move", failing(VisitInThePast))
    assert "Det tidspunktet har vært" in await ola.press("Flytt")
    assert "Hvilken skole" in await ola.say("planlegg et besøk")


async def test_a_visit_that_was_cancelled_meanwhile_is_not_moved(
    ola: Any, services: Services, people: Cast
) -> None:
    await begin_a_move(ola)
    (visit,) = services.visits.coming(people.ola, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    assert "finner jeg ikke" in await ola.press("Flytt")
    assert "ingen besøk framover" in await ola.say("flytt besøket")


async def test_who_is_no_partner_moves_nothing(stranger: Any) -> None:
    refused = await stranger.say("planlegg et besøk")
    assert await stranger.say("flytt besøket til fredag kl 10") == refused
    assert await stranger.choose('/move_visit{"visit": "x"}') == refused
