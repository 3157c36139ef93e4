"""What travels with a message is made when it leaves: a calendar file, a secret address."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.messages import OutboxState
from bot.services.calendars.own_calendar import NEW, OFF
from bot.services.inbox import Press, Pressed
from bot.services.visits import ScheduleVisit
from bot.telegram.api import Api
from bot.telegram.intake import UpdateIntake
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.sending import Sender
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.support.people import NOW, cast
from tests.telegram.conftest import KARI, chat_of, said
from tests.telegram.outgoing import send_all, state, texts

VISIT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture
def ola(services: Services, chats: None) -> Actor:
    """A partner who writes in Telegram."""
    people = cast(services)
    invitation = services.partners.invite(people.kari, "Ola Telegram", at=NOW)
    services.partners.redeem(invitation.token, chat_of(KARI), at=NOW)
    return invitation.account.actor


def kalender(services: Services, intake: UpdateIntake) -> None:
    message = {
        "message_id": 7,
        "date": int(NOW.timestamp()),
        "chat": {"id": KARI, "type": "private"},
        "from": {"id": KARI, "is_bot": False, "first_name": "Ola"},
        "text": "/kalender",
    }
    intake.take({"update_id": 1, "message": message}, NOW)


def press(services: Services, payload: str) -> Press:
    button = next(b for message in said(services) for b in message.buttons if b.payload == payload)
    pressed = Pressed(f"press:{payload}", chat_of(KARI), button.token, NOW)
    return services.inbox.press(pressed, at=NOW).press


async def test_a_planned_visit_comes_as_a_calendar_file(
    telegram: FakeTelegram, services: Services, sender: Sender, clock: Clock, ola: Actor
) -> None:
    visit = services.visits.schedule(ola, ScheduleVisit("1", "Åsveien skole", VISIT), at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    await send_all(sender, clock)

    [sent] = telegram.calls("sendDocument")
    assert sent["params"]["caption"] == "Til kalenderen din: Åsveien skole"
    document = sent["params"]["document"]
    assert document["file_name"] == "skolebesok.ics"
    assert f"UID:visit-{visit.id}@refleks" in document["content"]
    assert state(services, f"calendar:{visit.id}:{ola.partner_id}:0") == (OutboxState.SENT, None)


async def test_the_address_is_in_the_message_and_nowhere_else(
    telegram: FakeTelegram,
    services: Services,
    intake: UpdateIntake,
    sender: Sender,
    clock: Clock,
    ola: Actor,
) -> None:
    kalender(services, intake)
    assert press(services, NEW) is Press.TAKEN
    await send_all(sender, clock, steps=2)

    address = texts(telegram)[-1].splitlines()[-1]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert services.calendars.feeds.feed(token, at=NOW).startswith(b"BEGIN:VCALENDAR")
    with services.database.engine.connect() as connection:
        kept = connection.execute(text("SELECT text FROM outbox")).scalars().all()
    assert not [each for each in kept if token in each]


async def test_the_feed_is_ended_in_chat(
    telegram: FakeTelegram,
    services: Services,
    intake: UpdateIntake,
    sender: Sender,
    clock: Clock,
    ola: Actor,
) -> None:
    services.calendars.feeds.renew(ola, at=NOW)
    kalender(services, intake)
    assert press(services, OFF) is Press.TAKEN
    await send_all(sender, clock, steps=2)
    assert services.calendars.feeds.since(ola) is None
    assert texts(telegram)[-1].startswith("Lenken er slått av.")


async def test_a_stranger_is_told_who_it_is_for(
    telegram: FakeTelegram,
    services: Services,
    intake: UpdateIntake,
    sender: Sender,
    clock: Clock,
) -> None:
    kalender(services, intake)
    press(services, NEW)
    await send_all(sender, clock, steps=2)
    assert "utviklingspartnere" in texts(telegram)[-1]


async def test_where_telegram_carries_no_content_it_carries_no_file(
    telegram: FakeTelegram, services: Services, api: Api, clock: Clock, ola: Actor, sender: Sender
) -> None:
    services.visits.schedule(ola, ScheduleVisit("1", "Åsveien skole", VISIT), at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    manner = Manner(clock, sender._manner.rng, "https://refleks.example/chat")
    silent = Sender(api, services.outbox, services.texts, Pacing(), manner, Bell(asyncio.Event()))
    await send_all(silent, clock)
    assert telegram.calls("sendDocument") == []
    assert "https://refleks.example/chat" in texts(telegram)[-1]


async def test_a_farewell_is_said_also_where_telegram_carries_no_content(
    telegram: FakeTelegram, services: Services, api: Api, clock: Clock, ola: Actor, sender: Sender
) -> None:
    with services.begin() as uow:
        key, text_name = "bye", "erasure.done"
        services.notices.farewell(uow, chat_of(KARI), key, text_name, at=NOW, language="nb")
        uow.commit()
    manner = Manner(clock, sender._manner.rng, "https://refleks.example/chat")
    silent = Sender(api, services.outbox, services.texts, Pacing(), manner, Bell(asyncio.Event()))
    await send_all(silent, clock)
    assert texts(telegram)[-1].startswith("Alt om deg er slettet")
