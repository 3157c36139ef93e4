"""A reminder that cannot be made is set aside and seen; the others are given."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import StorageUnavailable
from bot.services.overview import Delivery
from bot.services.reminder_texts import ReminderTexts
from bot.services.visits import ScheduleVisit
from bot.storage.outbox import Outbox
from tests.services.test_visits import DAY_BEFORE, VISIT, outbox, reminders
from tests.support.people import NOW, Cast


def breaks(monkeypatch: pytest.MonkeyPatch, where: type, name: str, error: Exception) -> None:
    """Let a method fail for the school Solvik, when it has done its work."""
    real = getattr(where, name)

    def broken(*arguments: Any, **named: Any) -> Any:
        result = real(*arguments, **named)
        if "Solvik" in str(arguments):
            raise error
        return result

    monkeypatch.setattr(where, name, broken)


def plan(services: Services, people: Cast) -> None:
    for number, school in enumerate(("Åsveien skole", "Solvik skole", "Brattås skole")):
        wish = ScheduleVisit(f"v{number}", school, VISIT)
        services.visits.schedule(people.ola, wish, at=NOW)


@pytest.mark.parametrize(("where", "name"), [(ReminderTexts, "text"), (Outbox, "add_once")])
def test_one_that_cannot_be_made_holds_up_no_other_one(
    services: Services,
    people: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    where: type,
    name: str,
) -> None:
    plan(services, people)
    breaks(monkeypatch, where, name, KeyError("Solvik skole"))

    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 3
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 0

    said = [text for _, text, _, _ in outbox(services)]
    assert len(said) == 2
    assert not any("Solvik" in text for text in said)
    found = [each for each in reminders(services) if each[0] == "day_before"]
    assert sorted(found, key=str) == [
        ("day_before", "dropped", "failed"),
        ("day_before", "queued", None),
        ("day_before", "queued", None),
    ]
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert "KeyError at " in record.message
    assert "Solvik" not in caplog.text
    seen = services.overview.reminders(people.kari, at=VISIT)
    assert [(what, each.school) for what, each in seen.wrong] == [
        (Delivery.FAILED, "Solvik skole")
    ]


def test_a_database_that_is_lost_drops_none(
    services: Services, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(services, people)
    with monkeypatch.context() as patch:
        breaks(patch, ReminderTexts, "text", StorageUnavailable())
        with pytest.raises(StorageUnavailable):
            services.reminders.hand_over_due(at=DAY_BEFORE)
    assert outbox(services) == []
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 3
    assert len(outbox(services)) == 3
