"""One's own visits that are to come."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser


def plan(services: Services, actor: Actor, school: str, day: int, hour: int) -> str:
    start = datetime(2026, 11, day, hour, tzinfo=UTC)
    wish = ScheduleVisit(f"test:{school}:{day}", school, start, start.replace(hour=hour + 1))
    return services.visits.schedule(actor, wish, at=NOW).id


def test_the_next_visit_comes_first_in_local_time(
    ola: Browser, services: Services, people: Cast
) -> None:
    plan(services, people.ola, "Solvik skole", 26, 8)
    plan(services, people.ola, "Åsveien skole", 22, 7)
    plan(services, people.siri, "Lia skole", 24, 8)
    cancelled = plan(services, people.ola, "Berg skole", 25, 8)
    services.visits.cancel(people.ola, cancelled, at=NOW)
    text = ola.read("/visits").text
    first = text.index("Åsveien skole i morgen, søndag 22. november kl. 08.00–09.00")
    assert first < text.index("Solvik skole torsdag 26. november kl. 09.00–10.00")
    assert "Lia skole" not in text
    assert "Berg skole" not in text


def test_without_visits_the_page_says_how_to_plan_one(ola: Browser) -> None:
    page = ola.read("/visits")
    assert "Du har ingen planlagte besøk" in page.text
    assert {"/chat", "/calendar"} <= set(page.links)


def test_who_goes_as_well_and_what_it_is_for(
    ola: Browser, kari: Browser, services: Services, people: Cast
) -> None:
    start = datetime(2026, 11, 26, 8, tzinfo=UTC)
    together = (str(people.siri.partner_id),)
    wish = ScheduleVisit("v", "Solvik", start, together=together, purpose="planlegge fagdag")
    services.visits.schedule(people.ola, wish, at=NOW)
    page = ola.read("/visits").text
    assert "Sammen med Siri Li" in page
    assert "Formål: planlegge fagdag" in page
    overview = kari.read("/overview").text
    assert "Ola Ødegård og Siri Li" in overview or "Siri Li og Ola Ødegård" in overview
    assert overview.count("Solvik") == 1
    assert "Formål: planlegge fagdag" in overview
