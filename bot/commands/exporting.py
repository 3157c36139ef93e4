"""The command that gives people what is kept of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import build_services
from bot.services.exports import Export
from bot.settings import load_settings


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--partner", help="All that is kept of the partner of this name.")
@click.option("--institution", help="What its coordinator sees; with --partner: whose she is.")
def export(folder: Path, partner: str | None, institution: str | None) -> None:
    """Write data of a partner or an institution to FOLDER: refleks.json and visits.ics.

    A partner's holds all that is kept of her; an institution's the people, visits, and the
    reflections that are shared with its coordinator. Both hold personal data: hand them over
    safely, and delete them after. Each export is noted in the audit log. Exit code 1 when nothing
    was written.
    """
    if partner is None and institution is None:
        raise click.UsageError("Name a --partner or an --institution.")
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty. Name a new folder.")
    services, now = build_services(load_settings()), datetime.now(UTC)
    if partner is not None:
        found = services.erasure.find(partner, institution)
        made = services.exports.partner(found, at=now)
    else:
        coordinator = services.partners.coordinator_for(institution)
        made = services.exports.institution(coordinator, at=now)
    _write(folder, made)
    click.echo(f"{folder}/refleks.json and {folder}/visits.ics are written.")


def _write(folder: Path, made: Export) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in (
            ("refleks.json", made.document.encode()),
            ("visits.ics", made.calendar),
        ):
            path = folder / name
            path.touch(mode=0o600)
            path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"Cannot write in {folder}: {error.strerror}") from error
