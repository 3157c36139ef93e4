"""What happens to an update before it is acknowledged, on a real database."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.messages import OutgoingKind
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Outgoing
from bot.telegram.chores import Chore, load_chore
from bot.telegram.intake import UpdateIntake
from bot.telegram.updates import Ignored
from tests.fakes.bot_api.people import People
from tests.fakes.bot_api.world import World
from tests.support.people import NOW, cast
from tests.telegram.conftest import KARI, OLA, chat_of, heard, said


@pytest.fixture
def people() -> People:
    """Builds the updates for what people do; nobody is asked to deliver them."""
    return People(World())


def chores(services: Services) -> list[Chore]:
    query = "SELECT text FROM outbox WHERE kind = 'chore' ORDER BY sequence"
    with services.database.engine.connect() as connection:
        return [load_chore(row[0]) for row in connection.execute(text(query))]


def everything(services: Services) -> str:
    """All that is written anywhere, to look for what must not be there."""
    with services.database.engine.connect() as connection:
        tables = ("inbox", "outbox", "button", "partner", "account", "audit_log")
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in tables]
    return json.dumps(rows, default=str, ensure_ascii=False)


@pytest.fixture
def do(intake: UpdateIntake, people: People) -> Any:
    def act(kind: str, chat_id: int = KARI, **act: Any) -> Any:
        update = people.act({"kind": kind, "chat_id": chat_id, **act})
        body = {"update_id": update["update_id"], **update["update"]}
        events = [intake.take(body, NOW) for _ in range(2)]
        assert events[0] == events[1]
        return update

    return act


def test_text_waits_in_the_inbox_under_the_messages_own_number(
    services: Services, do: Any
) -> None:
    update = do("text", text="hva er sku?")

    assert heard(services) == [("hva er sku?", None)]
    with services.begin() as uow:
        assert uow.inbox.known(f"telegram:42:{update['message_id']}")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/logg", ("/logg", "/log_reflection")),
        ("/hjelp@refleks_bot", ("/hjelp@refleks_bot", "/help")),
        ("/PRIVACY", ("/PRIVACY", "/privacy")),
        ("/start", ("/start", "/greet")),
        ("/sprak nynorsk", ("språk nynorsk", None)),
        ("/besok Åsveien torsdag kl 9", ("besøk Åsveien torsdag kl 9", None)),
        ('/affirm{"sharing": "network"}', ('affirm{"sharing": "network"}', None)),
        ("ring 22 33 44 55", ("ring [telefonnummer]", None)),
    ],
)
def test_commands_mean_something_and_nothing_else_does(
    services: Services, do: Any, written: str, kept: tuple[str, str | None]
) -> None:
    do("text", text=written)
    assert heard(services) == [kept]


def test_the_first_greeting_follows_the_device(services: Services, do: Any) -> None:
    do("text", text="/start", language_code="nn")
    assert heard(services)[0][1] == '/greet{"language": "nn"}'


def test_an_edit_waits_for_the_assistant_with_the_message_that_it_is_of(
    services: Services, do: Any
) -> None:
    do("edit", text="rettet")
    ((_, meaning),) = [each for each in heard(services) if each[1]]
    assert meaning is not None
    assert meaning.startswith('/edit_message{"message": "telegram:')
    assert meaning.endswith('"words": "rettet"}')


@pytest.mark.parametrize(
    ("kind", "act", "words"),
    [
        ("text", {"text": "/lag_kaffe nå"}, "kommandoen kjenner jeg ikke"),
        ("text", {"text": "/developer_info"}, "fri programvare"),
        ("text", {"text": "👻" * 6000}, None),
        ("text", {"text": "x" * 10_001}, "for lang"),
        ("text", {"text": " \u0000 "}, "tom"),
        ("photo", {}, "ikke lagret"),
        ("voice", {}, "ikke lagret"),
        ("document", {}, "ikke lagret"),
        ("sticker", {}, "Klistremerker"),
        ("location", {}, "ikke lagret"),
    ],
)
def test_everything_else_gets_one_friendly_word(
    services: Services, do: Any, kind: str, act: dict[str, Any], words: str | None
) -> None:
    do(kind, **act)
    notices = [message.text for message in said(services)]
    assert (words is None and not notices) or (len(notices) == 1 and str(words) in notices[0])


def test_a_word_is_said_in_the_language_of_the_device_until_the_conversation_has_one(
    services: Services, do: Any
) -> None:
    do("sticker", language_code="nn")
    do("sticker", chat_id=OLA, language_code="fr")
    assert "Hyggeleg" in said(services)[0].text
    assert "Hyggelig" in said(services, OLA)[0].text


def test_a_caption_is_read_though_its_picture_is_not(services: Services, do: Any) -> None:
    do("photo", caption="fra økta i dag")
    assert heard(services) == [("fra økta i dag", None)]


def test_an_invitation_is_used_up_and_its_secret_is_written_nowhere(
    services: Services, do: Any
) -> None:
    actors = cast(services)
    token = services.partners.invite(actors.kari, "Eva Ås", at=NOW).token
    do("text", text=f"/start {token}")

    (welcome,) = said(services)
    assert "Velkommen, Eva Ås" in welcome.text
    partner = services.partners.in_chat(chat_of(KARI))
    assert partner is not None
    assert partner.name == "Eva Ås"
    assert token not in everything(services)
    do("text", chat_id=OLA, text=f"/start {token}")
    assert "ny" in said(services, OLA)[0].text
    assert heard(services) == []


def test_blocking_and_coming_back_are_remembered(services: Services, do: Any) -> None:
    actors = cast(services)
    invitation = services.partners.invite(actors.kari, "Eva Ås", at=NOW)
    services.partners.redeem(invitation.token, chat_of(KARI), at=NOW)

    def reachable() -> bool:
        partner = services.partners.in_chat(chat_of(KARI))
        return partner is not None and partner.telegram_reachable

    do("block")
    assert not reachable()
    do("unblock")
    assert reachable()


def test_a_group_is_told_once_and_left_and_nothing_of_it_is_kept(
    services: Services, do: Any
) -> None:
    do("group_add", group_id=-100)
    do("group_text", group_id=-100, text="Jonas i 9B var urolig")
    do("group_text", group_id=-100, text="hei")

    (notice,) = said(services, -100)
    assert "forlater jeg gruppa" in notice.text
    assert {chore.what for chore in chores(services)} == {"leave"}
    assert "Jonas" not in everything(services)


def test_a_channel_post_is_passed_over(
    services: Services, intake: UpdateIntake, people: People
) -> None:
    update = people.act({"kind": "channel_post", "chat_id": -200, "text": "nytt"})["update"]
    assert intake.take(update, NOW) == Ignored("channel post")
    assert "nytt" not in everything(services)


def ask(services: Services, people: People) -> None:
    """Let a question with buttons have been sent to Kari, with all that Telegram knows of it."""
    buttons = (
        Button("Lagre", "/affirm", "question"),
        Button("Avbryt", "/deny", "question"),
        Button("Hjelp", "/help"),
    )
    question = Outgoing("q", chat_of(KARI), "Lagre?", OutgoingKind.REPLY, "nn", buttons)
    with services.begin() as uow:
        uow.outbox.add_once(question, NOW)
        uow.commit()


def test_a_press_is_taken_answered_tidied_and_marked(
    services: Services, intake: UpdateIntake, people: People
) -> None:
    ask(services, people)
    save, cancel, help_ = said(services)[0].buttons
    shown = {"message_id": 8, "chat": {"id": KARI, "type": "private"}, "text": "Lagre?"}

    def press(query: str, token: str, chat: int = KARI) -> None:
        body = {"id": query, "from": {"id": chat}, "data": f"b:{token}"}
        body["message"] = {**shown, "chat": {"id": chat, "type": "private"}}
        for _ in range(2):
            intake.take({"update_id": 1, "callback_query": body}, NOW)

    press("1", save.token)
    press("2", cancel.token)
    press("3", "forged")
    press("4", save.token, chat=OLA)
    press("5", help_.token)

    assert heard(services) == [("Lagre", "/affirm"), ("Hjelp", "/help")]
    assert heard(services, OLA) == []
    assert chores(services) == [
        Chore("answer", "1", "", 8, "Lagre?\n\n→ Lagre", (("Hjelp", help_.token),)),
        Chore("answer", "2", "Du har alt valt her."),
        Chore("answer", "3", "Knappen er utgått. Skriv gjerne det du ville.", 8),
        Chore("answer", "4", "Knappen er utløpt. Skriv gjerne det du ville.", 8),
        Chore("answer", "5", "", 8, "Lagre?\n\n→ Hjelp"),
    ]


def test_a_text_that_telegram_cut_waits_for_its_rest(services: Services, do: Any) -> None:
    first = do("text", text="ord " * 1000)["message_id"]
    do("text", text="resten")
    with services.begin() as uow:
        assert list(uow.inbox.parts(f"telegram:42:{first}").values())[1:] == ["resten"]
