"""A question gets its answer, in the form it was asked in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import ChatId
from tests.support.people import Cast
from tests.support.responses import LANGUAGES, responses


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("hvem skal egentlig være med på sku da", "Hele skolen: ledelsen og alle ansatte"),
        ("korleis førebur eg eit skulebesøk?", "Ei kort sjekkliste"),
        ("what are the success factors?", "The report names seven"),
        ("hva er larringsledelse, åssen forklarer jæ det", "forskernes råd i kortform"),
    ],
)
async def test_it_is_answered(stranger: Any, question: str, answer: str) -> None:
    assert answer in await stranger.say(question)


async def test_the_form_of_the_conversation_is_kept_while_a_message_leaves_it_open(
    stranger: Any,
) -> None:
    await stranger.say("kva er suksessfaktorane på skulenivå?")
    assert "Dette fekk eg ikkje noko ut av" in await stranger.say("asdfgh")


async def test_a_pinned_language_wins(stranger: Any) -> None:
    stranger.pinned = "nn"
    assert "Heile skulen" in await stranger.say("hvem skal være med på sku?")


async def test_a_wish_for_a_language_is_granted_at_once(
    ola: Any, services: Services, people: Cast
) -> None:
    assert "Eg svarer på nynorsk frå no av" in await ola.say("kan du svare på nynorsk?")
    partner = services.partners.in_chat(ChatId(ola.chat))
    assert partner is not None
    assert partner.pinned_language == "nn"


async def test_a_strangers_language_holds_for_the_conversation(stranger: Any) -> None:
    assert "Eg svarer på nynorsk no." in await stranger.say("svar på nynorsk")
    assert "Dette fekk eg ikkje noko ut av" in await stranger.say("asdfgh")


async def test_a_wish_that_names_no_language_is_asked_about(ola: Any) -> None:
    await ola.say("bytt språk")
    assert "I will answer in English" in await ola.press("English")


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("hei", "Jeg er Refleks"),
        ("takk for hjelpen", "Bare hyggelig"),
        ("ha det bra", "Ha det"),
        ("er du et menneske?", "Jeg er et program"),
        ("hva kan du gjøre?", "Dette kan jeg"),
        ("hvem kan lese det jeg skriver?", "Du velger selv hvem som leser"),
        ("hvordan får jeg tak i koordinatoren?", "den som inviterte deg"),
        ("kan jeg slette en refleksjon?", "utviklingspartnere med invitasjon"),
    ],
)
async def test_small_talk_is_met(stranger: Any, message: str, reply: str) -> None:
    assert reply in await stranger.say(message)


async def test_an_answer_carries_its_source_and_what_to_ask_next(stranger: Any) -> None:
    answer = await stranger.say("kva er hensikta med skulebasert kompetanseutvikling?")
    assert "Kjelde: May Britt Postholm m.fl.: «En gavepakke til ungdomstrinnet?»" in answer
    assert stranger.intent == "faq/sku_purpose"
    assert "Heile skulen" in await stranger.press("Kven skal delta?")


async def test_one_chooses_what_was_meant_when_it_is_unsure(stranger: Any) -> None:
    assert "Mente du noe av dette?" in await stranger.say("samarbeid")
    [reply] = stranger.replies
    titles = [button.title for button in reply.buttons]
    assert len(titles) == 4
    assert titles[-1] == "Noe annet"
    assert "Kilde: " in await stranger.press(titles[0])


async def test_what_was_meant_may_be_something_else(stranger: Any) -> None:
    await stranger.say("samarbeid")
    assert "Det vet jeg ikke" in await stranger.press("Noe annet")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_answer_is_given_in_every_language(stranger: Any, language: str) -> None:
    stranger.pinned = language
    line = {"nb": "Kilde: ", "nn": "Kjelde: ", "en": "Source: "}[language]
    answers = {name for name in responses() if name.startswith("utter_faq/")}
    assert len(answers) == 115
    for name in sorted(answers):
        said = await stranger.choose("/" + name.removeprefix("utter_"))
        assert said.startswith(responses()[name][language]["text"].strip()), name
        assert line in said, name
