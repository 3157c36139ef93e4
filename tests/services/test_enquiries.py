"""A question that nobody could answer goes to the coordinator, and the answer comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.access import enquiry_scope
from bot.domain_model.actors import Channel, ChatId, chat_id
from bot.domain_model.enquiries import LONGEST_ANSWER, AlreadyAnswered, Enquiry, NoAnswerGiven
from bot.domain_model.errors import NotFound
from bot.domain_model.messages import OutgoingKind
from bot.services.inbox import Pressed
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Incoming, Outgoing
from bot.services.purge import Purge, Retention
from tests.support.people import NOW, Cast

QUESTION = "får vi dekket reisa til Røros?"
DONT_KNOW = Outgoing(
    "m1:reply:0", ChatId(""), "Det vet jeg ikke.", OutgoingKind.REPLY, "nb",
    (Button("Send spørsmålet", "enquiry:ask"),),
)  # fmt: skip


@pytest.fixture
def chat(people: Cast) -> ChatId:
    assert people.ola.account_id
    return chat_id(Channel.WEB, people.ola.account_id)


def ask(services: Services, chat: ChatId, text: str = QUESTION, language: str = "nb") -> None:
    """Let somebody ask what nobody knows."""
    services.inbox.receive(Incoming("m1", chat, NOW, text=text), at=NOW)
    said = Outgoing(
        DONT_KNOW.dedupe_key, chat, DONT_KNOW.text, DONT_KNOW.kind, language, DONT_KNOW.buttons
    )
    with services.begin() as uow:
        uow.outbox.add_once(said, NOW)
        uow.commit()


def press(services: Services, chat: ChatId, title: str, key: str = "p") -> str:
    """Press a button that was said, and give what is said then."""
    with services.begin() as uow:
        said = uow.outbox.of_chats([chat], limit=100)
    token = next(b.token for each in reversed(said) for b in each.buttons if b.title == title)
    services.inbox.press(Pressed(f"{key}:{title}", chat, token, NOW), at=NOW)
    return last(services, chat)


def last(services: Services, chat: ChatId) -> str:
    with services.begin() as uow:
        return uow.outbox.of_chats([chat], limit=100)[-1].text


def pass_on(services: Services, chat: ChatId, people: Cast) -> Enquiry:
    ask(services, chat)
    press(services, chat, "Send spørsmålet")
    press(services, chat, "Send")
    (enquiry,) = services.asking.enquiries.visible_to(people.kari, answered=False)
    return enquiry


def test_what_is_sent_is_shown_before_and_nothing_else_is_sent(
    services: Services, people: Cast, chat: ChatId
) -> None:
    ask(services, chat)
    shown = press(services, chat, "Send spørsmålet")
    assert shown.endswith(f"«{QUESTION}»")
    assert services.asking.enquiries.visible_to(people.kari, answered=False) == []
    assert "Du får svaret her" in press(services, chat, "Send")
    (sent,) = services.asking.enquiries.visible_to(people.kari, answered=False)
    assert (sent.text, sent.partner_name) == (QUESTION, "Ola Ødegård")
    assert services.asking.enquiries.visible_to(people.ola, answered=False) == [sent]


def test_the_question_is_the_one_that_was_not_known_and_no_later_message(
    services: Services, people: Cast, chat: ChatId
) -> None:
    ask(services, chat)
    later = NOW + timedelta(minutes=1)
    services.inbox.receive(Incoming("m2", chat, later, text="takk"), at=later)
    assert press(services, chat, "Send spørsmålet").endswith(f"«{QUESTION}»")


def test_it_may_be_left_unsent(services: Services, people: Cast, chat: ChatId) -> None:
    ask(services, chat)
    press(services, chat, "Send spørsmålet")
    assert press(services, chat, "Ikke send") == "Greit, jeg sender ingenting."
    assert services.asking.enquiries.visible_to(people.kari, answered=False) == []


def test_hard_identifiers_are_not_sent(services: Services, people: Cast, chat: ChatId) -> None:
    ask(services, chat, "kan du ringe 987 65 432 om reisa?")
    assert "987 65 432" not in press(services, chat, "Send spørsmålet")


def test_a_question_is_passed_on_once(services: Services, people: Cast, chat: ChatId) -> None:
    pass_on(services, chat, people)
    with services.begin() as uow:
        again = Outgoing("n:reply:0", chat, "?", OutgoingKind.REPLY, "nb", DONT_KNOW.buttons)
        uow.outbox.add_once(again, NOW)
        uow.commit()
    press(services, chat, "Send spørsmålet", "q")
    assert "alt sendt" in press(services, chat, "Send", "q")
    assert len(services.asking.enquiries.visible_to(people.kari, answered=False)) == 1


def test_only_partners_pass_on(services: Services, people: Cast) -> None:
    stranger = ChatId("terminal:noen")
    ask(services, stranger)
    assert "Be koordinatoren" in press(services, stranger, "Send spørsmålet")


def test_a_question_that_is_purged_cannot_be_sent(
    services: Services, people: Cast, chat: ChatId
) -> None:
    with services.begin() as uow:
        said = Outgoing("x:reply:0", chat, "?", OutgoingKind.REPLY, "nb", DONT_KNOW.buttons)
        uow.outbox.add_once(said, NOW)
        uow.commit()
    assert "Jeg finner ikke spørsmålet lenger" in press(services, chat, "Send spørsmålet")


def test_the_answer_goes_to_the_asker_and_both_see_it(
    services: Services, people: Cast, chat: ChatId
) -> None:
    enquiry = pass_on(services, chat, people)
    services.asking.enquiries.answer(people.kari, enquiry.id, " Ja, send reiseregning. ", at=NOW)

    told = last(services, chat)
    assert told.startswith("Koordinatoren har svart")
    assert QUESTION in told
    assert told.endswith("Ja, send reiseregning.")
    for actor in (people.kari, people.ola):
        assert services.asking.enquiries.visible_to(actor, answered=False) == []
        (answered,) = services.asking.enquiries.visible_to(actor, answered=True)
        assert answered.answer == "Ja, send reiseregning."
    with pytest.raises(AlreadyAnswered):
        services.asking.enquiries.answer(people.kari, enquiry.id, "Nei", at=NOW)


def test_others_neither_see_nor_answer_it(services: Services, people: Cast, chat: ChatId) -> None:
    enquiry = pass_on(services, chat, people)
    for actor in (people.siri, people.nils, people.network, people.administrator):
        assert services.asking.enquiries.visible_to(actor, answered=False) == []
        assert not enquiry_scope(actor).admits(enquiry)
    for actor in (people.ola, people.kari):
        assert services.asking.enquiries.visible_to(actor, answered=False) == [enquiry]
        assert enquiry_scope(actor).admits(enquiry)
    for actor in (people.siri, people.nils, people.network, people.ola):
        with pytest.raises(NotFound):
            services.asking.enquiries.answer(actor, enquiry.id, "Ja", at=NOW)


@pytest.mark.parametrize(
    "text", ["", "  \r\n", "x" * (LONGEST_ANSWER + 1)], ids=["empty", "blank", "too long"]
)
def test_an_answer_has_some_words_and_not_too_many(
    services: Services, people: Cast, chat: ChatId, text: str
) -> None:
    enquiry = pass_on(services, chat, people)
    with pytest.raises(NoAnswerGiven):
        services.asking.enquiries.answer(people.kari, enquiry.id, text, at=NOW)


def test_answered_questions_are_deleted_on_the_clock_and_open_ones_wait(
    services: Services, people: Cast, chat: ChatId
) -> None:
    enquiry = pass_on(services, chat, people)
    purge = Purge(services.begin, Retention(timedelta(days=400), timedelta(days=30)))
    purge.run(at=NOW + timedelta(days=60))
    assert services.asking.enquiries.visible_to(people.kari, answered=False) == [enquiry]
    services.asking.enquiries.answer(people.kari, enquiry.id, "Ja", at=NOW + timedelta(days=60))
    purge.run(at=NOW + timedelta(days=91))
    assert services.asking.enquiries.visible_to(people.kari, answered=True) == []


def test_a_question_that_is_purged_while_she_thinks_is_not_sent(
    services: Services, people: Cast, chat: ChatId
) -> None:
    ask(services, chat)
    press(services, chat, "Send spørsmålet")
    with services.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM inbox"))
    assert "Jeg finner ikke spørsmålet lenger" in press(services, chat, "Send")
    assert services.asking.enquiries.visible_to(people.kari, answered=False) == []
