"""Commands about reminders."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from bot.bootstrap import build_services
from bot.services.stuck import Resolution, StuckReminder
from bot.settings import load_settings

SOME_ARE_STUCK = 3
"""The exit code that a monitor looks for."""


@click.group()
def reminders() -> None:
    """Look after reminders."""


@reminders.command()
@click.option(
    "--resolve",
    type=(int, click.Choice([each.value for each in Resolution])),
    metavar="ID sent|again",
    help="Say that it was sent, or send it again.",
)
def stuck(resolve: tuple[int, str] | None) -> None:
    """List reminders of which nobody knows whether they arrived, or resolve one.

    Exits with 0 when there are none or one was resolved, 3 when some are listed, 1 when the one
    to be resolved is not stuck or comes too late.
    """
    services = build_services(load_settings())
    if resolve is not None:
        number, how = resolve
        services.stuck_reminders.resolve(number, Resolution(how), at=datetime.now(UTC))
        click.echo(f"Reminder {number} is resolved: {how}.")
        return
    found = services.stuck_reminders.all()
    for each in found:
        click.echo(_line(each, services.zone))
    if not found:
        click.echo("No reminder is stuck.")
        return
    click.echo("Resolve each: refleks reminders stuck --resolve ID sent|again", err=True)
    sys.exit(SOME_ARE_STUCK)


def _line(stuck: StuckReminder, zone: ZoneInfo) -> str:
    due = stuck.message.due_at or stuck.message.created_at
    tried = ", ".join(each.result or "no end" for each in stuck.attempts)
    when = f"{due.astimezone(zone):%Y-%m-%d %H:%M}"
    return f"{stuck.message.sequence}\t{when}\t{stuck.partner}\t{tried}"
