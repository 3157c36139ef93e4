"""What a reminder says helps at that very visit: own words, others' experience, a question."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.visits import ReminderKind
from bot.services.reminder_wishes import SnoozeReminder
from tests.services.test_visits import DAY_BEFORE, HOUR_BEFORE, VISIT, WISH, outbox, rows
from tests.support.insights import log, publish
from tests.support.people import NOW, Cast

THEN = NOW - timedelta(days=7)


def told(services: Services) -> list[str]:
    return [said for _, said, _, _ in outbox(services)]


@pytest.fixture
def insight(services: Services, people: Cast) -> str:
    """What three partners of two institutions learned about anchoring."""
    sources = [log(services, each, at=THEN) for each in (people.ola, people.siri, people.nils)]
    return publish(services, people.nils, *sources, at=THEN).id


def test_the_day_before_brings_what_others_learned(
    services: Services, people: Cast, insight: str
) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    first, step, hard, learned, question = told(services)[0].split("\n")
    assert first == "I morgen, torsdag 26. november kl. 09.00: Åsveien skole"
    assert step == "Ditt neste steg fra sist: Avtale tid."
    assert hard.startswith("Vanskelig sist: Rektor måtte gå etter ti minutter igjen.")
    assert learned == (
        "Fra en annen institusjon, om forankring i ledelsen: "
        "Når ti minutter med rektor er avtalt før hver økt, blir ledelsen værende."
    )
    assert question.startswith("Spør gjerne: Hva gjør ledelsen selv")
    assert rows(services, "SELECT insight_id, how FROM insight_delivery") == [
        (insight, "reminder")
    ]


def test_the_hour_before_is_three_lines(services: Services, people: Cast, insight: str) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    [said] = told(services)
    assert said.split("\n")[0] == "Om en time, kl. 09.00: Åsveien skole"
    assert len(said.split("\n")) == 3


@pytest.mark.parametrize(("minutes", "soon"), [(6, "Om 54 min, kl. 09.00"), (45, "Om 15 min")])
def test_what_comes_later_says_how_long_is_left(
    services: Services, people: Cast, minutes: int, soon: str
) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=HOUR_BEFORE + timedelta(minutes=minutes))
    assert told(services)[-1].startswith(soon)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("nn", ["I morgon, torsdag 26. november kl. 09.00: Åsveien skole",
                "Spør gjerne: Kva skal vere annleis i klasserommet om fire veker?"]),
        ("en", ["Tomorrow, Thursday 26 November at 09:00: Åsveien skole",
                "A question to ask: What should be different in the classroom in four weeks?"]),
    ],
)  # fmt: skip
def test_it_follows_the_language(
    services: Services, people: Cast, language: str, lines: list[str]
) -> None:
    reader: Actor = people.ola
    services.partners.pin_language(reader, language)
    services.visits.schedule(reader, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert told(services)[0].split("\n") == lines


def test_the_question_afterwards_starts_the_reflection(services: Services, people: Cast) -> None:
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=VISIT + timedelta(hours=1))
    titles = rows(services, "SELECT title FROM button ORDER BY position")
    assert [title for (title,) in titles] == [
        "Logg refleksjon", "Om 10 min", "Om 1 time", "I morgen kl. 8", "Gjort",
    ]  # fmt: skip


def test_one_about_the_visit_that_comes_long_before_says_the_day(
    services: Services, people: Cast
) -> None:
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    early = VISIT - timedelta(hours=3)
    wish = SnoozeReminder("s", visit.id, ReminderKind.HOUR_BEFORE, early)
    services.reminder_wishes.snooze(people.ola, wish, at=NOW)
    services.reminders.hand_over_due(at=early)
    assert told(services)[-1].split("\n")[0] == (
        "I dag, torsdag 26. november kl. 09.00: Åsveien skole"
    )


def test_without_an_insight_the_day_before_brings_her_own_words_alone(
    services: Services, people: Cast
) -> None:
    log(services, people.ola, at=THEN)
    services.visits.schedule(people.ola, WISH, at=NOW)
    services.reminders.hand_over_due(at=DAY_BEFORE)
    assert "Vanskelig sist: Rektor måtte gå" in told(services)[0]
    assert "Fra en annen institusjon" not in told(services)[0]
