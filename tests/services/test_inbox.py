"""The door: everything is cleaned, masked and kept before anything else happens to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, ChatId, chat_id
from bot.domain_model.messages import OutgoingKind
from bot.services.inbox import Press, Pressed, PressOutcome, Receipt
from bot.services.ports.assistant import Button, payload
from bot.services.ports.messages import Departure, Incoming, Outgoing, StoredButton
from tests.support.people import NOW, Cast

KARI = ChatId("telegram:42")
OLA = ChatId("telegram:43")


def receive(services: Services, text: str, key: str = "m1", chat: ChatId = KARI) -> Receipt:
    return services.inbox.receive(Incoming(key, chat, NOW, text=text), at=NOW)


def kept(services: Services, chat: ChatId = KARI) -> list[str | None]:
    with services.begin() as uow:
        return [each.message.text for each in uow.inbox.of_chats([chat], limit=100)]


def said(services: Services, chat: ChatId = KARI) -> list[Departure]:
    with services.begin() as uow:
        return uow.outbox.of_chats([chat], limit=100)


def ask(
    services: Services,
    *titles: str,
    key: str = "q",
    chat: ChatId = KARI,
    choice: str | None = "question",
) -> list[StoredButton]:
    """Put a question with buttons into the outbox."""
    buttons = tuple(Button(title, f"/{title.lower()}", choice) for title in titles)
    question = Outgoing(key, chat, "Lagre?", OutgoingKind.REPLY, "nb", buttons)
    with services.begin() as uow:
        uow.outbox.add_once(question, NOW)
        uow.commit()
    return list(said(services, chat)[-1].buttons)


def press(services: Services, token: str, key: str = "p1", chat: ChatId = KARI) -> Press:
    return services.inbox.press(Pressed(key, chat, token, NOW), at=NOW).press


def test_a_message_is_kept_once_however_often_it_comes(services: Services) -> None:
    assert receive(services, "hei") is Receipt.TAKEN
    assert receive(services, "hei") is Receipt.KNOWN
    assert kept(services) == ["hei"]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  hei\r\nder ", "hei\nder"),
        ("h\x00e\x1bi\u0007", "hei"),
        ('/confirm{"sharing": "network"}', 'confirm{"sharing": "network"}'),
        (" / /stop", "stop"),
        ("a\u030a", "å"),
        ("\ufeffhei\ud800", "hei"),
        ("👍", "👍"),
        ("<b>1 < 2</b>; DROP TABLE inbox; --", "<b>1 < 2</b>; DROP TABLE inbox; --"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_text_is_cleaned_and_never_reads_as_a_command(
    services: Services, raw: str, clean: str
) -> None:
    assert receive(services, raw) is Receipt.TAKEN
    assert kept(services) == [clean]


@pytest.mark.parametrize(
    ("raw", "receipt", "words"),
    [
        ("", Receipt.EMPTY, "tom"),
        (" \n\t\x00", Receipt.EMPTY, "tom"),
        ("/", Receipt.EMPTY, "tom"),
        ("x" * 10_001, Receipt.TOO_LONG, "10 000 tegn"),
    ],
)
def test_what_cannot_be_read_gets_a_friendly_word_once(
    services: Services, raw: str, receipt: Receipt, words: str
) -> None:
    assert receive(services, raw) is receipt
    assert receive(services, raw) is Receipt.KNOWN
    assert kept(services) == []
    (notice,) = said(services)
    assert words in notice.text


def test_identifiers_are_masked_before_anything_is_written_and_the_sender_is_told(
    services: Services,
) -> None:
    receive(services, "Eg ringde rektor på 22 33 44 55, og det gjekk ikkje så godt.")

    (text,) = kept(services)
    assert text == "Eg ringde rektor på [telefonnummer], og det gjekk ikkje så godt."
    (notice,) = said(services)
    assert "Eg fjerna" in notice.text
    assert notice.language == "nn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/mine", ("/mine", "/list_reflections")),
        (" /slett_meg ", ("/slett_meg", "/delete_my_data")),
        ("/sok forankring", ("søk forankring", None)),
        ("/log_reflection", ("log_reflection", None)),
        ("/mine{}", ("mine{}", None)),
    ],
)
def test_a_command_of_ours_means_the_same_on_every_channel(
    services: Services, text: str, expected: tuple[str, str | None]
) -> None:
    chat = chat_id(Channel.TERMINAL, "ola")
    receive(services, text, chat=chat)
    with services.begin() as uow:
        (message,) = uow.inbox.of_chats([chat], limit=9)
    assert (message.message.text, message.message.payload) == expected


def test_a_payload_is_trusted_and_left_as_it_is(services: Services) -> None:
    services.inbox.receive(Incoming("c1", KARI, NOW, payload="/help"), at=NOW)

    with services.begin() as uow:
        (message,) = uow.inbox.of_chats([KARI], limit=10)
    assert message.message.payload == "/help"


def test_a_pressed_button_becomes_a_message_with_its_payload(services: Services) -> None:
    save, _ = ask(services, "Lagre", "Avbryt")

    assert press(services, save.token) is Press.TAKEN

    with services.begin() as uow:
        (message,) = uow.inbox.of_chats([KARI], limit=10)
    assert (message.message.text, message.message.payload) == ("Lagre", "/lagre")


def test_the_same_press_again_changes_nothing(services: Services) -> None:
    save, _ = ask(services, "Lagre", "Avbryt")
    press(services, save.token)

    assert press(services, save.token) is Press.TAKEN
    assert kept(services) == ["Lagre"]


def test_a_choice_uses_up_all_buttons_of_its_own_and_its_message_only(services: Services) -> None:
    save, cancel = ask(services, "Lagre", "Avbryt")
    (other,) = ask(services, "Les mer", key="another")
    press(services, save.token)

    assert press(services, cancel.token, "p2") is Press.USED
    assert press(services, save.token, "p3") is Press.USED
    assert press(services, other.token, "p4") is Press.TAKEN
    assert kept(services) == ["Lagre", "Les mer"]


def test_an_offer_is_used_up_alone(services: Services) -> None:
    more, roles = ask(services, "Mer", "Roller", choice=None)

    assert press(services, more.token) is Press.TAKEN
    assert press(services, more.token, "p2") is Press.USED
    assert press(services, roles.token, "p3") is Press.TAKEN
    assert kept(services) == ["Mer", "Roller"]


def test_a_press_tells_which_buttons_are_left(services: Services) -> None:
    buttons = (Button("Mer", "/m"), Button("Ja", "/j", "verdict"), Button("Nei", "/n", "verdict"))
    with services.begin() as uow:
        uow.outbox.add_once(Outgoing("q", KARI, "Svar", OutgoingKind.REPLY, "nb", buttons), NOW)
        uow.commit()
    more, yes, no = said(services)[-1].buttons

    first = services.inbox.press(Pressed("p1", KARI, yes.token, NOW), at=NOW)
    assert [each.title for each in first.left] == ["Mer"]
    assert press(services, no.token, "p2") is Press.USED
    assert services.inbox.press(Pressed("p3", KARI, more.token, NOW), at=NOW).left == ()


def test_an_unknown_foreign_or_old_button_has_expired(services: Services) -> None:
    (button,) = ask(services, "Lagre")
    late = NOW + timedelta(days=31)

    assert press(services, "forged") is Press.EXPIRED
    assert press(services, button.token, chat=OLA) is Press.EXPIRED
    pressed = Pressed("p9", KARI, button.token, late)
    assert services.inbox.press(pressed, at=late) == PressOutcome(Press.EXPIRED)
    assert kept(services) == []


def test_a_notice_is_in_the_pinned_language(services: Services, people: Cast) -> None:
    assert people.ola.account_id
    chat = chat_id(Channel.WEB, people.ola.account_id)
    services.partners.pin_language(people.ola, "en")
    receive(services, "", chat=chat)
    assert "was empty" in said(services, chat)[0].text


def test_a_notice_is_in_the_language_that_a_partner_was_invited_in(
    services: Services, people: Cast
) -> None:
    assert people.siri.account_id
    chat = chat_id(Channel.WEB, people.siri.account_id)
    receive(services, "", chat=chat)
    assert "Meldinga var tom" in said(services, chat)[0].text


def test_an_edit_is_masked_and_says_which_message_it_is_of(services: Services) -> None:
    new = Incoming("m1:edit:1", KARI, NOW, "Ring rektor på 912 34 567")
    for expected in (Receipt.TAKEN, Receipt.KNOWN):
        assert services.inbox.receive_edit(new, of="m1", at=NOW) is expected
    with services.begin() as uow:
        (found,) = uow.inbox.of_chats([KARI], limit=9)
    masked = "Ring rektor på [telefonnummer]"
    assert found.message.payload == payload("edit_message", message="m1", words=masked)
    assert "fjernet et nummer" in said(services)[0].text
    empty = replace(new, key="m1:edit:2", text=" ")
    assert services.inbox.receive_edit(empty, of="m1", at=NOW) is Receipt.EMPTY
