"""When the weekly digest comes, also when the clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain_model.digests import DigestTime, InvalidDigestTime, read_digest_time, wants_none

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("when", "after", "next_at"),
    [
        (DigestTime(0, 8), "2026-11-21T12:00", "2026-11-23T07:00"),
        (DigestTime(0, 8), "2026-11-23T06:59", "2026-11-23T07:00"),
        (DigestTime(0, 8), "2026-11-23T07:00", "2026-11-30T07:00"),
        (DigestTime(0, 8), "2026-03-23T07:00", "2026-03-30T06:00"),  # summer time has begun
        (DigestTime(6, 2), "2026-03-28T12:00", "2026-03-29T01:00"),  # 02:00 does not exist
        (DigestTime(6, 2), "2026-10-24T12:00", "2026-10-25T00:00"),  # 02:00 comes twice
        (DigestTime(6, 2), "2026-10-25T00:00", "2026-11-01T01:00"),
    ],
)
def test_the_next_digest(when: DigestTime, after: str, next_at: str) -> None:
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert when.next_after(moment, OSLO) == datetime.fromisoformat(next_at).replace(tzinfo=UTC)


@settings(max_examples=200, deadline=None)
@given(
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    hours=st.integers(0, 3 * 365 * 24),
)
def test_there_is_one_in_every_week(weekday: int, hour: int, hours: int) -> None:
    when = DigestTime(weekday, hour)
    after = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    following = when.next_after(after, OSLO)
    assert after < following <= after + timedelta(days=7, hours=1)
    assert following.astimezone(OSLO).weekday() == weekday
    again = when.next_after(following, OSLO)
    assert timedelta(days=6, hours=23) <= again - following <= timedelta(days=7, hours=1)


@pytest.mark.parametrize(("weekday", "hour"), [(-1, 8), (7, 8), (0, 24)])
def test_there_is_no_such_time(weekday: int, hour: int) -> None:
    with pytest.raises(InvalidDigestTime):
        DigestTime(weekday, hour)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("ukebrev på", DigestTime(2, 9)),
        ("ukebrev på fredag kl. 14", DigestTime(4, 14)),
        ("vekebrev på laurdagar klokka 10.00", DigestTime(5, 10)),
        ("send it on tuesday at 7", DigestTime(1, 7)),
        ("ukebrev kl 8.30", DigestTime(2, 9)),
        ("ukebrev kl. 99", DigestTime(2, 9)),
    ],
)
def test_words_tell_when(words: str, when: DigestTime) -> None:
    assert read_digest_time(words, DigestTime(2, 9)) == when


@pytest.mark.parametrize(
    ("words", "off"),
    [
        ("ukebrev av", True),
        ("slå av ukebrevet", True),
        ("meld meg av ukebrevet", True),
        ("æ vil itj ha ukebrev", True),
        ("slutt å sende vekebrev", True),
        ("turn off the digest", True),
        ("ukebrev på", False),
        ("et sammendrag av nye innsikter hver mandag", False),
    ],
)
def test_words_tell_that_none_is_wanted(words: str, off: bool) -> None:
    assert wants_none(words) is off
