"""An open draft is not lost when another visit is told of: it is asked which goes first."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import Services
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast

NOTE = "logg: Solvik skole i går. Det gikk fint i gruppene, men få hadde lest."


async def test_a_new_note_goes_first_and_the_old_one_comes_after(
    ola: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    asked = await ola.say(NOTE)
    assert "Du er midt i en refleksjon fra Åsveien skole." in asked
    assert await ola.slot("school") == "Åsveien skole"
    assert "Skole: Solvik skole" in await ola.press("Ta den nye først")
    saved = await ola.press("Lagre")
    assert "Lagret" in saved
    assert "Du har også en refleksjon fra Åsveien skole liggende." in saved
    assert "Fungerte: De kom fort i gang." in await ola.press("Ja, ta den nå")
    await ola.press("Lagre")
    days = {each.school_name: each.visited_on.day for each in services.reflections.own(people.ola)}
    assert days == {"Åsveien skole": 21, "Solvik skole": 20}


async def test_the_old_one_goes_first_and_the_new_note_comes_after(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("Vi snakket om mål.")
    await ola.say("Praten.")
    await ola.say("Tida.")
    await ola.say("Møtes igjen.")
    assert "Hva tar vi først?" in await ola.say(NOTE)
    assert "Hvem vil du dele" in await ola.press("Fortsett på den")
    await ola.press("Koordinator")
    assert "fra Solvik skole liggende" in await ola.press("Lagre")
    assert "Vanskelig: Få hadde lest." in await ola.press("Ja, ta den nå")


async def test_a_plain_wish_to_log_may_start_afresh(ola: Any) -> None:
    await tell(ola)
    await ola.say("logg en refleksjon")
    assert "Hvilken skole" in await ola.press("Begynn på nytt")
    assert await ola.slot("happened") is None


async def test_what_waits_may_be_dropped(ola: Any) -> None:
    await tell(ola)
    await ola.say(NOTE)
    await ola.press("Ta den nye først")
    await ola.press("Lagre")
    assert "Forkastet" in await ola.press("Forkast den")
    assert "Hvilken skole" in await ola.say("logg en refleksjon")


async def test_what_was_not_answered_is_brought_up_again(ola: Any) -> None:
    await tell(ola)
    await ola.say(NOTE)
    await ola.press("Ta den nye først")
    await ola.press("Lagre")
    assert "midt i en refleksjon fra Åsveien skole" in await ola.say("logg en refleksjon")
    assert "Skole: Åsveien skole" in await ola.press("Fortsett på den")


async def test_a_visit_is_planned_in_between(ola: Any) -> None:
    await tell(ola)
    await ola.say("besøk på Lade skole torsdag kl. 9")
    saved = await ola.press("Lagre")
    assert "en refleksjon fra Åsveien skole liggende" in saved
    assert "Skole: Åsveien skole" in await ola.press("Ja, ta den nå")


async def test_a_note_inside_a_question_for_free_words_is_asked_about(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("Vi snakket om mål.")
    asked = await ola.say(NOTE)
    assert "Du er midt i en refleksjon fra Åsveien skole." in asked
    assert await ola.slot("worked") is None
    assert "Skole: Solvik skole" in await ola.press("Ta den nye først")


async def test_a_note_right_after_the_school_is_about_that_school(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    summary = await ola.say("logg: gruppene kom fort i gang, men rektor måtte gå")
    assert "Skole: Åsveien skole" in summary
    assert "Vanskelig: Rektor måtte gå" in summary


async def test_what_waits_stays_when_it_is_not_wanted_now(ola: Any) -> None:
    await tell(ola)
    await ola.say(NOTE)
    await ola.press("Ta den nye først")
    await ola.press("Lagre")
    assert await ola.say("nei") == "Greit. Den ligger her til du vil ta den. Skriv «logg» da."
    assert "Du er midt i en refleksjon fra Åsveien skole" in await ola.say("logg")
