"""Reminders by button and in words, and what is said before a visit."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from actions.names import Outcome, Response
from actions.preparing import ActionPrepareVisit
from actions.reminders import ActionReminderSettings, ActionSnoozeReminder
from bot.bootstrap import Services
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.visits import ReminderKind, Visit, VisitState
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast

TEN, NINE = "2026-11-22T10:00:00+01:00", "2026-11-22T09:00:00+01:00"


@pytest.fixture
def visit(services: Services, people: Cast) -> Visit:
    """Tomorrow, Sunday, at ten; what was told last time is remembered."""
    parts = ReflectionParts("Vi øvde.", hard="Rektor måtte gå.", next_step="Ring rektor.")
    services.reflections.log(people.ola, LogReflection("r", "Solvik", parts, NOW.date()), at=NOW)
    wish = ScheduleVisit("v", "Solvik", datetime.fromisoformat(TEN))
    return services.visits.schedule(people.ola, wish, at=NOW)


def snoozed(services: Services, visit: Visit) -> list[tuple[ReminderKind, datetime]]:
    with services.begin() as uow:
        found = uow.reminders.waiting_of_visit(visit.id, visit.participants[0].id)
    return [(each.kind, each.due_at) for each in found if each.snoozed]


def when(start: str, *, certain: bool = True, only_a_clock: bool = False) -> dict[str, object]:
    return {"start": start, "end": None, "certain": certain, "only_a_clock": only_a_clock}


async def test_there_is_nothing_to_put_off(ola: Speaker) -> None:
    assert (await ola.do(ActionSnoozeReminder, "utsett")).outcome == Outcome.EMPTY


@pytest.mark.parametrize(
    ("told", "due"),
    [
        (when(NINE), datetime.fromisoformat(NINE)),
        (when("2026-11-21T15:00:00+01:00", certain=False, only_a_clock=True),
         datetime.fromisoformat("2026-11-21T15:00:00+01:00")),
        (when("2026-11-22", certain=False), datetime.fromisoformat("2026-11-22T08:00:00+01:00")),
        (when("2026-11-21", certain=False), None),
        (when(NINE, certain=False), None),
        (None, None),
    ],
)  # fmt: skip
async def test_words_put_it_off_or_it_is_asked_until_when(
    ola: Speaker,
    services: Services,
    visit: Visit,
    told: dict[str, object] | None,
    due: datetime | None,
) -> None:
    entities: dict[str, Any] = {} if told is None else {"visit_time": told}
    done = await ola.do(ActionSnoozeReminder, "minn meg på det igjen", **entities)
    if due is None:
        assert (done.outcome, done.responses) == (Outcome.ASKED, [Response.ASK_SNOOZE])
        assert done.titles == ["Om 10 min", "Om 1 time", "I morgen kl. 8"]
        assert snoozed(services, visit) == []
    else:
        assert (done.outcome, done.responses) == (Outcome.DONE, [Response.REMINDER_SNOOZED])
        assert snoozed(services, visit) == [(ReminderKind.DAY_BEFORE, due)]


async def test_the_visit_of_the_school_that_is_named_or_the_next(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    wish = ScheduleVisit("2", "Lade skole", visit.starts_at + timedelta(days=1))
    lade = services.visits.schedule(people.ola, wish, at=NOW)
    for school in ("Lade skole", "Byåsen skole"):
        await ola.do(ActionSnoozeReminder, "igjen", school=school, visit_time=when(NINE))
    due = [(ReminderKind.DAY_BEFORE, datetime.fromisoformat(NINE))]
    assert (snoozed(services, lade), snoozed(services, visit)) == (due, due)


@pytest.mark.parametrize(
    ("kind", "how", "says"),
    [
        ("day_before", "1h", Response.REMINDER_SNOOZED),
        ("hour_before", "done", Response.REMINDERS_DONE),
        ("after_visit", "done", Response.VISIT_NOT_ASKED_ABOUT),
    ],
)
async def test_buttons_of_a_reminder(
    ola: Speaker, services: Services, visit: Visit, kind: str, how: str, says: Response
) -> None:
    pressed = {"visit": visit.id, "reminder": kind, "snooze": how}
    done = await ola.do(ActionSnoozeReminder, "/snooze_reminder", **pressed)
    assert (done.outcome, done.responses) == (Outcome.DONE, [says])
    assert len(snoozed(services, visit)) == (how != "done")


async def test_a_button_of_what_is_over_or_gone(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    late = when("2026-11-24T08:00:00+01:00")
    assert (await ola.do(ActionSnoozeReminder, "tirsdag", visit_time=late)).outcome == Outcome.PAST
    services.visits.cancel(people.ola, visit.id, at=NOW)
    pressed = {"visit": visit.id, "reminder": "day_before", "snooze": "1h"}
    done = await ola.do(ActionSnoozeReminder, "/snooze_reminder", **pressed)
    assert done.outcome == Outcome.GONE


async def test_preferences_are_shown_and_changed(
    ola: Speaker, services: Services, people: Cast
) -> None:
    shown = await ola.do(ActionReminderSettings, "innstillinger for påminnelser")
    assert shown.responses == [Response.REMINDER_SETTINGS]
    off = await ola.do(ActionReminderSettings, "/reminder_settings", setting="hour_before:off")
    assert off.responses == [Response.REMINDER_SETTINGS_CHANGED]
    assert "• Timen før: av" in off.said[0]["list"]
    assert "Timen før: slå på" in off.titles
    clock = when("2026-11-21T18:00:00+01:00", only_a_clock=True)
    told = await ola.do(ActionReminderSettings, "send dagen før kl 18", visit_time=clock)
    assert "• Dagen før: kl. 18.00" in told.said[0]["list"]
    kept = services.reminder_wishes.preferences(people.ola)
    assert (kept.day_before_at, ReminderKind.HOUR_BEFORE in kept.wanted) == (time(18), False)


@pytest.mark.parametrize("day", ["2026-12-01", "2026-12-01T09:00:00+01:00"])
async def test_a_pause_ends_on_its_day(ola: Speaker, day: str) -> None:
    done = await ola.do(ActionReminderSettings, "pause til 1. desember", visit_time=when(day))
    assert "• Pause til tirsdag 1. desember" in done.said[0]["list"]
    assert "Avslutt pausen" in done.titles


async def test_a_pause_does_not_end_in_the_past(ola: Speaker) -> None:
    told = when("2026-11-20")
    done = await ola.do(ActionReminderSettings, "pause til i går", visit_time=told)
    assert (done.outcome, done.said) == (Outcome.PAST, [])


LAST_TIME = "Ditt neste steg fra sist: Ring rektor.\nVanskelig sist: Rektor måtte gå."
TOMORROW = "Før besøket: Solvik, i morgen, søndag 22. november kl. 10.00"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({}, f"{TOMORROW}\n{LAST_TIME}"),
        ({"school": "solvik"}, f"{TOMORROW}\n{LAST_TIME}"),
        ({"school": "Lade skole"}, "Før besøket: Lade skole"),
    ],
)
async def test_the_next_visit_is_prepared(
    ola: Speaker, visit: Visit, named: dict[str, str], told: str
) -> None:
    done = await ola.do(ActionPrepareVisit, "forbered meg", **named)
    assert (done.responses, done.said[0]["summary"]) == ([Response.VISIT_CHECKLIST], told)


async def test_the_visit_of_the_button_is_prepared(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    wish = ScheduleVisit("2", "Lade skole", visit.starts_at + timedelta(days=1))
    later = services.visits.schedule(people.ola, wish, at=NOW)
    done = await ola.do(ActionPrepareVisit, "/prepare_visit_request", visit=later.id)
    assert done.said[0]["summary"].startswith("Før besøket: Lade skole, mandag")
    gone = await ola.do(ActionPrepareVisit, "/prepare_visit_request", visit="gone")
    any_visit = services.texts.get("dialogue.prepare_any_visit", "nb")
    assert gone.said[0]["summary"] == any_visit
    services.visits.cancel(people.ola, later.id, at=NOW)
    off = await ola.do(ActionPrepareVisit, "/prepare_visit_request", visit=later.id)
    assert off.said[0]["summary"] in {"Før besøket: Lade skole", any_visit}


async def test_a_school_without_a_visit_still_has_a_last_time(
    ola: Speaker, services: Services, people: Cast, visit: Visit
) -> None:
    services.visits.cancel(people.ola, visit.id, at=NOW)
    done = await ola.do(ActionPrepareVisit, "forbered Solvik", school="Solvik")
    assert done.said[0]["summary"] == f"Før besøket: Solvik\n{LAST_TIME}"


async def test_what_was_not_told_last_time_is_not_said(
    ola: Speaker, services: Services, people: Cast
) -> None:
    wish = LogReflection("r", "Solvik", ReflectionParts("Vi øvde."), NOW.date())
    services.reflections.log(people.ola, wish, at=NOW)
    done = await ola.do(ActionPrepareVisit, "forbered Solvik", school="Solvik")
    assert done.said[0]["summary"] == "Før besøket: Solvik"


async def test_strangers_get_the_checklist_alone(stranger: Speaker) -> None:
    done = await stranger.do(ActionPrepareVisit, "forbered Solvik", school="Solvik")
    assert done.said[0]["summary"] == "Før besøket: Solvik"


async def test_any_visit_is_prepared_when_none_is_meant(
    ola: Speaker, stranger: Speaker, services: Services
) -> None:
    for somebody in (ola, stranger):
        done = await somebody.do(ActionPrepareVisit, "forbered meg")
        assert done.said[0]["summary"] == services.texts.get("dialogue.prepare_any_visit", "nb")


async def test_a_visit_that_has_begun_is_done_by_its_reminders_button(
    ola: Speaker, services: Services, people: Cast
) -> None:
    wish = ScheduleVisit("v", "Solvik", NOW - timedelta(minutes=30))
    begun = services.visits.schedule(people.ola, wish, at=NOW - timedelta(days=2))
    pressed = {"visit": begun.id, "reminder": "hour_before", "snooze": "done"}
    done = await ola.do(ActionSnoozeReminder, "/snooze_reminder", **pressed)
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.VISIT_FINISHED])
    assert services.visits.kept(people.ola, begun.id).state is VisitState.DONE
