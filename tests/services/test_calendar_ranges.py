"""Changes «from this one on» are read as RFC 5545 tells, or refused as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain_model.imports import CalendarContent
from tests.services.test_calendar_reader import OSLO, read

WEEKLY = (
    "DTSTART;TZID=Europe/Oslo:20270311T090000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=4",
    "SEQUENCE:2",
)
"""11, 18 and 25 March, and 1 April: summer time begins on the 28th."""
FROM_18 = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20270318T090000"
TO_FRIDAY = ("DTSTART;TZID=Europe/Oslo:20270319T103000", "DURATION:PT2H")


def calendar(*events: tuple[str, ...]) -> CalendarContent:
    body = (
        ["BEGIN:VEVENT", "UID:1", "SUMMARY:Lade skole", *each, "END:VEVENT"] for each in events
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for each in body for line in each)]
    return read("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def times(content: CalendarContent) -> list[str]:
    return [f"{each.starts_at.astimezone(OSLO):%d.%m. %H:%M}" for each in content.events]


@pytest.mark.parametrize(
    ("first", "start"),
    [
        (FROM_18, TO_FRIDAY),
        (FROM_18, (*TO_FRIDAY, "RRULE:FREQ=WEEKLY;COUNT=4")),  # a copy of the series' own
        ("RECURRENCE-ID;RANGE=THISANDFUTURE:20270318T080000Z", TO_FRIDAY),
        (FROM_18, ("DTSTART:20270319T093000Z", "DURATION:PT2H")),
    ],
)
@pytest.mark.parametrize("series_first", [True, False])
def test_all_from_one_on_are_put_off_by_as_much(
    first: str, start: tuple[str, ...], series_first: bool
) -> None:
    """Half past ten stays half past ten when summer time begins."""
    both = [WEEKLY, (first, *start)]
    content = calendar(*(both if series_first else reversed(both)))
    assert times(content) == ["11.03. 09:00", "19.03. 10:30", "26.03. 10:30", "02.04. 10:30"]
    lengths = [each.ends_at - each.starts_at for each in content.events if each.ends_at]
    assert lengths == [timedelta(hours=1), *[timedelta(hours=2)] * 3]
    # They are known by when they were to be, so that each is followed as a move.
    assert [each.occurrence for each in content.events] == [
        each.occurrence for each in calendar(WEEKLY).events
    ]
    assert (dict(content.series), content.unclear) == ({"1": 2}, frozenset())


def test_a_later_change_and_that_of_a_single_one_have_the_last_word() -> None:
    single = (
        "RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000",
        "DTSTART;TZID=Europe/Oslo:20270325T140000",
        "SEQUENCE:0",
    )
    last = (
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20270401T090000",
        "DTSTART;TZID=Europe/Oslo:20270331T080000",
    )
    content = calendar(single, last, (FROM_18, *TO_FRIDAY), WEEKLY)
    assert times(content) == ["11.03. 09:00", "19.03. 10:30", "25.03. 14:00", "31.03. 08:00"]
    assert {each.sequence for each in content.events} == {2}  # what counts is the newest of all


@pytest.mark.parametrize("start", [TO_FRIDAY, ()])
def test_all_from_one_on_may_be_called_off(start: tuple[str, ...]) -> None:
    content = calendar(WEEKLY, (FROM_18, *start, "STATUS:CANCELLED"))
    assert [each.cancelled for each in content.events] == [False, True, True, True]


@pytest.mark.parametrize(
    "events",
    [
        [(FROM_18, *TO_FRIDAY)],
        [WEEKLY, (FROM_18.replace("FUTURE", "PRIOR"), *TO_FRIDAY)],
        [WEEKLY, (FROM_18, *TO_FRIDAY, "RRULE:FREQ=DAILY;COUNT=4")],
        [WEEKLY, ("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270318", *TO_FRIDAY)],
        [WEEKLY, (FROM_18, "DTSTART;VALUE=DATE:20270319")],
        [("DTSTART:20270318T080000Z",), (FROM_18, *TO_FRIDAY)],
    ],
    ids=["no series", "backwards", "a new rule", "from a day", "whole days", "one event"],
)
def test_what_cannot_be_followed_for_certain_is_left_out_as_a_whole(
    events: list[tuple[str, ...]],
) -> None:
    content = calendar(*events)
    assert (content.events, dict(content.series)) == ((), {})
    assert (content.unclear, content.without_time) == (frozenset({"1"}), 1)
