"""What busy partners write about their visits, in few words, is understood; nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

HOUR = timedelta(hours=1)
SOLVIK = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, nine o'clock in Oslo
LADE = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
ASVEIEN = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def visits(services: Services, people: Cast) -> None:
    for school, start in (("Solvik", SOLVIK), ("Lade skole", LADE), ("Åsveien skole", ASVEIEN)):
        wish = ScheduleVisit(school, school, start, start + HOUR)
        services.visits.schedule(people.ola, wish, at=NOW)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("push Solvik til 11", SOLVIK, "torsdag 26. november 2026 kl. 11.00–12.00"),
        ("flytt Solvik fra 9 til 11", SOLVIK, "torsdag 26. november 2026 kl. 11.00–12.00"),
        ("Solvik kl 11 i stedet for 9", SOLVIK, "torsdag 26. november 2026 kl. 11.00–12.00"),
        ("ny tid Solvik: fredag 10", SOLVIK, "fredag 27. november 2026 kl. 10.00–11.00"),
        ("new time for Solvik: Friday 10 am", SOLVIK, "Friday 27 November 2026 at 10:00–11:00"),
        ("vi får ta Solvik en halvtime tidligere", SOLVIK, "november 2026 kl. 08.30–09.30"),
        ("må skyve Solvik en dag", SOLVIK, "fredag 27. november 2026 kl. 09.00–10.00"),
        ("Solvik ei veke seinare", SOLVIK, "torsdag 3. desember 2026 kl. 09.00–10.00"),
        ("kan vi ta Lade en time senere", LADE, "fredag 27. november 2026 kl. 13.00–14.00"),
        ("can we do Lade an hour later", LADE, "Friday 27 November 2026 at 13:00–14:00"),
        ("Lade er flytta til 14.30", LADE, "fredag 27. november 2026 kl. 14.30–15.30"),
        ("Lade samme dag men kl 13", LADE, "fredag 27. november 2026 kl. 13.00–14.00"),
        ("ombook Lade til 30/11 kl 9", LADE, "mandag 30. november 2026 kl. 09.00–10.00"),
        ("bytt Lade 27. nov til 30. nov, samme tid", LADE, "30. november 2026 kl. 12.00–13.00"),
        ("flytt besøket fra 27.11 til 30.11 kl 9", LADE, "30. november 2026 kl. 09.00–10.00"),
        ("Åsveien er utsatt til onsdag kl 9", ASVEIEN, "onsdag 2. desember 2026 kl. 09.00–10.00"),
        ("Åsveien vart 2/12 i staden, same tid", ASVEIEN, "onsdag 2. desember 2026 kl. 10.00"),
    ],
)
async def test_a_visit_is_to_be_moved(ola: Any, text: str, old: datetime, new: str) -> None:
    shown = await ola.say(text)
    school = {SOLVIK: "Solvik: ", LADE: "Lade skole: ", ASVEIEN: "Åsveien skole: "}[old]
    assert school in shown
    assert new in shown
    assert {"Flytt", "Move"} & {each.title for reply in ola.replies for each in reply.buttons}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("bytt Lade 27. nov til 30. nov", "Når på dagen mandag 30. november"),
        ("Lade 27.11 -> 30.11", "Når på dagen mandag 30. november"),
        ("Lade flyttes fra fredag til mandag", "mandag 23. november 2026"),
        ("Lade flyttes fra fredag til mandag", "mandag 30. november 2026"),
        ("Solvik blir onsdag i stedet", "Når på dagen onsdag 25. november"),
        ("Solvik er utsatt til onsdag", "Når på dagen onsdag 2. desember"),
        ("Åsveien vart onsdag i staden, same tid", "onsdag 25. november 2026 kl. 10.00–11.00"),
        ("Åsveien vart onsdag i staden, same tid", "onsdag 2. desember 2026 kl. 10.00–11.00"),
        ("kan eg få flytta Solvik ein time fram", "torsdag 26. november 2026 kl. 08.00"),
        ("kan eg få flytta Solvik ein time fram", "torsdag 26. november 2026 kl. 10.00"),
        ("flytt Lade til 11.", "Når er besøket"),
    ],
)
async def test_what_is_open_in_a_move_is_asked(ola: Any, text: str, asked: str) -> None:
    said = await ola.say(text)
    assert asked in said + "".join(each.title for reply in ola.replies for each in reply.buttons)
    assert await ola.form() == "visit_form"


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("Åsveien utgår", "Åsveien skole"),
        ("Åsveien utgår grunna sjukdom", "Åsveien skole"),
        ("dropp Åsveien", "Åsveien skole"),
        ("stryk Lade", "Lade skole"),
        ("Lade blir ikke noe av", "Lade skole"),
        ("det blir ikkje noko på Åsveien likevel", "Åsveien skole"),
        ("Solvik ska itj bli nå av", "Solvik"),
        ("Solvik is off", "Solvik"),
    ],
)
async def test_a_visit_is_off(ola: Any, text: str, school: str) -> None:
    asked = await ola.say(text)
    assert f"{school}, " in asked
    assert {"Ja, avlys", "Yes, cancel it"} & {b.title for r in ola.replies for b in r.buttons}


@pytest.mark.parametrize(
    "text",
    [
        "når er besøket på Lade?",
        "når starter Lade?",
        "når er det jeg skal til Lade",
        "ka tid e æ på Lade",
        "korti ska æ te Lade",
        "kva tid byrjar det på Lade",
        "hvilken dag er Lade",
        "hva er klokka for Lade-besøket",
        "når var det jeg skulle til Lade igjen",
    ],
)
async def test_the_time_of_one_visit_is_said_alone(ola: Any, text: str) -> None:
    said = await ola.say(text)
    assert said == "Besøket ditt: Lade skole, fredag 27. november kl. 12.00–13.00"
    assert "dette besøket?\nLade skole, fredag 27. november" in await ola.press("Avlys")


async def test_a_school_without_a_visit_is_said_to_be_so(ola: Any) -> None:
    said = await ola.say("når er besøket på Fagerli?")
    assert said.startswith("På Fagerli har du ingen besøk. Disse har du ellers:\n• Solvik")


async def test_a_new_visit_where_one_is_coming_may_be_that_one(
    ola: Any, services: Services, people: Cast
) -> None:
    shown = await ola.say("besøk på Lade skole mandag 30. november kl 9")
    assert "Skal jeg legge inn dette?\nLade skole, mandag 30. november 2026 kl. 09.00" in shown
    assert "Du har alt et besøk der: fredag 27. november kl. 12.00–13.00." in shown
    asked = await ola.press("Flytt det i stedet")
    assert "Lade skole: fra fredag 27. november kl. 12.00–13.00" in asked
    assert "til mandag 30. november 2026 kl. 09.00–10.00" in asked
    assert "Besøket er flyttet" in await ola.press("Flytt")
    there = [v for v in services.visits.coming(people.ola, at=NOW) if v.school_name != "Solvik"]
    assert [each.starts_at for each in there] == [LADE + timedelta(days=2, hours=21), ASVEIEN]
