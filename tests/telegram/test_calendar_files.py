"""A calendar file that somebody sends is fetched by what sends messages, and answered."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.imports import MAX_BYTES
from bot.domain_model.messages import OutboxState
from bot.telegram import updates
from bot.telegram.intake import UpdateIntake
from bot.telegram.sending import Sender
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.support.people import NOW, cast
from tests.telegram.conftest import KARI, chat_of
from tests.telegram.outgoing import send_all, state, texts

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Besøk Åsveien skole\r\n"
    "DTSTART:20261126T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture(autouse=True)
def _ola(services: Services, chats: None) -> None:
    people = cast(services)
    invitation = services.partners.invite(people.kari, "Ola Telegram", at=NOW)
    services.partners.redeem(invitation.token, chat_of(KARI), at=NOW)


def take(telegram: FakeTelegram, intake: UpdateIntake, **document: Any) -> updates.Event:
    done = telegram.act("document", chat_id=KARI, **({"file_name": "besok.ICS"} | document))
    return intake.take({"update_id": done["update_id"], **done["update"]}, NOW)


async def test_a_calendar_is_read_and_its_visits_are_proposed(
    telegram: FakeTelegram, intake: UpdateIntake, sender: Sender, clock: Clock
) -> None:
    event = take(telegram, intake, content=CALENDAR)
    assert isinstance(event, updates.CalendarFile)
    await send_all(sender, clock, steps=2)
    [message] = telegram.messages(KARI)
    assert "• Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00" in message.text
    assert message.buttons == ["Ja, legg inn", "Nei"]


async def test_a_file_that_telegram_cannot_give_is_asked_for_again(
    telegram: FakeTelegram,
    services: Services,
    intake: UpdateIntake,
    sender: Sender,
    clock: Clock,
) -> None:
    event = take(telegram, intake, content=CALENDAR)
    assert isinstance(event, updates.CalendarFile)
    telegram.fail("getFile", status=502)
    await send_all(sender, clock)
    key = f"{chat_of(KARI)}:{event.message_id}:calendar"
    assert state(services, key)[0] is OutboxState.WAITING
    await send_all(sender, clock, steps=3, pause=30)
    assert len(texts(telegram)) == 1


async def test_too_large_a_file_is_not_fetched(
    telegram: FakeTelegram, intake: UpdateIntake, sender: Sender, clock: Clock
) -> None:
    take(telegram, intake, content=CALENDAR, file_size=MAX_BYTES + 1)
    await send_all(sender, clock)
    assert telegram.calls("getFile") == []
    assert texts(telegram)[-1].startswith("Filen er for stor.")


def test_other_documents_are_answered_as_before(
    telegram: FakeTelegram, intake: UpdateIntake
) -> None:
    event = take(telegram, intake, file_name="notat.docx")
    assert isinstance(event, updates.NotText)
