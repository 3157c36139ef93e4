"""The three processes, each built from the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.bootstrap import ROOT, Services, build_services
from bot.dialogue.client import RasaAssistant
from bot.reminders.clockwork import Clockwork, Errand, side_by_side
from bot.secret_files import rasa_token, secret_key
from bot.services.ports.assistant import Assistant
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.telegram.process import Parts

REMIND_EVERY = timedelta(seconds=1)
CALENDARS_EVERY = timedelta(seconds=3)
DIGEST_EVERY = timedelta(minutes=1)
PURGE_EVERY = timedelta(hours=1)
WIPE_EVERY = timedelta(minutes=5)


def run_rasa(settings: Settings) -> None:
    """Understand and answer, until SIGTERM."""
    # Rasa takes seconds to import, and no other process needs it.
    from bot.dialogue.launcher import RasaServer, serve

    services = build_services(settings)
    serve(
        RasaServer(
            listen=settings.rasa_address,
            rasa_url=settings.rasa_url,
            token=rasa_token(settings),
            memory=services.memory,
            texts=services.texts,
            root=ROOT,
            redis_url=settings.redis_url,
        )
    )


def run_bot(settings: Settings) -> None:
    """Read and send in Telegram, and do what is due by the clock, until SIGTERM."""
    from bot.telegram.process import run

    services = build_services(settings)
    clockworks = side_by_side([_clockwork(services), _calendar_clockwork(services)])
    run(telegram_parts(services, _assistant(settings)), settings, clockworks)


def run_web(settings: Settings) -> None:
    """Serve the pages, until SIGTERM."""
    from bot.web.app import create_app
    from bot.web.process import serve

    services = build_services(settings)
    app = create_app(
        services,
        settings,
        assistant=_assistant(settings),
        secret_key=secret_key(settings),
        take_update=_take_update(services, settings),
    )
    serve(app, *settings.web_address)


PROCESSES: Mapping[str, Callable[[Settings], None]] = {
    "rasa": run_rasa,
    "bot": run_bot,
    "web": run_web,
}


def _assistant(settings: Settings) -> RasaAssistant:
    return RasaAssistant(settings.rasa_url, rasa_token(settings))


def telegram_parts(services: Services, assistant: Assistant) -> Parts:
    """Give what serves Telegram; turns ask `assistant`."""
    from bot.telegram.process import Parts

    return Parts(
        begin=services.begin,
        texts=services.texts,
        inbox=services.inbox,
        notices=services.notices,
        partners=services.partners,
        outbox=services.outbox,
        turns=services.turns(assistant),
        calendars=services.calendars,
        exports=services.exports,
    )


def _take_update(
    services: Services, settings: Settings
) -> Callable[[Mapping[str, Any]], None] | None:
    if settings.telegram_bot_token is None:
        return None
    intake = telegram_parts(services, _assistant(settings)).intake()

    def take(update: Mapping[str, Any]) -> None:
        intake.take(update, datetime.now(UTC))

    return take


def _clockwork(services: Services) -> Clockwork:
    waiting = services.overview.waiting
    return Clockwork(
        [
            Errand("reminders", lambda at: services.reminders.hand_over_due(at=at), REMIND_EVERY),
            Errand("digests", lambda at: services.digests.hand_over_due(at=at), DIGEST_EVERY),
            Errand("waiting", lambda at: waiting.hand_over_due(at=at), DIGEST_EVERY),
            Errand("purge", lambda at: services.purge.run(at=at), PURGE_EVERY),
            Errand("erased chats", lambda at: services.erasure.wipe(at=at), WIPE_EVERY),
        ],
        lambda: datetime.now(UTC),
    )


def _calendar_clockwork(services: Services) -> Clockwork:
    """Make what is done by the clock for calendars: fetching one may take seconds."""
    changes, duties = services.calendars.changes, services.calendars.duties
    return Clockwork(
        [
            Errand("calendar files", lambda at: changes.hand_over(at=at), CALENDARS_EVERY),
            Errand("imported visits", lambda at: duties.put_in(at=at), CALENDARS_EVERY),
            Errand("calendars", lambda at: duties.look(at=at), CALENDARS_EVERY),
        ],
        lambda: datetime.now(UTC),
    )
