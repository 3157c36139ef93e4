"""What a machine lacks is skipped, named and counted; in CI it is a failure."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support import needs

TWO_TESTS = """
import pytest

@pytest.mark.needs("wings")
def test_flying(): ...

@pytest.mark.needs("wings", "postgresql")
def test_landing(): ...

@pytest.mark.needs("postgresql")
def test_walking(): ...
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setitem(needs._FINDERS, "wings", (lambda: None, "grow some"))
    monkeypatch.setitem(needs._FINDERS, "postgresql", (lambda: True, "is here"))
    monkeypatch.setattr(needs, "_skipped", Counter())
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini("[pytest]\nmarkers = needs: what it needs\n")
    pytester.makepyfile(TWO_TESTS)
    return pytester


def test_what_lacks_is_skipped_named_and_counted(run: pytest.Pytester) -> None:
    result = run.runpytest_inprocess("-p", "no:asyncio", "-p", "tests.support.needs")
    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(["NOT TRIED: 2 tests, no wings here (grow some)"])


def test_in_continuous_integration_it_is_a_failure(
    run: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = run.runpytest_inprocess("-p", "no:asyncio", "-p", "tests.support.needs")
    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines(["*needs wings, which continuous integration must have*"])
