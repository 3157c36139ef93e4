"""What is no longer true of a visit does not leave: the reminders of all who go are taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, chat_id
from bot.domain_model.visits import Visit
from bot.services.ports.messages import Departure
from tests.services.test_visit_participants import reminders_of
from tests.services.test_visits import DAY_BEFORE, HOUR_BEFORE, VISIT, WISH, rows
from tests.support.people import Cast

ENDED = VISIT + timedelta(hours=1)
Change = Callable[[Services, Actor, Visit, datetime], object]


def finish(services: Services, actor: Actor, visit: Visit, at: datetime) -> object:
    return services.visits.finishing.finish(actor, visit.id, at=at)


def cancel(services: Services, actor: Actor, visit: Visit, at: datetime) -> object:
    return services.visits.cancel(actor, visit.id, at=at)


def move(services: Services, actor: Actor, visit: Visit, at: datetime) -> object:
    later = VISIT + timedelta(days=1)
    return services.visits.move(actor, visit.id, later, None, source_key="m", at=at)


def leave(services: Services, actor: Actor, visit: Visit, at: datetime) -> object:
    return services.visits.participants.leave(actor, visit.id, source_key="l", at=at)


@pytest.fixture
def two(services: Services, people: Cast) -> Sequence[Actor]:
    """Two colleagues in Telegram, where what is to be said waits until it is sent."""
    invited = [services.partners.invite(people.kari, name, at=DAY_BEFORE) for name in "EF"]
    for number, each in enumerate(invited):
        services.partners.redeem(each.token, chat_id(Channel.TELEGRAM, number), at=DAY_BEFORE)
    return [each.account.actor for each in invited]


@pytest.fixture
def visit(services: Services, two: Sequence[Actor]) -> Visit:
    early = DAY_BEFORE - timedelta(days=1)
    wish = replace(WISH, together=(str(two[1].partner_id),))
    visit = services.visits.schedule(two[0], wish, at=early)
    say_all(services)
    return visit


def say_all(services: Services) -> None:
    """Let what waits now be said, so that only reminders wait after this."""
    with services.begin() as uow:
        waiting = uow.outbox.due(Channel.TELEGRAM, DAY_BEFORE, limit=9)
        for each in waiting:
            uow.outbox.withdraw(each.dedupe_key, "said")
        uow.commit()


def of_reminders(services: Services) -> list[tuple[str, str | None]]:
    found = "SELECT state, reason FROM outbox WHERE kind = 'reminder' ORDER BY state"
    return [(state, reason) for state, reason in rows(services, found)]


def begin_to_send(services: Services, at: datetime) -> list[Departure]:
    due = services.outbox.due(at=at, limit=9)
    begun = [services.outbox.begin(each.sequence, at=at) for each in due]
    return [each for each in begun if each is not None]


@pytest.mark.parametrize(
    ("change", "reason"), [(finish, "done"), (cancel, "cancelled"), (move, "moved")]
)
@pytest.mark.parametrize("at", [DAY_BEFORE, HOUR_BEFORE])
def test_reminders_of_all_are_taken_back_with_the_reason(
    services: Services,
    two: Sequence[Actor],
    visit: Visit,
    change: Change,
    reason: str,
    at: datetime,
) -> None:
    services.reminders.hand_over_due(at=at)
    assert ("waiting", None) in of_reminders(services)
    change(services, two[0], visit, at)
    assert set(of_reminders(services)) == {("dropped", reason)}
    if change is not move:  # those of the new time are other ones, and wait
        said = rows(services, "SELECT reason FROM reminder WHERE state = 'dropped'")
        assert said.count((reason,)) >= len(of_reminders(services))


def test_how_it_went_is_still_asked_of_those_who_have_not_told(
    services: Services, two: Sequence[Actor], visit: Visit
) -> None:
    services.reminders.hand_over_due(at=ENDED)
    finish(services, two[0], visit, ENDED)
    assert of_reminders(services) == [("dropped", "done"), ("waiting", None)]
    assert [dict(reminders_of(services, each))["after_visit"] for each in two] == [
        "dropped", "queued"
    ]  # fmt: skip


def test_they_come_after_all_when_the_visit_is_not_done(
    services: Services, two: Sequence[Actor], visit: Visit
) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    finish(services, two[0], visit, DAY_BEFORE)
    services.visits.finishing.reopen(two[1], visit.id, at=DAY_BEFORE)
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 2
    assert of_reminders(services) == [("waiting", None), ("waiting", None)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [(finish, "done"), (cancel, "cancelled"), (move, "replaced"), (leave, "replaced")],
)
def test_one_that_was_on_its_way_and_did_not_arrive_is_not_tried_again(
    services: Services, two: Sequence[Actor], visit: Visit, change: Change, reason: str
) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    first, second = begin_to_send(services, DAY_BEFORE)
    services.outbox.put_back(first, "notsent", until=DAY_BEFORE, at=DAY_BEFORE)
    assert of_reminders(services) == [("sending", None), ("waiting", None)]  # nothing has changed
    [first] = begin_to_send(services, DAY_BEFORE)

    change(services, two[0], visit, DAY_BEFORE)
    for each in (first, second):
        services.outbox.put_back(each, "notsent", until=DAY_BEFORE, at=DAY_BEFORE)
    stays = ("waiting", None) if change is leave else ("dropped", reason)
    assert of_reminders(services) == [("dropped", reason), stays]


def test_one_that_is_kept_until_it_is_too_late_has_not_arrived(
    services: Services, two: Sequence[Actor], visit: Visit
) -> None:
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    for each in begin_to_send(services, HOUR_BEFORE):
        services.outbox.put_back(each, "notsent", until=HOUR_BEFORE, at=VISIT)
    assert set(of_reminders(services)) == {("waiting", None)}
    assert begin_to_send(services, VISIT) == []
    assert set(of_reminders(services)) == {("dropped", "late")}
