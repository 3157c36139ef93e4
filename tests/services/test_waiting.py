"""The coordinator sees what waits, and is told in Telegram if she wants to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.sharing import Sharing
from bot.services.waiting import NEW_FOR, Waiting, WaitingNow
from tests.services.test_enquiries import pass_on
from tests.support.insights import log
from tests.support.people import NOW, Cast

TELEGRAM = chat_id(Channel.TELEGRAM, 4711)
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Eight in the morning in Oslo; NOW is the Saturday before."""


@pytest.fixture
def waiting(services: Services) -> Waiting:
    return services.overview.waiting


def link(services: Services, actor: Actor, *, reachable: bool = True) -> None:
    """Let an actor have used her invitation in Telegram."""
    assert actor.partner_id
    with services.begin() as uow:
        partner = uow.partners.get(actor.partner_id)
        linked = replace(partner, telegram_chat=TELEGRAM, telegram_reachable=reachable)
        uow.partners.save(linked)
        uow.commit()


def told(services: Services) -> list[str]:
    with services.begin() as uow:
        return [each.text for each in uow.outbox.of_chats([TELEGRAM], limit=20)]


def test_what_waits_is_counted_until_it_is_opened(
    services: Services, people: Cast, waiting: Waiting
) -> None:
    log(services, people.kari)
    log(services, people.ola, Sharing.ONLY_ME)
    log(services, people.nils)
    old = log(services, people.ola, at=NOW - NEW_FOR)
    new = log(services, people.ola, Sharing.COORDINATOR)
    assert waiting.now(people.kari, at=NOW) == WaitingNow(0, 1, 0, told=None)
    waiting.see(people.ola, new.id, at=NOW)
    assert waiting.now(people.kari, at=NOW).reflections == 1
    assert waiting.seen([old.id, new.id]) == set()
    for _ in range(2):
        waiting.see(people.kari, new.id, at=NOW)
    assert waiting.now(people.kari, at=NOW).reflections == 0
    assert waiting.seen([old.id, new.id]) == {new.id}
    with pytest.raises(NotFound):
        waiting.see(people.nils, new.id, at=NOW)


def test_only_coordinators_look_and_wish(people: Cast, waiting: Waiting) -> None:
    with pytest.raises(NotAllowed):
        waiting.now(people.ola, at=NOW)
    with pytest.raises(NotAllowed):
        waiting.tell(people.network, wanted=True, at=NOW)


@pytest.mark.parametrize("wanted", [True, False])
def test_a_question_is_told_of_to_whoever_wants_it(
    services: Services, people: Cast, waiting: Waiting, wanted: bool
) -> None:
    link(services, people.kari)
    assert waiting.now(people.kari, at=NOW).told is False
    waiting.tell(people.kari, wanted=True, at=NOW)
    waiting.tell(people.kari, wanted=wanted, at=NOW)
    assert people.ola.account_id
    pass_on(services, chat_id(Channel.WEB, people.ola.account_id), people)
    assert waiting.now(people.kari, at=NOW) == WaitingNow(1, 0, 0, told=wanted)
    assert len(told(services)) == wanted
    assert all("sendt deg et spørsmål" in each and "Røros" not in each for each in told(services))


def test_new_reflections_are_told_of_on_the_next_working_morning_once(
    services: Services, people: Cast, waiting: Waiting
) -> None:
    link(services, people.kari)
    waiting.tell(people.kari, wanted=True, at=NOW)
    for _ in range(2):
        log(services, people.ola, at=NOW + timedelta(hours=1))
    assert waiting.hand_over_due(at=MONDAY - timedelta(minutes=1)) == 0
    assert waiting.hand_over_due(at=MONDAY) == 1
    assert told(services) == ["2 nye refleksjoner venter på deg på nettsiden."]
    assert waiting.hand_over_due(at=MONDAY + timedelta(days=1)) == 0
    log(services, people.ola, at=MONDAY + timedelta(days=1, hours=1))
    assert waiting.hand_over_due(at=MONDAY + timedelta(days=2)) == 1
    assert told(services)[-1] == "1 ny refleksjon venter på deg på nettsiden."


def test_who_is_not_reached_in_telegram_is_not_told(
    services: Services, people: Cast, waiting: Waiting
) -> None:
    link(services, people.kari, reachable=False)
    waiting.tell(people.kari, wanted=True, at=NOW)
    log(services, people.ola, at=NOW + timedelta(hours=1))
    assert waiting.hand_over_due(at=MONDAY) == 0
    assert people.ola.account_id
    pass_on(services, chat_id(Channel.WEB, people.ola.account_id), people)
    assert told(services) == []
