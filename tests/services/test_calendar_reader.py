"""Calendars are read as Outlook and Google write them.

The files in `calendars/` have the dialect of those programs, as public samples show it; the people
and meetings are made up. Beside the programs' own exports the samples are test files of other
readers: `exchange-custom-tz.ics`, `exchange_whole_day_moved_recurrence_offset_tz.ics`,
`google-recurrence-order.ics` and `Office-2012-owa.ics` of jens-maus/node-ical,
`issue_165_missing_event.ics` of collective/icalendar, and `recurring_events_changed_duration.ics`
of niccokunzmann/python-recurring-ical-events.
"""

from __future__ import annotations

from collections.abc import Callable
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
from bot.services.calendars.reader import read_calendar
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


def test_googles_series_with_occurrences_of_their_own() -> None:
    """One stands before its series, one is made a whole day, one is off, and some never were."""
    content = read((SAMPLES / "google_series.ics").read_bytes())
    assert [shown(event) for event in content.events] == [
        ("Lade skole", "2026-11-26 08:00", False),
        ("Solvik skole", "2026-11-26 12:00", False),
        ("Solvik skole", "2026-12-04 13:00", False),
        ("Solvik skole", "2026-12-17 12:00", True),
        ("Solvik skole", "2026-12-24 12:00", False),
    ]
    assert content.without_time == 1


def test_the_feeds_that_exchange_publishes() -> None:
    """What is left out is named by midnight, and what is off only by its title."""
    content = read((SAMPLES / "exchange_feed.ics").read_bytes())
    assert [shown(event) for event in content.events] == [
        ("Åsveien skole", "2026-11-26 09:00", False),
        ("Nyborg ungdomsskole", "2026-12-02 10:15", False),
        ("Åsveien skole", "2026-12-11 12:30", False),
        ("Åsveien skole", "2026-12-17 09:00", True),
        ("Lade skole", "2027-06-01 13:00", False),
    ]
    assert content.without_time == 1


def test_an_invitation_from_exchange() -> None:
    """The school is the one of the place, not one that the invitation's text speaks of."""
    [event] = read((SAMPLES / "exchange_invitation.ics").read_bytes()).events
    assert shown(event) == ("Solvik skole", "2026-11-26 09:00", False)
    assert event.ends_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    assert event.place == "Solvik skole, møterom 2"


def test_old_exchanges_rules_are_folded_with_spaces() -> None:
    content = read((SAMPLES / "exchange_2003.ics").read_bytes())
    assert [shown(event)[1] for event in content.events] == [
        "2027-03-23 10:00", "2027-03-25 10:00", "2027-03-30 10:00", "2027-04-01 10:00"
    ]  # fmt: skip


def crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def divided(content: bytes) -> bytes:
    """Fold every line that holds «Å» or «ø» between the two bytes of that letter."""
    for letter in "Åø":
        first, second = (bytes([each]) for each in letter.encode())
        content = content.replace(letter.encode(), first + b"\r\n " + second)
    return content


@pytest.mark.parametrize("sample", sorted(each.name for each in SAMPLES.iterdir()))
@pytest.mark.parametrize(
    "written",
    [
        crlf,
        lambda content: b"\xef\xbb\xbf" + crlf(content),
        divided,
        lambda content: crlf(content).decode().encode("utf-16"),
        lambda content: content.decode().encode("cp1252"),
    ],
    ids=["crlf", "bom", "divided", "utf-16", "windows"],
)
def test_a_file_says_the_same_however_it_is_written(
    sample: str, written: Callable[[bytes], bytes]
) -> None:
    content = (SAMPLES / sample).read_bytes()
    assert read(written(content)) == read(content)


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
        (OWN_ZONE, 'DTSTART;TZID=" Vår sone":20261126T090000', "2026-11-26 11:00"),
        ("", "DTSTART;TZID=W. Europe Standard Time 1:20261126T090000", "2026-11-26 09:00"),
        (
            "",
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Oslo:20261126T090000",
            "2026-11-26 09:00",
        ),
        ("", "DTSTART;TZID=UTC+01:00:20261126T090000", "2026-11-26 09:00"),
        ("", "DTSTART;TZID=GMT-0030:20261126T073000", "2026-11-26 09:00"),
        (
            "",
            'DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh, Lisboa":20261126T080000',
            "2026-11-26 09:00",
        ),
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
        (
            "DTSTART;TZID=Ingen:20261126T090000",
            "END:VEVENT\r\nBEGIN:VTIMEZONE\r\nTZID:Ingen\r\n"
            "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:20200101T080000Z",
        ),
        (),
        ("DTSTART:20261126T080000Z", "RRULE:FREQ=SECONDLY"),
        ("DTSTART:20261126T080000Z", "RRULE:FREQ=DAILY;BYSECOND=1,2,3"),
        ("DTSTART:20261126T080000Z", "RRULE:nonsense"),
        ("DTSTART:19991126T080000Z", "RRULE:FREQ=WEEKLY"),
        ("DTSTART:20261126T000000", "DTEND:20261128T000000"),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261126T090000',),
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
    whole = "EXDATE;VALUE=DATE:20261126"
    again = read(calendar("DTSTART:20261125T080000Z", rule, whole))
    assert [f"{each.starts_at:%d %H}" for each in again.events] == ["25 08", "27 08", "28 08"]


def test_times_may_be_listed_and_rules_be_several() -> None:
    listed = "RDATE:20261127T100000Z,20261130T080000Z"
    content = read(calendar("DTSTART:20261125T080000Z", listed))
    assert [f"{each.starts_at:%d %H}" for each in content.events] == ["25 08", "27 10", "30 08"]
    rules = ("RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2")
    period = "RDATE;VALUE=PERIOD:20261128T080000Z/PT1H"
    content = read(calendar("DTSTART:20261125T080000Z", *rules, period))
    assert [each.starts_at.day for each in content.events] == [25, 26, 28, 2]


def test_the_highest_number_is_the_newest_version() -> None:
    def version(number: int, *lines: str) -> str:
        body = calendar(f"SEQUENCE:{number}", *lines).decode().split("VERSION:2.0\r\n")[1]
        return body.removesuffix("END:VCALENDAR\r\n")

    changed = "RECURRENCE-ID:20261127T080000Z"
    versions = [
        version(3, "DTSTART:20261126T080000Z", "RRULE:FREQ=DAILY;COUNT=2"),
        version(1, "DTSTART:20261126T100000Z", "RRULE:FREQ=DAILY;COUNT=5"),
        version(2, "DTSTART:20261127T140000Z", changed),
        version(1, "DTSTART:20261127T110000Z", changed),
    ]
    content = read(f"BEGIN:VCALENDAR\r\n{''.join(versions)}END:VCALENDAR\r\n".encode())
    assert [f"{each.starts_at:%d %H}" for each in content.events] == ["26 08", "27 14"]


def test_an_event_without_a_name_is_known_by_its_title_and_start() -> None:
    nameless = calendar("DTSTART:20261126T080000Z").replace(b"UID:1\r\n", b"")
    [one], [again] = (read(nameless).events for _ in range(2))
    assert one.uid == again.uid
    assert "Lade skole" in one.uid


def test_a_change_may_name_its_occurrence_by_the_day() -> None:
    content = read(
        calendar("RECURRENCE-ID;VALUE=DATE:20261126", "DTSTART:20261127T080000Z", "SEQUENCE:1")
    )
    assert [each.occurrence for each in content.events] == ["20261126"]
