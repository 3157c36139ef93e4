"""Visits that come again are shown one by one, planned together, and called off as one wishes."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.bootstrap import Services
from bot.domain_model.free_days import Period
from tests.support.people import NOW, Cast


async def test_each_day_is_shown_before_they_are_planned(
    ola: Any, services: Services, people: Cast
) -> None:
    winter = Period(date(2027, 2, 22), date(2027, 2, 26))
    services.free_days.add(people.kari, winter, at=NOW)
    shown = await ola.say("besøk på Åsveien skole hver mandag i februar kl 9-10")
    assert "Åsveien skole, 3 besøk kl. 09.00–10.00:\n• mandag 1. februar 2027\n" in shown
    assert "Ikke skole, så dette hopper jeg over: mandag 22. februar 2027" in shown
    assert "Besøkene er lagt inn." in await ola.press("Lagre")
    days = [each.starts_at.date() for each in services.visits.coming(people.ola, at=NOW)]
    assert days == [date(2027, 2, 1), date(2027, 2, 8), date(2027, 2, 15)]


async def test_the_hour_is_asked_for(ola: Any) -> None:
    asked = await ola.say("besøk på Åsveien skole annenhver torsdag ut mars")
    assert "Når på dagen torsdag 26. november" in asked
    assert "Åsveien skole, 9 besøk kl. 12.00:" in await ola.press("kl. 12.00")


async def test_one_or_all_are_cancelled(ola: Any, services: Services, people: Cast) -> None:
    await ola.say("besøk på Åsveien skole hver mandag i februar kl 9")
    await ola.press("Lagre")
    await ola.say("avlys besøket på Åsveien")
    await ola.press("Åsveien skole, mandag 8. februar 2027 kl. 09.00")
    assert "Besøket er avlyst" in await ola.press("Ja, avlys")
    await ola.say("avlys besøket på Åsveien")
    await ola.press("Åsveien skole, mandag 15. februar 2027 kl. 09.00")
    assert "Besøkene er avlyst" in await ola.press("Avlys alle 3")
    assert services.visits.coming(people.ola, at=NOW) == []


async def test_in_nynorsk(ola: Any) -> None:
    shown = await ola.say("eg skal på besøk på Solvik skule kvar måndag i februar klokka ni")
    assert "Skal eg leggje inn dette?\nSolvik skule, 4 besøk kl. 09.00:" in shown
    assert "Besøka er lagde inn." in await ola.press("Lagre")


async def test_the_whole_series_is_moved_in_one_message(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("besøk på Solvik hver torsdag i februar kl 9-10")
    await ola.press("Lagre")
    shown = await ola.say("flytt alle torsdagsbesøkene på Solvik til fredager kl 10")
    assert "Skal jeg flytte alle disse besøkene?\nSolvik:\n• fra torsdag 4. februar 2027" in shown
    assert "til fredag 5. februar 2027 kl. 10.00–11.00" in shown
    assert "Besøkene er flyttet" in await ola.press("Flytt alle")
    coming = services.visits.coming(people.ola, at=NOW)
    assert [each.starts_at.day for each in coming] == [5, 12, 19, 26]
    assert {each.starts_at.hour for each in coming} == {9}


async def test_one_or_all_are_moved(ola: Any, services: Services, people: Cast) -> None:
    await ola.say("besøk på Solvik hver torsdag i februar kl 9")
    await ola.press("Lagre")
    first, second, *_ = services.visits.coming(people.ola, at=NOW)
    for visit, which, days in (
        (first, "Bare dette besøket", [5, 11, 18, 25]),
        (second, "Alle 4 framover", [5, 10, 17, 24]),
    ):
        assert "Hva skal flyttes?" in await ola.choose(f'/move_visit{{"visit": "{visit.id}"}}')
        assert "Når er besøket" in await ola.press(which)
        await ola.say(
            "5. februar 2027 kl 9" if which.startswith("Bare") else "10. februar 2027 kl 12"
        )
        await ola.say("ja")
        found = [each.starts_at.day for each in services.visits.coming(people.ola, at=NOW)]
        assert sorted(found)[-3:] == days[-3:]


async def test_the_whole_series_is_cancelled_with_a_yes(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("besøk på Solvik hver torsdag i februar kl 9")
    await ola.press("Lagre")
    asked = await ola.say("avlys hele rekka på Solvik")
    assert "Skal jeg avlyse alle disse besøkene?\n• Solvik, torsdag 4. februar 2027" in asked
    assert "Besøkene er avlyst" in await ola.say("ja")
    assert services.visits.coming(people.ola, at=NOW) == []
