"""Insights are listed page by page, found, and opened with who stands behind them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from actions.insights import ActionBrowseInsights, ActionOfferInsights
from actions.names import Outcome, Response
from bot.bootstrap import Services
from bot.domain_model.insights import Insight
from bot.domain_model.themes import Theme
from tests.support.acting import Done, Speaker
from tests.support.insights import TEXT, log, publish
from tests.support.people import NOW, Cast


@pytest.mark.parametrize("contrary", [0, 1, 2])
async def test_contrary_experience_is_told_with_it(
    ola: Speaker, services: Services, people: Cast, contrary: int
) -> None:
    behind = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    against = tuple(log(services, people.siri) for _ in range(contrary))
    insight = publish(services, people.kari, *behind, contrary=against)
    done = await ola.do(ActionBrowseInsights, "/browse_insights", insight=insight.id)
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.INSIGHT])
    told = done.said[0]["summary"]
    assert told.startswith(f"{TEXT.title_nb}\n\n{TEXT.text_nb}\n\n")
    one, many = (
        services.texts.get(f"insights.contrary_{number}", "nb", count=contrary)
        for number in ("one", "many")
    )
    assert (one in told, many in told) == (contrary == 1, contrary == 2)


@pytest.fixture
def nine(services: Services, people: Cast) -> list[Insight]:
    """More than one page of insights about anchoring, the newest first."""
    behind = [log(services, each) for each in (people.ola, people.siri, people.nils)]
    made = [
        publish(services, people.kari, *behind, at=NOW - timedelta(minutes=9 - number))
        for number in range(9)
    ]
    return made[::-1]


def opened(done: Done) -> list[str]:
    """Give the insights that the buttons open."""
    meanings = [button["payload"] for each in done.said for button in each["buttons"]]
    told = [json.loads(each.removeprefix("/browse_insights")) for each in meanings]
    return [each["insight"] for each in told if set(each) == {"insight"}]


async def test_they_are_listed_page_by_page(
    ola: Speaker, services: Services, people: Cast, nine: list[Insight]
) -> None:
    first = await ola.do(ActionBrowseInsights, "/browse_insights")
    assert first.responses == [Response.INSIGHTS_LIST]
    assert opened(first) == [each.id for each in nine[:8]]
    assert first.titles[8:] == [
        services.texts.get(f"dialogue.{title}", "nb") for title in ("more", "choose_theme")
    ]
    page = {"view": "page", "query": "", "insight": nine[7].id}
    rest = await ola.do(ActionBrowseInsights, "/browse_insights", **page)
    assert (rest.responses, opened(rest)) == ([Response.INSIGHTS_MORE], [nine[8].id])
    assert len(rest.titles) == 1

    # Where the page before ended is not to be seen any more: it begins anew.
    services.insights.withdraw(people.kari, nine[7].id, at=NOW)
    anew = await ola.do(ActionBrowseInsights, "/browse_insights", **page)
    assert opened(anew) == [each.id for each in nine if each != nine[7]]


@pytest.mark.parametrize(
    ("text", "entities", "listed"),
    [
        ("/browse_insights", {"theme": Theme.ANCHORING.value}, True),
        ("/browse_insights", {"theme": Theme.ROLES.value}, False),
        ("hva har andre lært om forankring i ledelsen?", {}, True),  # the theme's own name
        ("innsikter om at ledelsen forankrer arbeidet", {}, True),  # speaks of the theme
        ("innsikter om ti minutter", {}, True),  # its words
        ("innsikter om det samme", {}, True),  # nothing to search for
        ("innsikter om sjiraffer", {}, False),
    ],
)
async def test_they_are_found_by_theme_and_by_words(
    ola: Speaker, nine: list[Insight], text: str, entities: dict[str, str], *, listed: bool
) -> None:
    done = await ola.do(ActionBrowseInsights, text, **entities)
    if listed:
        assert opened(done) == [each.id for each in nine[:8]]
    else:
        assert opened(done) == []


async def test_what_nobody_has_learned_is_said_so(ola: Speaker, nine: list[Insight]) -> None:
    done = await ola.do(ActionBrowseInsights, "innsikter om sjiraffer")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.INSIGHTS_NOT_FOUND])


@pytest.mark.parametrize("view", [{}, {"view": "themes"}, {"theme": Theme.ROLES.value}])
async def test_there_are_none_at_all(ola: Speaker, view: dict[str, str]) -> None:
    done = await ola.do(ActionBrowseInsights, "/browse_insights", **view)
    assert (done.outcome, done.said) == (Outcome.EMPTY, [])


async def test_the_themes_that_there_are(ola: Speaker, nine: list[Insight]) -> None:
    done = await ola.do(ActionBrowseInsights, "/browse_insights", view="themes")
    assert (done.responses, done.titles) == (
        [Response.INSIGHT_THEMES], ["Forankring i ledelsen"],
    )  # fmt: skip


async def test_what_was_withdrawn_is_gone(
    ola: Speaker, services: Services, people: Cast, nine: list[Insight]
) -> None:
    services.insights.withdraw(people.kari, nine[0].id, at=NOW)
    done = await ola.do(ActionBrowseInsights, "/browse_insights", insight=nine[0].id)
    assert (done.outcome, done.said) == (Outcome.GONE, [])


async def test_after_logging_two_of_the_same_theme_are_offered(
    ola: Speaker, nine: list[Insight]
) -> None:
    done = await ola.do(ActionOfferInsights, "ja")
    assert (done.responses, len(opened(done))) == ([Response.INSIGHTS_OFFERED], 2)
