"""A reflection stays its author's: changed with versions, followed up, and deleted for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.actors import parse_chat_id
from bot.domain_model.errors import NotFound
from bot.domain_model.messages import OutgoingKind
from bot.domain_model.reflection_changes import NextStepOutcome, ReflectionField, content_of
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import ReflectionTheme, Theme, ThemeSource
from bot.services.ports.assistant import Button
from bot.services.ports.memory import ConversationEntry
from bot.services.ports.messages import Incoming, Outgoing
from bot.services.reflections import LogReflection
from tests.support.people import NOW, Cast

LATER, EVEN_LATER = NOW + timedelta(days=3), NOW + timedelta(days=4)
HARD = "Rektor måtte gå etter ti minutter, og gruppa stoppet opp."
PARTS = ReflectionParts("Gruppene øvde.", "Fint.", HARD, "Avtale tid med rektor.")


@pytest.fixture
def kept(services: Services, people: Cast) -> Reflection:
    wish = LogReflection(
        "key", "Åsveien skole", PARTS, NOW.date(), messages={"telegram:1:7": "hard"}
    )
    return services.reflections.log(people.ola, wish, at=NOW)


def test_each_changed_field_keeps_what_stood_there(
    services: Services, people: Cast, kept: Reflection
) -> None:
    new = replace(
        content_of(kept),
        school_name="lade skole",
        visited_on=NOW.date() - timedelta(days=2),
        parts=replace(PARTS, hard="Tida var knapp.", worked=""),
        sharing=Sharing.ONLY_ME,
    )
    for _ in range(2):
        changed = services.reflection_changes.change(people.ola, kept.id, new, at=LATER)
    assert (changed.school_name, changed.parts, changed.sharing) == (
        "Lade skole",
        new.parts,
        Sharing.ONLY_ME,
    )
    versions = services.reflection_changes.history(people.ola, kept.id)
    assert {each.field: each.before for each in versions} == {
        ReflectionField.SCHOOL: "Åsveien skole",
        ReflectionField.VISITED_ON: "2026-11-21",
        ReflectionField.HARD: HARD,
        ReflectionField.WORKED: "Fint.",
        ReflectionField.SHARING: "coordinator",
    }
    assert {each.changed_at for each in versions} == {LATER}
    without = replace(new, school_name="")
    assert (
        services.reflection_changes.change(people.ola, kept.id, without, at=LATER).school_id
        is None
    )


def test_themes_follow_the_words_until_somebody_decides(
    services: Services, people: Cast, kept: Reflection
) -> None:
    changes = services.reflection_changes
    assert Theme.ANCHORING in {each.theme for each in kept.themes}
    new = replace(content_of(kept), parts=ReflectionParts("Vi lagde en møteplan."))
    changed = changes.change(people.ola, kept.id, new, at=LATER)
    assert [each.theme for each in changed.themes] == [Theme.ORGANISATION]
    chosen = [*changed.themes, ReflectionTheme(Theme.ROLES, "", ThemeSource.AUTHOR)]
    changes.set_themes(people.ola, kept.id, chosen, at=LATER)
    back = changes.change(people.ola, kept.id, content_of(kept), at=LATER)
    assert [(each.theme, each.evidence, each.set_by) for each in back.themes] == [
        (Theme.ORGANISATION, "", ThemeSource.AUTHOR),
        (Theme.ROLES, "", ThemeSource.AUTHOR),
    ]
    confirmed = changes.set_themes(people.kari, kept.id, back.themes[:1], at=EVEN_LATER)
    assert [each.set_by for each in confirmed.themes] == [ThemeSource.COORDINATOR]
    versions = changes.history(people.ola, kept.id)
    assert changes.set_themes(people.kari, kept.id, confirmed.themes, at=EVEN_LATER) == confirmed
    assert changes.history(people.ola, kept.id) == versions
    with pytest.raises(NotFound):
        changes.set_themes(people.siri, kept.id, [], at=EVEN_LATER)
    services.reflections.share(people.ola, kept.id, Sharing.NETWORK, at=EVEN_LATER)
    with pytest.raises(NotFound):
        changes.set_themes(people.network, kept.id, [], at=EVEN_LATER)
    newest = versions[0]
    assert (newest.before, newest.set_by) == (
        "factor_organisation factor_roles",
        ThemeSource.COORDINATOR,
    )


def test_nobody_else_changes_it(services: Services, people: Cast, kept: Reflection) -> None:
    changes = services.reflection_changes
    for somebody in (people.siri, people.nils, people.kari, people.network):
        with pytest.raises(NotFound):
            changes.change(somebody, kept.id, content_of(kept), at=LATER)
        with pytest.raises(NotFound):
            changes.delete(somebody, kept.id, at=LATER)
        with pytest.raises(NotFound):
            changes.history(somebody, kept.id)
        assert changes.given_by(somebody, "telegram:1:7") is None
    for somebody in (people.siri, people.nils, people.network):
        with pytest.raises(NotFound):
            changes.set_themes(somebody, kept.id, (), at=LATER)
        with pytest.raises(NotFound):
            changes.close_next_step(somebody, kept.id, NextStepOutcome.DONE, at=LATER)


def test_the_message_that_gave_a_part_is_known(
    services: Services, people: Cast, kept: Reflection
) -> None:
    assert services.reflection_changes.given_by(people.ola, "telegram:1:7") == (kept, "hard")
    assert services.reflection_changes.given_by(people.ola, "telegram:1:8") is None


def test_a_next_step_is_closed_once(services: Services, people: Cast, kept: Reflection) -> None:
    changes = services.reflection_changes
    assert changes.open_next_step(people.ola, "åsveien") == kept
    assert changes.open_next_step(people.ola, "Lade skole") is None
    assert changes.open_next_step(people.siri, "Åsveien skole") is None
    assert changes.close_next_step(people.ola, kept.id, NextStepOutcome.PARTLY, at=LATER)
    assert not changes.close_next_step(people.ola, kept.id, NextStepOutcome.DONE, at=LATER)
    assert changes.outcome_of(people.kari, kept.id) is NextStepOutcome.PARTLY
    assert changes.open_next_step(people.ola, "åsveien") is None
    with pytest.raises(NotFound):
        changes.outcome_of(people.nils, kept.id)


def test_a_deleted_one_leaves_no_words_behind(
    services: Services, people: Cast, kept: Reflection
) -> None:
    chat = parse_chat_id(f"web:{people.ola.account_id}")
    other = parse_chat_id(f"web:{people.siri.account_id}")
    _talk_about_it(services, chat)
    services.memory.append(other, [ConversationEntry("bot", None, 1.0, {"text": "Hei."})], after=0)
    new = replace(content_of(kept), parts=replace(PARTS, hard="Noe annet som var vanskelig nok."))
    services.reflection_changes.change(people.ola, kept.id, new, at=LATER)
    services.reflection_changes.delete(people.ola, kept.id, at=LATER)
    with pytest.raises(NotFound):
        services.reflections.get(people.ola, kept.id)
    everything = _dump(services)
    for words in ("Rektor måtte gå", "Noe annet som var", "Gruppene øvde", "telegram:1:7 sa"):
        assert words not in everything
    assert "Hei." in everything
    assert services.memory.whole(chat).entries[-1].data["text"] == "Hei."


def _talk_about_it(services: Services, chat: str) -> None:
    summary = f"Slik forsto jeg det:\nFungerte: Fint.\nVanskelig: {HARD}"
    entries = [
        ConversationEntry(
            "user",
            None,
            1.0,
            {
                "text": "telegram:1:7 sa dette på sin måte",
                "parse_data": {"text": "telegram:1:7 sa dette på sin måte"},
                "metadata": {"message_id": "telegram:1:7"},
            },
        ),
        ConversationEntry("slot", "hard", 2.0, {"name": "hard", "value": HARD}),
        ConversationEntry("bot", None, 3.0, {"text": summary}),
        ConversationEntry("bot", None, 4.0, {"text": "Hei."}),
    ]
    services.memory.append(chat, entries, after=0)
    with services.begin() as uow:
        button = (Button("Bytt ut", f'/edit_reflection{{"words": "{HARD}"}}'),)
        for key, said in (("a", summary), ("b", "Hei.")):
            out = Outgoing(key, parse_chat_id(chat), said, OutgoingKind.REPLY, "nb", button)
            uow.outbox.add_once(out, NOW)
        uow.inbox.add_once(Incoming("telegram:1:7", parse_chat_id(chat), NOW, "sa noe"), NOW)
        uow.commit()
    with services.database.session() as session:
        session.execute(text("UPDATE inbox SET state = 'done'"))
        session.commit()


def _dump(services: Services) -> str:
    tables = (
        "reflection", "reflection_version", "reflection_message", "reflection_theme", "inbox",
        "outbox", "button", "conversation_event",
    )  # fmt: skip
    with services.database.session() as session:
        return "\n".join(
            str(row) for table in tables for row in session.execute(text(f"SELECT * FROM {table}"))
        )
