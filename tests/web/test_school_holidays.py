"""A coordinator says when the schools are closed."""

from __future__ import annotations

from datetime import date

from bot.bootstrap import Services
from bot.domain_model.free_days import Period
from tests.support.people import Cast
from tests.web.browsing import Browser

PATH = "/school-holidays"


def test_a_period_is_added_and_removed(kari: Browser, services: Services, people: Cast) -> None:
    assert PATH in kari.read("/overview").links
    form = kari.read(PATH).form(PATH).fields
    kari.send(PATH, {**form, "first": "2027-02-22", "last": "2027-02-26"})
    assert services.free_days.periods(people.kari) == [
        Period(date(2027, 2, 22), date(2027, 2, 26))
    ]
    page = kari.read(PATH)
    assert "mandag 22. februar 2027 til fredag 26. februar 2027" in page.text
    kari.send(f"{PATH}/remove", page.form(f"{PATH}/remove").fields)
    assert "Ingen fridager er lagt inn" in kari.read(PATH).text


def test_what_is_no_period_is_said(kari: Browser, services: Services, people: Cast) -> None:
    form = kari.read(PATH).form(PATH).fields
    for first, last in (("2027-02-26", "2027-02-22"), ("snart", ""), ("", "")):
        response = kari.send(PATH, {**form, "first": first, "last": last})
        assert response.status_code == 400
        assert "Siste dag kan ikke være før første dag" in response.text
    assert kari.send(f"{PATH}/remove", form).status_code == 303
    assert services.free_days.periods(people.kari) == []


def test_it_is_not_for_partners(ola: Browser) -> None:
    assert PATH not in ola.read("/visits").links
    assert ola.client.get(PATH).status_code == 404
