"""The command `refleks`: calls use cases, and says in plain words what went wrong."""

from __future__ import annotations

import logging
import sys

import click

from bot.commands.auditing import audit
from bot.commands.backups import backup, restore
from bot.commands.checking import doctor
from bot.commands.checking_data import check_data
from bot.commands.demonstrating import demo
from bot.commands.erasing import erase
from bot.commands.evaluating import evaluate
from bot.commands.exporting import export
from bot.commands.knowledge import knowledge
from bot.commands.parsing import parse
from bot.commands.people import coordinator, invite
from bot.commands.reminders import reminders
from bot.commands.running import run
from bot.commands.schools import school
from bot.commands.talking import chat
from bot.commands.upkeep import migrate, purge, train
from bot.domain_model.errors import CannotStart, RefleksError
from bot.supervisor import CANNOT_START

log = logging.getLogger(__name__)


class _CannotStart(click.ClickException):
    exit_code = CANNOT_START


class RefleksGroup(click.Group):
    """Commands whose known errors end in one clear sentence."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; turn a RefleksError into its sentence."""
        try:
            return super().invoke(ctx)
        except RefleksError as error:
            log.debug("the command failed", exc_info=True)
            # By the exit code a supervisor, ours or the system's, knows whether to try again.
            failure = _CannotStart if isinstance(error, CannotStart) else click.ClickException
            raise failure(str(error)) from error
        except BrokenPipeError:
            # The reader of our output has gone (`refleks chat | head`): nothing is wrong.
            sys.stderr.close()
            return None


@click.group(cls=RefleksGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Refleks: ask, reflect and be reminded about school-based competence development."""
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")
    for talkative in ("alembic", "uvicorn"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


for _command in (
    audit,
    backup,
    chat,
    check_data,
    coordinator,
    erase,
    demo,
    doctor,
    evaluate,
    export,
    invite,
    knowledge,
    migrate,
    parse,
    purge,
    reminders,
    restore,
    run,
    school,
    train,
):
    main.add_command(_command)

if __name__ == "__main__":
    main()
