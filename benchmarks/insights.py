"""Insights: searched, offered after logging, cited, and taken back when something is withdrawn."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from benchmarks.timing import Row, timed
from benchmarks.world import World, gather_statistics
from bot.domain_model.insights import InsightState, Reach, Stance
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.services.ports.insights import InsightSearch, ReflectionSearch
from bot.storage import insight_tables, tables
from tests.support.insights import TEXT, write

INSIGHTS = 1_000
"""As many as ten institutions write in some years, if each writes one every other week."""
_SOURCES = 4
_WORDS = ("rektor", "leiing", "tid", "møteplan", "kollegarettleiing", "mål", "trygg", "rolle")
_SEED = 20261122


def run(world: World) -> list[Row]:
    """Time what partners and coordinators wait for."""
    _fill(world)
    services, ola, kari = world.services, world.partners[0], world.coordinators[0]
    draft = write(services, kari, at=world.at)
    shared = _shared_by(world)
    levels = (Sharing.INSTITUTION, Sharing.NETWORK)
    citable = ReflectionSearch(Theme.ANCHORING, ("gruppene",))

    def search(number: int) -> None:
        words = (_WORDS[number % len(_WORDS)], str(number % 10))
        services.insights.visible_to(ola, InsightSearch(words=words), limit=8)

    def lower_and_raise(number: int) -> None:
        services.reflections.share(ola, shared, levels[number % 2], at=world.at)

    return [
        timed("search insights by words", search),
        timed(
            "search insights by theme",
            lambda _: services.insights.visible_to(
                ola, InsightSearch(themes=(Theme.ANCHORING,)), limit=8
            ),
        ),
        timed(
            "offer insights after logging",
            lambda _: services.insight_readers.after_log(ola, (Theme.ANCHORING,), at=world.at),
        ),
        timed(
            "reflections to cite",
            lambda _: services.insight_evidence.citable(kari, draft.id, citable, limit=13),
        ),
        timed("share a reflection otherwise", lower_and_raise),
    ]


def _fill(world: World) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - the same each time, and no secret
    with world.services.database.session() as session:
        everything = select(tables.Reflection.id).where(
            tables.Reflection.sharing == Sharing.NETWORK
        )
        citable = list(session.scalars(everything))
        rows = [_insight(number, world, chance) for number in range(INSIGHTS)]
        session.execute(insert(insight_tables.Insight), rows)
        themes = [
            {"insight_id": row["id"], "theme": theme}
            for row in rows
            for theme in chance.sample(list(Theme), 2)
        ]
        session.execute(insert(insight_tables.InsightTheme), themes)
        sources = [
            {"insight_id": row["id"], "reflection_id": each, "stance": Stance.SUPPORTS}
            for row in rows
            for each in chance.sample(citable, _SOURCES)
        ]
        session.execute(insert(insight_tables.InsightSource), sources)
        session.commit()
    gather_statistics(world.services)


def _insight(number: int, world: World, chance: random.Random) -> dict[str, Any]:
    words = " ".join(chance.sample(_WORDS, 3))
    at = world.at - timedelta(hours=number)
    return {
        "id": f"insight-{number}",
        "institution_id": chance.choice(world.coordinators).institution_id,
        "title_nb": f"{TEXT.title_nb} {number}",
        "title_nn": f"{TEXT.title_nn} {number}",
        "text_nb": f"{TEXT.text_nb} {words}",
        "text_nn": f"{TEXT.text_nn} {words}",
        "search_text": f"{TEXT.everything} {number} {words}".casefold(),
        "reach": Reach.NETWORK,
        "state": InsightState.PUBLISHED,
        "created_at": at,
        "published_at": at,
    }


def _shared_by(world: World) -> str:
    own = world.services.reflections.own(world.partners[0], limit=1)
    return own[0].id
