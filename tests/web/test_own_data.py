"""In the web chat: all that is kept of the reader as a link, and everything erased by a button."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from bot.bootstrap import Services
from bot.domain_model.actors import Channel, chat_id
from bot.domain_model.messages import OutgoingKind
from bot.services.erasure import ERASE, KEEP
from bot.services.exports import OWN_DATA
from bot.services.ports.assistant import Button
from bot.services.ports.messages import Outgoing
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser


def say(services: Services, people: Cast, *buttons: Button, enclosure: str | None = None) -> None:
    chat = chat_id(Channel.WEB, str(people.ola.account_id))
    said = Outgoing("a", chat, "Her.", OutgoingKind.REPLY, "nn", buttons, enclosure=enclosure)
    with services.begin() as uow:
        uow.outbox.add_once(said, NOW)
        uow.commit()


def test_the_chat_links_to_all_that_is_kept(
    ola: Browser, stranger: Browser, services: Services, people: Cast
) -> None:
    say(services, people, enclosure=OWN_DATA)
    page = ola.read("/chat")
    assert "Last ned dataene dine" in page.text
    answer = ola.client.get("/mine-data.zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="mine-data.zip"'
    with ZipFile(BytesIO(answer.content)) as packed:
        assert "Ola Ødegård" in packed.read("mine-data.html").decode()
    assert stranger.client.get("/mine-data.zip").status_code == 303


def test_the_button_closes_the_account_and_says_so(
    ola: Browser, services: Services, people: Cast
) -> None:
    say(services, people, Button("Slett", ERASE, "q"), Button("Behald", KEEP, "q"))
    form = next(form for form in ola.read("/chat").forms if form.button == "Slett")
    response = ola.send(form.action, form.fields)
    assert (response.status_code, response.headers["location"]) == (303, "/erased?language=nb")
    page = ola.read("/erased?language=nb")
    assert "Alt om deg er slettet Kontoen din er lukket" in page.text
    assert ola.client.get("/chat").headers["location"] == "/sign-in"


def test_a_no_leaves_everything(ola: Browser, services: Services, people: Cast) -> None:
    say(services, people, Button("Slett", ERASE, "q"), Button("Behald", KEEP, "q"))
    form = next(form for form in ola.read("/chat").forms if form.button == "Behald")
    assert ola.send(form.action, form.fields).headers["location"] == "/chat#newest"
    assert "Ingenting er sletta" in ola.read("/chat").text
