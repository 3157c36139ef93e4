"""What became of reminders, in the words that a coordinator needs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain_model.messages import OutboxState
from bot.domain_model.reminders import LATE_AFTER
from bot.domain_model.visits import ReminderState
from bot.services.overview import Delivery, delivery
from bot.services.ports.overview import GivenReminder
from tests.support.people import NOW

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "left", "after", "became"),
    [
        (ReminderState.DROPPED, None, None, Delivery.NOT_NEEDED),
        (ReminderState.DROPPED, OutboxState.DROPPED, None, Delivery.NOT_NEEDED),
        (ReminderState.WAITING, None, None, Delivery.ON_ITS_WAY),
        (ReminderState.QUEUED, OutboxState.WAITING, None, Delivery.ON_ITS_WAY),
        (ReminderState.QUEUED, OutboxState.SENDING, None, Delivery.ON_ITS_WAY),
        (ReminderState.QUEUED, OutboxState.DROPPED, None, Delivery.FAILED),
        (ReminderState.QUEUED, OutboxState.UNCERTAIN, None, Delivery.UNCERTAIN),
        (ReminderState.QUEUED, OutboxState.SENT, LATE_AFTER - SECOND, Delivery.SENT),
        (ReminderState.QUEUED, OutboxState.SENT, LATE_AFTER, Delivery.LATE),
    ],
)
def test_what_became_of_a_reminder(
    state: ReminderState, left: OutboxState | None, after: timedelta | None, became: Delivery
) -> None:
    sent_at = None if after is None else NOW + after
    given = GivenReminder("Ola Ødegård", "Åsveien skole", NOW, state, None, left, sent_at)
    assert delivery(given) is became
