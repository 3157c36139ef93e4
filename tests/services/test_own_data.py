"""Partners take along all that is kept of them, or have it erased after being asked once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor, ChatId
from bot.domain_model.digests import DigestTime
from bot.domain_model.errors import NotAllowed
from bot.domain_model.insights import Verdict
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.domain_model.reflection_changes import NextStepOutcome, content_of
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.services.erasure import ASKED_WITHIN, ERASE, KEEP, LastCoordinator
from bot.services.exports import FILE_NAME, OWN_DATA
from bot.services.inbox import Press, Pressed
from bot.services.ports.assistant import Button
from bot.services.ports.enquiries import NewEnquiry
from bot.services.ports.messages import Incoming, Outgoing
from bot.services.sign_in import NotSignedIn
from tests.services.test_erasure import NAME, TELEGRAM, everything, live, log
from tests.support.insights import log as log_about_anchoring
from tests.support.insights import publish
from tests.support.people import NOW, Cast


def say(
    services: Services, chat: ChatId, key: str, *buttons: Button, enclosure: str | None = None
) -> None:
    said = Outgoing(key, chat, "Skal eg?", OutgoingKind.REPLY, "nn", buttons, enclosure=enclosure)
    with services.begin() as uow:
        uow.outbox.add_once(said, NOW)
        uow.commit()


def ask(services: Services, chat: ChatId, key: str = "question") -> dict[str, str]:
    """Ask whether to erase everything; gives the tokens of the buttons."""
    say(services, chat, key, Button("Slett", ERASE, "q"), Button("Behald", KEEP, "q"))
    with services.begin() as uow:
        asked = uow.outbox.find(key)
    assert asked
    return {each.payload: each.token for each in asked.buttons}


def press(services: Services, chat: ChatId, token: str, at: datetime = NOW) -> Press:
    return services.inbox.press(Pressed(f"press:{token}", chat, token, at), at=at).press


def last_said(services: Services, chat: ChatId) -> str:
    with services.begin() as uow:
        return uow.outbox.of_chats([chat], limit=1)[-1].text


def known(services: Services) -> bool:
    with services.begin() as uow:
        return bool(uow.partners.by_name(NAME))


def three(services: Services, people: Cast) -> list[Reflection]:
    """Log what an insight for the network needs."""
    return [log_about_anchoring(services, each) for each in (people.ola, people.kari, people.nils)]


def live_fully(services: Services, people: Cast) -> None:
    """Leave something of every kind behind, so that each field is named."""
    ola = people.ola
    assert ola.partner_id
    assert ola.institution_id
    live(services, ola)
    own = services.reflections.own(ola)
    shared = next(each for each in own if each.sharing is Sharing.INSTITUTION)
    changed = replace(content_of(shared), parts=replace(shared.parts, worked="Det gikk."))
    services.reflection_changes.change(ola, shared.id, changed, at=NOW)
    services.reflection_comments.write(people.kari, shared.id, "Så fint!", at=NOW)
    services.reflection_changes.close_next_step(ola, shared.id, NextStepOutcome.PARTLY, at=NOW)
    services.digests.turn_on(ola, DigestTime(), at=NOW)
    services.calendars.feeds.renew(ola, at=NOW)
    insight = publish(services, people.kari, *three(services, people))
    services.insight_readers.judge(ola, insight.id, Verdict.USED, at=NOW)
    with services.begin() as uow:
        new = NewEnquiry(
            "q:1", ola.institution_id, ola.partner_id, TELEGRAM, "nb", "Hvem betaler?"
        )
        uow.enquiries.add_once(new, NOW)
        uow.commit()


def fields_of(value: object) -> Iterator[str]:
    """Give the name of every field, also of an empty one: it may be filled elsewhere."""
    inside: list[object] = value if isinstance(value, list) else []
    if isinstance(value, dict):
        yield from value
        inside = list(value.values())
    for each in inside:
        yield from fields_of(each)


def test_everything_is_there_to_read_and_for_programs(services: Services, people: Cast) -> None:
    live_fully(services, people)
    named = set(services.texts.keys())
    for language, words in (("nb", "Skolebesøk"), ("nn", "Skulebesøk"), ("en", "School visits")):
        with ZipFile(BytesIO(services.exports.file(people.ola, language, at=NOW))) as packed:
            page = packed.read("mine-data.html").decode()
            document = json.loads(packed.read("refleks.json"))
            assert b"BEGIN:VEVENT" in packed.read("skolebesok.ics")
        assert f'<html lang="{language}">' in page
        for told in (words, NAME, "HemmeligEget", "HemmeligInnboks", "Så fint!", "Hvem betaler?"):
            assert told in page
        assert len(document["reflections"]) == services.exports.reckon(people.ola).reflections
        assert document["questions"][0]["text"] == "Hvem betaler?"
        unnamed = {each for each in fields_of(document) if f"exports.{each}" not in named}
        assert unnamed == set(), "fields without a name on the page"
    with pytest.raises(NotAllowed):
        services.exports.file(STRANGER, "nb", at=NOW)


def test_what_people_wrote_stays_text_on_the_page(services: Services, people: Cast) -> None:
    log(services, people.ola, "<script>alert(1)</script>\nSå gikk vi.", Sharing.ONLY_ME, 1)
    with ZipFile(BytesIO(services.exports.file(people.ola, "nb", at=NOW))) as packed:
        page = packed.read("mine-data.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Så gikk vi." in page


def test_the_file_is_made_when_its_message_leaves(services: Services, people: Cast) -> None:
    live(services, people.ola)
    for chat, name in ((TELEGRAM, FILE_NAME), (ChatId("telegram:1"), None)):
        say(services, chat, f"file:{chat}", enclosure=OWN_DATA)
        with services.begin() as uow:
            leaving = uow.outbox.find(f"file:{chat}")
        assert leaving
        file = services.exports.enclose(leaving, at=NOW).file
        assert (file.name if file else None) == name


def test_the_button_erases_everything_and_the_farewell_is_the_last_trace(
    services: Services, people: Cast
) -> None:
    live(services, people.ola)
    assert people.ola.account_id
    session = services.sign_in.issue_link(people.ola.account_id, at=NOW)
    expected = services.erasure.ask(people.ola)
    assert (expected.deleted, expected.kept) == (2, 2)
    assert press(services, TELEGRAM, ask(services, TELEGRAM)[ERASE]) is Press.TAKEN

    assert not known(services)
    assert last_said(services, TELEGRAM).startswith("Alt om deg er sletta")
    left = everything(services)
    assert "Hemmelig" not in left
    assert NAME not in left
    with pytest.raises(NotSignedIn):
        services.sign_in.account(session, at=NOW)
    assert services.reminders.hand_over_due(at=NOW + timedelta(days=3)) == 0

    assert services.erasure.wipe(at=NOW) == 0, "the farewell has not left yet"
    with services.begin() as uow:
        (farewell,) = uow.outbox.due("telegram", NOW, limit=5)
    services.outbox.begin(farewell.sequence, at=NOW)
    services.outbox.part_sent(farewell, parts=1, at=NOW)
    assert services.erasure.wipe(at=NOW) == 1
    assert "80808080" not in everything(services)


def test_a_form_that_goes_on_in_the_same_turn_is_no_other_question(
    services: Services, people: Cast
) -> None:
    live(services, people.ola)
    token = ask(services, TELEGRAM, f"{TELEGRAM}:7:reply:0")[ERASE]
    say(services, TELEGRAM, f"{TELEGRAM}:7:reply:1")
    assert press(services, TELEGRAM, token) is Press.TAKEN
    assert not known(services)


def test_who_writes_again_before_that_is_answered_first(services: Services, people: Cast) -> None:
    chat = ChatId("terminal:ola_ødegård")
    press(services, chat, ask(services, chat)[ERASE])
    services.inbox.receive(Incoming("again", chat, NOW, "hei"), at=NOW)
    assert services.erasure.wipe(at=NOW) == 0


@pytest.mark.parametrize("way", ["no", "late", "not last", "elsewhere", "twice"])
def test_a_wrong_or_an_old_button_erases_nothing(
    services: Services, people: Cast, way: str
) -> None:
    live(services, people.ola)
    buttons = ask(services, TELEGRAM)
    at, chat = NOW, TELEGRAM
    if way == "late":
        at += ASKED_WITHIN
    elif way == "not last":
        say(services, TELEGRAM, "more")
    elif way == "elsewhere":
        chat = ChatId("telegram:1")
    elif way == "twice":
        assert press(services, TELEGRAM, buttons[KEEP]) is Press.TAKEN
    pressed = press(services, chat, buttons[KEEP if way == "no" else ERASE], at)
    expected = {"elsewhere": Press.EXPIRED, "twice": Press.USED}
    assert pressed is expected.get(way, Press.TAKEN)
    assert known(services)
    if pressed is Press.TAKEN:
        assert "Ingenting er sletta" in last_said(services, TELEGRAM)


def test_on_the_web_the_farewell_also_comes_in_telegram(services: Services, people: Cast) -> None:
    live(services, people.ola)
    chat = ChatId(f"web:{people.ola.account_id}")
    press(services, chat, ask(services, chat)[ERASE])
    with services.begin() as uow:
        (farewell,) = uow.outbox.of_chats([TELEGRAM, chat], limit=5)
    assert (farewell.chat, farewell.state) == (TELEGRAM, OutboxState.WAITING)


def test_the_only_coordinator_stays(services: Services, people: Cast) -> None:
    with pytest.raises(LastCoordinator):
        services.erasure.ask(people.kari)
    with pytest.raises(NotAllowed):
        services.erasure.ask(STRANGER)
    chat = ChatId(f"web:{people.kari.account_id}")
    press(services, chat, ask(services, chat)[ERASE])
    assert "den einaste koordinatoren" in last_said(services, chat)
    second = services.partners.add_coordinator("HVL", "Anne By", at=NOW).account.actor
    assert isinstance(second, Actor)
    assert services.erasure.ask(people.kari).deleted == 0
