"""Commands that save everything, and put it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import build_services
from bot.settings import load_settings
from bot.storage import backup as backups


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database to FILE, while Refleks runs.

    FILE holds everything that people wrote: keep it as safe as the database. It is readable by
    its owner only. Exit code 1 when it could not be made.
    """
    services = build_services(load_settings())
    made = backups.back_up(services.database.engine, file, at=datetime.now(UTC))
    click.echo(f"{file}: {made.kind}, version {made.revision}, {made.size:,} bytes.")
    click.echo(f"SHA-256 of the database in it: {made.sha256}", err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away what is in the database now.")
def restore(file: Path, *, replace: bool) -> None:
    """Put the backup in FILE back; stop Refleks first.

    FILE is checked before anything is touched. A database with data in it is refused without
    --replace. Exit code 1 when nothing was restored.
    """
    services = build_services(load_settings())
    put = backups.restore(services.database.engine, file, replace=replace)
    click.echo(f"Restored what was saved at {put.made_at}. The database is up to date.")
