"""Colleagues come along on a visit: told when it is planned, or later, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def solvik(services: Services, people: Cast) -> Visit:
    wish = ScheduleVisit("v1", "Solvik", THURSDAY, THURSDAY + timedelta(hours=1))
    return services.visits.schedule(people.ola, wish, at=NOW)


@pytest.fixture
def siri(talk: Callable[[str], Any], people: Cast) -> Any:
    return talk(f"web:{people.siri.account_id}")


def goes(services: Services, people: Cast) -> set[str]:
    [visit] = services.visits.coming(people.ola, at=NOW)
    return {each.name for each in visit.participants}


async def test_planned_together_and_the_colleague_stays_away_after_all(
    ola: Any, siri: Any, services: Services, people: Cast
) -> None:
    shown = await ola.say("besøk på Åsveien skole torsdag kl 9 sammen med Siri")
    assert "Åsveien skole, torsdag 26. november 2026 kl. 09.00\nSammen med Siri Li." in shown
    assert "Sammen med Kari Nordmann og Siri Li." in await ola.say("Kari blir med på besøket")
    assert "Sammen med Siri Li." in await ola.say("Kari blir ikke med på besøket")
    assert "lagt inn" in await ola.press("Lagre")
    assert goes(services, people) == {"Ola Ødegård", "Siri Li"}
    assert "kl. 09.00, sammen med Siri Li" in await ola.say("hvilke besøk har jeg")
    assert "saman med Ola Ødegård" in await siri.say("kva besøk har eg")
    assert "Du er ikkje med lenger" in await siri.say("eg blir ikkje med på besøket på Åsveien")
    assert goes(services, people) == {"Ola Ødegård"}


async def test_a_name_of_two_is_asked_about_and_an_unknown_one_too(
    ola: Any, services: Services, people: Cast
) -> None:
    services.partners.invite(people.kari, "Siri Moe", at=NOW)
    shown = await ola.say("besøk på Åsveien skole torsdag kl 9 sammen med Siri og Pål")
    assert "Skal jeg legge inn dette?" in shown
    assert "Hvem mener du med «Siri»?" in shown
    assert "ingen kollega som heter «Pål»" in shown
    assert "Sammen med Siri Moe." in await ola.press("Siri Moe")
    await ola.press("Lagre")
    assert goes(services, people) == {"Ola Ødegård", "Siri Moe"}


async def test_colleagues_come_and_go_later(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    said = await ola.say("Siri og Kari blir med på besøket på Solvik")
    assert said.startswith("Kari Nordmann og Siri Li") or said.startswith("Siri Li og Kari Nord")
    assert "Solvik, torsdag 26. november kl. 09.00–10.00, sammen med" in said
    assert goes(services, people) == {"Ola Ødegård", "Siri Li", "Kari Nordmann"}
    said = await ola.say("Kari kan ikke være med på Solvik likevel")
    assert said.startswith("Kari Nordmann er ikke med lenger")
    assert goes(services, people) == {"Ola Ødegård", "Siri Li"}
    assert "ingen kollega som heter «Pål»" in await ola.say("legg til Pål på besøket på Solvik")


async def test_which_visit_is_asked(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    wish = ScheduleVisit("v2", "Lade skole", THURSDAY + timedelta(hours=3))
    lade = services.visits.schedule(people.ola, wish, at=NOW)
    assert "Hvilket besøk" in await ola.say("Siri blir med på besøket")
    assert "Siri Li er med" in await ola.press("Lade skole, torsdag 26. november kl. 12.00")
    kept = services.visits.get(people.ola, lade.id)
    assert len(kept.participants) == 2


async def test_who_goes_alone_is_asked_whether_it_is_off(ola: Any, solvik: Visit) -> None:
    assert "alene om dette besøket" in await ola.say("jeg blir ikke med på besøket på Solvik")
    assert "Skal jeg avlyse" in await ola.press("Avlys")


async def test_under_the_next_visit(
    ola: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.choose('/list_visits{"visit": "next"}')
    assert "Hvem gjelder det?" in await ola.press("Ta med en kollega")
    assert "Siri Li er med og får beskjed" in await ola.press("Siri Li")


async def test_in_english(ola: Any, services: Services, people: Cast, solvik: Visit) -> None:
    assert "I have added Siri Li" in await ola.say("please add Siri to the visit to Solvik")


async def test_there_is_nothing_to_come_along_on(ola: Any, stranger: Any) -> None:
    assert "ingen besøk" in await ola.say("Siri blir med på besøket på Solvik")
    assert "invita" in await stranger.say("Siri blir med på besøket på Solvik")


async def test_the_answer_to_the_notice(
    ola: Any, siri: Any, services: Services, people: Cast, solvik: Visit
) -> None:
    await ola.say("Siri blir med på besøket på Solvik")
    leave = f'/visit_participants{{"visit": "{solvik.id}", "change": "leave"}}'
    await siri.choose(leave)
    assert goes(services, people) == {"Ola Ødegård"}
    assert "finn" in await siri.choose(leave)


async def test_on_a_whole_series(ola: Any, siri: Any, services: Services, people: Cast) -> None:
    wishes = [
        ScheduleVisit(f"s#{n}", "Solvik", THURSDAY + timedelta(weeks=n), None) for n in range(3)
    ]
    services.visits.schedule_all(people.ola, wishes, at=NOW)
    assert "Hvilket besøk" in await ola.say("Siri blir med på Solvik")
    assert "Siri Li er med og får beskjed" in await ola.press("Alle 3 framover")
    assert len(services.visits.coming(people.siri, at=NOW)) == 3
    assert "ikkje med lenger" in await ola.say("ta bort Siri frå alle besøka på Solvik")
    assert services.visits.coming(people.siri, at=NOW) == []
