"""A yes or a no in words answers the question that was asked last, whatever else is open."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.visits import Visit
from bot.services.visits import ScheduleVisit
from tests.conversations.happy_path.test_reflections import tell
from tests.support.insights import log
from tests.support.people import NOW, Cast


@pytest.fixture
def lade(services: Services, people: Cast) -> Visit:
    """A visit to come."""
    wish = ScheduleVisit("lade", "Lade skole", datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
    return services.visits.schedule(people.ola, wish, at=NOW)


@pytest.mark.parametrize(
    ("answer", "said", "left"),
    [
        ("ja", "Besøket er avlyst", 0),
        ("nei", "Greit. Ingenting er avlyst.", 1),
        ("jo, men vent litt", "Greit. Ingenting er avlyst.", 1),
    ],
)
async def test_a_visit_is_off_or_not_while_a_reflection_waits_for_its_yes(
    ola: Any, services: Services, people: Cast, lade: Visit, answer: str, said: str, left: int
) -> None:
    await tell(ola)
    asked = await ola.say("avlys Lade")
    assert "Skal jeg avlyse dette besøket?" in asked
    assert "Slik forsto jeg det" not in asked, "one question at a time"
    answered = await ola.say(answer)
    assert answered.startswith(said)
    assert "Slik forsto jeg det" in answered, "the other one comes again"
    assert len(services.visits.coming(people.ola, at=NOW)) == left
    assert services.reflections.own(people.ola) == []
    assert "Lagret" in await ola.say("ja")
    assert len(services.reflections.own(people.ola)) == 1


async def test_a_visit_is_off_while_free_words_are_waited_for(
    ola: Any, services: Services, people: Cast, lade: Visit
) -> None:
    await ola.say("logg besøket på Åsveien skole")
    assert "Skal jeg avlyse dette besøket?" in await ola.say("avlys Lade")
    assert (await ola.say("ja")).endswith("Hva skjedde på besøket?")
    assert await ola.slot("happened") is None
    assert services.visits.coming(people.ola, at=NOW) == []
    assert await ola.say("ja") == "Hva fungerte?"


async def test_what_is_told_instead_of_a_yes_goes_to_the_form(
    ola: Any, services: Services, people: Cast, lade: Visit
) -> None:
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("avlys Lade")
    assert await ola.say("Gruppene snakket sammen om mål") == "Hva fungerte?"
    assert services.visits.coming(people.ola, at=NOW) == [lade]


async def test_a_visit_is_off_while_another_is_planned(
    ola: Any, services: Services, people: Cast, lade: Visit
) -> None:
    await ola.say("planlegg besøk på Solvik skole torsdag kl. 12")
    await ola.say("avlys Lade")
    answered = await ola.say("ja")
    assert "Besøket er avlyst" in answered
    assert "Solvik skole, torsdag" in answered
    assert "lagt inn" in await ola.say("ja")
    assert [v.school_name for v in services.visits.coming(people.ola, at=NOW)] == ["Solvik skole"]


@pytest.mark.parametrize("wish", ["slett den siste refleksjonen", "/delete_my_data"])
async def test_a_no_keeps_what_was_to_be_deleted(
    ola: Any, services: Services, people: Cast, wish: str
) -> None:
    kept = log(services, people.ola)
    await tell(ola)
    asked = await (ola.choose(wish) if wish.startswith("/") else ola.say(wish))
    assert "for godt" in asked
    assert (await ola.say("nei")).startswith("Greit. Ingenting er slettet.")
    assert services.reflections.own(people.ola) == [kept]
    assert "Lagret" in await ola.say("ja")


@pytest.mark.parametrize("answer", ["jo, men vent litt", "ja nei vent", "ja, men ikke ennå"])
async def test_half_a_yes_deletes_nothing(
    ola: Any, services: Services, people: Cast, answer: str
) -> None:
    kept = log(services, people.ola)
    await ola.say("slett den siste refleksjonen")
    assert await ola.say(answer) == "Greit. Ingenting er slettet."
    assert services.reflections.own(people.ola) == [kept]


async def test_half_a_yes_saves_nothing(ola: Any, services: Services, people: Cast) -> None:
    await tell(ola)
    assert (await ola.say("ja, men vent litt")).startswith("Ingenting er lagret.")
    assert services.reflections.own(people.ola) == []


async def test_a_draft_that_waits_is_taken_with_a_yes(ola: Any) -> None:
    await tell(ola)
    await ola.say("logg: Solvik skole i går. Det gikk fint i gruppene, men få hadde lest.")
    await ola.press("Ta den nye først")
    assert "Skal vi ta den nå?" in await ola.press("Lagre")
    assert "Skole: Åsveien skole" in await ola.say("ja")


async def test_what_stands_on_a_button_may_be_written(ola: Any) -> None:
    await tell(ola)
    await ola.say("endre")
    assert "Hvilken dag" in await ola.say("dato")


async def test_a_note_told_while_a_visit_is_planned_waits_for_it(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("planlegg besøk på Solvik skole fredag")
    said = await ola.say("logg: Åsveien i går. Det gikk fint i gruppene, men få hadde lest.")
    assert said.startswith("Jeg tar vare på en refleksjon fra Åsveien.")
    assert "Når på dagen fredag" in said
    await ola.press("kl. 10.00")
    assert "en refleksjon fra Åsveien liggende" in await ola.say("ja")
    assert "Vanskelig: Få hadde lest." in await ola.say("ja")
    assert len(services.visits.coming(people.ola, at=NOW)) == 1


async def test_who_logs_instead_of_planning_is_told_that_there_is_no_visit(ola: Any) -> None:
    await ola.say("planlegg besøk på Solvik skole fredag")
    begun = await ola.say("logg")
    assert begun.startswith("Besøket er ikke lagt inn")
    assert begun.endswith("Hvilken skole var du på?")


@pytest.mark.parametrize(
    ("correction", "line"),
    [
        ("nei vent, det var tirsdag", "Dato: tirsdag 17. november"),
        ("jo, men det var i går", "Dato: i går, fredag 20. november"),
        ("endre datoen til onsdag", "Dato: onsdag 18. november"),
        ("del med nettverket i stedet", "Deles med: nettverket"),
        ("nei, bare koordinatoren", "Deles med: koordinator"),
        ("bare meg", "Deles med: bare meg"),
    ],
)
async def test_what_is_wrong_in_the_summary_is_set_right_in_words(
    ola: Any, correction: str, line: str
) -> None:
    await tell(ola)
    said = await ola.say(correction)
    assert line in said
    assert "Det forsto jeg ikke" not in said


async def test_no_is_english_in_an_english_conversation(ola: Any) -> None:
    await ola.say("i would like to log a reflection from a school visit")
    await ola.say("no")
    assert await ola.slot("language") == "en"
