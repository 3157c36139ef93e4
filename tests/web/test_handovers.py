"""A coordinator reads what is known of a school, prints it, and gives the school away."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from tests.support.people import NOW, Cast
from tests.web.browsing import Browser


@pytest.fixture
def school(services: Services, people: Cast) -> str:
    for words, sharing in (("for alle her", Sharing.INSTITUTION), ("eget", Sharing.ONLY_ME)):
        parts = ReflectionParts(f"Fritt {words} <b>", next_step=f"Steg {words}")
        wish = LogReflection(f"t:{words}", "Åsveien skole", parts, NOW.date(), sharing)
        services.reflections.log(people.ola, wish, at=NOW)
    (found,) = services.handovers.schools(people.kari)
    return found.id


def test_the_page_shows_what_is_shared(kari: Browser, school: str) -> None:
    assert "/handovers" in kari.read("/overview").links
    assert f"/handovers/{school}" in kari.read("/handovers").links
    page = kari.read(f"/handovers/{school}")
    assert "Overlevering: Åsveien skole" in page.text
    assert "Neste steg som står åpne" in page.text
    assert "Steg for alle her" in page.text
    assert "Fritt for alle her <b>" in page.text
    assert "eget" not in page.text


def test_the_document_holds_the_same(kari: Browser, school: str) -> None:
    response = kari.client.get(f"/handovers/{school}/document.docx")
    assert "wordprocessingml" in response.headers["content-type"]
    assert "Overlevering%20%C3%85sveien%20skole.docx" in response.headers["content-disposition"]
    document = docx.Document(io.BytesIO(response.content))
    assert 'w:lang w:val="nb-NO"' in document.styles.element.xml
    text = "\n".join(each.text for each in document.paragraphs)
    assert "Overlevering: Åsveien skole" in text
    assert "Skrevet ut lørdag 21. november 2026" in text
    assert "Fritt for alle her <b>" in text
    assert "eget" not in text


def test_the_school_is_given_to_a_partner(
    kari: Browser, browser_of: Callable[[Actor], Browser], school: str, people: Cast
) -> None:
    form = kari.read(f"/handovers/{school}").form(f"/handovers/{school}")
    answer = kari.send(
        f"/handovers/{school}", {**form.fields, "partner": str(people.siri.partner_id)}
    )
    assert "Siri Li har fått skolen" in answer.text
    assert "Fritt for alle her" in browser_of(people.siri).read("/chat").text


def test_others_see_no_schools(
    ola: Browser, browser_of: Callable[[Actor], Browser], people: Cast, school: str
) -> None:
    nils = browser_of(people.nils)
    assert ola.client.get("/handovers").status_code == 404
    assert ola.client.get(f"/handovers/{school}").status_code == 404
    assert nils.client.get(f"/handovers/{school}").status_code == 404
    assert nils.client.get(f"/handovers/{school}/document.docx").status_code == 404
    assert "Åsveien" not in nils.read("/handovers").text
