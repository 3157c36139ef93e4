"""Visits reach a partner's own calendar: by a secret feed, and by a file for each change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import text

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor, Channel, chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.messages import OutboxState, OutgoingKind
from bot.domain_model.visits import Visit
from bot.services.calendars.own_calendar import NEW, OFF, OFFER
from bot.services.calendars.writer import CalendarWriter
from bot.services.ports.messages import Departure, StoredButton
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

VISIT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
TELEGRAM = chat_id(Channel.TELEGRAM, 99)


def plan(services: Services, people: Cast, starts_at: datetime = VISIT, key: str = "1") -> Visit:
    wish = ScheduleVisit(key, "Åsveien skole", starts_at)
    return services.visits.schedule(people.ola, wish, at=NOW)


def feed_of(services: Services, people: Cast, *, at: datetime = NOW) -> list[Any]:
    address = services.calendars.feeds.renew(people.ola, at=NOW)
    content = services.calendars.feeds.feed(token_of(address), at=at)
    return parts(content, "VEVENT")


def parts(content: bytes, kind: str) -> list[Any]:
    return list(Calendar.from_ical(content).walk(kind))


def token_of(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")


def files(services: Services) -> list[tuple[Any, ...]]:
    query = "SELECT chat, text, enclosure FROM outbox WHERE kind = 'file' ORDER BY sequence"
    with services.database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_the_feed_holds_school_time_and_place_and_nothing_else(
    services: Services, people: Cast
) -> None:
    visit = plan(services, people)
    [event] = feed_of(services, people)
    assert event["uid"] == f"visit-{visit.id}@refleks"
    assert (event["summary"], event["location"]) == ("Skolebesøk: Åsveien skole", "Åsveien skole")
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert event["dtstart"].dt.isoformat() == "2026-11-26T09:00:00+01:00"
    assert event["dtstart"].params["TZID"] == "Europe/Oslo"
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)
    assert "description" not in event
    assert "attendee" not in event


@pytest.mark.parametrize(
    ("day", "wall"),
    [
        (datetime(2026, 10, 23, 7, tzinfo=UTC), "2026-10-23T09:00:00+02:00"),
        (datetime(2026, 10, 26, 8, tzinfo=UTC), "2026-10-26T09:00:00+01:00"),
        (datetime(2027, 3, 26, 8, tzinfo=UTC), "2027-03-26T09:00:00+01:00"),
        (datetime(2027, 3, 30, 7, tzinfo=UTC), "2027-03-30T09:00:00+02:00"),
    ],
)
def test_nine_o_clock_is_nine_o_clock_on_both_sides_of_a_change_of_the_clocks(
    services: Services, people: Cast, day: datetime, wall: str
) -> None:
    early = datetime(2026, 10, 1, tzinfo=UTC)
    services.visits.schedule(people.ola, ScheduleVisit("1", "Åsveien", day), at=early)
    address = services.calendars.feeds.renew(people.ola, at=early)
    content = services.calendars.feeds.feed(token_of(address), at=early)
    [event] = parts(content, "VEVENT")
    assert event["dtstart"].dt.isoformat() == wall
    # What the file itself says of the clocks, for programs that do not know the name of the zone.
    [told] = parts(content, "VTIMEZONE")
    by_file = event["dtstart"].dt.replace(tzinfo=told.to_tz(lookup_tzid=False))
    assert by_file.utcoffset() == datetime.fromisoformat(wall).utcoffset()


def test_a_change_has_a_higher_number_and_the_same_name(services: Services, people: Cast) -> None:
    visit = plan(services, people)
    assert services.calendars.changes.hand_over(at=NOW) == 1
    moved = VISIT + timedelta(days=1)
    services.visits.move(people.ola, visit.id, moved, None, source_key="2", at=NOW)
    assert services.calendars.changes.hand_over(at=LATER) == 1
    [event] = feed_of(services, people)
    assert (event["uid"], event["sequence"]) == (f"visit-{visit.id}@refleks", 1)

    services.visits.cancel(people.ola, visit.id, at=LATER)
    assert services.calendars.changes.hand_over(at=LATER) == 1
    [event] = feed_of(services, people)
    assert (event["sequence"], event["status"]) == (2, "CANCELLED")
    assert services.calendars.changes.hand_over(at=LATER) == 0


def test_a_file_is_sent_for_every_change_once(services: Services, people: Cast) -> None:
    visits = [plan(services, people), plan(services, people, VISIT + timedelta(days=7), "2")]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: services.calendars.changes.hand_over(at=NOW), range(4)))
    assert sum(done) == 2
    told = files(services)
    assert {chat for chat, _, _ in told} == {f"web:{people.ola.account_id}"}
    named = {each for _, _, enclosure in told for each in enclosure[len("visits:") :].split("+")}
    assert named == {visit.id for visit in visits}
    assert told[0][1] == "Til kalenderen din: Åsveien skole"


def test_whoever_subscribes_gets_no_files(services: Services, people: Cast) -> None:
    services.calendars.feeds.renew(people.ola, at=NOW)
    plan(services, people)
    assert services.calendars.changes.hand_over(at=NOW) == 1
    assert files(services) == []


def test_what_was_cancelled_before_it_was_told_is_not_told(
    services: Services, people: Cast
) -> None:
    services.visits.cancel(people.ola, plan(services, people).id, at=NOW)
    services.calendars.changes.hand_over(at=NOW)
    assert files(services) == []


def test_a_new_address_ends_the_old_one_and_only_digests_are_kept(
    services: Services, people: Cast
) -> None:
    first, second = (
        token_of(services.calendars.feeds.renew(people.ola, at=NOW)) for _ in range(2)
    )
    with pytest.raises(NotFound):
        services.calendars.feeds.feed(first, at=NOW)
    assert services.calendars.feeds.feed(second, at=NOW)
    with services.database.engine.connect() as connection:
        [(kept,)] = connection.execute(text("SELECT digest FROM calendar_feed"))
    assert kept not in {first, second}

    assert services.calendars.feeds.revoke(people.ola, at=NOW)
    assert not services.calendars.feeds.revoke(people.ola, at=NOW)
    assert services.calendars.feeds.since(people.ola) is None
    with pytest.raises(NotFound):
        services.calendars.feeds.feed(second, at=NOW)


def test_a_stranger_has_no_feed_and_nobody_gets_the_file_of_another(
    services: Services, people: Cast
) -> None:
    visit = plan(services, people)
    assert b"VEVENT" in services.calendars.feeds.file(people.ola, [visit.id], "nb")
    for other in (people.siri, people.kari, people.nils, STRANGER):
        with pytest.raises(NotFound):
            services.calendars.feeds.file(other, [visit.id], "nb")
    with pytest.raises(NotAllowed):
        services.calendars.feeds.renew(STRANGER, at=NOW)


def departure(actor: Actor, enclosure: str) -> Departure:
    chat = chat_id(Channel.WEB, str(actor.account_id))
    return Departure(1, "d", chat, "Til kalenderen", OutgoingKind.FILE, "nb", OutboxState.SENDING,
                     1, 0, None, NOW, None, (), enclosure)  # fmt: skip


def test_a_file_leaves_with_its_message_while_it_may(services: Services, people: Cast) -> None:
    visit = plan(services, people)
    feeds = services.calendars.feeds
    enclosed = feeds.enclose(departure(people.ola, f"visits:{visit.id}"), at=NOW)
    assert enclosed.file is not None
    assert b"VEVENT" in enclosed.file.content
    for actor, what in ((people.ola, "visits:gone"), (people.siri, f"visits:{visit.id}")):
        left_out = feeds.enclose(departure(actor, what), at=NOW)
        assert (left_out.text, left_out.file) == ("Til kalenderen", None)
    unknown = replace(departure(people.ola, f"visits:{visit.id}"), chat=TELEGRAM)
    assert feeds.enclose(unknown, at=NOW).file is None


@pytest.mark.parametrize(
    ("meaning", "known", "answer"),
    [
        (OFFER, True, "calendar.offer"),
        (NEW, True, "calendar.on_the_page"),
        (OFF, True, "calendar.no_feed"),
        (NEW, False, "calendar.not_partner"),
    ],
)
def test_buttons_about_the_feed_are_answered(
    services: Services, people: Cast, meaning: str, answer: str, *, known: bool
) -> None:
    chat = chat_id(Channel.WEB, str(people.ola.account_id)) if known else TELEGRAM
    button = StoredButton("t", chat, 1, "Kalender", meaning, None, NOW, None)
    with services.begin() as uow:
        services.calendars.feeds.pressed(uow, button, "press", NOW)
        (said,) = uow.outbox.of_chats([chat], limit=9)
    expected = services.texts.get(answer, "nb", page="PAGE", address="{address}")
    assert said.text.split("http")[0] == expected.split("PAGE")[0]
    assert said.enclosure is None


def test_where_clocks_never_change_a_file_tells_one_time(services: Services, people: Cast) -> None:
    visit = plan(services, people)
    assert people.ola.partner_id
    with services.begin() as uow:
        entries = uow.calendars.entries(people.ola.partner_id, [visit.id])
    content = CalendarWriter(services.texts, ZoneInfo("Africa/Lagos")).write(entries, "nb")
    [told] = parts(content, "VTIMEZONE")
    assert len(told.subcomponents) == 1
    [event] = parts(content, "VEVENT")
    assert event["dtstart"].dt.isoformat() == "2026-11-26T09:00:00+01:00"
