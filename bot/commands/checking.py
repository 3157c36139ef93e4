"""The command that examines an installation."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import click

from bot.bootstrap import build_services
from bot.doctor import Doctor, Finding, Level
from bot.settings import BadSettings, load_settings

_MARKS = {Level.OK: "ok", Level.WARNING: "warning", Level.PROBLEM: "problem"}


@click.command()
def doctor() -> None:
    """Examine this installation; every line that is not «ok» says what to do.

    Exit code: 0 when all is well, 1 with warnings, 2 with problems.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)  # addresses hold the bot's token
    try:
        settings = load_settings()
    except BadSettings as error:
        _show(Finding(Level.PROBLEM, "settings", str(error), "Mend .env or the environment."))
        sys.exit(Level.PROBLEM)
    worst = Level.OK
    for finding in Doctor(settings, build_services(settings), _now).examine():
        _show(finding)
        worst = max(worst, finding.level)
    sys.exit(worst)


def _show(finding: Finding) -> None:
    advice = f" → {finding.advice}" if finding.advice else ""
    click.echo(f"{_MARKS[finding.level]:<8} {finding.what}: {finding.found}{advice}")


def _now() -> datetime:
    return datetime.now(UTC)
