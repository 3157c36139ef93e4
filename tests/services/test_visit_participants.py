"""Colleagues on one visit: each has it as her own, and each is told what others change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, ChatId
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.imports import ImportState
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.reminders import PreferenceChange
from bot.domain_model.visits import ReminderKind, Visit
from bot.services.reflections import LogReflection
from bot.services.reminder_wishes import SnoozeReminder
from bot.services.visit_participants import NobodyLeft
from bot.services.visits import ScheduleVisit
from tests.services.test_visits import DAY_BEFORE, HOUR_BEFORE, VISIT, WISH, rows
from tests.support.people import NOW, Cast

FRIDAY = VISIT + timedelta(days=1)


@pytest.fixture
def shared(services: Services, people: Cast) -> Visit:
    """Ola's visit, with Siri."""
    wish = replace(WISH, together=(str(people.siri.partner_id),))
    return services.visits.schedule(people.ola, wish, at=NOW)


def add(services: Services, actor: Actor, visit: Visit, colleague: Actor, key: str = "a") -> Visit:
    [changed] = services.visits.participants.add(
        actor, visit.id, str(colleague.partner_id), source_key=key, at=NOW
    )
    return changed


def said_to(services: Services, actor: Actor) -> list[str]:
    chat = f"web:{actor.account_id}"
    query = f"SELECT text FROM outbox WHERE chat = '{chat}' AND kind = 'notice' ORDER BY sequence"
    return [text for (text,) in rows(services, query)]


def reminders_of(services: Services, actor: Actor) -> list[tuple[Any, ...]]:
    query = (
        f"SELECT kind, state FROM reminder WHERE partner_id = '{actor.partner_id}' ORDER BY due_at"
    )
    return rows(services, query)


def names(visit: Visit) -> set[str]:
    return {each.name for each in visit.participants}


def test_a_visit_that_is_planned_together_is_each_ones_own(
    services: Services, people: Cast, shared: Visit
) -> None:
    assert names(shared) == {"Ola Ødegård", "Siri Li"}
    for actor in (people.ola, people.siri):
        assert services.visits.coming(actor, at=NOW) == [shared]
        assert len(reminders_of(services, actor)) == 3
    assert services.visits.coming(people.kari, at=NOW) == []
    [told] = said_to(services, people.siri)
    assert told.startswith("Ola Ødegård har teke deg med på eit besøk: Åsveien skole, torsdag 26.")
    assert said_to(services, people.ola) == []


def test_planning_twice_tells_once(services: Services, people: Cast, shared: Visit) -> None:
    wish = replace(WISH, together=(str(people.siri.partner_id),))
    assert services.visits.schedule(people.ola, wish, at=NOW) == shared
    assert len(said_to(services, people.siri)) == 1


@pytest.mark.parametrize("who", ["nils", "nobody"])
def test_only_colleagues_come_along(
    services: Services, people: Cast, shared: Visit, who: str
) -> None:
    stranger = str(people.nils.partner_id) if who == "nils" else "nobody"
    with pytest.raises(NotFound):
        services.visits.schedule(
            people.ola, ScheduleVisit("x", "Solvik", VISIT, together=(stranger,)), at=NOW
        )
    with pytest.raises(NotFound):
        services.visits.participants.add(people.ola, shared.id, stranger, source_key="a", at=NOW)
    assert stranger not in {
        each.id for each in services.visits.participants.colleagues(people.ola)
    }


def test_who_does_not_go_changes_nothing(services: Services, people: Cast, shared: Visit) -> None:
    participants = services.visits.participants
    for use in (participants.add, participants.remove):
        with pytest.raises(NotFound):
            use(people.kari, shared.id, str(people.siri.partner_id), source_key="k", at=NOW)
    with pytest.raises(NotFound):
        participants.leave(people.kari, shared.id, source_key="k", at=NOW)
    with pytest.raises(NotAllowed):
        participants.colleagues(people.administrator)
    with pytest.raises(NotFound):
        participants.remove(
            people.ola, shared.id, str(people.kari.partner_id), source_key="k", at=NOW
        )


