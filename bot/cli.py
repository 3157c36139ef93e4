"""The command `refleks`: reads settings, calls use cases, says in plain words what went wrong."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import click

from bot.bootstrap import ROOT, build_services
from bot.dialogue import training
from bot.domain_model.errors import RefleksError
from bot.settings import load_settings

log = logging.getLogger(__name__)


class RefleksGroup(click.Group):
    """Commands whose known errors end in one clear sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; turn a RefleksError into its sentence."""
        try:
            return super().invoke(ctx)
        except RefleksError as error:
            log.debug("the command failed", exc_info=True)
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of our output has gone (`refleks chat | head`): nothing is wrong.
            sys.stderr.close()
            return None


@click.group(cls=RefleksGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Refleks: ask, reflect and be reminded about school-based competence development."""
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")


@main.command()
def migrate() -> None:
    """Bring the database to the shape that this version needs."""
    from bot.storage.migrate import migrate as run  # Alembic is slow to import

    services = build_services(load_settings())
    run(services.database.engine)
    click.echo("The database is up to date.")


@main.command()
@click.option("--if-needed", is_flag=True, help="Only when the model is missing or out of date.")
def train(*, if_needed: bool) -> None:
    """Train the model from config.yml, domain.yml and data/."""
    training.train(ROOT, click.echo, if_needed=if_needed)


@main.command()
@click.argument("name")
@click.option("--institution", help="Needed when there are several.")
@click.option("--language", type=click.Choice(["nb", "nn", "en"]), default="nb")
def invite(name: str, institution: str | None, language: str) -> None:
    """Invite the partner NAME; prints the one-use links to give her."""
    settings = load_settings()
    services = build_services(settings)
    coordinator = services.partners.coordinator_for(institution)
    invitation = services.partners.invite(
        coordinator, name, at=datetime.now(UTC), language=language
    )
    click.echo(f"{settings.public_address}/sign-in/{invitation.token}")


@main.command()
@click.argument("name")
@click.option("--institution", required=True, help="The university or college.")
@click.option("--language", type=click.Choice(["nb", "nn"]), default="nb")
def coordinator(name: str, institution: str, language: str) -> None:
    """Add the coordinator NAME; prints the one-use link to give her."""
    settings = load_settings()
    services = build_services(settings)
    added = services.partners.add_coordinator(
        institution, name, at=datetime.now(UTC), language=language
    )
    click.echo(f"{settings.public_address}/sign-in/{added.token}")


if __name__ == "__main__":
    main()
