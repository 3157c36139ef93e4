"""The weekly digest: opt-in, once a week, with something new from others or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Channel, chat_id
from bot.domain_model.digests import DigestTime
from bot.domain_model.errors import NotAllowed
from bot.domain_model.insights import DeliveredHow, Reach, Verdict
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.services.ports.messages import Departure
from tests.support.insights import TEXT, log, publish
from tests.support.people import NOW, Cast

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def three(services: Services, people: Cast) -> list[Reflection]:
    return [log(services, each) for each in (people.ola, people.siri, people.nils)]


def digests(services: Services, people: Cast) -> list[Departure]:
    chat = chat_id(Channel.WEB, str(people.nils.account_id))
    with services.begin() as uow:
        return uow.outbox.of_chats([chat], limit=10)


def test_new_insights_come_once_in_a_week(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    insight = publish(services, people.kari, *three)
    assert services.digests.hand_over_due(at=MONDAY - timedelta(seconds=1)) == 0
    assert services.digests.hand_over_due(at=MONDAY) == 1
    assert services.digests.hand_over_due(at=MONDAY) == 0
    (sent,) = digests(services, people)
    assert sent.dedupe_key == f"digest:{people.nils.partner_id}:2026-48"
    assert sent.text == f"Nytt fra andre siden sist:\n• {TEXT.title_nb} (forankring i ledelsen)"
    assert [each.title for each in sent.buttons] == [TEXT.title_nb, "Slå av ukebrevet"]
    assert people.nils.partner_id
    with services.begin() as uow:
        delivery = uow.insights.delivery(insight.id, people.nils.partner_id)
    assert delivery is not None
    assert (delivery.how, delivery.delivered_at) == (DeliveredHow.DIGEST, MONDAY)


def test_there_is_never_an_empty_one_and_nothing_twice(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    hvl = [log(services, people.ola), log(services, people.siri), log(services, people.ola)]
    publish(services, people.kari, *hvl, reach=Reach.INSTITUTION)
    assert services.digests.hand_over_due(at=MONDAY) == 0
    publish(services, people.kari, *three, at=MONDAY + timedelta(days=1))
    assert services.digests.hand_over_due(at=MONDAY + WEEK) == 1
    assert services.digests.hand_over_due(at=MONDAY + 2 * WEEK) == 0
    assert len(digests(services, people)) == 1


def test_what_is_withdrawn_does_not_come(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    insight = publish(services, people.kari, *three)
    services.insights.withdraw(people.kari, insight.id, at=NOW)
    assert services.digests.hand_over_due(at=MONDAY) == 0


@pytest.mark.parametrize("by", ["writer", "author"])
def test_one_that_has_not_left_is_taken_back_with_its_insight(
    services: Services, people: Cast, three: list[Reflection], by: str
) -> None:
    chat = chat_id(Channel.TELEGRAM, 4711)
    assert people.nils.partner_id
    with services.begin() as uow:
        partner = uow.partners.get(people.nils.partner_id)
        uow.partners.save(replace(partner, telegram_chat=chat))
        uow.commit()
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    insight = publish(services, people.kari, *three)
    assert services.digests.hand_over_due(at=MONDAY) == 1
    if by == "writer":
        services.insights.withdraw(people.kari, insight.id, at=MONDAY)
    else:
        services.reflections.share(people.ola, three[0].id, Sharing.ONLY_ME, at=MONDAY)
    assert services.outbox.due(at=MONDAY, limit=5) == []


def test_one_that_is_a_day_late_waits_for_the_next_week(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    publish(services, people.kari, *three)
    assert services.digests.hand_over_due(at=MONDAY + timedelta(days=1, seconds=1)) == 0
    assert services.digests.hand_over_due(at=MONDAY + WEEK) == 1


def test_it_is_moved_and_turned_off(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    publish(services, people.kari, *three)
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    services.digests.turn_on(people.nils, DigestTime(4, 14), at=NOW)
    assert services.digests.wanted(people.nils) == DigestTime(4, 14)
    assert services.digests.hand_over_due(at=MONDAY) == 0
    services.digests.turn_off(people.nils, at=MONDAY)
    assert services.digests.wanted(people.nils) is None
    assert services.digests.hand_over_due(at=MONDAY + WEEK) == 0


def test_only_partners_have_one(services: Services, people: Cast) -> None:
    for actor in (STRANGER, people.network):
        with pytest.raises(NotAllowed):
            services.digests.turn_on(actor, DigestTime(), at=NOW)


def test_her_export_tells_what_she_was_given(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(4, 14), at=NOW)
    insight = publish(services, people.kari, *three)
    services.insight_readers.judge(people.nils, insight.id, Verdict.USED, at=NOW)
    assert people.nils.partner_id
    with services.begin() as uow:
        nils = uow.partners.get(people.nils.partner_id)
    exported = json.loads(services.exports.partner(nils, at=NOW).document)
    assert exported["weekly_digest"] == {"weekday": 4, "hour": 14}
    (given,) = exported["insights"]
    assert (given["title"], given["how"], given["verdict"]) == (TEXT.title_nb, "browse", "used")


def test_a_week_has_one_also_when_its_day_is_moved(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    services.digests.turn_on(people.nils, DigestTime(), at=NOW)
    publish(services, people.kari, *three)
    assert services.digests.hand_over_due(at=MONDAY) == 1
    services.digests.turn_on(people.nils, DigestTime(4, 12), at=MONDAY)
    publish(services, people.kari, *three, at=MONDAY + timedelta(hours=1))
    assert services.digests.hand_over_due(at=MONDAY + timedelta(days=4, hours=5)) == 0
    assert services.digests.hand_over_due(at=MONDAY + timedelta(days=11, hours=5)) == 1
