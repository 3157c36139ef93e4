"""Calendars are read as Outlook and Google write them.

The two files in `calendars/` are made up after the public samples of those programs: their
dialect is real, the people and meetings are not.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.imports import (
    MAX_BYTES,
    CalendarContent,
    CalendarEvent,
    CalendarTooLarge,
    NotACalendar,
)
from bot.domain_model.school_names import school_in
from bot.services.calendar_reader import read_calendar
from tests.support.people import NOW

OSLO = ZoneInfo("Europe/Oslo")
SAMPLES = Path(__file__).parent / "calendars"

OWN_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Vår sone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "TZOFFSETFROM:-0100\r\nTZOFFSETTO:-0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
"""A zone that only the file itself tells of, an hour behind UTC."""


def read(content: bytes) -> CalendarContent:
    return read_calendar(content, zone=OSLO, at=NOW)


def calendar(*lines: str, head: str = "") -> bytes:
    body = "\r\n".join(["BEGIN:VEVENT", "UID:1", "SUMMARY:Lade skole", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{body}\r\nEND:VCALENDAR\r\n".encode()


def shown(event: CalendarEvent) -> tuple[str | None, str, bool]:
    wall = event.starts_at.astimezone(OSLO)
    return school_in(event.title, event.place, []), f"{wall:%Y-%m-%d %H:%M}", event.cancelled


def test_outlooks_dialect() -> None:
    read_file = read((SAMPLES / "outlook.ics").read_bytes())
    assert [shown(event) for event in read_file.events] == [
        ("Åsveien skole", "2026-11-26 09:00", False),
        (None, "2026-11-27 08:30", False),
        ("Nyborg ungdomsskole", "2027-03-10 10:00", False),
        ("Nyborg ungdomsskole", "2027-03-24 10:00", False),
        ("Nyborg ungdomsskole", "2027-04-07 10:00", False),
        ("Nyborg ungdomsskole", "2027-04-21 10:00", False),
    ]
    assert read_file.without_time == 1
    first = read_file.events[0]
    assert first.ends_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    assert first.uid.endswith("1122334455667788990011223344556")


def test_googles_dialect() -> None:
    read_file = read((SAMPLES / "google.ics").read_bytes())
    assert [shown(event) for event in read_file.events] == [
        ("Solvik oppvekstsenter", "2026-12-03 13:00", False),
        ("Byåsen skole", "2026-12-10 10:00", True),
        ("Lade skole", "2027-01-14 09:00", False),
        ("Lade skole", "2027-03-12 12:30", False),
        ("Lade skole", "2027-04-08 09:00", False),
    ]


@pytest.mark.parametrize(
    ("head", "start", "expected"),
    [
        ("", "DTSTART:20261126T090000", "2026-11-26 09:00"),
        ("X-WR-TIMEZONE:Europe/London\r\n", "DTSTART:20261126T090000", "2026-11-26 10:00"),
        ("", "DTSTART;TZID=Romance Standard Time:20261126T090000", "2026-11-26 09:00"),
        ("", 'DTSTART;TZID="FLE Standard Time":20261126T090000', "2026-11-26 08:00"),
        ("", "DTSTART:20261126T080000Z", "2026-11-26 09:00"),
        ("X-WR-TIMEZONE:Nowhere/Town\r\n", "DTSTART:20261126T090000", "2026-11-26 09:00"),
        (OWN_ZONE, "DTSTART;TZID=Vår sone:20261126T090000", "2026-11-26 11:00"),
    ],
)
def test_clocks_are_read_in_their_zone(head: str, start: str, expected: str) -> None:
    [event] = read(calendar(start, head=head)).events
    assert shown(event)[1] == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20261126",),
        ("DTSTART;TZID=Nowhere/Town:20261126T090000",),
        ("DTSTART:tomorrow",),
        (),
        ("DTSTART:20261126T080000Z", "RRULE:FREQ=SECONDLY"),
        ("DTSTART:20261126T080000Z", "RRULE:FREQ=DAILY;BYSECOND=1,2,3"),
        ("DTSTART:20261126T080000Z", "RRULE:nonsense"),
        ("DTSTART:19991126T080000Z", "RRULE:FREQ=WEEKLY"),
    ],
)
def test_what_has_no_certain_time_is_counted_and_left_out(lines: tuple[str, ...]) -> None:
    content = read(calendar(*lines))
    assert (content.events, content.without_time) == ((), 1)


def test_a_series_without_end_stops_at_the_window() -> None:
    content = read(calendar("DTSTART:20200102T080000Z", "RRULE:FREQ=WEEKLY;BYDAY=TH"))
    assert len(content.events) == 53
    assert content.events[0].starts_at > NOW


def test_cancel_as_a_method() -> None:
    [event] = read(calendar("DTSTART:20261126T080000Z", head="METHOD:CANCEL\r\n")).events
    assert event.cancelled


@pytest.mark.parametrize("content", [b"", b"hei", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", b"PK\x03"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotACalendar):
        read(content)


def test_too_large_a_calendar_is_refused() -> None:
    with pytest.raises(CalendarTooLarge):
        read(b"BEGIN:VCALENDAR\r\n" + b"X" * MAX_BYTES)
    event = "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
    with pytest.raises(CalendarTooLarge):
        read(f"BEGIN:VCALENDAR\r\n{event * 5001}END:VCALENDAR\r\n".encode())


@pytest.mark.parametrize(
    ("title", "place", "expected"),
    [
        ("Skolebesøk", "Åsveien skole, Trondheim", "Åsveien skole"),
        ("Besøk på Nordre Åsen ungdomsskule", "", "Nordre Åsen ungdomsskule"),
        ("Veiledning Lade", "", "Lade skole"),
        ("Møte om skolen", "Rom 204", None),
        ("Foreldremøte ungdomsskole", "", None),
        ("Tannlege", "", None),
        ("Glade dager", "", None),
        (f"{'A' * 130} skole", "", None),
    ],
)
def test_a_school_is_known_by_its_name(title: str, place: str, expected: str | None) -> None:
    assert school_in(title, place, ["Lade skole"]) == expected


def test_a_series_ends_with_its_last_day_and_passes_over_single_ones() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20261128"
    content = read(calendar("DTSTART:20261125T080000Z", rule, "EXDATE:20261126T080000Z"))
    assert [f"{each.starts_at:%d %H}" for each in content.events] == ["25 08", "27 08", "28 08"]
    # A day alone names no occurrence.
    whole = "EXDATE;VALUE=DATE:20261126"
    assert len(read(calendar("DTSTART:20261125T080000Z", rule, whole)).events) == 4


def test_a_change_may_name_its_occurrence_by_the_day() -> None:
    content = read(
        calendar("RECURRENCE-ID;VALUE=DATE:20261126", "DTSTART:20261127T080000Z", "SEQUENCE:1")
    )
    assert [each.occurrence for each in content.events] == ["20261126"]
