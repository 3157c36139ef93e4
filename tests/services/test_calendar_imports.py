"""Visits from a partner's own calendar: asked about first, then put in and followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor, Channel, ChatId, chat_id
from bot.domain_model.errors import NotAllowed
from bot.domain_model.imports import MAX_BYTES
from bot.services.calendars.import_duties import TOLD_AFTER, ImportDuties, next_look
from bot.services.inbox import Press, Pressed
from bot.services.ports.imports import CalendarGone, CalendarUnreachable, Fetched
from bot.services.ports.messages import StoredButton
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

VISIT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def event(
    starts_at: datetime = VISIT, *, uid: str = "1", sequence: int = 0, more: str = ""
) -> str:
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Besøk Åsveien skole\r\nSEQUENCE:{sequence}\r\n"
        f"DTSTART:{starts_at:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\n{more}END:VEVENT\r\n"
    )


def calendar(*events: str, method: str = "PUBLISH") -> bytes:
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode()


DENTIST = "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Tannlege\r\nDTSTART:20261127T080000Z\r\nEND:VEVENT\r\n"


def chat_of(actor: Actor) -> ChatId:
    return chat_id(Channel.WEB, str(actor.account_id))


def said(services: Services, actor: Actor) -> list[str]:
    with services.begin() as uow:
        return [each.text for each in uow.outbox.of_chats([chat_of(actor)], limit=100)]


def answer(services: Services, actor: Actor, meaning: str = "import:yes:") -> None:
    with services.begin() as uow:
        buttons = [
            button
            for message in uow.outbox.of_chats([chat_of(actor)], limit=100)
            for button in message.buttons
            if button.payload.startswith(meaning) and button.pressed_at is None
        ]
    pressed = Pressed(f"press:{buttons[-1].token}", chat_of(actor), buttons[-1].token, NOW)
    assert services.inbox.press(pressed, at=NOW).press is Press.TAKEN
    services.calendars.duties.put_in(at=NOW)


def times(services: Services, actor: Actor) -> list[datetime]:
    return [visit.starts_at for visit in services.visits.coming(actor, at=NOW)]


@pytest.fixture
def send(services: Services, people: Cast) -> Callable[..., None]:
    """Sends a calendar file as Ola."""
    count = iter(range(100))

    def send_file(content: bytes, actor: Actor = people.ola) -> None:
        key = f"file:{next(count)}"
        services.calendars.imports.take_file(chat_of(actor), key, content, at=NOW)
        services.calendars.duties.put_in(at=NOW)

    return send_file


def test_nothing_is_put_in_before_the_partner_agrees(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event(), DENTIST))
    [proposal] = said(services, people.ola)
    assert "• Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00" in proposal
    assert "Tannlege" not in proposal
    assert times(services, people.ola) == []

    answer(services, people.ola)
    assert times(services, people.ola) == [VISIT]
    assert said(services, people.ola)[-1].startswith("Lagt inn fra kalenderen din:\n• Åsveien")
    with services.database.engine.connect() as connection:
        kept = str(connection.execute(text("SELECT * FROM imported_visit")).all())
    assert "Tannlege" not in kept


def test_a_no_puts_nothing_in(services: Services, people: Cast, send: Callable[..., None]) -> None:
    send(calendar(event()))
    answer(services, people.ola, "import:no:")
    assert times(services, people.ola) == []
    assert said(services, people.ola)[-1] == "Greit. Ingenting er endret."


def test_a_visit_that_was_agreed_to_is_moved_and_cancelled_with_its_event(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    answer(services, people.ola)
    later = VISIT + timedelta(days=1, hours=2)
    send(calendar(event(later, sequence=1)))
    assert times(services, people.ola) == [later]
    send(calendar(event(VISIT, sequence=0)))  # an older file changes nothing
    assert times(services, people.ola) == [later]
    send(calendar(event(later, sequence=2), method="CANCEL"))
    assert times(services, people.ola) == []
    assert said(services, people.ola)[-1].startswith("Avlyst, slik det står i kalenderen din:")


def test_what_is_planned_already_or_came_from_here_is_not_asked_about(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    services.visits.schedule(people.ola, ScheduleVisit("1", "Åsveien", VISIT), at=NOW)
    ours = event(VISIT + timedelta(days=1), uid="visit-1@refleks")
    send(calendar(event(), ours))
    assert said(services, people.ola)[-1].startswith("Jeg fant ingen kommende skolebesøk")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hei", "kan ikke leses som en kalender"),
        (b"x" * (MAX_BYTES + 1), "for stor"),
        (calendar(DENTIST), "ingen kommende skolebesøk"),
    ],
    ids=[
        "text",
        "large",
        "other",
    ],  # pytest hands the name on in the environment, which has an end
)
def test_a_file_that_is_of_no_use_is_refused_in_words(
    services: Services, people: Cast, send: Callable[..., None], content: bytes, words: str
) -> None:
    send(content)
    assert words in said(services, people.ola)[-1]


def test_an_imported_visit_is_not_sent_back(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    answer(services, people.ola)
    services.calendars.changes.hand_over(at=NOW)
    assert not [each for each in said(services, people.ola) if "Til kalenderen" in each]
    address = services.calendars.feeds.renew(people.ola, at=NOW)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert b"VEVENT" not in services.calendars.feeds.feed(token, at=NOW)


class Shelf:
    """A calendar at an address, as a test lays it out."""

    def __init__(self) -> None:
        self.content: bytes | Exception | None = calendar(event())
        self.asked = 0

    def check(self, address: str) -> str:
        return address

    def fetch(self, address: str, etag: str | None) -> Fetched:
        self.asked += 1
        if isinstance(self.content, Exception):
            raise self.content
        return Fetched(self.content, "1")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def duties(services: Services, people: Cast, shelf: Shelf) -> ImportDuties:
    made = ImportDuties(
        services.begin,
        services.texts,
        services.visits,
        services.calendars.imports,
        shelf,
    )
    made.subscribe(people.ola, "https://calendar.example/ola.ics", at=NOW)
    return made


def look(duties: ImportDuties, at: datetime = NOW) -> None:
    assert duties.look(at=at) == 1
    duties.put_in(at=at)


def test_a_feed_is_asked_about_once_and_followed(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    look(duties)
    assert duties.look(at=NOW) == 0  # not before its time
    answer(services, people.ola)
    assert times(services, people.ola) == [VISIT]
    count = len(said(services, people.ola))

    hour = timedelta(hours=1)
    look(duties, NOW + hour)
    assert len(said(services, people.ola)) == count
    later = VISIT + timedelta(days=1)
    shelf.content = calendar(event(later), event(later, uid="2", more="STATUS:CANCELLED\r\n"))
    look(duties, NOW + 2 * hour)
    assert times(services, people.ola) == [later]
    shelf.content = calendar(event(later + timedelta(days=90), uid="3"))
    look(duties, NOW + 3 * hour)  # what is not in it any more is cancelled
    assert times(services, people.ola) == []


def test_a_feed_that_is_empty_for_a_moment_cancels_nothing(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    look(duties)
    answer(services, people.ola)
    shelf.content = calendar()
    look(duties, NOW + timedelta(hours=1))
    assert times(services, people.ola) == [VISIT]


def test_a_no_to_a_feed_is_remembered(
    services: Services, people: Cast, duties: ImportDuties
) -> None:
    look(duties)
    answer(services, people.ola, "import:no:")
    count = len(said(services, people.ola))
    look(duties, NOW + timedelta(hours=1))
    assert len(said(services, people.ola)) == count


def test_a_feed_that_fails_for_a_day_is_told_of_once(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    shelf.content = CalendarUnreachable()
    for hour in range(TOLD_AFTER + 2):
        look(duties, NOW + timedelta(hours=hour))
    assert len(said(services, people.ola)) == 1
    shelf.content = CalendarGone()
    look(duties, NOW + timedelta(hours=TOLD_AFTER + 2))
    assert "finnes ikke lenger" in said(services, people.ola)[-1]
    assert duties.look(at=NOW + timedelta(days=9)) == 0


def test_each_feed_has_its_own_second_of_the_hour(people: Cast) -> None:
    owner = people.ola.partner_id
    assert owner is not None
    first = next_look(owner, NOW)
    assert NOW < first <= NOW + timedelta(hours=1)
    assert next_look(owner, first) == first + timedelta(hours=1)


def test_only_partners_follow_calendars(services: Services, duties: ImportDuties) -> None:
    with pytest.raises(NotAllowed):
        duties.subscribe(STRANGER, "https://calendar.example/x.ics", at=NOW)
    with pytest.raises(NotAllowed):
        duties.unsubscribe(STRANGER, at=NOW)


def test_what_a_calendar_told_of_a_visit_goes_with_the_messages(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    services.purge.run(at=VISIT + timedelta(days=29))
    with services.database.engine.connect() as connection:
        assert len(connection.execute(text("SELECT * FROM imported_visit")).all()) == 1
    services.purge.run(at=VISIT + timedelta(days=31))
    with services.database.engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM imported_visit")).all() == []


def test_a_file_of_a_stranger_is_not_taken(services: Services, people: Cast) -> None:
    stranger = chat_id(Channel.TELEGRAM, 99)
    services.calendars.imports.take_file(stranger, "file", calendar(event()), at=NOW)
    with services.begin() as uow:
        (only,) = uow.outbox.of_chats([stranger], limit=9)
    assert only.text == services.texts.get("imports.not_partner", "nb")
    assert not only.buttons


def test_who_is_no_partner_any_more_agrees_to_nothing(services: Services) -> None:
    stranger = chat_id(Channel.TELEGRAM, 99)
    old = StoredButton("t", stranger, 1, "Ja", "import:yes:1", "import", NOW, None)
    with services.begin() as uow:
        services.calendars.imports.pressed(uow, old, "press", NOW)
        assert uow.outbox.of_chats([stranger], limit=9) == []


def test_a_no_to_a_file_may_be_taken_back_by_sending_it_again(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    answer(services, people.ola, "import:no:")
    send(calendar(event(more="STATUS:CANCELLED\r\n")))
    assert said(services, people.ola)[-1] == services.texts.get("imports.followed", "nb")
    send(calendar(event()))
    answer(services, people.ola)
    assert times(services, people.ola) == [VISIT]


def test_what_she_cancelled_here_is_left_as_it_is(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    answer(services, people.ola)
    (visit,) = services.visits.coming(people.ola, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    count = len(said(services, people.ola))
    send(calendar(event(VISIT + timedelta(days=1), sequence=1)))
    assert times(services, people.ola) == []
    followed = services.texts.get("imports.followed", "nb")
    assert said(services, people.ola)[count:] == [followed]


def test_what_is_over_or_off_before_it_is_put_in_is_not_put_in(
    services: Services, people: Cast
) -> None:
    imports, duties = services.calendars.imports, services.calendars.duties
    chat = chat_of(people.ola)
    both = (event(), event(VISIT + timedelta(days=7), uid="2"))
    imports.take_file(chat, "1", calendar(*both), at=NOW)
    with services.begin() as uow:
        (message,) = uow.outbox.of_chats([chat], limit=9)
    yes = message.buttons[0].token
    services.inbox.press(Pressed("press", chat, yes, NOW), at=NOW)
    imports.take_file(chat, "2", calendar(both[1], method="CANCEL"), at=NOW)
    for _ in range(2):
        duties.put_in(at=VISIT + timedelta(hours=3))
    assert services.visits.coming(people.ola, at=NOW) == []


def test_a_feed_that_is_as_before_or_cannot_be_read_changes_nothing(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    look(duties)
    answer(services, people.ola)
    count = len(said(services, people.ola))
    for hour, content in enumerate((None, b"not a calendar"), start=1):
        shelf.content = content
        look(duties, NOW + timedelta(hours=hour))
    assert times(services, people.ola) == [VISIT]
    assert len(said(services, people.ola)) == count


def test_a_feed_is_let_go(services: Services, people: Cast, duties: ImportDuties) -> None:
    assert services.calendars.imports.has_source(people.ola)
    assert duties.unsubscribe(people.ola, at=NOW)
    assert not duties.unsubscribe(people.ola, at=NOW)
    assert not services.calendars.imports.has_source(people.ola)
    assert duties.look(at=NOW) == 0


def test_an_invitation_from_exchange_is_followed(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    invitation = (Path(__file__).parent / "calendars" / "exchange_invitation.ics").read_text()

    def later(sequence: int, clock: str, method: str = "REQUEST") -> bytes:
        text = invitation.replace("SEQUENCE:0\nLOC", f"SEQUENCE:{sequence}\nLOC")
        text = text.replace("20261126T0900", f"20261126T{clock}")
        return text.replace("METHOD:REQUEST", f"METHOD:{method}").encode()

    send(later(0, "0900"))
    assert (
        "• Solvik skole, torsdag 26. november 2026 kl. 09.00–10.30"
        in said(services, people.ola)[-1]
    )
    answer(services, people.ola)
    send(later(2, "0815"))
    moved = VISIT - timedelta(minutes=45)
    assert times(services, people.ola) == [moved]
    send(later(1, "0930"))  # overtaken on its way
    assert times(services, people.ola) == [moved]
    send(later(3, "0815", method="CANCEL"))
    assert times(services, people.ola) == []
    assert said(services, people.ola)[-1].startswith("Avlyst")


def test_a_visit_that_exchange_only_calls_off_in_its_title_is_cancelled(
    services: Services, people: Cast, send: Callable[..., None]
) -> None:
    send(calendar(event()))
    answer(services, people.ola)
    send(calendar(event(sequence=1).replace("SUMMARY:", "SUMMARY:Canceled: ")))
    assert times(services, people.ola) == []
