"""The web chat: one message is one message, nothing is lost, and every answer is shown."""

from __future__ import annotations

import threading

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.messages import OutgoingKind
from bot.services.ports.assistant import (
    MAX_TEXT_LENGTH,
    AssistantFailed,
    AssistantNotReady,
    AssistantRefused,
    Button,
    Reply,
    Turn,
    TurnReplies,
)
from bot.services.ports.messages import Incoming, Outgoing
from bot.web.chat_pages import PATIENCE
from bot.web.turn_worker import TurnWorker
from tests.support.assistants import Clock, ScriptedAssistant
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser, PageReader


def empty_form(browser: Browser) -> dict[str, str]:
    """The form to write in, as it stands on the page."""
    return next(f.fields for f in browser.read("/chat").forms if f.fields.get("text") == "")


def write(browser: Browser, text: str) -> PageReader:
    """Write in the chat and read what it shows then."""
    response = browser.send("/chat", empty_form(browser) | {"text": text})
    assert (response.status_code, response.headers["location"]) == (303, "/chat#newest")
    return browser.read("/chat")


def press(browser: Browser, title: str) -> None:
    page = browser.read("/chat")
    form = next(form for form in page.forms if form.button == title)
    assert set(form.fields) == {"form_token", "button"}, "a button carries only its token"
    response = browser.send(form.action, form.fields)
    assert (response.status_code, response.headers["location"]) == (303, "/chat#newest")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that waits for no answer."""
    monkeypatch.setattr("bot.web.chat_pages.PATIENCE", PATIENCE * 0)


def test_before_the_first_message_the_page_says_how_to_begin(ola: Browser) -> None:
    page = ola.read("/chat")
    assert "Hei! Spør om skolebasert kompetanseutvikling" in page.text
    example = next(form for form in page.forms if form.fields.get("text", "").startswith("Hva er"))
    assert ola.send(example.action, example.fields).status_code == 303
    page = ola.read("/chat")
    assert "Du sa: Hva er skolebasert kompetanseutvikling?" in page.text
    assert "Hei! Spør" not in page.text


def test_a_message_is_answered_at_once(
    ola: Browser, assistant: ScriptedAssistant, people: Cast
) -> None:
    page = write(ola, "hei")
    assert "i dag, lørdag 21. november Du kl. 13.00 hei Refleks kl. 13.00 Du sa: hei" in page.text
    [turn] = assistant.turns
    assert turn.sender_id == f"web:{people.ola.account_id}"
    assert (turn.text, turn.payload, turn.sent_at) == ("hei", None, NOW)


def test_the_newest_message_is_where_the_browser_goes(ola: Browser) -> None:
    write(ola, "en")
    page = write(ola, "to")
    newest = [given for _, given in page.tags if given.get("id") == "newest"]
    assert newest == [{"class": "message mine", "id": "newest", "tabindex": "-1"}]
    assert "/chat#newest" in ola.read("/visits").links


def test_sent_twice_it_is_one_message(ola: Browser, assistant: ScriptedAssistant) -> None:
    fields = empty_form(ola)
    for _ in range(2):
        assert ola.send("/chat", fields | {"text": "hei"}).status_code == 303
    assert len(assistant.turns) == 1
    assert ola.read("/chat").text.count("Du sa: hei") == 1


def test_a_name_that_no_form_of_ours_gave_is_not_used(ola: Browser, people: Cast) -> None:
    fields = empty_form(ola)
    for number, name in enumerate(("", "x", "../" * 9, "a" * 300)):
        sent = fields | {"text": f"melding {number}", "message_id": name}
        assert ola.send("/chat", sent).status_code == 303
        assert f"Du sa: melding {number}" in ola.read("/chat").text


def test_everybody_has_a_chat_of_her_own(ola: Browser, kari: Browser) -> None:
    write(ola, "bare for meg")
    assert "bare for meg" not in kari.read("/chat").text


def test_buttons_stand_under_the_newest_answer_and_work_once(
    ola: Browser, assistant: ScriptedAssistant, clock: Clock
) -> None:
    page = write(ola, "sikker?")
    pressed = next(form for form in page.forms if form.button == "Ja")
    clock.pass_(minutes=1)
    press(ola, "Ja")
    assert assistant.turns[-1].payload == "/affirm"
    page = ola.read("/chat")
    assert "Du kl. 13.01 Ja Refleks kl. 13.01 Du sa: /affirm" in page.text
    assert not any(form.button in {"Ja", "Nei"} for form in page.forms)
    # The same press again, as a reload would send it, changes nothing.
    assert ola.send(pressed.action, pressed.fields).status_code == 303
    assert len(assistant.turns) == 2


def test_the_other_button_is_too_late(ola: Browser, assistant: ScriptedAssistant) -> None:
    page = write(ola, "sikker?")
    other = next(form for form in page.forms if form.button == "Nei")
    press(ola, "Ja")
    response = ola.send(other.action, other.fields)
    assert response.status_code == 409
    assert "Du har alt valgt et svar her" in response.text
    assert len(assistant.turns) == 2


def test_a_button_of_somebody_else_looks_like_one_that_is_too_old(
    ola: Browser, kari: Browser, assistant: ScriptedAssistant
) -> None:
    theirs = next(f for f in write(ola, "sikker?").forms if f.button == "Ja").fields["button"]
    fields = kari.read("/chat").form("/sign-out").fields
    pages = [
        kari.send("/chat/buttons", fields | {"button": token}) for token in (theirs, "unknown", "")
    ]
    assert [page.status_code for page in pages] == [410, 410, 410]
    assert all("Den knappen virker ikke lenger" in page.text for page in pages)
    assert len(assistant.turns) == 1


def test_buttons_of_several_messages_in_a_row_are_all_there(
    ola: Browser, assistant: ScriptedAssistant
) -> None:
    replies = (
        Reply("Kilde", (Button("Les mer", "/a"),)),
        Reply("Noe mer?", (Button("Ja", "/b", "more"), Button("Nei", "/c", "more"))),
    )
    assistant.answer = lambda _: TurnReplies(replies, "nb", None)
    assert titles(write(ola, "hei")) == ["Les mer", "Ja", "Nei"]


def test_a_press_leaves_the_other_offers_until_something_is_written(
    ola: Browser, assistant: ScriptedAssistant, clock: Clock
) -> None:
    offers = (Reply("Svar", (Button("Les mer", "/a"), Button("Roller", "/b"))),)
    assistant.answer = lambda turn: TurnReplies(
        offers if turn.text == "hva" else (Reply("Mer"),), "nb", None
    )
    write(ola, "hva")
    press(ola, "Les mer")
    assert titles(ola.read("/chat")) == ["Roller"]
    clock.pass_(minutes=1)
    assert titles(write(ola, "takk")) == []


def titles(page: PageReader) -> list[str | None]:
    return [form.button for form in page.forms if form.action == "/chat/buttons"]


@pytest.mark.parametrize("text", ["", "  \n\r\n "])
def test_an_empty_message_is_not_sent(
    ola: Browser, assistant: ScriptedAssistant, text: str
) -> None:
    fields = empty_form(ola)
    response = ola.send("/chat", fields | {"text": text})
    assert response.status_code == 422
    assert "Skriv noe først, så svarer jeg." in response.text
    assert assistant.turns == []


def test_a_message_that_is_too_long_is_given_back(
    ola: Browser, assistant: ScriptedAssistant
) -> None:
    fields = empty_form(ola)
    long = "a" * (MAX_TEXT_LENGTH + 1)
    response = ola.send("/chat", fields | {"text": long})
    assert response.status_code == 422
    assert "Meldingen har 10 001 tegn" in response.text
    assert long in response.text
    assert assistant.turns == []
    # Line ends count once, as the field in the browser counts them.
    fits = "a\r\n" * (MAX_TEXT_LENGTH // 2 - 1)
    assert ola.send("/chat", fields | {"text": fits}).status_code == 303


def test_control_characters_only_are_answered_as_empty(ola: Browser) -> None:
    assert "Meldingen var tom" in write(ola, "\x00\x01\x02").text


def test_identifiers_never_reach_the_page_again(ola: Browser) -> None:
    page = write(ola, "ring meg på 22 33 44 55")
    assert "22 33 44 55" not in page.text
    assert "Jeg fjernet et nummer" in page.text


def test_hostile_text_stays_text(ola: Browser, assistant: ScriptedAssistant) -> None:
    hostile = "<script>alert(1)</script> \"'& {{7*7}} javascript:alert(1)"
    page = write(ola, hostile)
    assert hostile in page.text
    assert f"Du sa: {hostile}" in page.text
    assert "script" not in [tag for tag, _ in page.tags]
    assert not any(link.startswith("javascript") for link in page.links)


def test_sources_become_links(ola: Browser, assistant: ScriptedAssistant) -> None:
    text = "Kilde: Udir, https://www.udir.no/a?b=1&c=<2>"
    assistant.answer = lambda _: TurnReplies((Reply(text),), "nn", None)
    page = write(ola, "hvorfor det")
    assert "https://www.udir.no/a?b=1&c=" in " ".join(page.links)
    assert ("p", {"lang": "nn"}) in page.tags, "a screen reader is told of the other language"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("failure", [AssistantNotReady(), AssistantFailed()])
def test_while_the_assistant_cannot_answer_the_message_is_kept(
    ola: Browser,
    services: Services,
    assistant: ScriptedAssistant,
    clock: Clock,
    failure: Exception,
) -> None:
    assistant.failures = [failure]
    page = write(ola, "hei")
    assert "hei" in page.text
    assert "Jeg har ikke svart ennå. Meldingen din er tatt vare på" in page.text
    assert "Du sa: hei" not in page.text
    clock.pass_(seconds=2)
    TurnWorker(services.turns(assistant), clock).answer_due()
    page = ola.read("/chat")
    assert "Du sa: hei" in page.text
    assert "Jeg har ikke svart ennå" not in page.text


def test_a_message_that_is_never_taken_is_said_so(
    ola: Browser, assistant: ScriptedAssistant
) -> None:
    assistant.failures = [AssistantRefused()]
    page = write(ola, "hei")
    assert "Denne meldingen kan jeg ikke lese" in page.text
    assert "Jeg har ikke svart ennå" not in page.text


@pytest.mark.usefixtures("impatient")
def test_the_worker_answers_web_chats_only_and_lives_on_when_one_fails(
    ola: Browser,
    services: Services,
    assistant: ScriptedAssistant,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram = Incoming("telegram:1", chat_id(Channel.TELEGRAM, 7), NOW, "fra Telegram")
    services.inbox.receive(telegram, at=NOW)
    assistant.failures = [AssistantNotReady(), ValueError("hemmelig tekst")]
    write(ola, "hei")
    worker = TurnWorker(services.turns(assistant), clock)
    clock.pass_(seconds=2)
    worker.answer_due()
    assert "ValueError" in caplog.text
    assert "hemmelig" not in caplog.text
    clock.pass_(minutes=1)
    worker.answer_due()
    assert "Du sa: hei" in ola.read("/chat").text
    assert {turn.text for turn in assistant.turns} == {"hei"}


def test_a_database_that_is_down_is_told_the_log_once(
    services: Services,
    assistant: ScriptedAssistant,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise StorageUnavailable

    turns = services.turns(assistant)
    worker = TurnWorker(turns, clock)
    for times in (1, 2):
        with monkeypatch.context() as broken:
            broken.setattr(type(turns), "chats_due", gone)
            worker.answer_due()
            worker.answer_due()
        worker.answer_due()
        assert caplog.text.count("the database cannot be reached") == times


def test_a_database_that_goes_down_after_the_message_was_kept_loses_nothing(
    ola: Browser,
    services: Services,
    assistant: ScriptedAssistant,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object) -> None:
        raise StorageUnavailable

    with monkeypatch.context() as broken:
        broken.setattr("bot.services.conversation.Conversations.answer", gone)
        page = write(ola, "hei")
    assert "Jeg har ikke svart ennå" in page.text
    TurnWorker(services.turns(assistant), clock).answer_due()
    assert "Du sa: hei" in ola.read("/chat").text


def test_nobody_is_told_that_a_kept_message_was_not_sent(
    ola: Browser, assistant: ScriptedAssistant
) -> None:
    assistant.failures = [ValueError()]
    fields = empty_form(ola)
    response = ola.send("/chat", fields | {"text": "hei"})
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in response.text
    assert "ikke sendt" not in response.text
    assert "hei" in ola.read("/chat").text


def test_the_worker_runs_with_the_site(
    ola: Browser, services: Services, assistant: ScriptedAssistant, people: Cast
) -> None:
    answered = threading.Event()

    def answer(turn: Turn) -> TurnReplies:
        answered.set()
        return TurnReplies((Reply("Her er jeg."),), "nb", None)

    assistant.answer = answer
    chat = chat_id(Channel.WEB, people.ola.account_id or "")
    services.inbox.receive(Incoming("waiting", chat, NOW, "er du der"), at=NOW)
    with ola.client:
        assert answered.wait(30)
    assert "Her er jeg." in ola.read("/chat").text


def test_reminders_of_those_without_telegram_are_shown(
    ola: Browser, services: Services, people: Cast
) -> None:
    chat = chat_id(Channel.WEB, people.ola.account_id or "")
    with services.begin() as uow:
        reminder = Outgoing(
            dedupe_key="reminder:1",
            chat=chat,
            text="Om en time: Åsveien skole",
            kind=OutgoingKind.REMINDER,
            language="nb",
            buttons=(Button("Forbered", "/faq/prepare_visit"),),
        )
        uow.outbox.add_once(reminder, NOW)
        uow.commit()
    assert "Om en time: Åsveien skole" in ola.read("/chat").text
    press(ola, "Forbered")
    assert "Du sa: /faq/prepare_visit" in ola.read("/chat").text


def test_a_long_conversation_shows_its_newest_part(
    ola: Browser, services: Services, people: Cast
) -> None:
    chat = chat_id(Channel.WEB, people.ola.account_id or "")
    for number in range(101):
        services.inbox.receive(Incoming(f"n{number}", chat, NOW, f"nummer{number}."), at=NOW)
    page = ola.read("/chat")
    assert "Her står de 100 nyeste meldingene." in page.text
    assert "nummer0." not in page.text
    assert "nummer100." in page.text


def test_in_the_other_languages(ola: Browser) -> None:
    write(ola, "hei?")
    for language, words in (
        ("nn", "i dag, laurdag 21. november Du kl. 13.00 hei?"),
        ("en", "today, Saturday 21 November You at 13:00 hei?"),
    ):
        ola.send_form("/chat", "/language", language=language)
        assert words in ola.read("/chat").text
