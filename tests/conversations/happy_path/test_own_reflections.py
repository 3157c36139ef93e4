"""One's own reflections are listed, opened, and followed up at the next visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme, ThemeSource
from bot.services.reflections import LogReflection
from tests.services.test_enquiries import press
from tests.support.insights import TEXT, log, write
from tests.support.people import NOW, Cast


def kept(services: Services, people: Cast, school: str, number: int = 0) -> Reflection:
    parts = ReflectionParts(
        f"Vi møttes, gang {number}.", "", "Rektor måtte gå.", "Avtale tid med rektor."
    )
    day = NOW - timedelta(days=9 - number)
    wish = LogReflection(f"{school} {number}", school, parts, day.date())
    return services.reflections.log(people.ola, wish, at=day)


async def test_they_are_listed_by_pages_and_opened(
    ola: Any, services: Services, people: Cast
) -> None:
    for number in range(7):
        kept(services, people, "Åsveien skole", number)
    listed = await ola.say("mine refleksjoner")
    assert "gang 6" in listed
    assert "gang 1" not in listed
    older = await ola.press("Eldre")
    assert "gang 1" in older
    assert "gang 0" in older
    shown = await ola.press("Åsveien skole, torsdag 12. november")
    assert "Skjedde: Vi møttes, gang 0." in shown
    assert "Deles med: koordinator" in shown


async def test_the_own_name_is_taken_out_of_an_insight_there(
    ola: Any, services: Services, people: Cast
) -> None:
    sources = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    naming = replace(TEXT, text_nb="Ola avtalte tid.", text_nn="Ola avtalte tid.")
    insight = write(services, people.kari, *sources, text=naming)
    services.name_consents.ask(people.kari, insight.id, at=NOW)
    web = chat_id(Channel.WEB, people.ola.account_id or "")
    press(services, web, "Ja, bruk navnet mitt")
    await ola.say("mine refleksjoner")
    await ola.choose(ola.replies[0].buttons[0].payload)
    [offered] = [b for b in ola.replies[-1].buttons if b.title.startswith("Fjern navnet mitt")]
    assert offered.payload == f"consent:no:{insight.id}"


async def test_the_one_from_a_school_is_opened_in_words(
    ola: Any, services: Services, people: Cast
) -> None:
    kept(services, people, "Åsveien skole")
    kept(services, people, "Solvik skole", 1)
    assert "Skole: Åsveien skole" in await ola.say("hva skrev jeg om Åsveien skole")


async def test_what_became_of_the_last_next_step_is_asked_once(
    ola: Any, services: Services, people: Cast
) -> None:
    last = kept(services, people, "Åsveien skole")
    asked = await ola.say("logg besøket på Åsveien skole")
    assert "neste steg: «Avtale tid med rektor.»" in asked
    assert asked.endswith("Hva skjedde på besøket?")
    assert "Det er notert." in await ola.press("Delvis")
    outcome = services.reflection_changes.outcome_of(people.ola, last.id)
    assert outcome is NextStepOutcome.PARTLY
    assert await ola.say("Vi snakket om mål.") == "Hva fungerte?"
    await ola.say("stopp")
    assert await ola.say("logg besøket på Åsveien skole") == "Hva skjedde på besøket?"


async def test_it_may_be_told_in_a_word_or_passed_over(
    ola: Any, services: Services, people: Cast
) -> None:
    last = kept(services, people, "Åsveien skole")
    await ola.say("logg en refleksjon")
    assert "Hva ble det til?" in await ola.say("Åsveien skole")
    assert await ola.say("Vi snakket om mål.") == "Hva fungerte?"
    await ola.say("stopp")
    await ola.say("logg besøket på Åsveien skole")
    reply = await ola.say("gjort")
    assert reply == "Det er notert.\n\nHva skjedde på besøket?"
    outcome = services.reflection_changes.outcome_of(people.ola, last.id)
    assert outcome is NextStepOutcome.DONE


async def test_themes_are_accepted_and_changed_with_buttons(
    ola: Any, services: Services, people: Cast
) -> None:
    one = kept(services, people, "Åsveien skole")
    await ola.say("vis siste refleksjon")
    await ola.press("Åsveien skole, torsdag 12. november")
    assert "forankring i ledelsen («Rektor måtte gå») – forslag" in await ola.press("Temaer")
    assert "valgt av deg" in await ola.press("Det stemmer")
    await ola.press("Legg til et tema")
    assert "• trygt miljø – valgt av deg" in await ola.press("Trygt miljø")
    assert "forankring" not in await ola.press("Fjern: forankring i ledelsen")
    (theme,) = services.reflections.get(people.ola, one.id).themes
    assert (theme.theme, theme.set_by) == (Theme.SAFE_ENVIRONMENT, ThemeSource.AUTHOR)


async def test_the_usual_sharing_is_changed(ola: Any, services: Services, people: Cast) -> None:
    kept(services, people, "Åsveien skole")
    await ola.say("del refleksjonen")
    assert "Vanligvis deles" in await ola.press("Endre det jeg vanligvis velger")
    assert "Nye refleksjoner deles nå med: min institusjon" in await ola.press("Min institusjon")
    assert kept(services, people, "Lade skole", 2).sharing is Sharing.INSTITUTION


async def test_in_nynorsk(ola: Any, services: Services, people: Cast) -> None:
    kept(services, people, "Åsveien skule")
    await ola.say("eg vil sjå refleksjonane mine")
    shown = await ola.press("Åsveien skule, torsdag 12. november")
    assert "Dette skreiv du" in shown
    assert "Kva vil du endre" in await ola.press("Endre")
