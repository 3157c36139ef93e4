"""Messages on their way out, as the tests of sending put and look for them."""

from __future__ import annotations

import asyncio
import random

from bot.bootstrap import Services
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.services.outbox import Outbox
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Departure, Outgoing
from bot.telegram.api import Api
from bot.telegram.manner import Manner
from bot.telegram.pacing import Pacing
from bot.telegram.sending import Sender
from bot.telegram.waiting import Bell
from tests.fakes.bot_api import FakeTelegram
from tests.support.assistants import Clock
from tests.support.people import NOW
from tests.telegram.conftest import KARI, chat_of


def make_sender(services: Services, api: Api, clock: Clock, rng: random.Random) -> Sender:
    manner = Manner(clock, rng)
    bell = Bell(asyncio.Event())
    return Sender(api, services.outbox, services.texts, Pacing(), manner, bell)


def beside(services: Services, api: Api, clock: Clock, rng: random.Random, bell: Bell) -> Sender:
    """Make the sender of another process."""
    outbox = Outbox(
        services.begin, services.notices, services.texts, services.partners, "another process"
    )
    return Sender(api, outbox, services.texts, Pacing(), Manner(clock, rng), bell)


def put(
    services: Services,
    key: str,
    *,
    chat: int = KARI,
    text: str | None = None,
    kind: OutgoingKind = OutgoingKind.REPLY,
    buttons: tuple[Button, ...] = (),
) -> None:
    message = Outgoing(key, chat_of(chat), text or f"Tekst {key}", kind, "nb", buttons)
    with services.begin() as uow:
        uow.outbox.add_once(message, NOW)
        uow.commit()


async def send_all(sender: Sender, clock: Clock, steps: int = 1, pause: float = 1) -> None:
    """Let the sender work for so many steps, a second of its own time apart."""
    for number in range(steps):
        if number:
            clock.pass_(seconds=pause)
        await sender.step()
        await sender.finish(20)


def find(services: Services, key: str) -> Departure:
    with services.begin() as uow:
        found = uow.outbox.find(key)
    assert found is not None
    return found


def state(services: Services, key: str) -> tuple[OutboxState, str | None]:
    found = find(services, key)
    return found.state, found.reason


def texts(telegram: FakeTelegram, chat: int = KARI) -> list[str]:
    return [message.text for message in telegram.messages(chat)]
