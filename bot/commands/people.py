"""Commands that let people in."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from bot.bootstrap import build_services
from bot.services.partners import Invitation
from bot.settings import load_settings


@click.command()
@click.argument("name")
@click.option("--institution", help="Needed when there are several.")
@click.option("--language", type=click.Choice(["nb", "nn", "en"]), default="nb")
def invite(name: str, institution: str | None, language: str) -> None:
    """Invite the partner NAME; prints the one-use invitation to give her."""
    services = build_services(load_settings())
    coordinator = services.partners.coordinator_for(institution)
    now = datetime.now(UTC)
    _show(services.partners.invite(coordinator, name, at=now, language=language))


@click.command()
@click.argument("name")
@click.option("--institution", required=True, help="The university or college.")
@click.option("--language", type=click.Choice(["nb", "nn"]), default="nb")
def coordinator(name: str, institution: str, language: str) -> None:
    """Add the coordinator NAME, also a partner; prints the one-use invitation to give her."""
    services = build_services(load_settings())
    now = datetime.now(UTC)
    _show(services.partners.add_coordinator(institution, name, at=now, language=language))


def _show(invitation: Invitation) -> None:
    click.echo(f"{load_settings().public_address}/sign-in/{invitation.token}")
    click.echo(f"In Telegram instead, to the bot: /start {invitation.token}")
    click.echo("Either works, once, within 14 days.", err=True)
