"""What a visit is for is shown wherever the visit is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bootstrap import Services
from bot.domain_model.errors import NotFound
from bot.domain_model.purposes import PurposeTooLong
from tests.services.test_visits import DAY_BEFORE, WISH, outbox
from tests.support.people import NOW, Cast


def test_told_when_it_is_planned_it_is_in_reminder_calendar_and_hand_over(
    services: Services, people: Cast
) -> None:
    wish = replace(WISH, purpose="planlegge fagdag")
    visit = services.visits.schedule(people.ola, wish, at=NOW)
    assert [each.purpose for each in services.visits.coming(people.ola, at=NOW)] == [
        "planlegge fagdag"
    ]
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert "\nFormål: planlegge fagdag\n" in outbox(services)[0][1]
    file = services.calendars.feeds.file(people.ola, [visit.id], "nn")
    assert "DESCRIPTION:Føremål: planlegge fagdag" in file.decode()
    pack = services.handovers.of_school(people.ola, "Åsveien skole", at=NOW)
    assert "Formål: planlegge fagdag" in services.handovers.texts.message(pack, "nb", at=NOW)
    exported = services.exports.institution(people.kari, at=NOW).document
    assert '"purpose": "planlegge fagdag"' in exported


def test_told_later_calendars_hear_of_it(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    assert services.calendars.changes.hand_over(at=NOW) == 1
    for _ in range(2):
        kept = services.visits.set_purpose(people.ola, visit.id, " vurdering. ", at=NOW)
        assert kept.purpose == "vurdering"
    assert services.calendars.changes.hand_over(at=NOW) == 1
    assert services.visits.set_purpose(people.ola, visit.id, "", at=NOW).purpose == ""


def test_only_who_goes_says_it_and_in_few_words(services: Services, people: Cast) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    with pytest.raises(NotFound):
        services.visits.set_purpose(people.siri, visit.id, "vurdering", at=NOW)
    with pytest.raises(PurposeTooLong):
        services.visits.set_purpose(people.ola, visit.id, "x" * 201, at=NOW)
    services.visits.cancel(people.ola, visit.id, at=NOW)
    with pytest.raises(NotFound):
        services.visits.set_purpose(people.ola, visit.id, "vurdering", at=NOW)
