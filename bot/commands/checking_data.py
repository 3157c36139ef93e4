"""Check what messages are understood by, and what is answered."""

from __future__ import annotations

import click

from bot.bootstrap import ROOT
from bot.domain_model.errors import RefleksError
from bot.domain_model.intents import TOPIC_PREFIX


class MistakesInData(RefleksError):
    """There are mistakes in the data."""


@click.command("check-data")
def check_data() -> None:
    """Check data/ and the held-out messages: names, counts, doubles, lengths, buttons, follow-ups.

    Every mistake is a line of its own; `rasa data validate` checks what Rasa itself needs.
    """
    from bot.nlu.answer_checks import check_answers  # these take a second to import
    from bot.nlu.data_files import read_data
    from bot.nlu.evaluation_input import read_heldout
    from bot.nlu.example_checks import check_examples
    from bot.nlu.follow_up_checks import check_follow_ups
    from bot.nlu.follow_up_pairs import read_pairs

    data = read_data(ROOT)
    heldout = read_heldout(ROOT / "tests" / "nlu")
    pairs = read_pairs(ROOT / "tests" / "nlu" / "follow_ups.yml")
    topics = {
        each.label.removeprefix(TOPIC_PREFIX)
        for each in data.examples
        if each.label.startswith(TOPIC_PREFIX)
    }
    mistakes = [
        *check_examples(data.examples, heldout, data.intents),
        *check_follow_ups(data.follow_ups, pairs, topics),
        *check_answers(data.answers, data.intents),
    ]
    for mistake in mistakes:
        click.echo(mistake)
    if mistakes:
        raise MistakesInData(f"There are {len(mistakes)} mistakes in the data.")
    examples = len(data.examples) + len(data.follow_ups)
    click.echo(f"No mistake in {examples} examples and {len(data.answers)} answers.")
