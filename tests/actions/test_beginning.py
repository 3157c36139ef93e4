"""A reflection is begun with what the message tells, and none that is open is lost."""

from __future__ import annotations

from typing import Any

import pytest

from actions.beginning import ActionBeginReflection
from actions.names import SKIPPED, Outcome, Response
from tests.support.acting import Done, Speaker

NOTE = "logg: Gruppene jobbet godt. Tida var vanskelig."
TODAY = "2026-11-21"
WAITING = {"school": "Lade skole", "visit_date": "2026-11-20", "happened": "Vi leste."}


async def begin(speaker: Speaker, text: str = "logg", **entities: Any) -> Done:
    return await speaker.do(ActionBeginReflection, text, "log_reflection", **entities)


async def test_nothing_is_told_yet(ola: Speaker) -> None:
    done = await begin(ola)
    assert done.outcome == Outcome.READY
    assert (done.slots["visit_date"], done.slots["school"]) == (TODAY, None)
    assert done.slots["sharing"] is None


async def test_what_the_message_tells_is_not_asked_for(ola: Speaker) -> None:
    done = await begin(ola, NOTE, visited_on="2026-11-20")
    assert done.outcome == Outcome.READY
    told = {name: done.slots[name] for name in ("visit_date", "happened", "worked", "sharing")}
    assert told == {
        "visit_date": "2026-11-20",
        "happened": "Gruppene jobbet godt.",
        "worked": SKIPPED,
        "sharing": "coordinator",
    }


@pytest.mark.parametrize("told", ["Solvik", None])
async def test_a_note_is_of_the_school_that_was_told_before_it(
    ola: Speaker, told: str | None
) -> None:
    ola.slots = {"school": told, "visit_date": TODAY}
    assert (await begin(ola, NOTE)).slots["school"] == told


async def test_a_note_from_elsewhere_is_asked_about(ola: Speaker) -> None:
    ola.slots = {"school": "Lade skole", "visit_date": TODAY}
    same = await begin(ola, "logg: Lade i dag. Tida var vanskelig.", school="Lade")
    assert (same.outcome, same.slots["hard"]) == (Outcome.READY, "Tida var vanskelig.")
    other = await begin(ola, "logg: Solvik i dag. Tida var vanskelig.", school="Solvik")
    assert (other.outcome, other.responses) == (Outcome.ASKED, [Response.DRAFT_OPEN])
    assert other.slots["school"] == "Lade skole"
    assert other.slots["reflection"]["waiting"]["school"] == "Solvik"


async def test_one_that_waits_is_brought_up(ola: Speaker) -> None:
    ola.slots = {"reflection": {"waiting": WAITING}}
    done = await begin(ola)
    assert (done.outcome, done.responses) == (Outcome.ASKED, [Response.DRAFT_OPEN])
    assert done.slots["happened"] == "Vi leste."


@pytest.mark.parametrize(
    ("wish", "slots", "outcome", "happened", "waits"),
    [
        ("continue", {"happened": "Vi øvde."}, Outcome.READY, "Vi øvde.", None),
        ("continue", {}, Outcome.READY, None, None),
        ("new", {"happened": "Vi øvde."}, Outcome.READY, None, None),
        ("new", {"happened": "Vi øvde.", "waits": True}, Outcome.READY, "Vi leste.", "Vi øvde."),
        ("waiting", {"waits": True}, Outcome.READY, "Vi leste.", None),
        ("drop", {"happened": "Vi øvde.", "waits": True}, Outcome.GONE, "Vi øvde.", None),
    ],
)
async def test_what_becomes_of_drafts(
    ola: Speaker,
    wish: str,
    slots: dict[str, Any],
    outcome: Outcome,
    happened: str | None,
    waits: str | None,
) -> None:
    waiting = WAITING if slots.pop("waits", False) else None
    ola.slots = {**slots, "reflection": {"waiting": waiting}}
    done = await begin(ola, "/log_reflection", draft=wish)
    left = done.slots["reflection"]["waiting"]
    assert (done.outcome, done.slots["happened"]) == (outcome, happened)
    assert (left or {}).get("happened") == waits
