"""Insights on the pages: written, stood on reflections, published, taken back, read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.insights import Insight, Reach, Verdict
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.storage.tables import AuditLog
from bot.web.insight_forms import ROWS
from tests.support.insights import ANCHORED, TEXT, log, publish, write
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser

OpenBrowser = Callable[[Actor], Browser]
WRITTEN = {
    "title_nb": TEXT.title_nb,
    "text_nb": TEXT.text_nb,
    "title_nn": TEXT.title_nn,
    "text_nn": TEXT.text_nn,
    "theme-factor_anchoring": "on",
}


@pytest.fixture
def three(services: Services, people: Cast) -> list[Reflection]:
    return [log(services, each) for each in (people.ola, people.siri, people.nils)]


@pytest.fixture
def published(services: Services, people: Cast, three: list[Reflection]) -> Insight:
    return publish(services, people.kari, *three)


def audited(services: Services) -> list[str]:
    with services.database.session() as session:
        found = select(AuditLog.action).where(AuditLog.kind == "insight").order_by(AuditLog.at)
        return list(session.scalars(found))


def test_from_an_empty_page_to_a_published_insight(
    kari: Browser,
    ola: Browser,
    services: Services,
    people: Cast,
    three: list[Reflection],
) -> None:
    against = log(services, people.siri, Sharing.INSTITUTION)
    assert "/insights/new" in kari.read("/insights").links
    saved = kari.send_form("/insights/new", "/insights", **WRITTEN)
    page = saved.headers["location"]
    assert "støtter den: 0 av minst 3." in kari.read(page).text

    found = kari.read(f"{page}/sources?theme=factor_anchoring&words=REKTOR")
    assert "Ola Ødegård" in found.text
    assert "Nils" not in found.text
    assert "En skole i nettverket" in found.text
    stances = {f"stance-{each.id}": "supports" for each in three}
    chosen = stances | {f"stance-{against.id}": "contrary"}
    assert kari.send_form(f"{page}/sources", f"{page}/sources", **chosen).status_code == 303

    preview = kari.read(page)
    assert "støtter den: 3 av minst 3. Institusjoner de kommer fra: 2 av minst 2." in preview.text
    assert "Ikke delt så langt" in preview.text
    assert "/insights" in ola.read("/reflections").links
    assert TEXT.title_nb not in ola.read("/insights").text
    assert kari.send_form(page, f"{page}/publish").status_code == 303
    assert "Publisert" in kari.read(page).text
    assert TEXT.title_nb in ola.read("/insights?words=ti+minutter").text
    assert "Ingen innsikter passer" in ola.read("/insights?theme=factor_roles").text

    assert kari.send_form(page, f"{page}/withdraw").status_code == 303
    assert TEXT.title_nb not in ola.read("/insights").text
    assert ola.open(page).status_code == 404
    assert sorted(audited(services)) == ["cite", "publish", "withdraw", "write"]


def test_a_partner_reads_it_and_says_what_it_was_worth(
    ola: Browser, services: Services, people: Cast, published: Insight
) -> None:
    page = f"/insights/{published.id}"
    shown = ola.read(page).text
    assert TEXT.text_nb in shown
    assert "Bygger på 3 refleksjoner fra 2 institusjoner." in shown
    assert ANCHORED not in shown
    form = ola.read(page).form(f"{page}/verdict")
    assert ola.send(form.action, form.fields | {"verdict": "used"}).status_code == 303
    assert ("button", {"class": "choice", "name": "verdict", "value": "used"}) not in [
        (tag, given) for tag, given in ola.read(page).tags
    ]
    assert people.ola.partner_id
    with services.begin() as uow:
        delivery = uow.insights.delivery(published.id, people.ola.partner_id)
    assert delivery is not None
    assert delivery.verdict is Verdict.USED
    assert ola.send(form.action, form.fields | {"verdict": "æ"}).status_code == 303


def test_a_reader_of_nynorsk_reads_nynorsk(
    browser_of: OpenBrowser, people: Cast, published: Insight
) -> None:
    assert TEXT.text_nn in browser_of(people.siri).read(f"/insights/{published.id}").text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text_nn": " "}, "trenger tittel og tekst på både bokmål og nynorsk"),
        ({"text_nn": "a" * 2_001}, "en tekst 2000"),
    ],
)
def test_what_is_not_finished_is_given_back(
    kari: Browser, changed: dict[str, str], told: str
) -> None:
    form = kari.read("/insights/new").form("/insights")
    refused = kari.send("/insights", form.fields | WRITTEN | changed)
    assert refused.status_code == 422
    assert told in refused.text
    assert TEXT.text_nb in refused.text


def test_what_is_written_is_changed(
    kari: Browser, services: Services, people: Cast, three: list[Reflection]
) -> None:
    draft = write(services, people.kari, *three, reach=Reach.INSTITUTION)
    page = f"/insights/{draft.id}"
    form = kari.read(f"{page}/edit").form(page)
    assert form.fields["reach"] == "institution"
    assert form.fields["theme-factor_anchoring"] == "on"
    assert kari.send(page, form.fields | WRITTEN | {"title_nb": "Ola får tid"}).status_code == 303
    assert "Teksten nevner «Ola»" in kari.read(page).text
    token = {"form_token": form.fields["form_token"]}
    assert "Teksten nevner noen" in kari.send(f"{page}/publish", token).text


def test_too_few_stand_behind_it(
    kari: Browser, services: Services, people: Cast, three: list[Reflection]
) -> None:
    page = f"/insights/{write(services, people.kari, *three[:2]).id}"
    assert f"{page}/publish" not in [form.action for form in kari.read(page).forms]
    token = kari.read(f"{page}/edit").form(page).fields["form_token"]
    refused = kari.send(f"{page}/publish", {"form_token": token})
    assert refused.status_code == 409
    assert "For få refleksjoner støtter den" in refused.text


def test_a_published_one_is_withdrawn_before_it_is_changed(
    kari: Browser, published: Insight
) -> None:
    page = f"/insights/{published.id}"
    token = {"form_token": kari.read("/insights/new").form("/insights").fields["form_token"]}
    for path in (page, f"{page}/sources"):
        refused = kari.send(path, WRITTEN | token)
        assert refused.status_code == 409
        assert "Trekk den tilbake" in refused.text


def test_only_its_writers_change_an_insight(
    ola: Browser, browser_of: OpenBrowser, people: Cast, published: Insight
) -> None:
    page = f"/insights/{published.id}"
    assert ola.open("/insights/new").status_code == 404
    token = {"form_token": ola.read("/chat").form("/chat").fields["form_token"]}
    assert ola.send("/insights", WRITTEN | token).status_code == 404
    for other in (ola, browser_of(people.nils)):
        for path in (f"{page}/edit", f"{page}/sources"):
            assert other.open(path).status_code == 404
        token = {"form_token": other.read("/chat").form("/chat").fields["form_token"]}
        for path in (f"{page}/publish", f"{page}/withdraw", f"{page}/sources", page):
            assert other.send(path, WRITTEN | token).status_code == 404


def test_many_reflections_are_chosen_page_by_page(
    kari: Browser, services: Services, people: Cast
) -> None:
    kept = {log(services, people.ola).id for _ in range(ROWS + 1)}
    insight = write(services, people.kari).id
    page = f"/insights/{insight}/sources"
    first = kari.read(f"{page}?theme=factor_anchoring")
    chosen = next(name for name in first.form(page).fields if name.startswith("stance-"))
    further = kari.send(page, first.form(page).fields | {chosen: "supports", "then": "older"})
    assert "theme=factor_anchoring" in further.headers["location"]
    second = kari.read(further.headers["location"])
    evidence = services.insight_evidence.examine(people.kari, insight)
    assert [f"stance-{each.id}" for each in evidence.supporting] == [chosen]
    shown = {
        name.removeprefix("stance-")
        for each in (first, second)
        for name in each.form(page).fields
        if name.startswith("stance-")
    }
    assert shown == kept


def test_older_insights_are_on_further_pages(
    ola: Browser, services: Services, people: Cast, three: list[Reflection]
) -> None:
    kept = {publish(services, people.kari, *three).id for _ in range(21)}
    first = ola.read("/insights?words=rektor")
    second = ola.read(next(link for link in first.links if "before=" in link))
    seen = [link for link in (*first.links, *second.links) if link.startswith("/insights/")]
    assert {link.removeprefix("/insights/") for link in seen} == kept


def test_the_ledger_is_read_by_coordinators(
    kari: Browser,
    ola: Browser,
    services: Services,
    people: Cast,
    published: Insight,
) -> None:
    log(services, people.kari)
    services.insight_readers.open(people.nils, published.id, at=NOW)
    assert "/spread" in kari.read("/insights").links
    shown = kari.read("/spread").text
    assert "Refleksjoner 3, fra 3 partnere" in shown
    assert "Nådde minst én annen institusjon 67\N{NO-BREAK SPACE}%".replace("\xa0", " ") in shown
    assert "Åpnet 0 2" in shown
    assert "forankring i ledelsen 3 2 0 av 3" in shown
    assert "Færre enn 3 partnere ved andre institusjoner" in shown
    assert ola.open("/spread").status_code == 404
