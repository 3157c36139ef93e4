"""A series that is told of anew is followed: what is gone and what is new, with one yes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.services.calendars.import_duties import ImportDuties
from bot.services.inbox import Pressed
from tests.services.test_calendar_imports import (
    VISIT,
    Shelf,
    answer,
    calendar,
    chat_of,
    event,
    look,
    said,
    times,
)
from tests.support.people import NOW, Cast

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FRIDAY = VISIT + DAY


def weekly(start: datetime = VISIT, count: int = 2, sequence: int = 0, more: str = "") -> str:
    rule = f"RRULE:FREQ=WEEKLY;COUNT={count}\r\n{more}"
    return event(start, sequence=sequence, more=rule)


def send(services: Services, actor: Actor, *events: str) -> None:
    key = f"file:{len(said(services, actor))}"
    content = calendar(*events)
    services.calendars.imports.take_file(chat_of(actor), key, content, at=NOW)
    services.calendars.duties.put_in(at=NOW)


@pytest.fixture
def put_in(services: Services, people: Cast) -> list[datetime]:
    """When the series is that Ola has sent and agreed to."""
    send(services, people.ola, weekly())
    answer(services, people.ola)
    assert times(services, people.ola) == [VISIT, VISIT + WEEK]
    return [VISIT, VISIT + WEEK]


def test_it_is_moved_with_one_yes(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    later = VISIT + timedelta(minutes=30)
    send(services, people.ola, weekly(later, sequence=1))
    assert said(services, people.ola)[-1] == (
        "Kalenderen din er endret. Disse besøkene står ikke der lenger:\n"
        "• Åsveien skole, torsdag 26. november 2026 kl. 09.00–10.00\n"
        "• Åsveien skole, torsdag 3. desember 2026 kl. 09.00–10.00\n"
        "Disse er nye:\n"
        "• Åsveien skole, torsdag 26. november 2026 kl. 09.30–10.30\n"
        "• Åsveien skole, torsdag 3. desember 2026 kl. 09.30–10.30\n"
        "Skal jeg avlyse de gamle og legge inn de nye?"
    )
    assert times(services, people.ola) == put_in
    answer(services, people.ola)
    assert times(services, people.ola) == [later, later + WEEK]
    added, cancelled = said(services, people.ola)[-1].split("\nAvlyst, ")
    assert (added.count("kl. 09.30"), cancelled.count("kl. 09.00")) == (2, 2)

    before = len(said(services, people.ola))
    for again in (weekly(later, sequence=1), weekly()):  # the same, and an older one
        send(services, people.ola, again)
    assert times(services, people.ola) == [later, later + WEEK]
    followed = services.texts.get("imports.followed", "nb")
    assert said(services, people.ola)[before:] == [followed, followed]


def test_a_no_leaves_it_as_it_is_until_it_is_sent_again(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    changed = weekly(FRIDAY, sequence=1)
    send(services, people.ola, changed)
    answer(services, people.ola, "import:no:")
    assert times(services, people.ola) == put_in
    send(services, people.ola, changed)
    answer(services, people.ola)
    assert times(services, people.ola) == [FRIDAY, FRIDAY + WEEK]


def test_an_unanswered_question_gives_way_to_a_newer_file(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    send(services, people.ola, weekly(FRIDAY, sequence=1))
    with services.begin() as uow:
        yes = uow.outbox.of_chats([chat_of(people.ola)], limit=100)[-1].buttons[0].token
    send(services, people.ola, weekly(sequence=2))
    services.inbox.press(Pressed("late", chat_of(people.ola), yes, NOW), at=NOW)
    services.calendars.duties.put_in(at=NOW)
    assert times(services, people.ola) == put_in
    assert said(services, people.ola)[-1] == services.texts.get("imports.outdated", "nb")


def test_a_file_that_is_taken_twice_is_asked_about_once(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    content = calendar(weekly(FRIDAY, sequence=1))
    before = len(said(services, people.ola))
    for _ in range(2):  # the process died before it wrote down that the first time was the first
        services.calendars.imports.take_file(chat_of(people.ola), "same", content, at=NOW)
    assert len(said(services, people.ola)) == before + 1
    answer(services, people.ola)
    assert times(services, people.ola) == [FRIDAY, FRIDAY + WEEK]


def test_it_is_moved_there_and_back(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    for sequence, start in enumerate((FRIDAY, VISIT), start=1):
        send(services, people.ola, weekly(start, sequence=sequence))
        answer(services, people.ola)
        assert times(services, people.ola) == [start, start + WEEK]


@pytest.mark.parametrize(
    "shorter",
    [weekly(count=1, sequence=1), event(), weekly(more="EXDATE:20261203T080000Z\r\n")],
    ids=["fewer", "one", "left out"],
)
def test_what_is_left_out_is_asked_about(
    services: Services, people: Cast, put_in: list[datetime], shorter: str
) -> None:
    visits = services.visits.coming(people.ola, at=NOW)
    send(services, people.ola, shorter)
    assert said(services, people.ola)[-1].endswith(
        "• Åsveien skole, torsdag 3. desember 2026 kl. 09.00–10.00\nSkal jeg avlyse dem?"
    )
    answer(services, people.ola)
    assert services.visits.coming(people.ola, at=NOW) == visits[:1]


def test_what_she_changed_herself_is_not_undone(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    first, second = services.visits.coming(people.ola, at=NOW)
    services.visits.move(people.ola, first.id, FRIDAY, None, source_key="m", at=NOW)
    services.visits.cancel(people.ola, second.id, at=NOW)
    send(services, people.ola, weekly(FRIDAY, sequence=1))
    [proposed] = said(services, people.ola)[-1].split("\n")[1:-1]
    assert "fredag 4. desember" in proposed  # the first is there already, the second is off
    answer(services, people.ola)
    assert times(services, people.ola) == [FRIDAY, FRIDAY + WEEK]
    assert services.visits.coming(people.ola, at=NOW)[0].id == first.id


def test_of_what_colleagues_go_on_only_she_stays_away(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    visit = services.visits.coming(people.ola, at=NOW)[0]
    siri = str(people.siri.partner_id)
    services.visits.participants.add(people.ola, visit.id, siri, source_key="a", at=NOW)
    send(services, people.ola, weekly(FRIDAY, sequence=1))
    answer(services, people.ola)
    assert times(services, people.siri) == [VISIT]
    assert times(services, people.ola) == [FRIDAY, FRIDAY + WEEK]


@pytest.mark.parametrize("longer", [False, True])
def test_an_event_that_becomes_a_series_stays_the_same_visit(
    services: Services, people: Cast, longer: bool
) -> None:
    send(services, people.ola, event())
    answer(services, people.ola)
    [visit] = services.visits.coming(people.ola, at=NOW)
    series = weekly(sequence=1).replace("PT1H", "PT2H" if longer else "PT1H")
    send(services, people.ola, series)
    answer(services, people.ola)
    first, _ = services.visits.coming(people.ola, at=NOW)
    assert (first.id, first.starts_at) == (visit.id, VISIT)
    assert first.ends_at == VISIT + timedelta(hours=2 if longer else 1)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def duties(services: Services, people: Cast, shelf: Shelf) -> ImportDuties:
    made = ImportDuties(
        services.begin, services.texts, services.visits, services.calendars.imports, shelf
    )
    made.subscribe(people.ola, "https://calendar.example/ola.ics", at=NOW)
    return made


def test_a_series_that_a_feed_divides_stays_the_same_visits(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    shelf.content = calendar(weekly(count=3))
    look(duties)
    answer(services, people.ola)
    visits = services.visits.coming(people.ola, at=NOW)
    rest = weekly(VISIT + WEEK).replace("UID:1", "UID:1_R20261203")
    shelf.content = calendar(weekly(count=1, sequence=1), rest)
    look(duties, NOW + timedelta(hours=1))
    assert services.visits.coming(people.ola, at=NOW) == visits


FROM_SECOND = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T080000Z\r\n"


def test_what_is_moved_from_one_on_is_followed(
    services: Services, people: Cast, put_in: list[datetime]
) -> None:
    later = VISIT + WEEK + DAY
    send(services, people.ola, weekly(sequence=1), event(later, sequence=1, more=FROM_SECOND))
    assert times(services, people.ola) == [VISIT, later]


@pytest.mark.parametrize("also_new", [False, True])
def test_a_change_that_cannot_be_followed_is_refused_in_words(
    services: Services, people: Cast, put_in: list[datetime], also_new: bool
) -> None:
    other = event(FRIDAY, uid="2") if also_new else ""
    before = len(said(services, people.ola))
    send(services, people.ola, event(FRIDAY, sequence=1, more=FROM_SECOND), other)
    first, *rest = said(services, people.ola)[before:]
    assert first == services.texts.get("imports.unclear", "nb")
    assert [each.startswith("Skolebesøk i kalenderen din (1)") for each in rest] == (
        [True] if also_new else []
    )
    assert times(services, people.ola) == put_in


def test_a_change_that_cannot_be_followed_cancels_nothing_of_a_feed(
    services: Services, people: Cast, duties: ImportDuties, shelf: Shelf
) -> None:
    shelf.content = calendar(weekly())
    look(duties)
    answer(services, people.ola)
    count = len(said(services, people.ola))
    change = event(FRIDAY, sequence=1, more=FROM_SECOND.replace("FUTURE", "PRIOR"))
    shelf.content = calendar(weekly(sequence=1), change, event(FRIDAY, uid="2"))
    look(duties, NOW + timedelta(hours=1))
    assert times(services, people.ola) == [VISIT, VISIT + WEEK]
    assert "Filen" not in "".join(said(services, people.ola)[count:])
