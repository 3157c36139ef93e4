"""The coordinator fills the register of schools from a file, and is told line by line."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import Services
from tests.support.people import Cast
from tests.web.browsing import Browser, PageReader


def upload(browser: Browser, content: str) -> Any:
    fields = browser.read("/schools").form("/schools").fields
    fields.pop("file")
    file = {"file": ("skoler.csv", content.encode(), "text/csv")}
    return browser.client.post("/schools", data=fields, files=file)


def test_a_file_fills_the_register_and_its_bad_lines_are_listed(
    kari: Browser, services: Services, people: Cast
) -> None:
    content = "navn;kommune\nÅsveien skole;Trondheim\n;Oslo\nSolvik skole;Levanger\n"
    page = PageReader(upload(kari, content).text)
    assert "Nye skoler: 2. Endret: 0. Som før: 0." in page.text
    assert "Linje 3: Navnet mangler eller er for langt." in page.text
    assert "Skoler i registeret: 2" in kari.read("/schools").text
    assert services.schools.register(people.nils) == []


def test_another_file_is_refused_in_words(kari: Browser) -> None:
    for content in ("", "hei\npå deg\n"):
        response = upload(kari, content)
        assert response.status_code == 422
        assert "kan ikke leses som en skoleliste" in response.text


def test_partners_do_not_see_the_page(ola: Browser) -> None:
    assert ola.open("/schools").status_code == 404
