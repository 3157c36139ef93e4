"""Everything is said in bokmål, nynorsk and English; `refleks check-data` checks the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.domain_model.language import guess_language
from bot.nlu.data_files import read_data
from bot.texts import placeholders
from tests.conftest import ROOT
from tests.support.corpus import read_yaml
from tests.support.responses import LANGUAGES, responses

FILLED_IN = {
    "day", "found", "level", "list", "name", "names", "reflection", "school", "summary", "where",
}  # fmt: skip
NAMES = sorted(responses())
TOPICS = sorted(name.partition("/")[2] for name in NAMES if name.startswith("utter_faq/"))
RULES = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "rules").glob("*.yml"))
)


def variations(name: str) -> dict[str, dict[str, Any]]:
    return responses()[name]


@pytest.mark.parametrize("name", NAMES)
def test_each_text_is_in_its_language(name: str) -> None:
    for language, variation in variations(name).items():
        guess = guess_language(variation["text"])
        assert guess.language == language or not guess.certain, language


@pytest.mark.parametrize("name", NAMES)
def test_english_is_translated(name: str) -> None:
    texts = {language: variation["text"] for language, variation in variations(name).items()}
    assert texts["en"] not in {texts["nb"], texts["nn"]}


@pytest.mark.parametrize("name", NAMES)
def test_placeholders_are_filled_in(name: str) -> None:
    for variation in variations(name).values():
        assert placeholders(variation["text"]) <= FILLED_IN


def test_every_topic_that_is_trained_has_an_answer() -> None:
    trained = {example.label for example in read_data(ROOT).examples}
    assert {f"faq/{topic}" for topic in TOPICS} == {t for t in trained if t.startswith("faq/")}


@pytest.mark.parametrize("topic", TOPICS)
def test_answers_have_a_source_and_a_title(topic: str) -> None:
    sources = read_yaml("data/knowledge/sources.yml")
    titles = read_yaml("data/knowledge/titles.yml")
    assert set(titles[topic]) == set(LANGUAGES)
    told = [dict(variation["metadata"]) for variation in variations(f"utter_faq/{topic}").values()]
    longer = [each.pop("more", None) for each in told]
    assert all(each == told[0] for each in told)
    cited = told[0].get("sources") or [told[0]["source"]]
    assert set(cited) <= set(sources)
    assert len({more is None for more in longer}) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_the_longer_version_is_in_its_language(topic: str) -> None:
    for language, variation in variations(f"utter_faq/{topic}").items():
        if more := variation["metadata"].get("more"):
            guess = guess_language(more)
            assert guess.language == language or not guess.certain, language


def test_every_source_is_cited() -> None:
    cited = {
        key
        for topic in TOPICS
        for variation in variations(f"utter_faq/{topic}").values()
        for key in variation["metadata"].get("sources") or [variation["metadata"]["source"]]
    }
    assert cited == set(read_yaml("data/knowledge/sources.yml"))


def test_what_the_rules_say_exists_and_nothing_is_left_unsaid() -> None:
    said = {*re.findall(r"\butter_\w+", RULES), "utter_default"}  # Rasa's own last resort
    assert said - {"utter_faq"} <= set(NAMES)
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "actions").glob("*.py"))
    unsaid = {
        name
        for name in NAMES
        if not name.startswith(("utter_faq/", "utter_ask_"))
        and name not in said
        and f'"{name}"' not in code
    }
    assert unsaid == set()
