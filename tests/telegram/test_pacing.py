"""Thirty a second in all, one a second in a chat, and Telegram's own word."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import Pacing
from tests.support.people import NOW


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_one_a_second_in_a_chat() -> None:
    pacing = Pacing()
    pacing.sent("a", NOW)
    assert pacing.ready_at("a", after(0.4)) == after(1)
    assert pacing.ready_at("b", after(0.4)) == after(0.4)
    assert pacing.ready_at("a", after(1)) == after(1)


def test_so_many_a_second_in_all() -> None:
    pacing = Pacing(in_all=2)
    pacing.sent("a", NOW)
    pacing.sent("b", after(0.5))
    assert pacing.ready_at("c", after(0.6)) == after(1)
    pacing.sent("c", after(1))
    assert pacing.ready_at("d", after(1)) == after(1.5)


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 0.3)), max_size=80))
def test_no_second_ever_sees_more(wishes: list[tuple[int, float]]) -> None:
    pacing, now = Pacing(in_all=4), NOW
    sent: list[tuple[str, datetime]] = []
    for chat, pause in wishes:
        now = pacing.ready_at(str(chat), now + timedelta(seconds=pause))
        pacing.sent(str(chat), now)
        sent.append((str(chat), now))
    for _, at in sent:
        second = [chat for chat, time in sent if at <= time < at + timedelta(seconds=1)]
        assert len(second) <= 4
        assert len(set(second)) == len(second)


def test_a_pause_that_telegram_wants_holds_its_chat_alone() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(7), NOW)
    assert pacing.ready_at("a", after(1)) == after(7)
    assert pacing.ready_at("b", after(1)) == after(1)
    assert pacing.ready_at("a", after(7)) == after(7)


def test_pauses_for_two_chats_at_once_are_meant_for_all() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(7), NOW)
    pacing.told_to_wait("b", after(5), after(1))
    assert pacing.ready_at("c", after(2)) == after(7)
    assert pacing.ready_at("c", after(8)) == after(8)


def test_pauses_one_after_the_other_are_not() -> None:
    pacing = Pacing()
    pacing.told_to_wait("a", after(2), NOW)
    pacing.told_to_wait("b", after(5), after(3))
    assert pacing.ready_at("c", after(3)) == after(3)


def test_a_shared_one_sends_only_at_granted_moments() -> None:
    pacing = Pacing(shared=True)
    assert pacing.ready_at("a", NOW) > NOW
    assert pacing.missing(100, NOW) == 6
    pacing.grant([after(0), after(0.1)])
    assert pacing.ready_at("a", NOW) == NOW
    pacing.sent("a", NOW)
    assert pacing.ready_at("b", NOW) == after(0.1)
    pacing.not_sent(NOW)
    assert pacing.ready_at("b", NOW) == after(1 / 30)


def test_moments_are_not_saved_up() -> None:
    pacing = Pacing(shared=True)
    pacing.grant([after(number / 10) for number in range(5)])
    assert pacing.missing(2, NOW) == 0
    assert pacing.missing(2, after(5)) == 2
    assert pacing.ready_at("a", after(5)) > after(5)


def test_missed_moments_do_not_leave_as_a_burst() -> None:
    pacing = Pacing(shared=True)
    pacing.grant([after(number / 100) for number in range(3)])
    pacing.sent("a", after(0.5))
    assert pacing.ready_at("b", after(0.5)) == after(0.5 + 1 / 30)
