"""A database with much in it, the same each time: institutions, partners, schools, reflections."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import insert, text

from bot.bootstrap import Services
from bot.domain_model.actors import Actor
from bot.domain_model.schools import school_key
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import suggested
from bot.storage import reflection_tables, tables

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_SEED = 20261122
_INSTITUTIONS, _PARTNERS, _BATCH = 10, 20, 2000
_AT_ONE_SCHOOL = 200
"""Reflections on one school: twenty from each institution, so that each has some of it to read."""
_HAPPENED = (
    "Gruppene øvde på kollegaveiledning.",
    "Vi snakka om felles mål for leseopplæringa.",
    "Lærarane prøvde IGP i tre klassar.",
    "Vi planla neste økt sammen med ledergruppa.",
)
_HARD = (
    "Rektor måtte gå etter ti minutter.",
    "Det var lite tid, og møteplanen var full.",
    "Noen var usikre på hvem som hadde ansvaret.",
    "Fleire var skeptiske, men vart med likevel.",
)
_NEXT = (
    "Avtale tid med rektor.",
    "Prøve ein gong til før jul.",
    "Spørre gruppa om forventninger.",
)


@dataclass(frozen=True)
class World:
    """The filled database, and some of those who use it."""

    services: Services
    size: int
    """Reflections in the database."""
    partners: tuple[Actor, ...]
    coordinators: tuple[Actor, ...]
    at: datetime = NOW


def fill(services: Services, size: int) -> World:
    """Put `size` reflections with themes into an empty database."""
    chance = random.Random(_SEED)  # noqa: S311 - the same each time, and no secret
    coordinators = [_coordinator(services, number) for number in range(_INSTITUTIONS)]
    partners = [_partner(services, chief, n) for chief in coordinators for n in range(_PARTNERS)]
    schools = [f"school-{number}" for number in range(max(10, size // _AT_ONE_SCHOOL))]
    with services.database.session() as session:
        session.execute(insert(tables.School), [_school(each) for each in schools])
        for first in range(0, size, _BATCH):
            numbers = range(first, min(first + _BATCH, size))
            rows = [_reflection(number, partners, schools, chance) for number in numbers]
            session.execute(insert(tables.Reflection), rows)
            themes = [theme for row in rows for theme in _themes(row)]
            session.execute(insert(reflection_tables.ReflectionTheme), themes)
        session.commit()
    gather_statistics(services)
    return World(services, size, tuple(partners), tuple(coordinators))


def gather_statistics(services: Services) -> None:
    """Do what PostgreSQL does by itself some minutes after so many rows were added."""
    if services.database.is_postgresql:
        with services.database.session() as session:
            session.execute(text("ANALYZE"))
            session.commit()


def _coordinator(services: Services, number: int) -> Actor:
    name = f"Koordinator {number}"
    return services.partners.add_coordinator(f"Høgskole {number}", name, at=NOW).account.actor


def _partner(services: Services, coordinator: Actor, number: int) -> Actor:
    name = f"Partner {number} {coordinator.account_id}"
    return services.partners.invite(coordinator, name, at=NOW).account.actor


def _school(name: str) -> dict[str, Any]:
    written = f"{name.title()} skole"
    return {"id": name, "name": written, "key": school_key(written), "municipality": ""}


def _reflection(
    number: int, partners: list[Actor], schools: list[str], chance: random.Random
) -> dict[str, Any]:
    author = chance.choice(partners)
    created_at = NOW - timedelta(minutes=5 * number)
    return {
        "id": f"reflection-{number}",
        "partner_id": author.partner_id,
        "institution_id": author.institution_id,
        "school_id": chance.choice(schools),
        "source_key": f"benchmark:{number}",
        "happened": chance.choice(_HAPPENED),
        "worked": f"Nummer {number} fungerte fint.",
        "hard": chance.choice(_HARD),
        "next_step": chance.choice(_NEXT),
        "sharing": chance.choice(list(Sharing)),
        "visited_on": created_at.date(),
        "created_at": created_at,
    }


def _themes(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text = "\n".join((row["happened"], row["hard"], row["next_step"]))
    for position, each in enumerate(_suggested(text)):
        yield {
            "reflection_id": row["id"],
            "theme": each.theme,
            "position": position,
            "evidence": each.evidence,
            "set_by": each.set_by,
        }


_suggested = cache(suggested)
