"""A visit's time is read as a Norwegian reader would, and what is open is said to be uncertain."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.visit_evaluation import (
    EXACT,
    WRONG_BUT_CERTAIN,
    BadVisitTimes,
    MeantVisit,
    evaluate_visits,
    judge,
    read_visits,
    visits_as_markdown,
)
from bot.nlu.visit_time import VisitTime, parse_visit_time

OSLO = ZoneInfo("Europe/Oslo")
SATURDAY_NOON = datetime(2026, 11, 21, 12, tzinfo=OSLO)
SAMPLES: dict[str, list[list[Any]]] = yaml.safe_load(
    (Path(__file__).parent / "visit_time_samples.yml").read_text(encoding="utf-8")
)


def moment(written: str | None) -> datetime | date | None:
    if written is None:
        return None
    if len(written) == len("2026-11-21"):
        return date.fromisoformat(written)
    return datetime.fromisoformat(written).replace(tzinfo=OSLO)


def read(text: str, at: datetime = SATURDAY_NOON) -> tuple[object, object, bool]:
    found = parse_visit_time(text, at)
    return (found.start, found.end, found.certain) if found else (None, None, False)


@pytest.mark.parametrize(("text", "start", "end", "certain"), SAMPLES["tuned"])
def test_every_phrase_of_the_table(
    text: str, start: str | None, end: str | None, certain: bool
) -> None:
    assert read(text) == (moment(start), moment(end), certain)


def record(text: str, at: datetime) -> dict[str, Any]:
    start, end, certain = read(text, at)
    written = [each.isoformat() if isinstance(each, date) else None for each in (start, end)]
    return {"visit_start": written[0], "visit_end": written[1], "visit_certain": certain}


@pytest.mark.parametrize("name", ["visit_time_heldout.yml", "visit_time_written.yml"])
def test_messages_of_writers_who_had_not_seen_the_rules(name: str) -> None:
    meant = read_visits(Path(__file__).parent / name)
    figures = evaluate_visits((each, record(each.text, each.said), 1.0) for each in meant)
    assert figures[EXACT] / figures["messages"] >= 0.95, visits_as_markdown(figures)
    assert figures[WRONG_BUT_CERTAIN] == 0, visits_as_markdown(figures)


@pytest.mark.parametrize(
    ("starts", "end", "certain", "verdict"),
    [
        (("2026-12-01T09:00",), None, True, "exact"),
        (("2026-12-01T09:00",), None, False, "wrong_but_certain"),
        (("2026-12-01T10:00",), None, True, "wrong_but_certain"),
        (("2026-12-01T09:00",), "2026-12-01T10:00", None, "wrong_but_certain"),
        (None, None, None, "exact"),
    ],
)
def test_what_is_said_to_be_certain_is_judged(
    starts: tuple[str | None, ...] | None, end: str | None, certain: bool | None, verdict: str
) -> None:
    told = {
        "visit_start": "2026-12-01T09:00:00+01:00",
        "visit_end": None,
        "visit_certain": True,
    }
    assert judge(MeantVisit("…", SATURDAY_NOON, starts, end, certain), told) == verdict


def test_what_was_not_read_is_listed() -> None:
    meant = MeantVisit("mandag kl 9", SATURDAY_NOON, ("2026-11-30T09:00",), None, certain=True)
    figures = evaluate_visits([(meant, record(meant.text, meant.said), 1.0)])
    assert "- wrong but certain: «mandag kl 9»" in visits_as_markdown(figures)


@pytest.mark.parametrize(
    ("start", "verdict"),
    [("2026-12-01T09:00:00+01:00", "asked_back"), (None, "asked_back"), ("2026-12-02", "wrong")],
)
def test_what_is_left_open_is_judged(start: str | None, verdict: str) -> None:
    told = {"visit_start": start, "visit_end": None, "visit_certain": False}
    meant = MeantVisit("…", SATURDAY_NOON, ("2026-12-01T09:00",), None, certain=True)
    assert judge(meant, told) == verdict


def test_a_file_that_is_not_of_visits_is_named(tmp_path: Path) -> None:
    path = tmp_path / "visits.yml"
    path.write_text("groups: [{said: never}]", encoding="utf-8")
    with pytest.raises(BadVisitTimes, match=r"visits\.yml"):
        read_visits(path)


@pytest.mark.parametrize("part", ["held_out", "later"])
def test_phrases_that_no_rule_was_made_for(part: str) -> None:
    told = [(row, read(row[0])) for row in SAMPLES[part]]
    wrong = [(row, got) for row, got in told if got[:2] != (moment(row[1]), moment(row[2]))]
    assert len(wrong) / len(told) <= 0.05, wrong
    assert not [row for row, got in wrong if got[2]], "a wrong time must never be certain"


@pytest.mark.parametrize(
    ("at", "text", "start", "certain"),
    [
        # On a Wednesday «neste» may be this week's Friday or the next one's.
        ("2026-11-25T09:00", "neste fredag kl 9", "2026-12-04T09:00", False),
        ("2026-11-25T09:00", "torsdag kl 9", "2026-11-26T09:00", True),
        ("2026-11-25T09:00", "onsdag kl 14", "2026-12-02T14:00", False),
        ("2026-11-25T09:00", "uke 48 fredag kl 8", "2026-11-27T08:00", True),
        ("2026-11-25T09:00", "fredag om en uke kl 9", "2026-12-04T09:00", True),
        ("2026-11-25T09:00", "29. februar kl 10", "2028-02-29T10:00", False),
        # Around the new year: week 53 and week 1, dates of next year.
        ("2026-12-30T10:00", "uke 53 torsdag kl 14", "2026-12-31T14:00", True),
        ("2026-12-30T10:00", "uke 1 tirsdag kl 10", "2027-01-05T10:00", True),
        ("2026-12-30T10:00", "2/1 kl 9", "2027-01-02T09:00", True),
        ("2026-12-30T10:00", "20. desember kl 9", "2026-12-20T09:00", False),
        ("2026-11-25T09:00", "sist tirsdag kl 9", "2026-11-24T09:00", False),
        ("2026-11-25T09:00", "første onsdag i november kl 9", "2027-11-03T09:00", False),
        ("2026-11-25T09:00", "fredag 2013-2017", "2026-11-27", False),
        ("2026-11-25T09:00", "fredag vi to og tre andre", "2026-11-27", False),
        # Just before midnight and just after.
        ("2026-11-24T23:59", "i morgen kl 9", "2026-11-25T09:00", True),
        ("2026-11-25T00:01", "i morgen kl 9", "2026-11-26T09:00", True),
    ],
)
def test_the_day_that_it_is_written_on_counts(
    at: str, text: str, start: str, certain: bool
) -> None:
    now = datetime.fromisoformat(at).replace(tzinfo=OSLO)
    assert read(text, now) == (moment(start), None, certain)


@pytest.mark.parametrize(
    ("at", "text", "start", "certain"),
    [
        ("2026-10-24T20:00+02:00", "i morgen kl 10", "2026-10-25T10:00+01:00", True),
        ("2026-10-24T20:00+02:00", "i morgen kl 02:30", "2026-10-25T02:30+02:00", False),
        ("2026-10-24T20:00+02:00", "om 8 timer", "2026-10-25T03:00+01:00", True),
        ("2026-10-20T20:00+02:00", "mandag kl 9", "2026-10-26T09:00+01:00", True),
        ("2027-03-27T20:00+01:00", "i morgen kl 10", "2027-03-28T10:00+02:00", False),
        ("2027-03-27T20:00+01:00", "i morgen kl 02:30", "2027-03-28T03:30+02:00", False),
        ("2027-03-27T20:00+01:00", "om 8 timer", "2027-03-28T05:00+02:00", True),
        ("2027-03-25T08:00+00:00", "mandag kl 9", "2027-03-29T09:00+02:00", False),
        ("2026-07-01T22:30+00:00", "i morgen kl 9", "2026-07-03T09:00+02:00", True),
        ("2026-11-21T11:00+00:00", "2026-12-01T10:00Z", "2026-12-01T11:00+01:00", True),
    ],
)
def test_summer_time_and_other_zones(at: str, text: str, start: str, certain: bool) -> None:
    found = parse_visit_time(text, datetime.fromisoformat(at))
    assert found is not None
    assert isinstance(found.start, datetime)
    assert (found.start.isoformat(), found.certain) == (
        datetime.fromisoformat(start).isoformat(),
        certain,
    )


@pytest.mark.parametrize(
    "text",
    [
        "31. juni kl 10",
        "uke 54 mandag kl 9",
        "32.12 kl 9",
        "2026-13-45",
        "99/99 kl 9",
        "den 45. kl 9",
        "2026-13-01T10:00Z",
        "åttende fredag i mai kl 9",
    ],
)
def test_a_day_that_no_calendar_has_is_no_time(text: str) -> None:
    assert parse_visit_time(text, SATURDAY_NOON) is None


def test_a_telephone_number_is_no_time() -> None:
    assert parse_visit_time("ring 14 30 15 45 eller 22 33 44 55", SATURDAY_NOON) is None


@pytest.mark.parametrize(
    ("text", "minutes"), [("14", 840), ("10-12", 600), ("2", 840), ("halv ti", 570), ("kl 9", 540)]
)
def test_an_answer_that_is_only_a_clock_says_so(text: str, minutes: int) -> None:
    found = parse_visit_time(text, SATURDAY_NOON)
    assert found is not None
    assert isinstance(found.start, datetime)
    assert found.start.hour * 60 + found.start.minute == minutes
    assert (found.certain, found.only_a_clock) == (False, True)


@pytest.mark.parametrize("text", ["i morgen kl 9", "torsdag", "om to timer", "julaften kl 9"])
def test_what_tells_a_day_is_not_only_a_clock(text: str) -> None:
    found = parse_visit_time(text, SATURDAY_NOON)
    assert found is not None
    assert not found.only_a_clock


@pytest.mark.parametrize("text", ["2013", "2017.", "1999!", "25", "8. trinn", "10 elever"])
def test_a_number_that_is_no_hour_is_no_time(text: str) -> None:
    assert parse_visit_time(text, SATURDAY_NOON) is None


def test_a_day_that_only_duckling_knows_is_asked_about() -> None:
    assert parse_visit_time("vi tar det på julaften", SATURDAY_NOON) == VisitTime(
        date(2026, 12, 24), None, certain=False
    )


_TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(OSLO))  # noqa: DTZ001 - hypothesis adds the zone
_WORDS = st.sampled_from(
    [text for rows in SAMPLES.values() for row in rows for text in str(row[0]).split()]
    + [
        "\x00",
        "\ud800",
        "31.",
        "32",
        "uke",
        "54",
        "0",
        "00:00",
        "24:00",
        "-",
        "–",
        "\n",
        "١٢",
        "julaften",
    ]
)


def check(text: str, at: datetime) -> None:
    found = parse_visit_time(text, at)
    if found is None:
        return
    if not isinstance(found.start, datetime):
        assert (found.end, found.certain) == (None, False)
        return
    assert found.start.tzinfo == OSLO
    assert found.end is None or found.start < found.end < found.start + timedelta(days=1)
    assert found.start > at or not found.certain


@given(st.text(), _TIMES)
def test_any_text_is_taken(text: str, at: datetime) -> None:
    check(text, at)


@settings(max_examples=300)
@given(st.lists(_WORDS, max_size=30).map(" ".join), _TIMES)
def test_any_words_of_time_are_taken(text: str, at: datetime) -> None:
    check(text, at)
