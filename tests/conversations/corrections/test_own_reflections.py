"""A saved reflection is changed, withdrawn and deleted by its author, in words and by buttons."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.reflection_changes import ReflectionField
from bot.domain_model.sharing import Sharing
from bot.services.ports.assistant import payload
from tests.conversations.happy_path.test_own_reflections import kept
from tests.conversations.happy_path.test_reflections import tell
from tests.support.people import NOW, Cast

HERS = "Åsveien skole, torsdag 12. november"


async def opened(chat: Any) -> None:
    await chat.say("mine refleksjoner")
    await chat.press(HERS)


async def test_a_part_is_told_again(ola: Any, services: Services, people: Cast) -> None:
    one = kept(services, people, "Åsveien skole")
    await opened(ola)
    assert "Hva vil du endre" in await ola.press("Endre")
    asked = await ola.press("Hva var vanskelig")
    assert asked == "Nå står det: «Rektor måtte gå.»\n\nHva var vanskelig?"
    assert "Vanskelig: Tida var knapp." in await ola.say("Tida var knapp.")
    assert "Endret." in await ola.press("Lagre")
    read = services.reflections.get(people.ola, one.id)
    assert read.parts.hard == "Tida var knapp."
    assert read.parts.next_step == one.parts.next_step
    await opened(ola)
    history = await ola.press("Historikk")
    assert "«Vanskelig» endret – «Rektor måtte gå.»" in history


async def test_in_words_by_school(ola: Any, services: Services, people: Cast) -> None:
    one = kept(services, people, "Åsveien skole")
    kept(services, people, "Solvik skole", 1)
    asked = await ola.say("endre neste steg på Åsveien skole")
    assert asked.endswith("Hva er neste steg?")
    assert "Skole: Åsveien skole" in await ola.say("Ringe rektor på mandag.")
    await ola.press("Lagre")
    changed = services.reflections.get(people.ola, one.id)
    assert changed.parts.next_step == "Ringe rektor på mandag."


async def test_back_and_stop_leave_it_as_it_was(
    ola: Any, services: Services, people: Cast
) -> None:
    one = kept(services, people, "Åsveien skole")
    await ola.say("endre neste steg på Åsveien skole")
    assert "Neste steg: Avtale tid med rektor." in await ola.press("Tilbake")
    assert "Avbrutt" in await ola.press("Avbryt")
    assert services.reflections.get(people.ola, one.id) == one
    assert "Hvilken skole" in await ola.say("logg en refleksjon")


async def test_personal_data_in_new_words_is_asked_about(
    ola: Any, services: Services, people: Cast
) -> None:
    kept(services, people, "Åsveien skole")
    await ola.say("endre det som var vanskelig på Åsveien skole")
    assert "«Jonas i 9B»" in await ola.say("Jonas i 9B ville ikke være med.")


async def test_it_is_withdrawn(ola: Any, services: Services, people: Cast) -> None:
    one = kept(services, people, "Åsveien skole")
    await opened(ola)
    assert "deles nå med: bare meg" in await ola.press("Trekk tilbake")
    assert services.reflections.visible_to(people.kari) == []
    assert services.reflections.get(people.ola, one.id).sharing is Sharing.ONLY_ME


async def test_it_is_deleted_by_button_and_asked_once(
    ola: Any, services: Services, people: Cast
) -> None:
    kept(services, people, "Åsveien skole")
    await opened(ola)
    assert "Skal jeg slette denne for godt?" in await ola.press("Slett")
    assert "Slettet." in await ola.press("Ja, slett")
    assert services.reflections.own(people.ola) == []
    assert "ikke logget noe" in await ola.say("slett den siste refleksjonen")


async def test_it_is_deleted_in_words(ola: Any, services: Services, people: Cast) -> None:
    kept(services, people, "Åsveien skole")
    one = kept(services, people, "Solvik skole", 1)
    assert "Åsveien skole" in await ola.say("slett refleksjonen fra Åsveien skole")
    assert "Slettet." in await ola.say("ja")
    assert services.reflections.own(people.ola) == [one]
    await ola.say("slett siste refleksjon")
    await ola.say("hva er sku")
    assert "ingenting som venter" in await ola.say("ja")
    assert services.reflections.own(people.ola) == [one]


async def test_what_is_not_there_any_more_is_said(
    ola: Any, services: Services, people: Cast
) -> None:
    one = kept(services, people, "Åsveien skole")
    await opened(ola)
    services.reflection_changes.delete(people.ola, one.id, at=NOW)
    for wish in ("edit_reflection", "delete_reflection", "list_reflections", "share_reflection"):
        assert "finnes ikke lenger" in await ola.choose(payload(wish, reflection=one.id))


async def test_a_change_that_cannot_be_saved_is_kept(
    ola: Any, services: Services, people: Cast, monkeypatch: Any
) -> None:
    one = kept(services, people, "Åsveien skole")
    await ola.say("endre neste steg på Åsveien skole")
    await ola.say("Ringe rektor.")

    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    with monkeypatch.context() as broken:
        broken.setattr(services.reflection_changes, "change", fail)
        assert "ikke lagret ennå" in await ola.press("Lagre")
    assert "Endret." in await ola.press("Prøv igjen")
    (version,) = services.reflection_changes.history(people.ola, one.id)
    assert version.field is ReflectionField.NEXT_STEP


async def test_editing_the_message_changes_the_part_that_it_told(
    ola: Any, services: Services, people: Cast
) -> None:
    await tell(ola)
    await ola.press("Lagre")
    said = payload("edit_message", message="m4", words="Rektor kom aldri.")
    assert "Refleksjonen er også endret" in await ola.choose(said)
    (one,) = services.reflections.own(people.ola)
    assert one.parts.hard == "Rektor kom aldri."
    named = payload("edit_message", message="m4", words="Jonas i 9B ville ikke.")
    assert "«Jonas i 9B» kan være en elev" in await ola.choose(named)
    await ola.press("Bytt ut med «en elev»")
    await ola.press("Lagre")
    assert "n elev ville ikke" in services.reflections.get(people.ola, one.id).parts.hard


async def test_editing_a_whole_note_takes_it_apart_again(
    ola: Any, services: Services, people: Cast
) -> None:
    await ola.say("logg: Åsveien skole. Det gikk fint, men rektor måtte gå.")
    note = "logg: Åsveien skole. Det gikk fint, men rektor kom for sent."
    summary = await ola.choose(payload("edit_message", message="m0", words=note))
    assert "Vanskelig: Rektor kom for sent." in summary
    await ola.press("Lagre")
    again = note.replace("for sent", "aldri. Det var dumt")
    await ola.choose(payload("edit_message", message="m0", words=again))
    (one,) = services.reflections.own(people.ola)
    assert "aldri" in one.parts.hard


async def test_editing_another_message_changes_nothing(ola: Any, stranger: Any) -> None:
    said = payload("edit_message", message="m7", words="noe annet")
    for chat in (ola, stranger):
        assert "ikke tatt med" in await chat.choose(said)
