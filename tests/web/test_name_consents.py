"""The coordinator asks to name somebody, and answers for the own institution."""

from __future__ import annotations

from dataclasses import replace

from bot.bootstrap import Services
from tests.support.insights import TEXT, log, write
from tests.support.people import Cast
from tests.web.browsing import Browser

NAMING = replace(TEXT, text_nb="HVL og Ola avtalte tid.", text_nn="HVL og Ola avtalte tid.")


def test_names_are_asked_about_answered_and_taken_back(
    kari: Browser, ola: Browser, services: Services, people: Cast
) -> None:
    assert "Ingen har spurt" in kari.read("/name-consents").text
    sources = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    page = f"/insights/{write(services, people.kari, *sources, text=NAMING).id}"
    assert "«HVL» (institusjon): ikke spurt" in kari.read(page).text
    assert kari.send_form(page, f"{page}/names").status_code == 303
    assert "«Ola» (partner): spurt, ikke svart" in kari.read(page).text
    assert "Er det greit?" in ola.read("/chat").text
    assert ola.open("/name-consents").status_code == 404

    without = kari.send_form("/name-consents", "/name-consents", said="yes")
    assert without.status_code == 422
    assert "Skriv hvem som sa ja" in without.text
    told = {"said": "yes", "by": "Dekanen, i møte"}
    assert kari.send_form("/name-consents", "/name-consents", **told).status_code == 303
    assert "Ja fra: Dekanen, i møte" in kari.read("/name-consents").text
    assert "«HVL» (institusjon): sa ja" in kari.read(page).text
    kari.send_form("/name-consents", "/name-consents", said="no")
    assert "«HVL» (institusjon): sa nei" in kari.read(page).text


def test_what_is_no_kind_of_name_does_not_exist(kari: Browser) -> None:
    token = {"form_token": kari.read("/insights/new").form("/insights").fields["form_token"]}
    assert kari.send("/name-consents", token | {"kind": "dog"}).status_code == 404
