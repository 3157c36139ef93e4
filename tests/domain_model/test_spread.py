"""The figures of the spread ledger, worked out by hand and on generated graphs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insights import InsightId
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.spread import (
    Citation,
    Handed,
    Logged,
    Stage,
    ThemeSpread,
    spread,
    without_small_groups,
)
from bot.domain_model.themes import Theme

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
HVL, NTNU, UIB = (InstitutionId(name) for name in ("hvl", "ntnu", "uib"))
ABOUT = (Theme.ANCHORING,)


def logged(name: str, partner: str, institution: InstitutionId = HVL, **more: bool) -> Logged:
    return Logged(
        ReflectionId(name), PartnerId(partner), institution, START, ABOUT,
        has_next_step=more.get("has_next_step", False),
        loop_closed=more.get("loop_closed", False),
    )  # fmt: skip


def handed(insight: str, to: str, institution: InstitutionId, days: int, **did: bool) -> Handed:
    at = START + timedelta(days=days)
    return Handed(
        InsightId(insight), PartnerId(to), institution, at,
        opened=did.get("opened", False), used=did.get("used", False),
    )  # fmt: skip


def cite(insight: str, *reflections: str) -> list[Citation]:
    return [Citation(InsightId(insight), ReflectionId(each)) for each in reflections]


REFLECTIONS = [
    logged("a", "ola", has_next_step=True, loop_closed=True),
    logged("b", "siri", has_next_step=True),
    logged("c", "kari"),
    logged("d", "nils", NTNU),
]


def test_a_small_network_by_hand() -> None:
    figures = spread(
        REFLECTIONS,
        [*cite("one", "a", "b", "d"), *cite("two", "b")],
        [
            handed("one", "ola", HVL, 1, opened=True),  # a's own author, b's colleague
            handed("one", "per", NTNU, 4, opened=True, used=True),
            handed("two", "eva", UIB, 10),
        ],
    )
    assert (figures.partners, figures.reflections, figures.cited) == (4, 4, 3)
    assert figures.delivered == Stage(colleagues=2, others=3)
    assert figures.opened == Stage(colleagues=2, others=3)
    assert figures.used == Stage(colleagues=1, others=2)
    assert figures.median_time == timedelta(days=1)  # a after 4 days, b and d after 1
    assert (figures.reached_colleague, figures.reached_others) == (0.5, 0.75)
    assert figures.themes == (ThemeSpread(Theme.ANCHORING, 4, 4, 3, 2, 1),)


def test_nothing_has_spread() -> None:
    figures = spread([], [], [])
    assert (figures.reached_colleague, figures.reached_others) == (0.0, 0.0)
    assert figures.median_time is None
    alone = spread(REFLECTIONS[:1], cite("one", "a"), [handed("one", "ola", HVL, 1)])
    assert (alone.cited, alone.delivered, alone.median_time) == (1, Stage(), None)


def test_what_was_handed_over_before_it_was_logged_did_not_spread_it() -> None:
    before = [handed("one", "per", NTNU, -1)]
    assert spread(REFLECTIONS, cite("one", "a"), before).delivered == Stage()


@pytest.mark.parametrize(("smallest", "themes"), [(5, None), (4, 1), (3, 1)])
def test_small_groups_are_left_out(smallest: int, themes: int | None) -> None:
    shown = without_small_groups(spread(REFLECTIONS, [], []), smallest)
    assert (None if shown is None else len(shown.themes)) == themes


def test_a_theme_of_few_is_left_out_alone() -> None:
    other = Logged(ReflectionId("e"), PartnerId("ola"), HVL, START, (Theme.ROLES,))
    shown = without_small_groups(spread([*REFLECTIONS, other], [], []), 3)
    assert shown is not None
    assert [each.theme for each in shown.themes] == [Theme.ANCHORING]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_generated_network_has_the_figures_it_was_made_with(data: st.DataObject) -> None:
    """Each reflection has an insight of its own and is handed to as many as were drawn."""
    drawn = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from([HVL, NTNU]),  # where it was logged
                st.integers(0, 3),  # colleagues that it was handed to
                st.integers(0, 3),  # people elsewhere
                st.booleans(),  # whether they opened it
                st.booleans(),  # and used it
                st.integers(0, 30),  # days until then
                st.booleans(),  # whether its author was given it too
            ),
            max_size=12,
        )
    )
    reflections, citations, given_to = [], [], []
    for number, (where, near, far, opened, used, days, own) in enumerate(drawn):
        name = f"r{number}"
        reflections.append(logged(name, f"author{number}", where))
        citations += cite(f"i{number}", name)
        readers = [(f"near{number}.{each}", where) for each in range(near)]
        readers += [(f"far{number}.{each}", UIB) for each in range(far)]
        if own:
            given_to.append(handed(f"i{number}", f"author{number}", where, 0, opened=True))
        given_to += [
            handed(f"i{number}", name, at, days, opened=opened, used=used) for name, at in readers
        ]
    figures = spread(reflections, citations, given_to)
    assert figures.delivered == Stage(
        sum(near > 0 for _, near, *_ in drawn), sum(far > 0 for _, _, far, *_ in drawn)
    )
    assert figures.opened == Stage(
        sum(near > 0 and opened for _, near, _, opened, *_ in drawn),
        sum(far > 0 and opened for _, _, far, opened, *_ in drawn),
    )
    assert figures.used == Stage(
        sum(near > 0 and used for _, near, _, _, used, *_ in drawn),
        sum(far > 0 and used for _, _, far, _, used, *_ in drawn),
    )
    times = sorted(days for _, near, far, _, _, days, _ in drawn if near or far)
    middle = len(times) // 2
    expected = (
        None if not times else timedelta(days=(times[middle] + times[(len(times) - 1) // 2]) / 2)
    )
    assert figures.median_time == expected
    assert figures.cited == figures.reflections == len(drawn)
