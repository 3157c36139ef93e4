"""A visit told in one message is taken apart, shown, and saved when it is confirmed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.sharing import Sharing
from tests.support.people import Cast

NOTE = (
    "logg: Åsveien i dag. Gruppene kom godt i gang med kollegaveiledning, men rektor måtte gå "
    "etter ti minutter igjen. Neste gang vil jeg avtale tid med ledergruppa først."
)


async def test_it_is_shown_and_saved(ola: Any, services: Services, people: Cast) -> None:
    summary = await ola.say(NOTE)
    assert summary.splitlines() == [
        "Slik forsto jeg det:",
        "Skole: Åsveien",
        "Dato: i dag, lørdag 21. november",
        "Fungerte: Gruppene kom godt i gang med kollegaveiledning.",
        "Vanskelig: Rektor måtte gå etter ti minutter igjen.",
        "Neste steg: Avtale tid med ledergruppa først.",
        "Temaer: ressurser («etter ti minutter»), forankring i ledelsen («Rektor måtte gå»)",
        "Deles med: koordinator",
    ]
    assert services.reflections.visible_to(people.ola) == []
    assert "Lagret" in await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.happened == ""
    assert kept.parts.hard == "Rektor måtte gå etter ti minutter igjen."
    assert kept.sharing is Sharing.COORDINATOR


@pytest.mark.parametrize(
    ("note", "hard"),
    [
        (
            "I dag på Solvik skole gikk det fint i gruppene. Det var vanskelig at få hadde lest.",
            "Vanskelig: Det var vanskelig at få hadde lest.",
        ),
        (
            "På Solvik skule gjekk det fint i dag. Det var krevjande at rektor ikkje var der. "
            "Neste gong vil eg snakke med ho først.",
            "Vanskeleg: Det var krevjande at rektor ikkje var der.",
        ),
        (
            "Today at Solvik school the groups got started well, but the principal had to leave.",
            "Hard: The principal had to leave.",
        ),
    ],
)
async def test_it_need_not_say_that_it_is_a_log(ola: Any, note: str, hard: str) -> None:
    summary = await ola.say(note)
    assert hard in summary
    assert ": Solvik sk" in summary or ": Solvik school" in summary


async def test_only_the_school_is_asked_for(ola: Any) -> None:
    asked = await ola.say("logg: det gikk fint med gruppene, men rektor måtte gå")
    assert asked == "Hvilken skole var du på?"
    summary = await ola.say("Lade skole")
    assert "Skole: Lade skole" in summary
    assert "Fungerte: Det gikk fint med gruppene." in summary


async def test_it_may_be_told_when_the_school_is_asked_for(ola: Any) -> None:
    await ola.say("logg en refleksjon")
    assert "Slik forsto jeg det" in await ola.say(NOTE)
    assert await ola.slot("hard") == "Rektor måtte gå etter ti minutter igjen."


async def test_a_wish_to_log_tells_nothing_yet(ola: Any) -> None:
    assert "Hva skjedde" in await ola.say("logg besøket på Åsveien skole")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("eg var på Lade skule i føremiddag", "Kva hende på besøket?"),
        ("har vært på Åsveien skole", "Hva skjedde på besøket?"),
        ("I was at Solvik school today", "What happened on the visit?"),
    ],
)
async def test_who_tells_where_she_was_is_asked_how_it_went(
    ola: Any, text: str, asked: str
) -> None:
    assert await ola.say(text) == asked


@pytest.mark.parametrize("text", ["var du på Lade skole i går?", "was the report about Lade"])
async def test_a_question_about_a_school_begins_nothing(ola: Any, text: str) -> None:
    await ola.say(text)
    assert await ola.form() is None


async def test_a_part_of_it_is_told_again(ola: Any) -> None:
    await ola.say(NOTE)
    await ola.press("Endre")
    await ola.press("Hva var vanskelig")
    assert "Vanskelig: Tida var knapp." in await ola.say("Tida var knapp.")


async def test_personal_data_in_it_is_asked_about(ola: Any) -> None:
    asked = await ola.say("logg: Solvik skole. Det gikk fint da Jonas i 9B viste fram.")
    assert "«Jonas i 9B» kan være en elev" in asked
    assert "da en elev viste fram" in await ola.press("Bytt ut med «en elev»")


async def test_a_stranger_logs_nothing(stranger: Any) -> None:
    assert "Be koordinatoren" in await stranger.say(NOTE)


async def test_a_note_from_elsewhere_where_a_part_is_asked_for_is_asked_about(ola: Any) -> None:
    await ola.say("logg besøket på Lade skole")
    assert "Du er midt i en refleksjon fra Lade skole." in await ola.say(NOTE)
    assert await ola.press("Fortsett på den") == "Hva skjedde på besøket?"
    assert await ola.slot("school") == "Lade skole"
    await ola.say(NOTE)
    assert "Skole: Åsveien" in await ola.press("Ta den nye først")
    assert "fra Lade skole liggende" in await ola.press("Lagre")


@pytest.mark.parametrize(
    ("told", "part"),
    [
        (
            "I dag var jeg på Åsveien skole. Lærerne fikk snakke fritt, og de ble sittende lenge.",
            "happened",
        ),
        (
            "Bussen vart forseinka, så eg fekk berre med meg siste halvdel på Solvik skule i dag",
            "happened",
        ),
        ("va innom Lade skole i går, rektor va sjuk så vi tok det med inspektørn", "happened"),
        ("I was at Lade school yesterday, the head left early so we met the staff", "happened"),
    ],
)
async def test_it_needs_no_word_that_it_is_to_be_logged(ola: Any, told: str, part: str) -> None:
    await ola.say(told)
    assert await ola.form() == "reflection_form"
    assert await ola.slot(part)


async def test_what_may_be_one_is_asked_about_and_not_told_twice(ola: Any) -> None:
    told = "Læringsvandring på Eikanger skule saman med tre rektorar. Vi såg mykje arbeidsro."
    assert "Meinte du noko av dette?" in await ola.say(told)
    summary = await ola.press("Logge eit besøk")
    assert "Skule: Eikanger skule" in summary
    assert "Vi såg mykje arbeidsro." in summary


async def test_how_things_are_is_not_logged_unasked(ola: Any) -> None:
    told = "lærerne vil ha ferdige opplegg og orker ikke tenke sjølve"
    await ola.say(told)
    assert await ola.form() is None
