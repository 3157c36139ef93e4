"""What the documents promise is there: settings, folders, commands and links."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.settings import Settings
from tests.conftest import ROOT
from tests.contract.repository import repository_files, text_of

SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}
DOCUMENTS = [path for path in repository_files() if path.suffix == ".md"]
DEEPEST = 2
"""Folders below this depth are told about in their parent's line."""


def shown(default: object) -> str:
    """Write a default as a person would write it in `.env`."""
    if default is None:
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def documented_settings() -> dict[str, str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", text_of(Path("docs/configuration.md")), re.M)
    return {name: default.strip("`") for name, default in rows}


def test_every_setting_is_documented_with_its_default() -> None:
    expected = {name: shown(field.default) for name, field in SETTINGS.items()}
    documented = documented_settings()
    assert documented.keys() == expected.keys()
    # Where the default is made from something else, the document says so in words.
    told = {name: value for name, value in documented.items() if expected[name]}
    assert told == {name: value for name, value in expected.items() if value}


def test_the_example_file_holds_every_setting_with_its_default() -> None:
    lines = text_of(Path(".env.example")).splitlines()
    example = dict(line[2:].split("=", 1) for line in lines if re.match(r"# [A-Z_]+=", line))
    assert example == {name: shown(field.default) for name, field in SETTINGS.items()}


def tree() -> dict[str, str]:
    block = re.search(r"```text\n(.*?)```", text_of(Path("docs/architecture.md")), re.S)
    assert block is not None
    lines = [line.split(maxsplit=1) for line in block[1].splitlines() if line.strip()]
    return dict(lines)


def test_every_folder_has_its_line_in_the_architecture() -> None:
    folders = {
        "/".join(path.parts[:depth]) + "/"
        for path in repository_files()
        for depth in range(1, min(len(path.parts), DEEPEST + 1))
    }
    listed = {path for path in tree() if path.endswith("/")}
    assert folders - listed == set(), "folders without a line"
    assert listed - folders == {"models/", "var/"}, "lines without a folder"


def test_every_file_in_the_architecture_exists() -> None:
    assert [
        path for path in tree() if not path.endswith("/") and not (ROOT / path).is_file()
    ] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    decisions = [path.name for path in DOCUMENTS if path.match("docs/decisions/*.md")]
    assert [name[:4] for name in decisions] == [f"{n:03}-" for n in range(1, len(decisions) + 1)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(document))
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (ROOT / document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_commands_that_are_shown_exist(document: Path) -> None:
    text = text_of(document)
    targets = set(re.findall(r"^([a-z-]+):", text_of(Path("Makefile")), re.M))
    assert set(re.findall(r"\bmake ([a-z-]+)\b(?=[`\n ]*[`#\n])", text)) - targets == set()
    context = click.Context(main)
    commands = set(main.list_commands(context))
    assert set(re.findall(r"`?(?:\.venv/bin/)?refleks ([a-z]+)`", text)) - commands == set()
