"""What the log may hold when something breaks."""

from __future__ import annotations

import logging

import pytest

from bot.dialogue.failures import WordlessFormatter, report
from bot.domain_model.errors import StorageUnavailable

LOG = logging.getLogger("tests.failures")


def formatted(record: logging.LogRecord) -> str:
    return WordlessFormatter("%(message)s").format(record)


def test_a_report_names_kind_place_and_reference_but_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    words = "".join(["ut", "segn"])  # a traceback shows the code
    try:
        try:
            raise ValueError(words)
        except ValueError as cause:
            raise StorageUnavailable from cause
    except StorageUnavailable as error:
        reference = report(LOG, "turn", error)
    line = formatted(caplog.records[-1])
    assert line.startswith(f"turn failed, reference {reference}\n")
    assert "StorageUnavailable: The database could not be reached" in line
    assert "caused by" in line
    assert "builtins.ValueError" in line
    assert "test_failures.py" in line
    assert words not in line


def test_what_an_exception_came_up_in_is_told_unless_it_was_put_aside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*, aside: bool) -> None:
        try:
            raise KeyError
        except KeyError:
            if aside:
                raise TypeError from None
            raise TypeError  # noqa: B904 - the context is what is tested

    for aside in (False, True):
        try:
            fail(aside=aside)
        except TypeError as error:
            report(LOG, "turn", error)
    first, second = (formatted(record) for record in caplog.records[-2:])
    assert "KeyError" in first
    assert "builtins.KeyError" not in second
