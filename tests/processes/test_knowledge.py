"""«refleks knowledge»: add, list and remove documents, with a sentence for whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.support.files import pdf, write


class Knowledge:
    """Runs the command on a database of the test's own."""

    def __call__(self, *words: str | Path, exit_code: int = 0) -> Result:
        result = CliRunner().invoke(main, ["knowledge", *map(str, words)])
        assert result.exit_code == exit_code, result.output
        return result


@pytest.fixture
def knowledge(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Knowledge:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SENTENCE_ENCODER", "none")
    return Knowledge()


def test_documents_are_added_listed_and_removed(knowledge: Knowledge, tmp_path: Path) -> None:
    assert "There are no documents" in knowledge("list").stderr
    plan = write(tmp_path, "plan.md", "# Årsplan\n\nFire møter. Ring 22 22 55 55.")
    booklet = write(tmp_path, "Rollehefte.pdf", pdf(["Rektor leder.", "Partneren støtter."]))
    added = knowledge("add", plan, booklet)
    assert "added as «Årsplan»" in added.stdout
    assert "added as «Rollehefte»" in added.stdout
    assert "telephone" in added.stderr
    first, second = knowledge("list").stdout.splitlines()
    assert first.endswith("Rollehefte  (for everybody; 2 pages, 2 passages)")
    assert second.endswith("Årsplan  (for everybody; 1 passages)")

    assert "unchanged" in knowledge("add", plan).stdout
    assert "«Årsplan» was removed" in knowledge("remove", second.split()[0]).stdout
    assert knowledge("list").stdout.splitlines() == [first]


def test_an_institutions_document(knowledge: Knowledge, tmp_path: Path) -> None:
    plan = write(tmp_path, "plan.md", "# Årsplan\n\nFire møter.")
    refused = knowledge("add", plan, "--institution", "HVL", exit_code=1)
    assert "no institution of that name" in refused.stderr
    CliRunner().invoke(main, ["coordinator", "Kari", "--institution", "HVL"])
    knowledge("add", plan, "--institution", "HVL", "--title", "Plan for 2027")
    assert "Plan for 2027  (HVL; 1 passages)" in knowledge("list").stdout


def test_what_cannot_be_used_is_said_and_the_rest_is_added(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    plan = write(tmp_path, "plan.md", "# Årsplan\n\nFire møter.")
    other = write(tmp_path, "annen.md", "# Årsplan\n\nFem møter.")
    scanned = write(tmp_path, "skannet.pdf", pdf([""]))
    result = knowledge("add", scanned, plan, other, tmp_path / "borte.txt", exit_code=1)
    assert f"{scanned}: not added. It has pictures of pages but no text." in result.stderr
    assert f"{other}: not added. Another document" in result.stderr
    assert "borte.txt: not added. It cannot be read: No such file" in result.stderr
    assert "3 of 4 files were not added" in result.stderr
    assert len(knowledge("list").stdout.splitlines()) == 1


def test_one_title_is_for_one_file(knowledge: Knowledge, tmp_path: Path) -> None:
    plan = write(tmp_path, "plan.md", "Fire møter.")
    assert "one FILE" in knowledge("add", plan, plan, "--title", "X", exit_code=2).stderr


def test_a_document_that_is_not_there(knowledge: Knowledge) -> None:
    assert "number that begins so" in knowledge("remove", "12345678", exit_code=1).stderr
