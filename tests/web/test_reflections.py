"""The list of reflections and one reflection, as each reader may see them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, Role, chat_id, parse_chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme, ThemeSource
from bot.services.reflection_comments import MAX_LENGTH, NoComment
from bot.services.reflections import LogReflection
from bot.storage.unit_of_work import unit_of_work
from bot.web.reflection_pages import ROWS
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser

OpenBrowser = Callable[[Actor], Browser]


@pytest.fixture
def log(services: Services) -> Callable[..., Reflection]:
    """Logs a reflection, each a minute after the one before."""
    logged = 0

    def log_one(
        actor: Actor,
        *,
        school: str | None = "Åsveien skole",
        sharing: Sharing = Sharing.COORDINATOR,
        **parts: str,
    ) -> Reflection:
        nonlocal logged
        logged += 1
        wish = LogReflection(
            source_key=f"test:{logged}",
            school=school,
            parts=ReflectionParts(**(parts or {"happened": "Vi kom i gang."})),
            visited_on=date(2026, 11, 20),
            sharing=sharing,
        )
        return services.reflections.log(actor, wish, at=NOW + timedelta(minutes=logged))

    return log_one


def test_an_empty_list_says_what_to_do(kari: Browser, ola: Browser) -> None:
    assert "De kommer hit når en partner logger en" in kari.read("/reflections").text
    page = ola.read("/reflections")
    assert "Skriv «logg» i samtalen" in page.text
    assert "/chat" in page.links


def test_a_coordinator_reads_what_is_shared_with_her(
    kari: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    log(people.ola, happened="Gruppene kom i gang.", next_step="Avtale tid med ledergruppa.")
    log(people.ola, happened="Bare til meg selv.", sharing=Sharing.ONLY_ME)
    log(people.nils, happened="Fra en annen institusjon.", sharing=Sharing.NETWORK)
    page = kari.read("/reflections")
    for words in (
        "Åsveien skole", "fredag 20. november", "Ola Ødegård", "Gruppene kom i gang.",
        "Neste steg: Avtale tid med ledergruppa.", "Koordinator",
    ):  # fmt: skip
        assert words in page.text
    assert "Bare til meg selv" not in page.text
    assert "annen institusjon" not in page.text


def test_one_reflection_shows_all_its_parts(
    kari: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    kept = log(
        people.ola,
        happened="Første avsnitt.\n\nAndre avsnitt.",
        worked="Kollegaveiledning",
        hard="Rektor måtte gå",
        next_step="Avtale tid",
    )
    page = kari.read(f"/reflections/{kept.id}")
    for words in (
        "Hva skjedde Første avsnitt. Andre avsnitt.", "Hva fungerte Kollegaveiledning",
        "Hva var vanskelig Rektor måtte gå", "Neste steg Avtale tid", "Skrevet av Ola Ødegård",
        "Dato fredag 20. november", "Deles med Koordinator",
    ):  # fmt: skip
        assert words in page.text


def test_a_skipped_part_is_left_out(
    ola: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    kept = log(people.ola, next_step="Avtale tid")
    page = ola.read(f"/reflections/{kept.id}")
    assert "Neste steg Avtale tid" in page.text
    assert "Hva skjedde" not in page.text
    assert "Skrevet av deg" in page.text
    assert "Neste steg: Avtale tid" in ola.read("/reflections").text


def test_one_without_a_school_says_so(
    log: Callable[..., Reflection], kari: Browser, services: Services, people: Cast
) -> None:
    one = log(people.ola, school=None)
    assert services.schools.find(people.ola, "Uten skole") is None
    for path in ("/reflections", f"/reflections/{one.id}"):
        assert "Uten skole" in kari.read(path).text
    services.partners.choose_language(people.kari, "nn")
    assert "Utan skule" in kari.read("/reflections").text


def test_unknown_and_forbidden_look_the_same(
    kari: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    forbidden = log(people.ola, sharing=Sharing.ONLY_ME)
    unknown = "00000000-0000-4000-8000-000000000000"
    pages = [
        kari.open(f"/reflections/{each}").text.replace(each, "ID")
        for each in (forbidden.id, unknown)
    ]
    assert pages[0] == pages[1]
    assert "Denne siden finnes ikke" in pages[0]
    for each in (forbidden.id, unknown):
        assert kari.open(f"/reflections/{each}").status_code == 404
        assert kari.open(f"/reflections?before={each}").status_code == 404


def test_the_network_sees_no_names(
    services: Services, browser_of: OpenBrowser, people: Cast, log: Callable[..., Reflection]
) -> None:
    assert people.nils.account_id
    with unit_of_work(services.database)() as uow:
        account = uow.accounts.get(people.nils.account_id)
        uow.accounts.save(
            replace(account, role=Role.NETWORK_COORDINATOR, institution_id=None, partner_id=None)
        )
        uow.commit()
    kept = log(people.ola, sharing=Sharing.NETWORK)
    log(people.ola, happened="Til koordinatoren.")
    browser = browser_of(people.nils)
    assert browser.open("/").headers["location"] == "/reflections"
    for page in (browser.read("/reflections"), browser.read(f"/reflections/{kept.id}")):
        assert "En skole i nettverket" in page.text
        assert "Ola" not in page.text
        assert "Åsveien" not in page.text
        assert "Til koordinatoren" not in page.text


def test_older_reflections_are_on_further_pages(
    kari: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    kept = [log(people.ola, happened=f"Økt {number}.") for number in range(ROWS * 2 + 1)]
    newest_first = [each.id for each in reversed(kept)]
    seen: list[str] = []
    path: str | None = "/reflections"
    pages = 0
    while path:
        page = kari.read(path)
        shown = [link for link in page.links if link.startswith("/reflections/")]
        seen += [link.removeprefix("/reflections/") for link in shown]
        path = next((link for link in page.links if "before=" in link), None)
        pages += 1
    assert seen == newest_first
    assert pages == 3
    assert "Til de nyeste" in page.text


def test_hostile_text_stays_text(
    kari: Browser, people: Cast, log: Callable[..., Reflection]
) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
    kept = log(people.ola, school='Lia "<b>" skole', happened=hostile, next_step=hostile)
    for path in ("/reflections", f"/reflections/{kept.id}"):
        response = kari.open(path)
        assert "<script" not in response.text
        assert "<b>" not in response.text.replace("<b>Neste steg:</b>", "")
        assert "onerror=alert(2)&gt;" in response.text
        page = kari.read(path)
        assert hostile in page.text
        assert 'Lia "<b>" skole' in page.text
        assert "49" not in page.text


def test_a_coordinator_confirms_themes_and_writes_to_the_author(
    kari: Browser, services: Services, people: Cast, log: Callable[..., Reflection]
) -> None:
    one = log(people.siri, hard="Rektor måtte gå.", next_step="Ringe.")
    outcome = NextStepOutcome.PARTLY
    services.reflection_changes.close_next_step(people.siri, one.id, outcome, at=NOW)
    here = f"/reflections/{one.id}"
    page = kari.read(here)
    assert "forankring i ledelsen («Rektor måtte gå») – forslag" in page.text
    assert "Delvis gjort" in page.text
    kari.send_form(here, f"{here}/themes", add="factor_roles")
    themes = services.reflections.get(people.siri, one.id).themes
    assert [(each.theme, each.set_by) for each in themes] == [
        (Theme.ANCHORING, ThemeSource.COORDINATOR),
        (Theme.ROLES, ThemeSource.COORDINATOR),
    ]
    kari.send_form(here, f"{here}/themes", remove="factor_roles")
    kari.send_form(here, f"{here}/comments", comment="Fint! Ring meg på 912 34 567.")
    assert "Fint! Ring meg på [telefonnummer]." in kari.read(here).text
    chat = parse_chat_id(f"web:{people.siri.account_id}")
    with services.begin() as uow:
        (told,) = uow.outbox.of_chats([chat], limit=9)
    assert "har skrive til deg om refleksjonen frå Åsveien skole" in told.text
    assert "«Fint! Ring meg på [telefonnummer].»" in told.text


def test_a_comment_that_cannot_be_sent_is_given_back(
    kari: Browser, services: Services, people: Cast, log: Callable[..., Reflection]
) -> None:
    one = log(people.siri)
    here = f"/reflections/{one.id}"
    for text in (" ", "a" * (MAX_LENGTH + 1)):
        refused = kari.send_form(here, f"{here}/comments", comment=text)
        assert refused.status_code == 422
        assert "Kommentaren er ikke sendt." in refused.text
        assert text in refused.text
    # A browser counts one character for a line break, and sends two.
    broken = "a\r\n" * (MAX_LENGTH // 2)
    assert kari.send_form(here, f"{here}/comments", comment=broken).status_code == 303
    (comment,) = services.reflection_comments.of(people.siri, one.id)
    assert comment.text == ("a\n" * (MAX_LENGTH // 2)).strip()
    assert "Kari Nordmann i dag, lørdag 21. november" in kari.read(here).text


def test_nobody_else_comments_or_reads_comments(
    services: Services, people: Cast, log: Callable[..., Reflection]
) -> None:
    one = log(people.siri, sharing=Sharing.NETWORK)
    comments = services.reflection_comments
    comments.write(people.kari, one.id, "Bra.", at=NOW)
    for somebody in (people.siri, people.network):
        with pytest.raises(NotAllowed):
            comments.write(somebody, one.id, "Hei.", at=NOW)
    for somebody in (people.nils, people.ola):
        with pytest.raises(NotFound):
            comments.write(somebody, one.id, "Hei.", at=NOW)
    with pytest.raises(NoComment):
        comments.write(people.kari, one.id, " ", at=NOW)
    assert [each.text for each in comments.of(people.siri, one.id)] == ["Bra."]
    assert comments.of(people.network, one.id) == comments.of(people.nils, one.id) == []


def test_the_coordinator_sees_what_waits_and_asks_to_be_told(
    kari: Browser,
    ola: Browser,
    services: Services,
    people: Cast,
    log: Callable[..., Reflection],
) -> None:
    assert "Ingenting venter på deg nå." in kari.read("/reflections").text
    new = log(people.ola, sharing=Sharing.NETWORK)
    first = kari.read("/reflections").text
    assert "1 ny refleksjon som ingen har åpnet" in first
    assert "Nettverket Ny" in first
    kari.read(f"/reflections/{new.id}")
    assert "Ingenting venter på deg nå." in kari.read("/reflections").text
    assert "Venter på deg" not in ola.read("/reflections").text
    assert people.kari.partner_id
    with services.begin() as uow:
        partner = uow.partners.get(people.kari.partner_id)
        uow.partners.save(replace(partner, telegram_chat=chat_id(Channel.TELEGRAM, 4711)))
        uow.commit()
    kari.send_form("/reflections", "/reflections/tell", wanted="yes")
    assert "Ikke si fra i Telegram" in kari.read("/reflections").text
    kari.send_form("/reflections", "/reflections/tell", wanted="no")
    assert "Si fra i Telegram" in kari.read("/reflections").text
