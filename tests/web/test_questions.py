"""The page of questions: the coordinator answers them, and the asker finds them again."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.feedback import Verdict
from bot.services.ports.enquiries import NewEnquiry
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser


@pytest.fixture
def enquiry(services: Services, people: Cast) -> str:
    """A question of Ola's."""
    ola = people.ola
    assert ola.institution_id
    assert ola.partner_id
    assert ola.account_id
    chat = chat_id(Channel.WEB, ola.account_id)
    with services.begin() as uow:
        new = NewEnquiry("m", ola.institution_id, ola.partner_id, chat, "nb", "Hvem <betaler>?")
        uow.enquiries.add_once(new, NOW)
        uow.commit()
    return services.asking.enquiries.visible_to(ola, answered=False)[0].id


def test_the_coordinator_answers_and_the_asker_reads_it(
    kari: Browser, ola: Browser, enquiry: str
) -> None:
    page = kari.read("/questions")
    assert "Ola Ødegård" in page.text
    assert "Hvem <betaler>?" in page.text
    sent = kari.send_form("/questions", f"/questions/{enquiry}", answer="Vi gjør det.")
    assert sent.status_code == 303
    assert "Ingen spørsmål venter på svar." in kari.read("/questions").text
    assert "Vi gjør det." in kari.read("/questions").text
    assert "Vi gjør det." in ola.read("/questions").text
    assert "Koordinatoren har svart på spørsmålet ditt" in ola.read("/chat").text


def test_an_empty_answer_is_not_sent_and_a_second_one_is_too_late(
    kari: Browser, services: Services, people: Cast, enquiry: str
) -> None:
    empty = kari.send_form("/questions", f"/questions/{enquiry}", answer=" ")
    assert empty.status_code == 422
    assert "Skriv et svar først" in empty.text
    page = kari.read("/questions")
    services.asking.enquiries.answer(people.kari, enquiry, "Ja.", at=NOW)
    form = page.form(f"/questions/{enquiry}")
    late = kari.send(form.action, {**form.fields, "answer": "Nei."})
    assert late.status_code == 409
    assert "Noen har alt svart" in late.text
    assert "Nei." in late.text, "what she wrote is given back"


def test_the_asker_cannot_answer_herself_and_sees_no_counts(ola: Browser, enquiry: str) -> None:
    page = ola.read("/questions")
    assert "Hvem <betaler>?" in page.text
    assert "Slik har det gått" not in page.text
    fields = page.form("/sign-out").fields
    assert ola.send(f"/questions/{enquiry}", {**fields, "answer": "Jeg"}).status_code == 404


def test_what_was_said_of_answers_is_counted_by_topic(
    kari: Browser, services: Services, people: Cast
) -> None:
    services.asking.feedback.judge("m", "sku_arena", Verdict.BAD, language="nb", at=NOW)
    page = kari.read("/questions").text
    assert "Hvor foregår det? 0 1" in page
