"""The command that makes a database of made-up people."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot import demo as made_up
from bot.bootstrap import build_services
from bot.settings import load_settings
from bot.storage.migrate import migrate


@click.command()
def demo() -> None:
    """Make made-up institutions, partners, visits and reflections to try Refleks with.

    They are put in a database of their own, the folder «demo» in VAR_DIR, whatever DATABASE_URL
    says. Done again, it adds only what is missing.
    """
    settings = load_settings()
    folder = settings.var_dir / "demo"
    own = settings.model_copy(update={"var_dir": folder, "database_url": None})
    services = build_services(own)
    migrate(services.database.engine)
    made_up.fill(services, at=datetime.now(UTC))
    services.database.close()
    click.echo(f"Made-up people are in {folder}. Nobody in it exists.")
    click.echo(f"Start with them: VAR_DIR={folder} DATABASE_URL= make run")
