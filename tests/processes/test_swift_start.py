"""A swift start leaves the collector of garbage as it found it, also when the start fails."""

from __future__ import annotations

import gc

import pytest

from bot.swift_start import swift_start


def test_nothing_is_collected_during_the_start_only() -> None:
    with swift_start():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_a_failed_start_collects_again() -> None:
    with pytest.raises(RuntimeError), swift_start():
        raise RuntimeError
    assert gc.isenabled()
    gc.unfreeze()
