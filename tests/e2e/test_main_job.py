"""The main job, end to end: ask, reflect, be reminded, with the real processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.actors import Actor
from bot.domain_model.dates import write_day
from bot.domain_model.reflections import Reflection
from bot.services.visits import ScheduleVisit
from tests.e2e.harness import Refleks, wait_for
from tests.e2e.people import InTelegram, OnTheWeb

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def partner(refleks: Refleks, coordinator: Actor) -> InTelegram:
    return InTelegram(refleks, coordinator)


@pytest.mark.parametrize(
    ("question", "words", "source"),
    [
        ("hva er skolebasert kompetanseutvikling?", "egen arbeidsplass", "Kilde: "),
        ("kva er skulebasert kompetanseutvikling?", "eigen arbeidsplass", "Kjelde: "),
        ("what is school-based competence development?", "own workplace", "Source: "),
    ],
)
def test_a_question_gets_its_sourced_answer(
    partner: InTelegram, question: str, words: str, source: str
) -> None:
    [answer] = partner.says(question)
    assert words in answer.text
    assert source in answer.text
    assert answer.buttons


def test_what_is_not_known_is_said(partner: InTelegram) -> None:
    [answer] = partner.says("hvor mye tjener en rektor?")
    assert answer.text.startswith("Det vet jeg ikke.")


def test_a_reflection_is_kept_once_and_on_the_coordinators_page(
    refleks: Refleks, coordinator: Actor, partner: InTelegram
) -> None:
    partner.says("logg refleksjon")
    partner.says("Åsveien skole")
    partner.says("Gruppene kom godt i gang med kollegaveiledning.")
    partner.presses("Hopp over")
    partner.says("Rektor måtte gå etter ti minutter igjen.")
    partner.says("Avtale tid med ledergruppa først.")
    [summary] = partner.presses("Koordinator")
    assert "Rektor måtte gå etter ti minutter igjen." in summary.text
    assert summary.buttons == ["Lagre", "Endre", "Avbryt"]
    query = (
        "SELECT id, happened, worked, hard, next_step, sharing FROM reflection "
        "WHERE partner_id = :partner"
    )
    assert refleks.rows(query, partner=partner.partner_id) == []
    [said] = partner.presses("Lagre")
    assert said.text.startswith("Lagret.")
    [(reflection, *kept)] = refleks.rows(query, partner=partner.partner_id)
    assert kept == [
        "Gruppene kom godt i gang med kollegaveiledning.",
        "",
        "Rektor måtte gå etter ti minutter igjen.",
        "Avtale tid med ledergruppa først.",
        "coordinator",
    ]
    with OnTheWeb(refleks) as page:
        page.sign_in(coordinator)
        assert f"/reflections/{reflection}" in page.page("/reflections")
        shown = unescape(page.page(f"/reflections/{reflection}"))
    assert "Rektor måtte gå etter ti minutter igjen." in shown
    assert "Åsveien skole" in shown


def test_a_visits_reminder_arrives(refleks: Refleks, partner: InTelegram) -> None:
    soon = datetime.now(OSLO) + timedelta(days=2)
    day = write_day(soon.date(), "nb", today=datetime.now(OSLO).date())
    [summary] = partner.says(f"jeg skal på besøk på Solvik skole {day} klokka 13:30")
    assert "Solvik skole" in summary.text
    assert "kl. 13.30" in summary.text
    said, *_ = partner.presses("Lagre")  # the file for the calendar may have come as well
    assert said.text.startswith("Besøket er lagt inn.")
    [(visit,)] = refleks.rows(
        "SELECT visit_id FROM visit_participant WHERE partner_id = :partner",
        partner=partner.partner_id,
    )
    with refleks.services.database.engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE reminder SET due_at = '{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}' "
            f"WHERE kind = 'day_before' AND visit_id = '{visit}'"
        )
    wait_for(
        lambda: any("kl. 13.30: Solvik skole" in each.text for each in partner.messages()),
        "the reminder",
    )
    assert refleks.rows(
        "SELECT kind, state FROM reminder WHERE visit_id = :visit ORDER BY due_at", visit=visit
    ) == [
        ("day_before", "queued"),
        ("hour_before", "waiting"),
        ("after_visit", "waiting"),
    ]


def test_the_web_chat_does_the_same(refleks: Refleks, coordinator: Actor) -> None:
    with OnTheWeb(refleks) as page:
        page.sign_in(coordinator)
        answer = unescape(page.says("hvem skal være med på sku?"))
        assert "Kilde: " in answer
        for text in ("logg refleksjon", "Solvik skole", "Vi planla året."):
            page.says(text)
        for _ in range(3):
            page.presses("Hopp over")
        page.presses("Bare meg")
        assert "Lagret." in page.presses("Lagre")
    assert refleks.rows(
        "SELECT happened, sharing FROM reflection WHERE partner_id = :partner",
        partner=coordinator.partner_id,
    ) == [("Vi planla året.", "only_me")]


@dataclass(frozen=True)
class Words:
    """What a partner writes and presses in one language."""

    begin: str
    school: str
    skip: str
    save: str
    saved: str
    understood: str
    one_message: str
    note: str
    asked_after: str
    reflect: str


NYNORSK = Words(
    "eg vil logge ein refleksjon", "Åsveien skule", "Hopp over", "Lagre", "Lagra.",
    "Slik forstod eg det:",
    "logg: Solvik skule i dag. Gruppene kom godt i gang, men rektor måtte gå. "
    "Neste gong vil eg avtale tid først.",
    "Gruppene var ivrige.", "Korleis gjekk det på Lade skole?", "Logg refleksjon",
)  # fmt: skip
ENGLISH = Words(
    "I want to write a reflection", "Åsveien school", "Skip", "Save", "Saved.",
    "This is how I understood it:",
    "log: Solvik school today. The groups got well started, but the principal had to leave. "
    "Next time I want to agree on a time first.",
    "The groups were eager.", "How did it go at Lade skole?", "Log a reflection",
)  # fmt: skip


def test_a_reflection_is_logged_in_each_of_the_three_ways(
    refleks: Refleks, coordinator: Actor
) -> None:
    with ThreadPoolExecutor() as pool:  # at the same time: a chat takes a message a second
        for each in pool.map(
            lambda words: _log_in_three_ways(InTelegram(refleks, coordinator), words),
            (NYNORSK, ENGLISH),
        ):
            assert [one.school_name.split()[0] for one in each] == ["Lade", "Solvik", "Åsveien"]
            assert each[1].parts.next_step
            with OnTheWeb(refleks) as page:
                page.sign_in(coordinator)
                listed = page.page("/reflections")
            assert all(f"/reflections/{one.id}" in listed for one in each)


def _log_in_three_ways(partner: InTelegram, words: Words) -> list[Reflection]:
    partner.says(words.begin)
    partner.says(words.school)
    partner.says(words.note)
    for _ in range(3):
        partner.presses(words.skip)
    [summary] = partner.presses(words.skip)
    assert summary.text.startswith(words.understood)
    assert partner.presses(words.save)[0].text.startswith(words.saved)

    assert partner.says(words.one_message)[0].text.startswith(words.understood)
    assert partner.presses(words.save)[0].text.startswith(words.saved)

    _visit_that_is_over(partner)
    wait_for(
        lambda: any(words.asked_after in each.text for each in partner.messages()),
        "the question after the visit",
    )
    partner.presses(words.reflect)
    partner.says(words.note)
    for _ in range(3):
        partner.presses(words.skip)
    partner.presses(words.skip)
    assert partner.presses(words.save)[0].text.startswith(words.saved)

    return partner.refleks.services.reflections.own(partner.actor)


def _title(partner: InTelegram) -> str:
    """Give what the button is called that opens her newest reflection."""
    return next(title for title in partner.messages()[-1].buttons if "Tiller" in title)


def _visit_that_is_over(partner: InTelegram) -> None:
    """Let a planned visit have ended just now."""
    refleks = partner.refleks
    now = datetime.now(UTC)
    wish = ScheduleVisit(f"visit:{partner.chat}", "Lade skole", now + timedelta(days=1), None)
    visit = refleks.services.visits.schedule(partner.actor, wish, at=now)
    ended, due = now - timedelta(hours=2), now - timedelta(minutes=1)
    with refleks.services.database.engine.begin() as connection:
        for change in (
            f"UPDATE visit SET starts_at = '{ended:%Y-%m-%d %H:%M:%S.%f}' WHERE id = '{visit.id}'",
            f"UPDATE reminder SET due_at = '{due:%Y-%m-%d %H:%M:%S.%f}' "
            f"WHERE kind = 'after_visit' AND visit_id = '{visit.id}'",
        ):
            connection.exec_driver_sql(change)


def test_a_reflection_is_changed_and_withdrawn_and_then_everything_is_erased(
    refleks: Refleks, coordinator: Actor, partner: InTelegram
) -> None:
    partner.says("logg refleksjon")
    partner.says("Tiller skole")
    before = len(partner.messages())
    written = partner.writes("Vi begynte med kollegaveiledning.")
    partner.read(before)
    for _ in range(3):
        partner.presses("Hopp over")
    partner.presses("Koordinator")
    partner.presses("Lagre")
    [kept] = refleks.services.reflections.own(partner.actor)

    partner.says("mine refleksjoner")
    partner.presses(_title(partner))
    partner.presses("Endre")
    partner.presses("Hva var vanskelig")
    partner.says("Tida var knapp.")
    assert partner.presses("Lagre")[0].text.startswith("Endret.")
    partner.says("endre neste steg på Tiller skole")
    partner.says("Ringe rektor på mandag.")
    assert partner.presses("Lagre")[0].text.startswith("Endret.")
    [said] = partner.edits(written, "Vi begynte med aksjonslæring.")
    assert "Refleksjonen er også endret" in said.text
    with OnTheWeb(refleks) as page:
        page.sign_in(coordinator)
        shown = unescape(page.page(f"/reflections/{kept.id}"))
        for words in ("aksjonslæring", "Tida var knapp.", "Ringe rektor på mandag."):
            assert words in shown
        assert "kollegaveiledning" not in shown
        partner.says("mine refleksjoner")
        partner.presses(_title(partner))
        assert "bare meg" in partner.presses("Trekk tilbake")[0].text
        assert kept.id not in page.page("/reflections")

    [sent] = partner.says("/mine_data")
    assert sent.document
    assert sent.document["file_name"] == "mine-data.zip"
    assert "Refleksjoner: 1." in sent.text
    [question] = partner.says("/slett_meg")
    assert question.buttons == ["Slett alt om meg", "Nei, behold alt"]
    [farewell] = partner.presses("Slett alt om meg")
    assert farewell.text.startswith("Alt om deg er slettet")
    assert refleks.rows("SELECT 1 FROM partner WHERE id = :id", id=partner.partner_id) == []
    assert refleks.rows("SELECT 1 FROM reflection WHERE id = :id", id=kept.id) == []


def test_no_log_holds_what_was_said_or_any_secret(refleks: Refleks, partner: InTelegram) -> None:
    partner.says("hemmeligord om Kvitebjørn skole")
    for name in ("rasa", "bot", "web"):
        log = refleks.log(name)
        assert "hemmeligord" not in log
        assert "Kvitebjørn" not in log
        assert refleks.telegram.token not in log
        assert "Traceback" not in log