def test_a_colleague_comes_along_later_by_her_own_settings(
    services: Services, people: Cast
) -> None:
    services.reminder_wishes.prefer(
        people.siri, PreferenceChange(off=frozenset({ReminderKind.HOUR_BEFORE})), at=NOW
    )
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    assert names(add(services, people.ola, visit, people.siri)) == {"Ola Ødegård", "Siri Li"}
    add(services, people.ola, visit, people.siri, "again")
    assert len(said_to(services, people.siri)) == 1
    services.reminders.hand_over_due(at=HOUR_BEFORE)
    states = dict(reminders_of(services, people.siri))
    assert states[ReminderKind.HOUR_BEFORE] == "dropped"
    assert dict(reminders_of(services, people.ola))[ReminderKind.HOUR_BEFORE] == "queued"


def test_each_is_reminded_of_who_goes_as_well_in_her_own_language(
    services: Services, people: Cast, shared: Visit
) -> None:
    assert services.reminders.hand_over_due(at=DAY_BEFORE) == 2
    told = rows(services, "SELECT chat, text FROM outbox WHERE kind = 'reminder'")
    by_chat = {chat: text.splitlines()[1] for chat, text in told}
    assert by_chat == {
        f"web:{people.ola.account_id}": "Sammen med Siri Li.",
        f"web:{people.siri.account_id}": "Saman med Ola Ødegård.",
    }


def test_putting_off_and_answering_are_each_ones_own(
    services: Services, people: Cast, shared: Visit
) -> None:
    services.reminder_wishes.dismiss(people.ola, shared.id, ReminderKind.DAY_BEFORE, at=NOW)
    assert [state for _, state in reminders_of(services, people.ola)].count("dropped") == 2
    assert {state for _, state in reminders_of(services, people.siri)} == {"waiting"}
    for actor in (people.ola, people.siri):
        wish = SnoozeReminder(
            f"s{actor.partner_id}", shared.id, ReminderKind.HOUR_BEFORE, NOW + timedelta(hours=1)
        )
        services.reminder_wishes.snooze(actor, wish, at=NOW)
    after = VISIT + timedelta(hours=2)
    note = LogReflection("r", "Åsveien skole", ReflectionParts(happened="Fint."), VISIT.date())
    services.reflections.log(people.ola, note, at=after)
    services.reminders.hand_over_due(at=after)
    assert dict(reminders_of(services, people.ola))["after_visit"] == "dropped"
    assert dict(reminders_of(services, people.siri))["after_visit"] == "queued"


def test_a_move_is_everybodys_and_the_others_are_told(
    services: Services, people: Cast, shared: Visit
) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    for _ in range(2):
        services.visits.move(people.siri, shared.id, FRIDAY, None, source_key="m", at=DAY_BEFORE)
    for actor in (people.ola, people.siri):
        assert [each.starts_at for each in services.visits.coming(actor, at=NOW)] == [FRIDAY]
        assert {state for _, state in reminders_of(services, actor)} == {"waiting"}
    assert said_to(services, people.ola) == [
        "Siri Li har flyttet et besøk. Ny tid: Åsveien skole, fredag 27. november kl. 09.00."
    ]
    assert len(said_to(services, people.siri)) == 1


