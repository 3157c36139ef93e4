"""A module, a function and a topic file stay small enough to be read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.contract.repository import repository_files, text_of

MODULE_LINES = 250
TEST_MODULE_LINES = 400  # a list of cases is read one by one
FUNCTION_LINES = 30
ACTION_RUN_LINES = 25
TOPIC_FILE_LINES = 300
TEXT_FILE_LINES = 500  # looked up by key, three languages to a sentence


def is_migration(path: Path) -> bool:
    """Say whether the file is a list of tables to create, which only grows with the tables."""
    return path.match("migrations/versions/*.py")


def test_modules_are_short() -> None:
    too_long = {}
    for path in repository_files():
        if path.suffix != ".py" or is_migration(path):
            continue
        limit = TEST_MODULE_LINES if path.parts[0] == "tests" else MODULE_LINES
        if (lines := len(text_of(path).splitlines())) > limit:
            too_long[str(path)] = lines
    assert too_long == {}


def test_functions_are_short() -> None:
    too_long = {}
    for path in repository_files():
        if path.suffix != ".py" or path.parts[0] not in {"bot", "actions"} or is_migration(path):
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                limit = (
                    ACTION_RUN_LINES
                    if is_run_of_an_action(path.parts[0], node)
                    else FUNCTION_LINES
                )
                if (lines := length(node)) > limit:
                    too_long[f"{path}:{node.lineno} {node.name}"] = lines
    assert too_long == {}


def is_run_of_an_action(folder: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return folder == "actions" and node.name == "run"


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body; its signature and docstring may be long."""
    assert node.end_lineno is not None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return node.end_lineno - body[0].lineno + 1 if body else 0


def test_topic_files_are_short() -> None:
    topics = [
        path for path in repository_files() if path.suffix == ".yml" and path.parts[0] == "data"
    ]
    too_long = {}
    for path in topics:
        by_key = path.parts[1] in {"texts", "knowledge", "follow_ups"}
        limit = TEXT_FILE_LINES if by_key else TOPIC_FILE_LINES
        if (lines := len(text_of(path).splitlines())) > limit:
            too_long[str(path)] = lines
    assert too_long == {}
