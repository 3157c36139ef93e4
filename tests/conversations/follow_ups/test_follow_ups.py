"""A message that leans on the answer before it is understood together with it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import ROOT
from bot.dialogue.follow_up_evaluation import evaluate_follow_ups, follow_ups_as_markdown
from bot.knowledge import load_knowledge
from bot.nlu.follow_up_pairs import Pair


def source_line(text: str) -> str:
    return text.rsplit("\n\n", 1)[-1]


async def test_pairs_are_measured(agent: Any) -> None:
    pairs = [
        Pair("hva er sku?", "kilde?", ("source",)),
        Pair("hva er sku?", "på nynorsk takk", ("nn",)),
        Pair("hva er sku?", "og hvem skal være med?", ("sku_participants",)),
        Pair("hva er igp-metoden?", "fortell mer", ("igp_method",)),
        Pair("hva er sku?", "mine besøk", ("sku_arena",)),
    ]
    figures = await evaluate_follow_ups(agent, load_knowledge(ROOT / "data" / "knowledge"), pairs)
    assert (figures["pairs"], figures["right"]) == (5, 0.8)
    assert figures["missed"][0]["taken_for"] == "list_visits"
    assert "5 pairs, 80.0 % right." in follow_ups_as_markdown(figures)


async def test_the_same_answer_comes_in_another_language_and_the_next_one_does_not(
    ola: Any,
) -> None:
    assert "Hele skolen" in await ola.say("hvem deltar i sku?")
    assert "Heile skulen" in await ola.say("på nynorsk takk")
    assert "Rapporten nevner sju" in await ola.say("hva er suksessfaktorene på skolenivå?")


async def test_always_in_a_language_is_a_setting(ola: Any) -> None:
    await ola.say("hvem deltar i sku?")
    assert "Eg svarer på nynorsk frå no av" in await ola.say("svar alltid på nynorsk")


async def test_an_answer_is_read_on_by_its_button_or_in_words(ola: Any) -> None:
    answer = await ola.say("hva er igp-metoden?")
    more = await ola.press("Les mer")
    assert more != answer
    assert "Kilde: " in more
    assert "Les mer" not in [button.title for button in ola.replies[0].buttons]
    assert await ola.say("fortell mer") == more


async def test_a_detail_of_the_same_topic_is_looked_for_in_the_longer_answer(ola: Any) -> None:
    await ola.say("hva er igp-metoden?")
    more = await ola.press("Les mer")
    await ola.say("hva er igp-metoden?")
    assert await ola.say("hvor mange er det i hver gruppe?") == more


async def test_there_may_be_no_more_to_read(ola: Any) -> None:
    await ola.say("hvem deltar i sku?")
    assert "Mer har jeg ikke om dette." in await ola.say("fortell mer")
    assert [button.title for button in ola.replies[0].buttons]


async def test_small_talk_does_not_make_it_forget_but_another_matter_does(ola: Any) -> None:
    source = source_line(await ola.say("hvem deltar i sku?"))
    await ola.say("takk")
    assert await ola.say("kilde?") == source
    await ola.say("mine besøk")
    assert await ola.say("kilde?") != source


async def test_a_whole_question_that_is_not_ours_is_not_bent_to_the_topic_before(ola: Any) -> None:
    await ola.say("hva bør jeg spørre rektor om?")
    assert "Det vet jeg ikke" in await ola.say("hvor mye tjener en rektor i året")


async def test_nothing_was_answered_yet(stranger: Any) -> None:
    await stranger.say("kilde?")
    assert not stranger.intent.startswith("faq/")


async def test_a_form_hears_no_follow_up(ola: Any) -> None:
    await ola.say("hvem deltar i sku?")
    await ola.say("logg refleksjon")
    await ola.say("Åsveien skole")
    assert "Hva" in await ola.say("mer samarbeid")
    assert await ola.slot("happened") == "mer samarbeid"


@pytest.mark.parametrize(
    ("message", "first", "second"),
    [
        ("hva er sku og hvem skal være med?", "Skolebasert kompetanse", "Hele skolen"),
        ("hva er suksessfaktorene?\nhva var ungdomstrinn i utvikling?", "Rapporten", "Ungdoms"),
        ("hva er sku + hvem deltar", "Skolebasert kompetanse", "Hele skolen"),
        ("kva er dekomp? og kva er eit partnarskap?", "DeKomp", "partnarskap"),
    ],
)
async def test_several_questions_are_answered_in_order(
    ola: Any, message: str, first: str, second: str
) -> None:
    await ola.say(message)
    assert len(ola.replies) == 2
    assert first in ola.replies[0].text
    assert second in ola.replies[1].text


async def test_three_questions_are_answered_and_the_rest_is_asked_for_again(ola: Any) -> None:
    said = await ola.say("hva er sku?\nhva er igp-metoden?\nhva er dekomp?\nhva er aksjonslæring?")
    assert len(ola.replies) == 4
    assert said.endswith("Jeg tok de tre første spørsmålene. Send gjerne resten i en ny melding.")


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("hei, hva er sku?", "Hei! Skolebasert"),
        ("God dag! Kva er suksessfaktorane på skulenivå?", "Hei! Rapporten"),
        ("takk! og hvem deltar i sku?", "Bare hyggelig! Hele skolen"),
        ("hi, what is UiU?", "Hello! "),
        ("hei, logg refleksjon", "Hei! Hvilken skole"),
    ],
)
async def test_a_greeting_does_not_stand_in_the_way(ola: Any, message: str, begins: str) -> None:
    assert (await ola.say(message)).startswith(begins)


async def test_a_turn_of_several_parts_is_told_again_whole(ola: Any, assistant: Any) -> None:
    await ola.say("hva er sku og hvem skal være med?")
    tracker = await assistant.store.get_or_create_tracker(ola.chat)
    again = assistant.renderer.replies(tracker.events, "m0")
    assert again.replies == ola.replies
