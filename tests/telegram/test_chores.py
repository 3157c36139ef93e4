"""Work in the chat that is no message: presses answered, keyboards removed, groups left."""

from __future__ import annotations

from dataclasses import replace

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.ports.assistant import Button
from bot.telegram.chores import Chore
from bot.telegram.sending import Sender
from tests.fakes.bot_api import FakeTelegram, SentMessage
from tests.support.assistants import Clock
from tests.telegram.conftest import KARI
from tests.telegram.outgoing import put, send_all, state, texts


def press_chore(telegram: FakeTelegram, shown: SentMessage, marked: str | None) -> Chore:
    pressed = telegram.press(KARI, "Ja")["update"]["callback_query"]
    return Chore("answer", pressed["id"], "Takk", shown.message_id, marked)


async def test_a_press_is_answered_and_its_message_tidied_even_while_telegram_stumbles(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a", buttons=(Button("Ja", "/affirm"),))
    await send_all(sender, clock)
    (shown,) = telegram.messages(KARI)
    chore = press_chore(telegram, shown, "Tekst a\n\n→ Ja")
    put(services, "chore", text=chore.dump(), kind=OutgoingKind.CHORE)
    telegram.fail("editMessageText", kind="hang", when="after")
    await send_all(sender, clock, steps=3)

    (shown,) = telegram.messages(KARI)
    assert (shown.text, shown.buttons) == ("Tekst a\n\n→ Ja", [])
    assert [query["text"] for query in telegram.look("answered_queries")] == ["Takk"]
    assert state(services, "chore") == (OutboxState.SENT, None)


async def test_a_keyboard_is_removed_without_touching_the_text(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a", buttons=(Button("Ja", "/affirm"),))
    await send_all(sender, clock)
    (shown,) = telegram.messages(KARI)
    chore = press_chore(telegram, shown, None)
    put(services, "chore", text=chore.dump(), kind=OutgoingKind.CHORE)
    await send_all(sender, clock)
    (shown,) = telegram.messages(KARI)
    assert (shown.text, shown.buttons) == ("Tekst a", [])


async def test_the_buttons_that_are_left_stay(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "a", buttons=(Button("Ja", "/affirm"), Button("Roller", "/b")))
    await send_all(sender, clock)
    (shown,) = telegram.messages(KARI)
    chore = replace(press_chore(telegram, shown, None), left=(("Roller", "token"),))
    put(services, "chore", text=chore.dump(), kind=OutgoingKind.CHORE)
    await send_all(sender, clock)
    (shown,) = telegram.messages(KARI)
    assert (shown.text, shown.buttons) == ("Tekst a", ["Roller"])


async def test_a_chore_that_cannot_be_done_is_given_up(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    put(services, "chore", text=Chore("leave").dump(), kind=OutgoingKind.CHORE)
    put(services, "b")
    telegram.fail("leaveChat", status=500, times=None)
    await send_all(sender, clock, steps=8)
    assert state(services, "chore") == (OutboxState.DROPPED, "given_up")
    assert texts(telegram) == ["Tekst b"]


async def test_a_group_is_told_and_left(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    telegram.act("group_add", chat_id=KARI, group_id=-100)
    put(services, "line", chat=-100)
    put(services, "leave", chat=-100, text=Chore("leave").dump(), kind=OutgoingKind.CHORE)
    put(services, "again", chat=-100, text=Chore("leave").dump(), kind=OutgoingKind.CHORE)
    await send_all(sender, clock, steps=3)
    assert texts(telegram, -100) == ["Tekst line"]
    assert telegram.look("left_chats") == [-100]
    assert state(services, "again") == (OutboxState.SENT, None)


async def test_a_press_of_a_button_that_was_used_leaves_its_message_alone(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock
) -> None:
    query = telegram.act("press", chat_id=KARI, data="b:x")["update"]["callback_query"]
    chore = Chore("answer", query["id"], "Du har alt valgt her.")
    put(services, "chore", text=chore.dump(), kind=OutgoingKind.CHORE)
    await send_all(sender, clock)
    assert telegram.look("answered_queries")[0]["text"] == "Du har alt valgt her."
    assert telegram.calls("editMessageText") == telegram.calls("editMessageReplyMarkup") == []
