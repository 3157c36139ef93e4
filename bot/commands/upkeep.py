"""Commands that keep an installation in order."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.bootstrap import ROOT, build_services
from bot.dialogue import training
from bot.settings import load_settings


@click.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs."""
    from bot.storage.migrate import migrate as run  # Alembic is slow to import

    run(build_services(load_settings()).database.engine)
    click.echo("The database is up to date.")


@click.command()
def purge() -> None:
    """Delete now what is kept only for a while (the bot process does it every hour)."""
    deleted = build_services(load_settings()).purge.run(at=datetime.now(UTC))
    click.echo(f"{deleted} rows were deleted.")


@click.command()
@click.option("--if-needed", is_flag=True, help="Only when the model is missing or out of date.")
def train(*, if_needed: bool) -> None:
    """Train the model from config.yml, domain.yml and data/."""
    training.train(ROOT, click.echo, if_needed=if_needed)
