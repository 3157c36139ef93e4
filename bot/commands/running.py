"""The command that starts Refleks: all of it, or one process of it."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import click
import httpx

from bot.bootstrap import ROOT, Services, build_services
from bot.dialogue import training
from bot.dialogue.client import RasaAssistant
from bot.processes import PROCESSES
from bot.secret_files import rasa_token
from bot.settings import Settings, load_settings
from bot.storage.migrate import migrate, require_migrated
from bot.supervisor import Supervisor

_LOOK_EVERY = 0.2


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(PROCESSES)))
@click.option("--prepare", is_flag=True, help="First migrate, and train when that is needed.")
@click.option("--sign-in-link", is_flag=True, help="Print a one-time sign-in link when ready.")
def run(names: tuple[str, ...], *, prepare: bool, sign_in_link: bool) -> None:
    """Run the processes NAMES (rasa, bot, web), or all of them; stops cleanly on SIGTERM."""
    settings = load_settings()
    logging.getLogger().setLevel(settings.log_level)
    services = build_services(settings)
    if prepare:
        migrate(services.database.engine)
        training.train(ROOT, click.echo, if_needed=True)
    require_migrated(services.database.engine)
    if len(names) == 1:
        services.database.close()
        PROCESSES[names[0]](settings)
        return
    chosen = names or tuple(PROCESSES)
    supervisor = Supervisor(chosen)
    done = threading.Event()
    announcer = threading.Thread(
        target=_announce, args=(settings, services, chosen, sign_in_link, done), daemon=True
    )
    announcer.start()
    try:
        sys.exit(supervisor.run())
    finally:
        done.set()


def _announce(
    settings: Settings,
    services: Services,
    names: tuple[str, ...],
    sign_in_link: bool,
    done: threading.Event,
) -> None:
    click.echo("Refleks is starting; the assistant takes some seconds …", err=True)
    if not _wait_until_ready(settings, names, done):
        return
    address = settings.public_address
    click.echo(f"Refleks is ready: {address}")
    if settings.telegram_bot_token is None:
        click.echo("Telegram is off: TELEGRAM_BOT_TOKEN is not set. The web chat does the same.")
    if sign_in_link:
        now = datetime.now(UTC)
        account = services.partners.first_coordinator(at=now)
        token = services.sign_in.issue_link(account.id, at=now)
        click.echo(f"Sign in as {account.name} (once, within 30 minutes):")
        click.echo(f"    {address}/sign-in/{token}")
    click.echo("Talk in the terminal: .venv/bin/refleks chat        Stop: Ctrl-C")


def _wait_until_ready(settings: Settings, names: tuple[str, ...], done: threading.Event) -> bool:
    assistant = RasaAssistant(settings.rasa_url, rasa_token(settings))
    host, port = settings.web_address
    checks: dict[str, Callable[[], bool]] = {
        "rasa": assistant.is_ready,
        "web": lambda: _answers(f"http://{host}:{port}/health"),
    }
    waiting = [checks[name] for name in names if name in checks]
    while waiting:
        waiting = [check for check in waiting if not check()]
        if done.wait(_LOOK_EVERY if waiting else 0):
            return False
    assistant.close()
    return True


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5, trust_env=False).is_success
    except httpx.TransportError:
        return False
