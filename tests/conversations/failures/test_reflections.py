"""Nothing is confirmed that was not committed, whatever fails; the draft is kept."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import Cast


@pytest.fixture
def broken_archive(services: Services, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A database that cannot be reached when a reflection is to be kept."""

    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.reflections, "log", fail)
    monkeypatch.setattr(services.reflections, "own", fail)
    return monkeypatch


async def test_a_failed_save_is_said_and_tried_again(
    ola: Any, services: Services, people: Cast, broken_archive: pytest.MonkeyPatch
) -> None:
    await tell(ola)
    assert "ikke lagret ennå" in await ola.press("Lagre")
    assert "ikke lagret ennå" in await ola.press("Prøv igjen")
    broken_archive.undo()
    assert "Lagret" in await ola.press("Prøv igjen")
    (kept,) = services.reflections.visible_to(people.ola)
    assert kept.parts.happened == "Gruppene øvde på kollegaveiledning."


async def test_an_earlier_success_does_not_speak_for_a_later_failure(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell(ola)
    assert "Lagret" in await ola.press("Lagre")
    await tell(ola)

    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.reflections, "log", fail)
    assert "ikke lagret ennå" in await ola.press("Lagre")


async def test_a_draft_that_could_not_be_saved_is_offered_again(
    ola: Any, broken_archive: pytest.MonkeyPatch
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    await ola.say("logg en refleksjon")
    assert "Slik forsto jeg det" in await ola.press("Fortsett på den")


async def test_a_draft_that_could_not_be_saved_can_be_given_up(
    ola: Any, broken_archive: pytest.MonkeyPatch
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    await ola.press("Avbryt")
    assert "Hvilken skole" in await ola.say("logg en refleksjon")


async def test_actions_that_do_not_answer_confirm_nothing(ola: Any, assistant: Any) -> None:
    assistant.actions.down = True
    assert "Det gikk ikke nå" in await ola.say("logg en refleksjon")
    assistant.actions.down = False
    assert "Hvilken skole" in await ola.say("logg en refleksjon")


async def test_a_list_that_cannot_be_read(ola: Any, broken_archive: pytest.MonkeyPatch) -> None:
    assert "Det gikk ikke nå" in await ola.say("vis refleksjonene mine")


async def test_the_usual_sharing_cannot_be_read(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ola.say("logg besøket på Solvik skole")
    for answer in ("Vi møttes", "Praten", "Tida", "Møtes igjen"):
        await ola.say(answer)

    def fail(*_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.partners, "in_chat", fail)
    reply = await ola.press("Hopp over")
    assert "Det gikk ikke nå" in reply
    assert "Hvem vil du dele" in reply
    assert await ola.slot("sharing") is None
