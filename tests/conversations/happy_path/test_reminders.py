"""Reminders are put off, preferred otherwise, and visits prepared: in words and by buttons."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.visits import ReminderKind, Visit
from bot.services.ports.assistant import payload
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The day after the conversations."""


@pytest.fixture
def solvik(services: Services, people: Cast) -> Visit:
    parts = ReflectionParts(
        happened="Vi møttes.", hard="Rektor måtte gå.", next_step="Ring rektor."
    )
    services.reflections.log(people.ola, LogReflection("r", "Solvik", parts, NOW.date()), at=NOW)
    return services.visits.schedule(people.ola, ScheduleVisit("v", "Solvik", SUNDAY), at=NOW)


def waiting(services: Services, visit: Visit) -> list[tuple[ReminderKind, datetime]]:
    with services.begin() as uow:
        found = uow.reminders.waiting_of_visit(visit.id, visit.participants[0].id)
    return [(each.kind, each.due_at) for each in found if each.snoozed]


@pytest.mark.parametrize(
    ("said", "answer", "due"),
    [
        ("minn meg på det om ti minutter", "kl. 13.10", NOW + timedelta(minutes=10)),
        ("minn meg på det i morgen kl 8", "i morgen, søndag 22. november kl. 08.00",
         datetime(2026, 11, 22, 7, tzinfo=UTC)),
        ("minn meg på det att om ein time", "Eg minner deg om Solvik igjen kl. 14.00",
         NOW + timedelta(hours=1)),
        ("remind me again in ten minutes", "remind you of Solvik again at 13:10",
         NOW + timedelta(minutes=10)),
    ],
)  # fmt: skip
async def test_in_words(
    ola: Any, services: Services, solvik: Visit, said: str, answer: str, due: datetime
) -> None:
    assert answer in await ola.say(said)
    assert waiting(services, solvik) == [(ReminderKind.DAY_BEFORE, due)]


async def test_of_visits_alone(ola: Any, services: Services, solvik: Visit) -> None:
    said = await ola.say("minn meg på å ringe rektor i morgen")
    assert "Jeg kan bare minne deg på skolebesøk." in said
    assert waiting(services, solvik) == []


async def test_without_a_time_it_is_asked(ola: Any, services: Services, solvik: Visit) -> None:
    assert "Når skal jeg minne deg igjen?" in await ola.say("minn meg på det igjen i kveld")
    assert "Når skal jeg minne deg igjen?" in await ola.say("utsett påminnelsen")
    assert "kl. 14.00" in await ola.press("Om 1 time")
    assert waiting(services, solvik) == [(ReminderKind.DAY_BEFORE, NOW + timedelta(hours=1))]


async def test_by_the_buttons_of_a_reminder(ola: Any, services: Services, solvik: Visit) -> None:
    def button(how: str) -> str:
        return payload("snooze_reminder", visit=solvik.id, reminder="day_before", snooze=how)

    assert "i morgen, søndag 22. november kl. 08.00" in await ola.choose(button("tomorrow"))
    assert "ikke mer før dette besøket" in await ola.choose(button("done"))
    assert waiting(services, solvik) == []
    services.visits.cancel(services.partners.actor_in(ola.chat), solvik.id, at=NOW)
    assert "Det besøket finner jeg ikke" in await ola.choose(button("1h"))


async def test_too_late_and_nothing_to_remind_of(ola: Any, solvik: Visit, stranger: Any) -> None:
    assert "da har besøket alt begynt" in await ola.say("minn meg på det igjen på tirsdag kl 8")
    assert "invitasjon" in await stranger.say("minn meg på det om ti minutter")


async def test_preferences(ola: Any, services: Services, people: Cast) -> None:
    def kept() -> Any:
        return services.reminder_wishes.preferences(people.ola)

    shown = await ola.say("innstillinger for påminnelser")
    assert (
        "• Dagen før: kl. 15.00\n• Timen før: på\n• Spørsmål etterpå: på\n"
        "• Stille: kl. 20.00–08.00" in shown
    )
    assert "• Timen før: av" in await ola.press("Timen før: slå av")
    assert ReminderKind.HOUR_BEFORE not in kept().wanted
    assert "• Dagen før: kl. 18.00" in await ola.say("send påminnelsen dagen før klokka 18")
    assert kept().day_before_at == time(18)
    assert "• Stille: kl. 21.00–07.00" in await ola.say("stille mellom 21 og 7")
    assert "• Pause til tysdag 1. desember" in await ola.say(
        "eg vil ha pause frå påminningane til 1. desember"
    )
    assert kept().paused_until == date(2026, 12, 1)
    assert "Pause" not in (await ola.press("Avslutt pausen"))
    assert kept().paused_until is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/prepare_visit_request", "Før besøket: Solvik, i morgen, søndag 22. november kl. 10.00"),
        ("forbered meg til besøket på Solvik", "Før besøket: Solvik, i morgen"),
        ("forbered besøket på Lade skole", "Før besøket: Lade skole\n"),
    ],
)
async def test_the_checklist(ola: Any, solvik: Visit, said: str, told: str) -> None:
    shown = await (ola.choose(said) if said.startswith("/") else ola.say(said))
    assert told in shown
    assert (
        "Ditt neste steg fra sist: Ring rektor.\nVanskelig sist: Rektor måtte gå." in shown
    ) == ("Solvik" in told)
    assert "Forankring: Står både ledelsen og lærerne bak arbeidet?" in shown
    assert "Kilde: " in shown
