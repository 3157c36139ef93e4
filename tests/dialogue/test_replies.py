"""From events to replies: texts, source lines, buttons, languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from bot.dialogue.replies import ReplyRenderer
from bot.knowledge import BadKnowledge, Knowledge, Source, load_knowledge
from bot.services.ports.assistant import Button, Reply
from bot.texts import Texts

SOURCE_LINE = {"nb": "Kilde: {source}", "nn": "Kjelde: {source}", "en": "Source: {source}"}
KNOWLEDGE = Knowledge(
    {"report": Source("«Tittel»", "Postholm m.fl.", "NTNU", "2013", None)},
    {"roles": {"nb": "Roller", "en": "Roles"}},
)


@pytest.fixture
def renderer() -> ReplyRenderer:
    cancel = {"nb": "Avlyse et besøk"}
    return ReplyRenderer(
        KNOWLEDGE, Texts({"replies.source_line": SOURCE_LINE, "commands.cancel_visit": cancel})
    )


def user(key: str, intent: str = "faq") -> UserUttered:
    return UserUttered("hei", {"name": intent}, message_id=key)


def bot(text: str | None, *, metadata: dict[str, Any] | None = None, **data: Any) -> BotUttered:
    return BotUttered(text, data, {"metadata": metadata} if metadata else None)


def test_only_the_turn_of_the_message_is_told(renderer: ReplyRenderer) -> None:
    events: list[Event] = [user("a"), bot("1"), user("b"), bot("2"), bot("3"), user("c"), bot("4")]
    for key, texts in {"a": ["1"], "b": ["2", "3"], "c": ["4"]}.items():
        found = renderer.replies(events, key)
        assert found is not None
        assert [reply.text for reply in found.replies] == texts
    assert renderer.replies(events, "d") is None
    assert renderer.replies([], "a") is None


@pytest.mark.parametrize(
    ("language", "line"), [("nb", "Kilde"), ("nn", "Kjelde"), ("en", "Source"), ("sv", "Kilde")]
)
def test_the_source_is_named_in_the_language_of_the_turn(
    renderer: ReplyRenderer, language: str, line: str
) -> None:
    answer = bot("Svar.", metadata={"source": "report"})
    found = renderer.replies([user("a"), SlotSet("language", language), answer], "a")
    assert found is not None
    assert found.replies == (Reply(f"Svar.\n\n{line}: Postholm m.fl.: «Tittel». NTNU, 2013."),)
    assert found.language == language


def test_the_language_is_that_of_the_turn_and_not_of_a_later_one(renderer: ReplyRenderer) -> None:
    events = [
        user("a"),
        SlotSet("language", "nn"),
        user("b"),
        SlotSet("language", "en"),
        user("c"),
    ]
    languages = [renderer.replies(events, key) for key in "abc"]
    assert [found and found.language for found in languages] == ["nn", "en", "en"]
    begun = renderer.replies([user("a"), bot("Hei.")], "a")
    assert begun is not None
    assert begun.language == "nb"


def test_buttons_come_before_what_follows(renderer: ReplyRenderer) -> None:
    answer = bot(
        "Svar.",
        metadata={"follow_ups": ["roles", "unknown"]},
        buttons=[{"title": "Ja", "payload": "/affirm"}],
    )
    found = renderer.replies([user("a"), SlotSet("language", "nn"), answer], "a")
    assert found is not None
    assert found.replies[0].buttons == (
        Button("Ja", "/affirm", "question"),
        Button("Roller", "/faq/roles"),
    )


def test_an_unknown_source_and_an_empty_text_are_left_out(renderer: ReplyRenderer) -> None:
    events = [user("a"), bot("Svar.", metadata={"source": "gone"}), bot(None), bot("  ")]
    found = renderer.replies([*events, ActionExecuted("action_listen")], "a")
    assert found is not None
    assert found.replies == (Reply("Svar."),)


def test_the_intent_is_told_with_its_topic(renderer: ReplyRenderer) -> None:
    named = {"name": "faq", "full_retrieval_intent_name": "faq/roles"}
    found = renderer.replies([UserUttered("hei", named, message_id="a"), bot("Svar.")], "a")
    assert found is not None
    assert found.intent == "faq/roles"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("T", None, None, None, None), "T."),
        (Source("T", "A", None, None, None), "A: T."),
        (Source("T", None, "P", None, None), "T. P."),
        (Source("T", "A", "P", "2012", "https://x.no"), "A: T. P, 2012. https://x.no"),
    ],
)
def test_a_source_says_what_it_knows(source: Source, line: str) -> None:
    assert str(source) == line


@pytest.mark.parametrize(
    ("sources", "titles"),
    [
        (None, "{}"),
        ("{}", None),
        ("[]", "{}"),
        ("a: {publisher: P}", "{}"),
        ("a: text", "{}"),
        ("{}", "a: text"),
        ("a: {title: T", "{}"),
    ],
)
def test_unusable_knowledge_is_told(
    tmp_path: Path, sources: str | None, titles: str | None
) -> None:
    files = {"sources.yml": sources, "titles.yml": titles, "families.yml": "{a: [b, c]}"}
    for name, content in files.items():
        if content is not None:
            (tmp_path / name).write_text(content)
    with pytest.raises(BadKnowledge):
        load_knowledge(tmp_path)


def test_what_may_have_been_meant_can_be_chosen_first(renderer: ReplyRenderer) -> None:
    asked = UserUttered(
        "hei",
        {"name": "clarify"},
        parse_data={
            "suggested": ["faq/roles", "faq/unheard_of", "cancel_visit"],
            "entities": [
                {"entity": "school", "value": "Solvik"},
                {"entity": "language", "value": "nb"},
            ],
        },
        message_id="a",
    )
    back = bot("Mente du?", metadata={"suggest": True}, buttons=[{"title": "Nei", "payload": "n"}])
    found = renderer.replies([asked, back, bot("Noe mer.")], "a")
    assert found is not None
    assert found.replies[0].buttons == (
        Button("Roller", "/faq/roles"),
        Button("Avlyse et besøk", '/cancel_visit{"school": "Solvik"}'),
        Button("Nei", "n", "question"),
    )
    assert found.replies[1].buttons == ()
