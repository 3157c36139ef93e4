"""The repository names no machine of ours, no address of a package registry and no secret."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.contract.repository import repository_files, text_of

# Written so that this file does not find itself.
FORBIDDEN = {
    "a path on somebody's machine": r"(?<![\w.-])/(?:work|root|home/\w+|Users/\w+|opt)/(?=\w)",
    "a package registry's address": r"(?:pypi\.or[g]|pythonhosted\.or[g]|registry\.npmj[s])",
    "a private key": r"-----BEGI[N] [A-Z ]*PRIVATE KEY-----",
    "unfinished work": r"\b(?:TOD[O]|FIXM[E]|XX[X])\b",
}


@pytest.mark.parametrize("what", list(FORBIDDEN))
def test_the_repository_is_free_of(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path}:{number}"
        for path in repository_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_telegram_token_is_kept() -> None:
    token = re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b")
    assert [str(path) for path in repository_files() if token.search(text_of(path))] == []


def test_no_large_file_is_kept() -> None:
    large = [str(path) for path in repository_files() if (ROOT / path).stat().st_size > 1_000_000]
    assert large == []