def test_a_cancelled_visit_is_off_for_everybody(
    services: Services, people: Cast, shared: Visit
) -> None:
    for _ in range(2):
        services.visits.cancel(people.siri, shared.id, at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == []
    assert said_to(services, people.ola) == [
        "Siri Li har avlyst et besøk: Åsveien skole, torsdag 26. november kl. 09.00."
    ]


def test_a_series_is_told_in_one_message(services: Services, people: Cast) -> None:
    siri = (str(people.siri.partner_id),)
    wishes = [
        ScheduleVisit(f"s#{week}", "Solvik", VISIT + timedelta(weeks=week), together=siri)
        for week in range(3)
    ]
    series = services.visits.schedule_all(people.ola, wishes, at=NOW)
    services.visits.participants.leave(people.siri, series[1].id, source_key="l", at=NOW)
    rest = services.visits.series.rest(people.siri, series[0].id, at=NOW)
    assert [each.id for each in rest] == [series[0].id, series[2].id]
    services.visits.series.cancel(people.ola, series[0].id, at=NOW)
    joined, cancelled = said_to(services, people.siri)
    assert joined.startswith("Ola Ødegård har teke deg med på 3 besøk.")
    assert cancelled.startswith("Ola Ødegård har avlyst 2 besøk:\n• Solvik, torsdag 26. november")


def test_a_colleague_comes_along_on_a_whole_series_and_stays_away_again(
    services: Services, people: Cast
) -> None:
    wishes = [
        ScheduleVisit(f"s#{week}", "Solvik", VISIT + timedelta(weeks=week)) for week in range(3)
    ]
    series = services.visits.schedule_all(people.ola, wishes, at=NOW)
    add(services, people.ola, series[1], people.siri, "one")
    participants = services.visits.participants
    siri, last = str(people.siri.partner_id), series[2].id
    for _ in range(2):  # once for the message
        joined = participants.add(people.ola, last, siri, source_key="all", at=NOW, whole=True)
        assert [names(each) for each in joined] == [{"Ola Ødegård", "Siri Li"}] * 3
    assert len(reminders_of(services, people.siri)) == 9
    assert len(said_to(services, people.siri)) == 2  # of the two that are new to her
    assert "på 2 besøk" in said_to(services, people.siri)[1]

    participants.leave(people.siri, series[0].id, source_key="l", at=NOW)
    removed = participants.remove(people.ola, last, siri, source_key="r", at=NOW, whole=True)
    assert [each.id for each in removed] == [each.id for each in series[1:]]
    assert reminders_of(services, people.siri) == []
    with pytest.raises(NotFound):
        participants.remove(people.ola, last, siri, source_key="r2", at=NOW, whole=True)
    with pytest.raises(NobodyLeft):
        participants.leave(people.ola, last, source_key="l2", at=NOW, whole=True)
    participants.add(people.ola, last, siri, source_key="again", at=NOW, whole=True)
    assert len(participants.leave(people.ola, last, source_key="l3", at=NOW, whole=True)) == 3
    assert services.visits.coming(people.ola, at=NOW) == []
    assert "på 3 besøk" in said_to(services, people.siri)[-1]


def test_who_is_taken_off_has_it_no_more(services: Services, people: Cast, shared: Visit) -> None:
    [left] = services.visits.participants.remove(
        people.ola, shared.id, str(people.siri.partner_id), source_key="r", at=NOW
    )
    assert names(left) == {"Ola Ødegård"}
    assert services.visits.coming(people.siri, at=NOW) == []
    assert reminders_of(services, people.siri) == []
    with pytest.raises(NotFound):
        services.visits.get(people.siri, shared.id)
    assert said_to(services, people.siri)[-1].startswith("Ola Ødegård har teke deg av eit besøk")
    add(services, people.ola, shared, people.siri, "back")
    assert len(reminders_of(services, people.siri)) == 3
    assert said_to(services, people.siri)[-1].startswith("Ola Ødegård har teke deg med")


def test_a_reminder_on_its_way_is_taken_back_from_who_leaves(
    services: Services, people: Cast, shared: Visit
) -> None:
    services.reminders.hand_over_due(at=DAY_BEFORE)
    services.visits.participants.leave(people.ola, shared.id, source_key="l", at=DAY_BEFORE)
    assert [each.id for each in services.visits.coming(people.siri, at=NOW)] == [shared.id]
    assert said_to(services, people.siri)[-1] == (
        "Ola Ødegård blir ikkje med likevel: Åsveien skole, i morgon, torsdag 26. november "
        "kl. 09.00. Du er framleis med."
    )
    with pytest.raises(NobodyLeft):
        services.visits.participants.leave(people.siri, shared.id, source_key="l2", at=NOW)


def test_each_calendar_is_told_of_its_own(services: Services, people: Cast) -> None:
    def files() -> list[tuple[str, str]]:
        services.calendars.changes.hand_over(at=NOW)
        query = "SELECT chat, dedupe_key FROM outbox WHERE kind = 'file' ORDER BY sequence"
        return [(chat, key.rpartition(":")[2]) for chat, key in rows(services, query)]

    ola, siri = (f"web:{each.account_id}" for each in (people.ola, people.siri))
    visit = services.visits.schedule(people.ola, WISH, at=NOW)
    assert files() == [(ola, "0")]
    add(services, people.ola, visit, people.siri)
    assert files() == [(ola, "0"), (siri, "0")]
    assert b"STATUS:CONFIRMED" in services.calendars.feeds.file(people.siri, [visit.id], "nb")
    services.visits.participants.leave(people.siri, visit.id, source_key="l", at=NOW)
    assert files() == [(ola, "0"), (siri, "0"), (siri, "1")]
    assert b"STATUS:CANCELLED" in services.calendars.feeds.file(people.siri, [visit.id], "nb")
    assert b"STATUS:CONFIRMED" in services.calendars.feeds.file(people.ola, [visit.id], "nb")
    address = services.calendars.feeds.renew(people.siri, at=NOW)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert b"STATUS:CANCELLED" in services.calendars.feeds.feed(token, at=NOW)


def test_a_coordinator_sees_all_who_go_once(
    services: Services, people: Cast, shared: Visit
) -> None:
    [planned] = services.overview.planned(people.kari, at=NOW)
    assert names(planned) == {"Ola Ødegård", "Siri Li"}
    assert services.overview.planned(people.nils, at=NOW) == []
    later = VISIT + timedelta(weeks=20)
    assert [each.school for each in services.overview.quiet_schools(people.kari, 8, at=later)] == [
        "Åsveien skole"
    ]
    pack = services.handovers.of_school(people.siri, "Åsveien skole", at=NOW)
    said = services.handovers.texts.message(pack, "nb", at=NOW)
    assert "kl. 09.00, Ola Ødegård" in said
    assert "Siri Li" not in said


def test_an_erased_colleague_leaves_the_visit_to_the_others(
    services: Services, people: Cast, shared: Visit
) -> None:
    alone = services.visits.schedule(
        people.ola, ScheduleVisit(f"web:{people.ola.account_id}:1", "Solvik", VISIT), at=NOW
    )
    services.visits.move(
        people.ola, shared.id, FRIDAY, None, source_key=f"web:{people.ola.account_id}:2", at=NOW
    )
    services.erasure.erase(services.erasure.find("Ola Ødegård"), at=NOW)
    [kept] = services.visits.coming(people.siri, at=NOW)
    assert (kept.id, names(kept)) == (shared.id, {"Siri Li"})
    assert rows(services, f"SELECT count(*) FROM visit WHERE id = '{alone.id}'") == [(0,)]
    assert rows(services, "SELECT count(*) FROM visit_move") == [(0,)]


def test_an_export_names_who_goes(services: Services, people: Cast, shared: Visit) -> None:
    document = services.exports.institution(people.kari, at=NOW).document
    assert document.count('"school": "Åsveien skole"') == 1
    assert '"Siri Li"' in document


def test_a_visit_gone_from_her_calendar_is_left_to_the_others(
    services: Services, people: Cast
) -> None:
    duties = services.calendars.duties
    start = datetime(2026, 12, 1, 9, tzinfo=UTC)

    def event(status: str, sequence: int) -> bytes:
        return (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
            f"SEQUENCE:{sequence}\r\nSTATUS:{status}\r\nDTSTAMP:20261101T000000Z\r\n"
            f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nSUMMARY:Besøk Solvik skole\r\n"
            "END:VEVENT\r\nEND:VCALENDAR\r\n"
        ).encode()

    chat = f"web:{people.ola.account_id}"
    imports = services.calendars.imports
    imports.take_file(ChatId(chat), "f1", event("CONFIRMED", 0), at=NOW)
    [(payload,)] = rows(services, "SELECT payload FROM button WHERE payload LIKE 'import:yes:%'")
    with services.begin() as uow:
        assert people.ola.partner_id is not None
        uow.imports.answer(
            people.ola.partner_id, payload.removeprefix("import:yes:"), ImportState.ACCEPTED
        )
        uow.commit()
    duties.put_in(at=NOW)
    [visit] = services.visits.coming(people.ola, at=NOW)
    add(services, people.ola, visit, people.siri)
    services.calendars.changes.hand_over(at=NOW)
    filed = rows(services, "SELECT chat FROM outbox WHERE kind = 'file'")
    assert filed == [(f"web:{people.siri.account_id}",)]
    imports.take_file(ChatId(chat), "f2", event("CANCELLED", 1), at=NOW)
    duties.put_in(at=NOW)
    assert services.visits.coming(people.ola, at=NOW) == []
    [kept] = services.visits.coming(people.siri, at=NOW)
    assert names(kept) == {"Siri Li"}
