"""The coordinator sees the institution at a glance, and lets people in; nobody else does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.services.visits import ScheduleVisit
from tests.support.assistants import Clock
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser, PageReader

VISIT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def plan(services: Services, actor: Actor, school: str, starts_at: datetime) -> None:
    wish = ScheduleVisit(f"{actor.account_id}{school}{starts_at}", school, starts_at)
    services.visits.schedule(actor, wish, at=min(NOW, starts_at - timedelta(days=1)))


def test_planned_visits_by_week_of_the_own_institution_only(
    kari: Browser, services: Services, people: Cast
) -> None:
    plan(services, people.ola, "Åsveien skole", VISIT)
    plan(services, people.siri, "Solvik skole", VISIT + timedelta(days=7))
    plan(services, people.nils, "Lade skole", VISIT)
    page = kari.read("/overview").text
    assert "Uke 48 Åsveien skole torsdag 26. november kl. 09.00" in page
    assert "Uke 49 Solvik skole" in page
    assert "Ola Ødegård" in page
    assert "Lade" not in page


def test_planned_visits_by_partner_and_by_school(
    kari: Browser, services: Services, people: Cast
) -> None:
    together = ScheduleVisit("v", "Lia skole", VISIT, together=(str(people.siri.partner_id),))
    services.visits.schedule(people.ola, together, at=NOW)
    plan(services, people.siri, "Lia skole", VISIT + timedelta(days=7))
    for by, headings in (
        ("week", ["Uke 48", "Uke 49"]),
        ("partner", ["Ola Ødegård", "Siri Li"]),
        ("school", ["Lia skole"]),
        ("stars", ["Uke 48", "Uke 49"]),
    ):
        page = kari.open(f"/overview?by={by}&weeks=12").text
        assert sorted(re.findall("<h3>(.+)</h3>", page)) == headings
        assert f"by={by if by != 'stars' else 'week'}&amp;weeks=4#quiet" in page


def test_schools_that_have_waited_for_long(
    kari: Browser, services: Services, people: Cast
) -> None:
    for school in ("Åsveien skole", "Solvik skole"):
        plan(services, people.ola, school, NOW - timedelta(weeks=10))
    plan(services, people.siri, "Solvik skole", VISIT)
    page = kari.read("/overview").text
    assert "Åsveien skole Sist besøkt lørdag 12. september, for 10 uker siden." in page
    assert "Solvik skole Sist besøkt" not in page
    assert "Sist besøkt" not in kari.read("/overview?weeks=12").text


def test_schools_of_the_register_that_nobody_has_visited_have_waited_longest(
    kari: Browser, services: Services, people: Cast
) -> None:
    for actor, school in (
        (people.kari, "Åsveien"),
        (people.kari, "Solvik"),
        (people.nils, "Lade"),
    ):
        services.schools.import_file(actor, f"navn\n{school} skole".encode(), at=NOW)
    plan(services, people.ola, "Berg skole", NOW - timedelta(weeks=10))
    plan(services, people.ola, "Solvik skole", VISIT)
    plan(services, people.nils, "Åsveien skole", NOW - timedelta(weeks=1))
    page = kari.read("/overview").text
    never = page.index("Åsveien skole Ingen har vært her ennå, og ingen besøk er planlagt.")
    assert never < page.index("Berg skole Sist besøkt")
    assert "Solvik skole Ingen" not in page
    assert "Lade" not in page


def test_what_became_of_reminders(
    kari: Browser, services: Services, people: Cast, clock: Clock
) -> None:
    plan(services, people.ola, "Åsveien skole", VISIT)
    day_before = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    services.reminders.hand_over_due(at=day_before)
    services.reminders.hand_over_due(at=VISIT - timedelta(minutes=20))
    clock.now = VISIT
    page = kari.read("/overview").text
    assert "Sendt i tide 1" in page
    assert "Sendt for sent 1" in page
    assert "Ola Ødegård , Åsveien skole onsdag 25. november" not in page


def test_people_are_invited_shown_and_invitations_withdrawn(
    kari: Browser, stranger: Browser, services: Services, people: Cast
) -> None:
    made = PageReader(kari.send_form("/people", "/people", name="Eva Dahl").text)
    path = next(word for word in made.text.split() if "/sign-in/" in word).split("8000", 1)[1]
    assert stranger.open(path).status_code == 200
    page = kari.read("/people")
    assert "Eva Dahl Invitasjon gjelder til lørdag 5. desember" in page.text
    assert path not in page.text

    account = next(form for form in reversed(page.forms) if form.action == "/people/withdraw")
    with services.begin() as uow:
        [eva] = uow.partners.by_name("Eva Dahl")
    fields = account.fields | {"partner": eva.id}
    again = PageReader(kari.send("/people/invite-again", fields).text)
    newer = next(word for word in again.text.split() if "/sign-in/" in word).split("8000", 1)[1]
    assert stranger.open(path).status_code == 404
    assert stranger.open(newer).status_code == 200
    assert kari.send("/people/withdraw", fields).status_code == 303
    assert stranger.open(newer).status_code == 404


def test_a_blocked_bot_is_shown(kari: Browser, services: Services, people: Cast) -> None:
    invitation = services.partners.invite(people.kari, "Eva Dahl", at=NOW)
    chat = ChatId(chat_id(Channel.TELEGRAM, 5))
    services.partners.redeem(invitation.token, chat, at=NOW)
    services.partners.set_reachable(chat, reachable=False)
    assert "Nås ikke i Telegram: boten er blokkert" in kari.read("/people").text


def test_a_name_that_is_none_is_refused(kari: Browser) -> None:
    response = kari.send_form("/people", "/people", name="  ")
    assert response.status_code == 422
    assert "Skriv et navn på én linje" in response.text


def test_a_second_press_adds_nobody_and_a_namesake_can_be_invited(
    kari: Browser, services: Services, people: Cast
) -> None:
    again = kari.send_form("/people", "/people", name=" ola  ødegård")
    assert again.status_code == 409
    assert "er her fra før" in again.text
    partners = services.overview.people(people.kari, at=NOW)
    form = PageReader(again.text).form("/people").fields
    assert "lenken til Ola Ødegård" in kari.send("/people", form | {"name": "Ola Ødegård"}).text
    assert len(services.overview.people(people.kari, at=NOW)) == len(partners) + 1


@pytest.mark.parametrize("path", ["/overview", "/people"])
def test_partners_see_neither(ola: Browser, path: str) -> None:
    assert ola.open(path).status_code == 404
    assert path not in ola.read("/visits").links


def test_nobody_invites_for_another_institution(
    kari: Browser, services: Services, people: Cast
) -> None:
    token = kari.read("/people").form("/people").fields["form_token"]
    fields = {"form_token": token, "partner": str(people.nils.partner_id)}
    assert kari.send("/people/invite-again", fields).status_code == 404
    assert kari.send("/people/withdraw", fields).status_code == 404
