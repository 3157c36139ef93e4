"""`refleks check-data` finds every kind of mistake, and none in the data of this repository."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.checking_data import check_data
from bot.nlu.answer_checks import check_answers
from bot.nlu.data_files import Answer, BadDataFile, Data, Example, read_data
from bot.nlu.evaluation import Meant
from bot.nlu.evaluation_input import read_heldout
from bot.nlu.example_checks import check_examples
from tests.conftest import ROOT


@cache
def data() -> Data:
    return read_data(ROOT)


@cache
def heldout() -> tuple[Meant, ...]:
    return tuple(read_heldout(ROOT / "tests" / "nlu"))


def test_this_repository_has_no_mistake() -> None:
    done = CliRunner().invoke(check_data)
    assert (done.exit_code, done.output[:10]) == (0, "No mistake"), done.output


def test_it_is_about_all_topics() -> None:
    assert len({each.label for each in data().examples if each.label.startswith("faq/")}) == 115


def added(text: str, label: str = "help", style: str = "nb_chat") -> Example:
    return Example(text, label, style, "new.yml")


@pytest.mark.parametrize(
    ("example", "mistake"),
    [
        (added(""), "is empty"),
        (added(" å begynne med mellomrom"), "begins or ends"),
        (added("æ " * 300), "longer than"),
        (added("a\N{COMBINING RING ABOVE} skrive slik"), "NFC"),
        (added("HJELP"), "already"),
        (added("noe nytt", "faq/nothing"), "needs 24"),
        (added("noe nytt", "nothing"), "needs 30"),
        (added("noe nytt", "nothing"), "in domain.yml, and not in both"),
        (added("noe nytt", "faq/nothing"), "no trained message in dialect"),
        (added("noe nytt", "faq/nothing"), "trained or held out"),
    ],
)
def test_a_mistake_in_an_example_is_found(example: Example, mistake: str) -> None:
    examples = [*data().examples, example]
    found = list(check_examples(examples, heldout(), data().intents))
    assert [each for each in found if mistake in each] != []


@pytest.mark.parametrize(
    ("held", "trained"),
    [
        ("Hvem skal delta?", "hvem skal delta"),
        (
            "hvordan kommer vi i gang med aksjonslæring",
            "hvordan komer vi i gang med aksjonslæring",
        ),
    ],
)
def test_a_held_out_message_is_found_among_the_examples(held: str, trained: str) -> None:
    found = check_examples([added(trained)], [Meant(held, "help", "nb_chat")], ["help"])
    assert [each for each in found if "is held out" in each] != []


def test_messages_that_only_resemble_each_other_are_no_mistake() -> None:
    near = check_examples([added("hva er SKU")], [Meant("kva er SKU", "help", "nn")], ["help"])
    assert [each for each in near if "is held out" in each] == []


def changed(name: str, language: str, **said: object) -> Iterator[Answer]:
    for each in data().answers:
        is_it = (each.name, each.language) == (name, language)
        yield replace(each, said={**each.said, **said}) if is_it else each


IGP = "utter_faq/igp_method"


@pytest.mark.parametrize(
    ("said", "mistake"),
    [
        ({"text": ""}, "has 0 characters"),
        ({"text": "æ" * 701}, "has 701 characters"),
        ({"text": "IGP for {school}"}, "other placeholders"),
        ({"buttons": [{"title": "Hjelp", "payload": "/help"}]}, "something else in one language"),
        ({"buttons": [{"title": "Hjelp", "payload": "/nothing"}]}, "leads to «/nothing»"),
        ({"buttons": [{"title": "Hjelp", "payload": "/faq/nothing"}]}, "leads to «/faq/nothing»"),
        ({"buttons": [{"title": "Hjelp", "payload": "hjelp"}]}, "leads to «hjelp»"),
        ({"metadata": {"follow_ups": ["nothing"]}}, "one to three follow-ups"),
        ({"metadata": {"follow_ups": ["igp_method"]}}, "one to three follow-ups"),
        ({"metadata": {"follow_ups": []}}, "one to three follow-ups"),
        ({"metadata": {"follow_ups": ["lesson_study"], "more": "æ" * 701}}, "has 701 characters"),
    ],
)
def test_a_mistake_in_an_answer_is_found(said: dict[str, object], mistake: str) -> None:
    found = list(check_answers(list(changed(IGP, "nn", **said)), data().intents))
    assert [each for each in found if mistake in each] != []


def test_an_answer_that_is_not_translated_is_found() -> None:
    answers = [each for each in data().answers if (each.name, each.language) != (IGP, "en")]
    found = list(check_answers(answers, data().intents))
    assert found == [f"{IGP} is there in nn, nb instead of once in each language"]


@pytest.mark.parametrize("content", ["nlu: [", "nlu: 1", "- x", "nlu: [{intent: a}]"])
def test_a_file_that_is_something_else_is_named(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "data" / "nlu"
    folder.mkdir(parents=True)
    (folder / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(BadDataFile, match=r"bad\.yml"):
        read_data(tmp_path)
