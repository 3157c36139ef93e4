"""When reminders are due, across midnight and both changes of summer time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.reminders import reminders_of
from bot.domain_model.schools import SchoolId
from bot.domain_model.visits import (
    DropReason,
    ReminderKind,
    Visit,
    VisitId,
    VisitState,
)

OSLO = ZoneInfo("Europe/Oslo")
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("visit", "day_before", "hour_before"),
    [
        ("2026-11-26T09:00", "2026-11-25T14:00Z", "2026-11-26T07:00Z"),
        ("2026-06-10T09:00", "2026-06-09T13:00Z", "2026-06-10T06:00Z"),
        # Summer time ends on Sunday 25 October 2026, at three o'clock in the morning.
        ("2026-10-25T09:00", "2026-10-24T13:00Z", "2026-10-25T07:00Z"),
        ("2026-10-26T09:00", "2026-10-25T14:00Z", "2026-10-26T07:00Z"),
        ("2026-10-25T03:30", "2026-10-24T13:00Z", "2026-10-25T01:30Z"),
        # It begins on Sunday 28 March 2027, at two o'clock in the morning.
        ("2027-03-28T09:00", "2027-03-27T14:00Z", "2027-03-28T06:00Z"),
        ("2027-03-29T09:00", "2027-03-28T13:00Z", "2027-03-29T06:00Z"),
        ("2027-03-28T03:30", "2027-03-27T14:00Z", "2027-03-28T00:30Z"),
        # A visit just after midnight: the hour before is the day before.
        ("2026-11-26T00:30", "2026-11-25T14:00Z", "2026-11-25T22:30Z"),
        ("2026-01-01T09:00", "2025-12-31T14:00Z", "2026-01-01T07:00Z"),
    ],
)
def test_reminders_are_due_at_three_the_day_before_and_an_hour_before(
    visit: str, day_before: str, hour_before: str
) -> None:
    early = datetime(2025, 1, 1, tzinfo=UTC)
    planned = reminders_of(oslo(visit).astimezone(UTC), at=early, zone=OSLO)
    assert planned[:2] == [
        (ReminderKind.DAY_BEFORE, datetime.fromisoformat(day_before)),
        (ReminderKind.HOUR_BEFORE, datetime.fromisoformat(hour_before)),
    ]


@pytest.mark.parametrize(
    ("start", "end", "asked"),
    [
        ("2026-11-26T09:00", "2026-11-26T11:30", "2026-11-26T10:30Z"),
        ("2026-11-26T09:00", None, "2026-11-26T09:00Z"),
        # From eight in the evening to eight in the morning nobody is asked.
        ("2026-11-26T18:00", "2026-11-26T19:59", "2026-11-26T18:59Z"),
        ("2026-11-26T18:00", "2026-11-26T20:00", "2026-11-27T07:00Z"),
        ("2026-11-26T22:00", "2026-11-27T00:30", "2026-11-27T07:00Z"),
        ("2026-11-26T06:00", "2026-11-26T07:59", "2026-11-26T07:00Z"),
        ("2026-11-26T06:00", "2026-11-26T08:00", "2026-11-26T07:00Z"),
        ("2026-12-31T19:00", "2026-12-31T21:00", "2027-01-01T07:00Z"),
        # The night in which summer time ends, and the one in which it begins.
        ("2026-10-24T19:00", "2026-10-24T21:00", "2026-10-25T07:00Z"),
        ("2026-10-23T19:00", "2026-10-23T21:00", "2026-10-24T06:00Z"),
        ("2026-10-25T01:30", "2026-10-25T04:00", "2026-10-25T07:00Z"),
        ("2026-10-25T09:00", "2026-10-25T11:00", "2026-10-25T10:00Z"),
        ("2027-03-27T19:00", "2027-03-27T21:00", "2027-03-28T06:00Z"),
        ("2027-03-26T19:00", "2027-03-26T21:00", "2027-03-27T07:00Z"),
        ("2027-03-28T01:30", None, "2027-03-28T06:00Z"),
        ("2027-03-28T18:00", None, "2027-03-28T17:00Z"),
    ],
)
def test_how_it_went_is_asked_when_it_has_ended_and_people_are_up(
    start: str, end: str | None, asked: str
) -> None:
    ends_at = oslo(end).astimezone(UTC) if end else None
    early = datetime(2025, 1, 1, tzinfo=UTC)
    planned = dict(reminders_of(oslo(start).astimezone(UTC), ends_at, at=early, zone=OSLO))
    assert planned[ReminderKind.AFTER_VISIT] == datetime.fromisoformat(asked)


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        ("2026-11-25T14:59", ["day_before", "hour_before", "after_visit"]),
        ("2026-11-25T15:00", ["hour_before", "after_visit"]),
        ("2026-11-26T07:59", ["hour_before", "after_visit"]),
        ("2026-11-26T08:00", ["after_visit"]),
        ("2026-11-26T10:00", []),
    ],
)
def test_what_is_past_is_not_planned(now: str, kinds: list[str]) -> None:
    planned = reminders_of(oslo("2026-11-26T09:00"), at=oslo(now), zone=OSLO)
    assert [kind.value for kind, _ in planned] == kinds


@pytest.mark.parametrize(
    ("kind", "state", "now", "reason"),
    [
        ("hour_before", VisitState.PLANNED, "2026-11-26T08:59", None),
        ("hour_before", VisitState.PLANNED, "2026-11-26T09:00", DropReason.PAST),
        ("hour_before", VisitState.CANCELLED, "2026-11-26T08:00", DropReason.CANCELLED),
        ("after_visit", VisitState.PLANNED, "2026-11-28T09:59", None),
        ("after_visit", VisitState.PLANNED, "2026-11-28T10:00", DropReason.PAST),
        ("after_visit", VisitState.CANCELLED, "2026-11-26T10:00", DropReason.CANCELLED),
    ],
)
def test_a_reminder_of_no_use_has_a_reason(
    kind: str, state: VisitState, now: str, reason: DropReason | None
) -> None:
    visit = Visit(
        VisitId("v"),
        (),
        SchoolId("s"),
        "Åsveien",
        oslo("2026-11-26T09:00"),
        None,
        state,
    )
    assert visit.drop_reason(ReminderKind(kind), oslo(now)) is reason


@pytest.mark.parametrize(
    ("end", "now", "over"),
    [
        (None, "2026-11-26T09:59", False),
        (None, "2026-11-26T10:00", True),
        ("2026-11-26T12:00", "2026-11-26T10:00", False),
        ("2026-11-26T12:00", "2026-11-26T12:00", True),
    ],
)
def test_a_visit_without_an_end_lasts_an_hour(end: str | None, now: str, over: bool) -> None:
    start = oslo("2026-11-26T09:00")
    ends_at = oslo(end) if end else None
    visit = Visit(VisitId("v"), (), SchoolId("s"), "Åsveien", start, ends_at, VisitState.PLANNED)
    assert visit.over(oslo(now)) is over
