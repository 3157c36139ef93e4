"""What a message asks for after an answer, and which other topic it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain_model.answers import Asks
from bot.encoders.sentence_encoder import Role, Vectors
from bot.nlu.data_files import BadDataFile, FollowUpExample, read_data, read_follow_ups
from bot.nlu.decision import Decision
from bot.nlu.follow_up_checks import check_follow_ups
from bot.nlu.follow_up_model import FollowUpModel
from bot.nlu.follow_up_pairs import BadFollowUps, Pair, read_pairs
from bot.nlu.follow_up_sense import FollowUpSense, Sense, open_sense
from bot.nlu.follow_ups import Heard, asks_for, meant_topics
from bot.nlu.model_files import ModelUnusable
from bot.nlu.topic_model import TopicModelSettings
from tests.conftest import ROOT

EXAMPLES = (
    FollowUpExample("fortell mer", Asks.MORE, "more.yml"),
    FollowUpExample("mer om det", Asks.MORE, "more.yml"),
    FollowUpExample("hvor står det", Asks.SOURCE, "source.yml"),
    FollowUpExample("hvem skal være med", Asks.TOPIC, "other.yml", "who", "what"),
    FollowUpExample("hvor foregår det", Asks.TOPIC, "other.yml", "where", "what"),
    FollowUpExample("hva er vitsen", Asks.TOPIC, "other.yml", "why", "what"),
)
OWN = ("mine besøk", "logg refleksjon", "hei på deg")
TOLD = (("hva er sku", "faq/what"), ("hva betyr sku", "faq/what"), ("mine besøk", "list_visits"))
UNKNOWN = Heard(Decision.UNKNOWN, 0.1, 0.1)


class CountingEncoder:
    """Tells messages with «mer» and «noe» from all others."""

    name = "Counting/1"
    dimensions = 2

    def encode(self, texts: Sequence[str], role: Role = Role.QUERY) -> Vectors:
        more = [[1.0, 0.0] if "mer" in text or "noe" in text else [0.0, 1.0] for text in texts]
        return np.array(more, dtype=np.float32)


@pytest.fixture(scope="module")
def model() -> FollowUpModel:
    return FollowUpModel.fit(EXAMPLES, OWN, TopicModelSettings())


def learned(encoder: CountingEncoder, name: str = CountingEncoder.name) -> FollowUpSense:
    return FollowUpSense.fit(EXAMPLES, TOLD, OWN, encoder.encode, name)


def likeness(**figures: float) -> Mapping[Asks, float]:
    return {asks: figures.get(asks.value, 0.01) for asks in Asks}


def test_a_wish_for_another_manner_is_one_whatever_the_message_resembles() -> None:
    sure = Heard(Decision.COMMAND, 0.99, 0.0)
    assert asks_for(likeness(source=0.6, own=0.5), sure, 3) is Asks.SOURCE


@pytest.mark.parametrize(
    ("found", "alone", "asks"),
    [
        (likeness(topic=0.9), UNKNOWN, Asks.TOPIC),
        (likeness(again=0.9, topic=0.5), UNKNOWN, Asks.AGAIN),
        (likeness(topic=0.3, own=0.9), Heard(Decision.COMMAND, 0.99, 0.0), Asks.OWN),
        (likeness(own=0.97), UNKNOWN, Asks.OWN),
    ],
)
def test_a_message_leans_on_the_answer_or_is_its_own(
    found: Mapping[Asks, float], alone: Heard, asks: Asks
) -> None:
    assert asks_for(found, alone, 8 if asks is Asks.OWN else 4) is asks


def test_topics_that_belong_together_are_likelier() -> None:
    figures = {
        "alone": {"pilot_commission": 0.3, "uiu_report": 0.3},
        "behind": {"pilot_commission": 0.2, "uiu_report": 0.2, "pilot_report": 0.9},
        "told": {"pilot_commission": 0.2, "uiu_report": 0.2},
    }
    likely = meant_topics("pilot_report", figures, {"pilot_commission", "pilot_use"})
    assert likely.keys() == {"pilot_report", "pilot_commission", "pilot_use", "uiu_report"}
    assert max(likely, key=lambda topic: likely[topic]) == "pilot_commission"
    assert sum(likely.values()) == pytest.approx(1)


def test_the_same_topic_is_meant_where_messages_that_meant_it_are_alike() -> None:
    behind = {"igp_method": 0.9, "fishbowl_method": 0.1}
    alike = {"behind": behind, "told": {"igp_method": 0.8}, "sense": {"igp_method": 0.9}}
    likely = meant_topics("igp_method", alike, {"fishbowl_method"})
    assert max(likely, key=lambda topic: likely[topic]) == "igp_method"
    others = {"told": {"fishbowl_method": 0.8}, "sense": {"fishbowl_method": 0.9}}
    likely = meant_topics("igp_method", {"behind": behind, **others}, {"fishbowl_method"})
    assert max(likely, key=lambda topic: likely[topic]) == "fishbowl_method"


def test_what_is_asked_for_is_learned_from_words_and_sense(model: FollowUpModel) -> None:
    encoder = CountingEncoder()
    sense = open_sense(learned(encoder), encoder)
    assert model.likeness("fortell mer", None)[Asks.MORE] > 0.5
    by_words = model.likeness("noe til", None)[Asks.MORE]
    assert model.likeness("noe til", sense)[Asks.MORE] > by_words
    assert model.likeness(" ", sense) == model.likeness(" ", None)


def test_which_topic_is_meant_is_told_by_words_and_by_sense_after_an_answer(
    model: FollowUpModel,
) -> None:
    encoder = CountingEncoder()
    sense = Sense(learned(encoder), encoder)
    by_words = model.likely_topics("og hvem må være med", "what", None)
    assert by_words.keys() == {"told"}
    assert max(by_words["told"], key=lambda topic: by_words["told"][topic]) == "who"
    both = model.likely_topics("og hvem må være med", "what", sense)
    assert both["told"] == by_words["told"]
    assert both["sense"].keys() == {"who", "where", "why"}
    assert model.likely_topics("og hvem må være med", "unheard of", sense)["sense"] == {}
    assert model.likely_topics(" ", "what", sense).keys() == {"told"}


def test_a_model_is_kept_with_its_sense_or_without(model: FollowUpModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert FollowUpModel.load(tmp_path).sense is None
    encoder = CountingEncoder()
    replace(model, sense=learned(encoder)).save(tmp_path)
    kept = FollowUpModel.load(tmp_path)
    assert kept.sense is not None
    for asked in (("noe mer", "what"), ("hvem da", "what")):
        told = Sense(kept.sense, encoder).topics(*asked)
        assert told == pytest.approx(Sense(learned(encoder), encoder).topics(*asked), abs=0.01)
    assert kept.likeness("fortell mer", None) == model.likeness("fortell mer", None)
    with pytest.raises(ModelUnusable):
        FollowUpModel.load(tmp_path / "elsewhere")


def test_a_sense_of_another_encoder_is_not_used(caplog: pytest.LogCaptureFixture) -> None:
    encoder = CountingEncoder()
    assert open_sense(learned(encoder, "Other/2"), encoder) is None
    assert "train again" in caplog.text
    assert open_sense(learned(encoder), None) is None


@pytest.mark.parametrize(
    ("example", "mistake"),
    [
        (FollowUpExample("", Asks.MORE, "new.yml"), "is empty"),
        (FollowUpExample("ord " * 25 + "til", Asks.MORE, "new.yml"), "more than 25 words"),
        (FollowUpExample("a\N{COMBINING RING ABOVE} ja", Asks.MORE, "new.yml"), "NFC"),
        (FollowUpExample("Mer om det!", Asks.SHORT, "new.yml"), "already"),
        (FollowUpExample("og hvem er det for?", Asks.TOPIC, "new.yml", "who", "what"), "held out"),
        (FollowUpExample("helt nytt", Asks.TOPIC, "new.yml", "who", "nowhere"), "names no topic"),
        (FollowUpExample("helt nytt", Asks.MORE, "new.yml"), "more has 3 examples and needs"),
        (FollowUpExample("helt nytt", Asks.MORE, "new.yml"), "who is meant in 1 follow-ups"),
    ],
)
def test_a_mistake_in_an_example_is_found(example: FollowUpExample, mistake: str) -> None:
    held = [Pair("hva er sku", "Og hvem er det for", ("who",))]
    found = list(check_follow_ups([*EXAMPLES, example], held, {"who", "what", "where", "why"}))
    assert [each for each in found if mistake in each] != []


def test_examples_of_this_repository_are_read_and_damaged_ones_are_not(tmp_path: Path) -> None:
    assert {each.asks for each in read_data(ROOT).follow_ups} == {*Asks}
    (tmp_path / "more.yml").write_text("follow_ups: {later: [x]}", encoding="utf-8")
    with pytest.raises(BadDataFile):
        read_follow_ups(tmp_path)


def test_pairs_that_cannot_be_read(tmp_path: Path) -> None:
    damaged = tmp_path / "pairs.yml"
    damaged.write_text("pairs: [1]", encoding="utf-8")
    with pytest.raises(BadFollowUps):
        read_pairs(damaged)
