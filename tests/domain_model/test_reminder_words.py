"""What somebody wants otherwise about the reminders is read from her words."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain_model.reminder_words import is_about_something_else, read_button, read_change
from bot.domain_model.reminders import PreferenceChange
from bot.domain_model.visits import ReminderKind

TODAY = date(2026, 11, 21)  # a Saturday
DAY, HOUR, AFTER = ReminderKind
ALL = frozenset(ReminderKind)


def on(*kinds: ReminderKind) -> PreferenceChange:
    return PreferenceChange(on=frozenset(kinds))


def off(*kinds: ReminderKind) -> PreferenceChange:
    return PreferenceChange(off=frozenset(kinds))


def until(day: str) -> PreferenceChange:
    return PreferenceChange(pause_until=date.fromisoformat(day))


def quiet(start: int, end: int) -> PreferenceChange:
    return PreferenceChange(quiet=(time(start), time(end)))


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("slå av påminnelsen timen før", off(HOUR)),
        ("æ vil itj ha påminnelsa timen før", off(HOUR)),
        ("ikkje spør meg korleis det gjekk", off(AFTER)),
        ("ikke spør meg etterpå", off(AFTER)),
        ("ingen påminnelse dagen før, takk", off(DAY)),
        ("slå av alle påminnelser", off(*ALL)),
        ("stop sending me reminders", off(*ALL)),
        ("turn off the reminder an hour before", off(HOUR)),
        ("slå på påminnelsen timen før igjen", on(HOUR)),
        ("slå på påminnelser igjen", PreferenceChange(on=ALL, resume=True)),
        ("stille mellom 21 og 7", quiet(21, 7)),
        ("stille kl. 22–06", quiet(22, 6)),
        ("quiet from 21 to 7", quiet(21, 7)),
        ("ikke send meg noe etter kl 19", quiet(19, 8)),
        ("ikkje forstyrr meg før klokka 9", quiet(20, 9)),
        ("pause påminnelsene i to uker", until("2026-12-05")),
        ("eg har fri i 3 veker", until("2026-12-12")),
        ("pause ut uka", until("2026-11-23")),
        ("pause i mange uker", PreferenceChange()),
        ("avslutt pausen", PreferenceChange(resume=True)),
        ("når får jeg påminnelser", PreferenceChange()),
        ("innstillinger for påminnelser", PreferenceChange()),
        ("ta pause fra påminnelser", PreferenceChange()),
    ],
)
def test_words(words: str, change: PreferenceChange) -> None:
    assert read_change(words, TODAY, None, None) == change


def test_the_hour_of_the_day_before() -> None:
    change = read_change("send påminnelsen dagen før kl 18", TODAY, time(18), None)
    assert change == PreferenceChange(on=frozenset({DAY}), day_before_at=time(18))


def test_a_pause_until_a_day_of_the_calendar() -> None:
    assert read_change("pause til 1. desember", TODAY, None, date(2026, 12, 1)) == until(
        "2026-12-01"
    )


@pytest.mark.parametrize(
    ("setting", "change"),
    [
        ("hour_before:off", off(HOUR)),
        ("after_visit:on", on(AFTER)),
        ("at:18", PreferenceChange(day_before_at=time(18))),
        ("pause:7", until("2026-11-28")),
        ("resume", PreferenceChange(resume=True)),
    ],
)
def test_buttons(setting: str, change: PreferenceChange) -> None:
    assert read_button(setting, TODAY) == change


@pytest.mark.parametrize(
    ("words", "something_else"),
    [
        ("minn meg på å ringe rektor i morgen", True),
        ("hugs meg på å ta med plakatar", True),
        ("remind me to call the principal", True),
        ("minn meg på det om ti minutter", False),
        ("minn meg på å besøke Solvik i morgen", False),
        ("minn meg på besøket igjen", False),
    ],
)
def test_what_is_no_visit(words: str, something_else: bool) -> None:
    assert is_about_something_else(words) is something_else
