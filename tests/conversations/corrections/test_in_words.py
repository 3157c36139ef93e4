"""What was just told, planned or saved is set right in the words of somebody in a hurry."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast

SOLVIK = "logg: Solvik skole i går. Det gikk fint i gruppene, men få hadde lest."
LADE = "logg: Lade skole i dag. Det gikk bra, men tida var knapp."


@pytest.mark.parametrize(
    ("correction", "line"),
    [
        ("nei vent, det var tirsdag", "Dato: tirsdag 17. november"),
        ("det var i går", "Dato: i går, fredag 20. november"),
        ("nei, det var på Lade skole", "Skole: Lade skole"),
    ],
)
async def test_what_was_just_saved(
    ola: Any, services: Services, people: Cast, correction: str, line: str
) -> None:
    await tell(ola)
    await ola.say("👍")
    assert len(services.reflections.own(people.ola)) == 1
    assert line in await ola.say(correction)
    assert "Endret" in await ola.say("ja")
    assert len(services.reflections.own(people.ola)) == 1


async def test_a_visit_that_was_just_planned(ola: Any, services: Services, people: Cast) -> None:
    await ola.say("besøk på Solvik skole fredag kl 9")
    await ola.say("ja")
    said = await ola.say("nei vent, det var torsdag kl 10")
    assert "Skal jeg flytte besøket?" in said
    assert "flyttet" in await ola.say("ja")


async def test_a_no_after_saving_is_no_correction(ola: Any) -> None:
    await tell(ola)
    await ola.press("Lagre")
    assert "Greit" in await ola.say("nei takk")


async def test_another_visit_is_wanted_than_the_one_that_waits_for_its_yes(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("besøk på Solvik skole fredag kl 9")
    said = await ola.say("planlegg besøk på Lade skole torsdag kl 10")
    assert said.startswith("Besøket på Solvik skole er ikke lagt inn.")
    assert "Lade skole, torsdag 26. november 2026 kl. 10.00" in said
    assert "lagt inn" in await ola.say("ja")
    (visit,) = services.visits.coming(people.ola, at=ola.now)
    assert visit.school_name == "Lade skole"


async def test_the_day_comes_with_the_school(ola: Any) -> None:
    await ola.say("logg en refleksjon")
    await ola.say("Lade skole, var der i går")
    assert await ola.slot("visit_date") == "2026-11-20"


async def test_what_is_told_bit_by_bit_is_all_kept(ola: Any) -> None:
    assert await ola.say("logg: Åsveien 19. november.") == "Hva skjedde på besøket?"
    await ola.say("Gruppene delte erfaringer")
    for nothing in ("nei", "vet ikke", "ingenting"):
        await ola.say(nothing)
    summary = await ola.press("Koordinator")
    assert "Vanskelig" not in summary
    added = await ola.say("og så var det vanskelig å få med seg alle")
    assert added.startswith("Jeg la det til.")
    assert "Vanskelig: Så var det vanskelig å få med seg alle." in added
    added = await ola.say("legg til at inspektøren var med")
    assert "Skjedde: Gruppene delte erfaringer. Inspektøren var med." in added


@pytest.mark.parametrize("other", ["kan du ringe rektor for meg", "bytt om på de to punktene"])
async def test_what_may_be_no_telling_is_not_added(ola: Any, other: str) -> None:
    before = await tell(ola)
    assert (await ola.say(other)).removeprefix("Det forsto jeg ikke.\n\n") == before


async def test_three_drafts_wait_for_each_other(
    ola: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    asked = await ola.say(SOLVIK)
    assert "Slik forsto jeg det" not in asked, "one question at a time"
    await ola.say(LADE)
    await ola.press("Fortsett på den")
    for _ in range(3):
        await ola.say("ja")
        await ola.say("ja")
    kept = {each.school_name for each in services.reflections.own(people.ola)}
    assert kept == {"Åsveien skole", "Solvik skole", "Lade skole"}


@pytest.mark.parametrize(
    ("correction", "when"),
    [
        ("nei kl 10", "torsdag 26. november 2026 kl. 10.00"),
        ("nei vent, det var fredag", "fredag 27. november 2026 kl. 09.00"),
        ("jo, men fredag klokka elleve", "fredag 27. november 2026 kl. 11.00"),
    ],
)
async def test_a_clock_time_leaves_the_day_and_a_day_the_clock_time(
    ola: Any, correction: str, when: str
) -> None:
    await ola.say("besøk på Solvik skole torsdag kl 9")
    assert f"Solvik skole, {when}" in await ola.say(correction)


async def test_a_visit_told_in_several_sentences_is_a_note(ola: Any) -> None:
    said = await ola.say(
        "Jeg var på Lade skole i dag. Rektor åpnet møtet. Lærerne satt i grupper. De leste."
    )
    assert "Slik forsto jeg det" in said
    assert "Rektor åpnet møtet." in said
    assert "Deles med: bare meg" in await ola.say("fint, men del det bare med meg")
