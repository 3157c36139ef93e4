"""A form waits while something else is asked, and then goes on where it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.services.ports.assistant import payload
from bot.services.visits import ScheduleVisit
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import NOW, Cast


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("hva var suksessfaktorene igjen?", "Rapporten nevner sju"),
        ("hjelp", "Svar med egne ord"),
        ("hvem kan lese det jeg skriver?", "Du velger selv hvem som leser"),
        ("er du en robot?", "Jeg er et program"),
    ],
)
async def test_it_is_answered_and_the_form_goes_on(ola: Any, message: str, reply: str) -> None:
    await ola.say("logg besøket på Åsveien skole")
    answered = await ola.say(message)
    assert reply in answered
    assert answered.endswith("Hva skjedde på besøket?")
    assert await ola.slot("happened") is None
    assert "Hva fungerte" in await ola.say("Vi snakket om vurdering")


@pytest.mark.parametrize(
    "note",
    [
        "Rektor sier ja til alt, men lærerne er ikke med",
        "Vi stoppet opp ved spørsmålet om forankring og suksessfaktorer",
        "De trengte hjelp til å komme i gang",
        "nei",
        "takk",
        "Hva er egentlig vitsen, spurte en lærer. Vi brukte resten av økta på å svare på det",
    ],
)
async def test_a_note_is_not_taken_for_a_question(ola: Any, note: str) -> None:
    await ola.say("logg besøket på Åsveien skole")
    assert await ola.say(note) == "Hva fungerte?"
    assert await ola.slot("happened") == note


async def test_a_question_at_the_summary(ola: Any) -> None:
    await tell(ola)
    answered = await ola.say("hva er læringsledelse?")
    assert "forskernes råd" in answered
    assert "Slik forsto jeg det" in answered
    assert "Lagret" in await ola.press("Lagre")


async def test_asking_to_log_again_keeps_the_draft(ola: Any) -> None:
    await tell(ola)
    await ola.say("logg en refleksjon")
    assert "Slik forsto jeg det" in await ola.press("Fortsett på den")


async def test_a_visit_is_cancelled_and_the_form_goes_on(
    ola: Any, services: Services, people: Cast
) -> None:
    starts = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    wish = ScheduleVisit("key", "Lade skole", starts, None)
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    await ola.say("logg besøket på Åsveien skole")
    assert "Lade skole" in await ola.choose(payload("cancel_visit", visit=visit.id))
    cancelled = await ola.press("Ja, avlys")
    assert "avlyst" in cancelled
    assert cancelled.endswith("Hva skjedde på besøket?")
    assert services.visits.coming(people.ola, at=NOW) == []
    assert await ola.say("Vi snakket om mål.") == "Hva fungerte?"
    assert await ola.slot("happened") == "Vi snakket om mål."


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("mine besøk", "Du har ingen"),
        ("mine data", "Her er alt jeg har lagret om deg"),
        ("svar på nynorsk", "nynorsk"),
    ],
)
async def test_what_plainly_starts_something_else_is_no_answer(
    ola: Any, message: str, reply: str
) -> None:
    await ola.say("logg besøket på Åsveien skole")
    said = await ola.say(message)
    assert reply in said
    assert said.endswith(("Hva skjedde på besøket?", "Kva hende på besøket?")), "it goes on"
    assert await ola.slot("happened") is None
    await ola.say("Mine grupper jobbet godt")
    assert await ola.slot("happened") == "Mine grupper jobbet godt"


async def test_a_visit_is_planned_in_words_while_a_form_waits(ola: Any) -> None:
    await ola.say("logg besøket på Åsveien skole")
    await ola.say("Vi snakket om mål.")
    assert "Solvik" in await ola.say("minn meg på besøket på Solvik skole torsdag kl. 9")
    assert "en refleksjon fra Åsveien skole liggende" in await ola.press("Lagre")


async def test_after_english_a_norwegian_message_is_answered_in_norwegian(ola: Any) -> None:
    assert "You have no visits" in await ola.say("please show me my school visits")
    assert "Solvik" in await ola.say("planlegg besøk på Solvik skole torsdag kl. 9")
    assert await ola.slot("language") == "nb"
    await ola.say("avbryt")
    await ola.say("what are the success factors?")
    assert await ola.slot("language") == "en"
    await ola.say("forbered besøket på Solvik")
    assert await ola.slot("language") == "nb"
