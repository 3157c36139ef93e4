"""A visit says what it is for: when it is planned, in the form, or later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.bootstrap import Services
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast


async def test_told_with_the_visit_and_changed_before_it_is_saved(
    ola: Any, services: Services, people: Cast
) -> None:
    shown = await ola.say("besøk på Åsveien skole torsdag kl 9 for å planlegge fagdag")
    assert "Åsveien skole, torsdag 26. november 2026 kl. 09.00\nFormål: planlegge fagdag" in shown
    assert "Formål: vurdering" in await ola.say("formålet med besøket er vurdering")
    await ola.press("Lagre")
    [visit] = services.visits.coming(people.ola, at=NOW)
    assert visit.purpose == "vurdering"
    assert "kl. 09.00. Formål: vurdering" in await ola.say("hvilke besøk har jeg")


async def test_told_later_without_names(ola: Any, services: Services, people: Cast) -> None:
    for number, school in enumerate(("Solvik", "Lade skole")):
        wish = ScheduleVisit(f"v{number}", school, NOW + timedelta(days=5, hours=number))
        services.visits.schedule(people.ola, wish, at=NOW)
    said = await ola.say("formålet med besøket på Solvik er å snakke om Jonas i 9B")
    assert "Notert." in said
    assert "Jonas" not in said
    assert "Hvilket besøk" in await ola.say("formålet med besøket er lesing")
    assert "Formål: lesing" in await ola.press("Lade skole, torsdag 26. november kl. 14.00")
    assert "Noted." in await ola.say("the purpose of the visit to Solvik is to plan a staff day")
    purposes = [each.purpose for each in services.visits.coming(people.ola, at=NOW)]
    assert purposes == ["plan a staff day", "lesing"]


async def test_there_is_no_visit(ola: Any, stranger: Any) -> None:
    assert "ingen besøk" in await ola.say("formålet med besøket på Solvik er lesing")
    assert "invita" in await stranger.say("formålet med besøket på Solvik er lesing")
