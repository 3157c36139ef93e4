"""Likely personal data of others is shown with its exact words before anything is saved."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from tests.support.people import Cast

NOTE = "Jonas i 9B fikk vise fram det han hadde laget."


async def tell(chat: Any, happened: str = NOTE, hard: str = "hopp over") -> str:
    """Tell a reflection with somebody in it, up to what is asked about it."""
    await chat.say("logg besøket på Åsveien skole")
    await chat.say(happened)
    await chat.say("hopp over")
    await chat.say(hard)
    await chat.say("hopp over")
    return str(await chat.press("Koordinator"))


async def test_neutral_words_are_saved_instead(ola: Any, services: Services, people: Cast) -> None:
    asked = await tell(ola)
    assert asked == "Før jeg lagrer: «Jonas i 9B» kan være en elev. Vil du skrive det om?"
    assert [button.title for button in ola.replies[0].buttons] == [
        "Bytt ut med «en elev»",
        "Skriv om",
        "Lagre som det er",
    ]
    summary = await ola.press("Bytt ut med «en elev»")
    assert "Skjedde: En elev fikk vise fram det han hadde laget." in summary
    assert services.reflections.visible_to(people.ola) == []
    assert "Lagret" in await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.happened == "En elev fikk vise fram det han hadde laget."


async def test_a_part_is_told_again(ola: Any) -> None:
    await tell(ola, "Vi møttes.", "Læreren Kari var borte, og Jonas i 9B var lei.")
    assert "Hva var vanskelig" in await ola.press("Skriv om")
    assert "Vanskelig: Noen var borte." in await ola.say("Noen var borte.")


async def test_it_is_saved_as_it_is_and_not_asked_about_again(
    ola: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    assert f"Skjedde: {NOTE}" in await ola.press("Lagre som det er")
    await ola.press("Endre")
    await ola.press("Neste steg")
    assert "Slik forsto jeg det" in await ola.say("Møtes igjen.")
    await ola.press("Lagre")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.happened == NOTE


async def test_a_text_that_changes_is_asked_about_again(ola: Any) -> None:
    await tell(ola)
    await ola.press("Lagre som det er")
    await ola.press("Endre")
    await ola.press("Hva skjedde")
    assert "«Emma i 8A» kan være en elev" in await ola.say("Emma i 8A var med.")


async def test_the_next_draft_is_asked_about_too(ola: Any) -> None:
    await tell(ola)
    await ola.press("Lagre som det er")
    await ola.press("Lagre")
    assert "«Jonas i 9B»" in await tell(ola)


@pytest.mark.parametrize("answer", ["ja", "lagre", "nei", "asdfgh", "hva er læringsledelse?"])
async def test_nothing_is_saved_before_the_choice(
    ola: Any, services: Services, people: Cast, answer: str
) -> None:
    await tell(ola)
    assert (await ola.say(answer)).endswith("«Jonas i 9B» kan være en elev. Vil du skrive det om?")
    assert services.reflections.visible_to(people.ola) == []


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("bytt det ut", "Skjedde: En elev fikk"),
        ("lagre som det er", "Skjedde: Jonas i 9B fikk"),
        ("skriv om", "Hva skjedde på besøket"),
    ],
)
async def test_the_choice_may_be_made_in_words(ola: Any, answer: str, reply: str) -> None:
    await tell(ola)
    assert reply in await ola.say(answer)


async def test_the_question_of_another_day_no_longer_does_anything(ola: Any) -> None:
    await tell(ola)
    old = {button.title: button.payload for button in ola.replies[0].buttons}
    await ola.press("Bytt ut med «en elev»")
    assert "Skjedde: En elev" in await ola.choose(old["Lagre som det er"])
    assert await ola.slot("kept_as_it_is") is None


async def test_several_people_and_what_is_said_of_them(ola: Any) -> None:
    asked = await tell(ola, "Gutten med ADHD var med Emma i 8A.", "Læreren Kari var syk.")
    assert "«ADHD» kan si noe om helsen til noen, «Emma i 8A» kan være en elev" in asked
    summary = await ola.press("Bytt ut")
    assert "Skjedde: Gutten med […] var med en elev." in summary
    assert "Kari" not in summary


async def test_in_nynorsk(ola: Any) -> None:
    ola.pinned = "nn"
    assert "Før eg lagrar: «Jonas i 9B» kan vere ein elev." in await tell(ola)
    assert "Hende: Ein elev fikk" in await ola.press("Byt ut med «ein elev»")


async def test_in_english(ola: Any) -> None:
    ola.pinned = "en"
    await ola.say("I want to log a reflection")
    await ola.say("Åsveien school")
    await ola.say("The teacher Kari welcomed Emma in 8A.")
    for _ in range(3):
        await ola.press("Skip")
    asked = await ola.press("The network")
    assert "Before I save: «Kari» may be a person, «Emma in 8A» may be a pupil." in asked
    assert "Happened: The teacher welcomed a pupil." in await ola.press("Replace with «a pupil»")


async def test_roles_schools_and_institutions_are_not_asked_about(ola: Any) -> None:
    asked = await tell(ola, "Rektor og elevene på Åsveien skole møtte NTNU.")
    assert "Slik forsto jeg det" in asked


async def test_stopping_forgets_it(ola: Any) -> None:
    await tell(ola)
    assert "Ingenting er lagret" in await ola.say("stopp")
    assert await ola.slot("happened") is None
