"""What anyone may read, without an account and without the database."""

from __future__ import annotations

from tests.web.browsing import Browser


def test_the_front_page_says_what_refleks_is(stranger: Browser, kari: Browser) -> None:
    page = stranger.read("/")
    assert "Refleks er for utviklingspartnere" in page.text
    assert "Slik kommer du i gang" in page.text
    assert {"/sign-in", "/privacy"} <= set(page.links)
    assert "Slik kommer du i gang" not in kari.read("/about").text


def test_the_privacy_page_says_how_long_things_are_kept(stranger: Browser) -> None:
    text = stranger.read("/privacy").text
    assert "Samtaler slettes etter 30 dager" in text
    assert "etter 365 dager" in text


def test_the_style_sheet_is_kept_by_browsers_until_it_changes(stranger: Browser) -> None:
    links = [given for tag, given in stranger.read("/").tags if tag == "link"]
    address = next(given["href"] for given in links if given["rel"] == "stylesheet")
    assert address
    response = stranger.open(address)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert stranger.open("/static/unknown.css").status_code == 404
    assert stranger.open("/static/..%2fapp.py").status_code == 404
