"""How often what is searched for is among the three hits, on questions with known answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.bootstrap import Services, build_services
from bot.domain_model.actors import STRANGER
from bot.domain_model.language import identify_language
from bot.readers.files import Limits, read_file
from bot.services.search import Hit
from bot.settings import Settings
from bot.storage.migrate import migrate

_LIMITS = Limits(megabytes=1, words=10_000)


def measure_search(library: Path) -> dict[str, Any]:
    """Search in the answers, and in the documents of `library`, for what `questions.yml` asks.

    Gives how many were asked and which share was found, of documents and of answers, and the
    share of what is nowhere that was not found either. Nothing of the installation is touched.
    """
    asked = yaml.safe_load((library / "questions.yml").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        services = build_services(
            Settings(_env_file=None, database_url=f"sqlite:///{folder}/search.db")
        )
        migrate(services.database.engine)
        titles = {_added(services, path) for path in sorted(library.glob("*.md"))}
        documents = [
            any(hit.title == title and place in (hit.heading, hit.page) for hit in hits)
            for query, title, place in asked["questions"]
            if title in titles
            for hits in [_found(services, query)]
        ]
        answers = [
            any(hit.topic == topic for hit in _found(services, query))
            for query, topic in asked["answers"]
        ]
        nothing = [not _found(services, query) for query in asked["nothing"]]
        services.database.close()
    return {"documents": _share(documents), "answers": _share(answers), "nothing": _share(nothing)}


def search_as_markdown(figures: Mapping[str, Any]) -> str:
    """Write the figures as Markdown."""
    lines = [
        f"| {what} | {figures[key]['asked']} | {100 * figures[key]['right']:.1f} |"
        for key, what in (
            ("documents", "passage of a document among three hits"),
            ("answers", "answer among three hits"),
            ("nothing", "nothing found of what is nowhere"),
        )
    ]
    return "\n".join(("## Search", "", "|  | asked | right |", "| --- | --- | --- |", *lines, ""))


def _added(services: Services, path: Path) -> str:
    file = read_file(path, _LIMITS)
    services.documents.add(file.digest, file.document, at=datetime.now(UTC))
    return file.document.title


def _found(services: Services, query: str) -> list[Hit]:
    return services.search.find(STRANGER, query, language=identify_language(query))


def _share(right: list[bool]) -> dict[str, float]:
    return {"asked": len(right), "right": round(sum(right) / max(len(right), 1), 4)}
