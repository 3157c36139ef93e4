"""A time that is none, or could be several, is asked about and never guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.free_days import Period
from tests.support.people import NOW, Cast


@pytest.mark.parametrize(
    ("answer", "reply"),
    [("banan", "forsto jeg ikke"), ("i går kl 9", "Det tidspunktet har vært")],
)
async def test_it_is_asked_again(ola: Any, answer: str, reply: str) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    asked = await ola.say(answer)
    assert reply in asked
    assert asked.endswith("Skriv for eksempel «torsdag kl. 9–10».")
    assert await ola.slot("visit_time") is None


@pytest.mark.parametrize(
    ("answer", "reply", "choices"),
    [
        (
            "neste torsdag kl 9",
            "Hvilken tid mener du?",
            ["torsdag 26. november 2026 kl. 09.00", "torsdag 3. desember 2026 kl. 09.00"],
        ),
        (
            "fredag 26. november kl 9",
            "Hvilken tid mener du?",
            ["torsdag 26. november 2026 kl. 09.00", "fredag 27. november 2026 kl. 09.00"],
        ),
        (
            "i uke 49",
            "Hvilken tid mener du?",
            ["mandag 30. november 2026", "tirsdag 1. desember 2026", "onsdag 2. desember 2026",
             "torsdag 3. desember 2026", "fredag 4. desember 2026"],
        ),
        ("kl 9", "Hvilken tid mener du?",
         ["søndag 22. november 2026 kl. 09.00", "mandag 23. november 2026 kl. 09.00"]),
        (
            "3. november kl 10",
            "Det tidspunktet har vært. Mener du dette?",
            ["Ja, onsdag 3. november 2027 kl. 10.00"],
        ),
        ("17. mai kl 10", "Det er ikke skole mandag 17. mai 2027.", ["Ja, det stemmer"]),
        ("torsdag", "Når på dagen torsdag 26. november?",
         ["kl. 09.00", "kl. 10.00", "kl. 12.00", "kl. 14.00"]),
    ],
)  # fmt: skip
async def test_what_is_likely_meant_is_offered(
    ola: Any, answer: str, reply: str, choices: list[str]
) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    assert reply in await ola.say(answer)
    titles = [button.title for button in ola.replies[-1].buttons]
    assert titles == [*choices, "En annen dag", "Stopp"]
    assert await ola.slot("visit_time") is None


async def test_the_one_that_is_chosen_is_taken(ola: Any) -> None:
    await ola.say("besøk på Solvik skole neste torsdag kl 9-10.30")
    shown = await ola.press("torsdag 3. desember 2026 kl. 09.00–10.30")
    assert "Solvik skole, torsdag 3. desember 2026 kl. 09.00–10.30" in shown


async def test_a_chosen_day_is_asked_for_its_hour(ola: Any) -> None:
    await ola.say("besøk på Solvik skole neste torsdag")
    assert "Når på dagen" in await ola.press("torsdag 3. desember 2026")
    assert "torsdag 3. desember 2026 kl. 12.00" in await ola.press("kl. 12.00")


async def test_the_choice_is_offered_again_after_a_question(ola: Any) -> None:
    await ola.say("besøk på Solvik skole neste torsdag kl 9")
    assert "Hvilken tid mener du?" in await ola.say("hva er suksessfaktorene?")


async def test_another_day_is_asked_for(ola: Any) -> None:
    await ola.say("besøk på Solvik skole neste torsdag kl 9")
    assert (await ola.press("En annen dag")).startswith("Når er besøket?")


async def test_a_day_without_school_may_be_right(ola: Any) -> None:
    await ola.say("besøk på Solvik skole 17. mai kl 10")
    shown = await ola.press("Ja, det stemmer")
    assert "Solvik skole, mandag 17. mai 2027 kl. 10.00" in shown


async def test_the_schools_own_holidays_are_asked_about(
    ola: Any, services: Services, people: Cast
) -> None:
    winter = Period(date(2027, 2, 22), date(2027, 2, 26))
    services.free_days.add(people.kari, winter, at=NOW)
    asked = await ola.say("besøk på Solvik skole 24. februar kl 10")
    assert "Det er ikke skole onsdag 24. februar 2027." in asked
    assert "torsdag 4. mars 2027" in await ola.say("torsdag 4. mars kl 10")


async def test_a_visit_needs_a_school(ola: Any) -> None:
    await ola.say("planlegg et besøk")
    assert "Det ser ikke ut som navnet på en skole" in await ola.say("hopp over")


async def test_a_question_meanwhile_is_answered(ola: Any) -> None:
    await ola.say("planlegg et besøk på Solvik skole")
    reply = await ola.say("hva er suksessfaktorene?")
    assert "Rapporten nevner sju" in reply
    assert "Når er besøket" in reply


async def test_stopping_keeps_nothing(ola: Any) -> None:
    await ola.say("besøk på Åsveien skole torsdag kl 9")
    assert await ola.press("Avbryt") == "Avbrutt. Ingenting er lagret."
    assert "ingen besøk framover" in await ola.say("hvilke besøk har jeg")


async def test_there_may_be_nothing_to_cancel(ola: Any) -> None:
    assert "ingen besøk framover" in await ola.say("avlys besøket")
