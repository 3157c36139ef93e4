"""Pages are in the reader's language, which she can choose."""

from __future__ import annotations

import pytest

from bot.web.languages import preferred_language
from tests.web.browsing import Browser


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("nb,nn", "nb"),
        ("no,en;q=0.5", "nb"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.3", "en"),
        ("de", "nb"),
        ("en;q=0.1,nn;q=0.2", "nn"),
        ("nn;q=0,en", "en"),
        ("nn;q=x", "nb"),
        ("nn;level=1", "nn"),
        (",;,=", "nb"),
    ],
)
def test_the_browsers_wish(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_a_stranger_reads_in_the_language_of_her_browser_or_the_one_she_chose(
    stranger: Browser,
) -> None:
    assert 'lang="nn"' in stranger.open("/", headers={"Accept-Language": "nn"}).text
    page = stranger.read("/?language=en")
    assert ("html", {"lang": "en"}) in page.tags
    assert "/privacy?language=en" in page.links
    assert "/?language=nn" in page.links
    assert ("html", {"lang": "nb"}) in stranger.read("/?language=xx").tags


@pytest.mark.parametrize(
    ("language", "words"), [("nn", "Refleksjonar"), ("en", "Reflections"), ("xx", "Refleksjoner")]
)
def test_a_choice_is_kept_in_the_account(kari: Browser, language: str, words: str) -> None:
    response = kari.send_form("/visits", "/language", language=language)
    assert (response.status_code, response.headers["location"]) == (303, "/visits")
    assert words in kari.read("/reflections").text


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "", "/a?b"])
def test_a_choice_never_leads_to_another_site(kari: Browser, back: str) -> None:
    response = kari.send_form("/visits", "/language", language="nn", back=back)
    assert response.headers["location"] == "/"


def test_an_odd_address_gives_no_links_to_another_site(stranger: Browser) -> None:
    response = stranger.client.get(f"{stranger.client.base_url}//evil.example/")
    assert response.status_code == 404
    assert "//evil.example" not in response.text
