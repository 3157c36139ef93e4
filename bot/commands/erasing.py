"""The command that erases a person."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.bootstrap import build_services
from bot.settings import load_settings


@click.command()
@click.argument("name")
@click.option("--institution", help="Needed when several partners have this name.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase(name: str, institution: str | None, *, yes: bool) -> None:
    """Erase the partner NAME who leaves, for good.

    Account, conversations, visits and reflections go. Reflections that are shared with the
    institution or the network stay, without their author.
    """
    erasure = build_services(load_settings()).erasure
    partner = erasure.find(name, institution)
    expected = erasure.reckon(partner)
    if not yes:
        click.confirm(
            f"Erase {partner.name}? {expected.deleted} reflections are deleted; {expected.kept}"
            " that are shared stay without their author. This cannot be undone",
            abort=True,
        )
    done = erasure.erase(partner, at=datetime.now(UTC))
    click.echo(
        f"Erased. {done.deleted} reflections were deleted, {done.kept} stay without their author."
    )
    click.echo("Backups made before this still hold everything: delete them too.", err=True)
