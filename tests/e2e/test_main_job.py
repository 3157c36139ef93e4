"""The main job, end to end: ask, reflect, be reminded, with the real processes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from bot.domain_model.actors import Actor
from bot.domain_model.dates import write_day
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
    [said] = partner.presses("Lagre")
    assert said.text.startswith("Besøket er lagt inn.")
    [(visit,)] = refleks.rows(
        "SELECT id FROM visit WHERE partner_id = :partner", partner=partner.partner_id
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


def test_no_log_holds_what_was_said_or_any_secret(refleks: Refleks, partner: InTelegram) -> None:
    partner.says("hemmeligord om Kvitebjørn skole")
    for name in ("rasa", "bot", "web"):
        log = refleks.log(name)
        assert "hemmeligord" not in log
        assert "Kvitebjørn" not in log
        assert refleks.telegram.token not in log
        assert "Traceback" not in log
