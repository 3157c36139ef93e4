"""The menu shows where one is, and a page that is not in it leads back to one that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Role
from tests.support.people import Cast
from tests.web.browsing import Browser

BELOW = {
    "/schools": "/overview",
    "/school-holidays": "/overview",
    "/handovers": "/overview",
    "/spread": "/insights",
    "/name-consents": "/insights",
    "/insights/new": "/insights",
    "/calendar": "/visits",
}


@pytest.mark.parametrize(("path", "above"), BELOW.items())
def test_a_page_below_another_is_reached_from_it_and_leads_back(
    kari: Browser, path: str, above: str
) -> None:
    assert path in kari.read(above).links
    links = [given for tag, given in kari.read(path).tags if tag == "a"]
    assert [each["href"] for each in links if each.get("aria-current")] == [above]
    assert [each["href"] for each in links if each.get("class") == "back"] == [above]


def test_one_knows_which_page_one_is_on(kari: Browser) -> None:
    for path in ("/reflections", "/overview", "/people"):
        links = [given for tag, given in kari.read(path).tags if tag == "a"]
        assert [each["href"] for each in links if each.get("aria-current") == "page"] == [path]


def test_who_is_no_partner_is_offered_no_pages_of_her_own_visits(
    kari: Browser, services: Services, people: Cast
) -> None:
    assert people.kari.account_id
    with services.begin() as uow:
        account = uow.accounts.get(people.kari.account_id)
        no_partner = replace(account, role=Role.NETWORK_COORDINATOR, partner_id=None)
        uow.accounts.save(replace(no_partner, institution_id=None))
        uow.commit()
    links = kari.read("/reflections").links
    assert "/insights" in links
    assert not {"/visits", "/questions", "/overview", "/people"} & set(links)
