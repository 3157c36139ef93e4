"""Commands about an institution's schools."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import build_services
from bot.settings import load_settings


@click.group()
def school() -> None:
    """Keep the register of an institution's schools."""


@school.command("import")
@click.argument(
    "path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--institution", help="Needed when there are several.")
def import_schools(path: Path, institution: str | None) -> None:
    """Bring the register up to date with FILE.csv; schools that it does not name stay.

    The first line names the columns: navn, and organisasjonsnummer and kommune if they are known.
    Lines that cannot be used are listed, and the command then ends with 1.
    """
    services = build_services(load_settings())
    coordinator = services.partners.coordinator_for(institution)
    report = services.schools.import_file(coordinator, path.read_bytes(), at=datetime.now(UTC))
    click.echo(f"{report.added} added, {report.changed} changed, {report.same} as before.")
    for refusal in report.refused:
        reason = services.texts.get(f"schools.refused_{refusal.reason}", "en")
        click.echo(f"{path}, line {refusal.line}: {reason}", err=True)
    if report.refused:
        raise click.exceptions.Exit(1)
