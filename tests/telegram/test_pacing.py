"""Thirty a second in all, one a second in a chat, and Telegram's own word."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import CATCH_UP, PER_CHAT, SECOND, Pacing
from tests.support.people import NOW


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def leaves(pacing: Pacing, chat: str, at: datetime) -> datetime:
    """Book the next turn of a chat for a message that is ready then."""
    turn = pacing.turn_at(chat, at)
    pacing.book(chat, turn)
    return turn


def test_one_a_second_in_a_chat() -> None:
    pacing = Pacing()
    assert leaves(pacing, "a", NOW) == NOW
    assert pacing.open_at("a", after(0.4)) == after(1)
    assert pacing.open_at("b", after(0.4)) == after(0.4)
    assert pacing.open_at("a", after(1)) == after(1)


def test_messages_leave_evenly() -> None:
    pacing = Pacing(in_all=4)
    for number in range(9):
        even = NOW + number * SECOND / 4
        assert even - CATCH_UP <= leaves(pacing, str(number), NOW) <= even


def test_what_was_missed_is_made_up_for_only_a_little() -> None:
    pacing, evenly = Pacing(in_all=4), SECOND / 4
    leaves(pacing, "a", NOW)
    late = leaves(pacing, "b", after(10))
    assert late == after(10)
    assert [leaves(pacing, chat, late) for chat in "cd"] == [
        late + evenly - CATCH_UP,
        late + 2 * evenly - CATCH_UP,
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.floats(0, 0.3), st.booleans()), min_size=1, max_size=80
    )
)
def test_no_counted_second_ever_sees_more(wishes: list[tuple[int, float, bool]]) -> None:
    pacing, now = Pacing(in_all=4), NOW
    sent: list[tuple[str, datetime]] = []
    for chat, pause, waits in wishes:
        now += timedelta(seconds=pause)
        turn = leaves(pacing, str(chat), now)
        assert turn >= now
        sent.append((str(chat), turn))
        now = max(now, turn) if waits else now
    for _, at in sent:
        assert sum(at <= time < at + SECOND for _, time in sent) <= 4
        chats = [chat for chat, time in sent if at <= time < at + PER_CHAT]
        assert len(set(chats)) == len(chats)


def test_who_only_asks_books_nothing() -> None:
    pacing = Pacing(in_all=1)
    assert pacing.turn_at("a", NOW) == pacing.turn_at("b", NOW) == NOW
    assert leaves(pacing, "b", NOW) == NOW
    assert pacing.turn_at("a", NOW) == NOW + SECOND


def test_a_pause_that_telegram_wants_holds_its_chat_alone() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(7), NOW)
    assert pacing.open_at("a", after(1)) == pacing.turn_at("a", after(1)) == after(7)
    assert pacing.open_at("b", after(1)) == after(1)
    assert pacing.open_at("a", after(7)) == after(7)


def test_pauses_for_two_chats_at_once_are_meant_for_all() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(7), NOW)
    pacing.told_to_wait("b", after(5), after(1))
    assert pacing.open_at("c", after(2)) == after(7)
    assert pacing.open_at("c", after(8)) == after(8)


def test_pauses_one_after_the_other_are_not() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(2), NOW)
    pacing.told_to_wait("b", after(5), after(3))
    assert pacing.open_at("c", after(3)) == after(3)
