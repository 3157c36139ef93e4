"""The answers of the reflection form, and what a draft remembers."""

from __future__ import annotations

import pytest

from actions.drafts import ActionRemindOfDraft
from actions.names import SKIPPED, Response
from actions.reflection_form import ValidateReflectionForm
from bot.bootstrap import Services
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from tests.support.acting import Done, Speaker
from tests.support.people import NOW, Cast


async def answer(speaker: Speaker, slot: str, value: str) -> Done:
    return await speaker.answer(ValidateReflectionForm, slot, value)


@pytest.fixture
def step(services: Services, people: Cast) -> str:
    """A next step at Åsveien that nobody has said the end of."""
    parts = ReflectionParts("Vi øvde.", next_step="Avtale tid.")
    wish = LogReflection("key", "Åsveien skole", parts, NOW.date())
    return services.reflections.log(people.ola, wish, at=NOW).id


@pytest.mark.parametrize(
    ("told", "kept", "says"),
    [
        ("2026-11-20", "2026-11-20", []),
        ("hopp over", "2026-11-21", []),  # the day of the message
        ("i fjor en gang", None, [Response.VISIT_DATE_NOT_UNDERSTOOD]),
    ],
)
async def test_the_day(ola: Speaker, told: str, kept: str | None, says: list[str]) -> None:
    done = await answer(ola, "visit_date", told)
    assert (done.slots, done.responses) == ({"visit_date": kept}, says)


@pytest.mark.parametrize(
    ("told", "kept", "says"),
    [
        ("på Solvik", "Solvik", []),
        ("hopp over", SKIPPED, []),
        ("hvilken da?", None, [Response.SCHOOL_NOT_UNDERSTOOD]),
        ("tilbake", None, []),
    ],
)
async def test_the_school(ola: Speaker, told: str, kept: str | None, says: list[str]) -> None:
    done = await answer(ola, "school", told)
    assert (done.slots, done.responses) == ({"school": kept}, says)


@pytest.mark.parametrize(
    ("told", "kept", "says"),
    [
        ("nettverket", "network", []),
        ("hopp over", "institution", []),  # her usual one
        ("alle sammen", None, [Response.SHARING_NOT_UNDERSTOOD]),
    ],
)
async def test_the_sharing(
    ola: Speaker, services: Services, people: Cast, told: str, kept: str | None, says: list[str]
) -> None:
    services.partners.set_default_sharing(people.ola, Sharing.INSTITUTION)
    done = await answer(ola, "sharing", told)
    assert (done.slots, done.responses) == ({"sharing": kept}, says)


async def test_back_from_the_sharing_is_the_next_step(ola: Speaker) -> None:
    done = await answer(ola, "sharing", "tilbake")
    assert done.slots == {"next_step": None, "sharing": None}


async def test_a_stranger_shares_with_nobody_when_she_skips(stranger: Speaker) -> None:
    assert (await answer(stranger, "sharing", "hopp over")).slots == {"sharing": "only_me"}


async def test_the_last_next_step_is_asked_about_and_closed_by_a_word(
    ola: Speaker, services: Services, people: Cast, step: str
) -> None:
    asked = await answer(ola, "school", "Åsveien skole")
    assert asked.responses == [Response.NEXT_STEP_OPEN]
    ola.slots = {"school": "Åsveien skole"}
    closed = await answer(ola, "happened", "gjort")
    assert (closed.slots, closed.responses) == ({"happened": None}, [Response.NEXT_STEP_CLOSED])
    assert services.reflection_changes.outcome_of(people.ola, step) is NextStepOutcome.DONE


async def test_the_same_word_is_an_answer_when_no_step_is_open(ola: Speaker) -> None:
    for school in ("Lade skole", SKIPPED, None):
        ola.slots = {"school": school}
        assert (await answer(ola, "happened", "gjort")).slots == {"happened": "gjort"}


async def test_a_saved_one_that_changes_school_asks_about_no_step(ola: Speaker, step: str) -> None:
    ola.slots = {"reflection": {"editing": step}, "happened": "Vi øvde."}
    assert (await answer(ola, "school", "Åsveien skole")).responses == []


async def test_nothing_at_all_is_no_reflection(ola: Speaker) -> None:
    ola.slots = dict.fromkeys(("happened", "worked", "hard", "next_step"), SKIPPED)
    done = await answer(ola, "confirmation", "reflection")
    assert done.slots == {"confirmation": None, "happened": None}
    assert done.responses == [Response.NOTHING_IN_REFLECTION]


@pytest.mark.parametrize(
    ("told", "slots", "says"),
    [
        ("reflection", {"confirmation": "reflection"}, []),
        ("edit", {"confirmation": None}, []),
        ("hvaforno", {"confirmation": None}, [Response.NOT_UNDERSTOOD]),
        ("hard", {"hard": None, "confirmation": None}, [Response.NOW_IT_SAYS]),
        ("sharing", {"sharing": None, "confirmation": None}, []),
    ],
)
async def test_the_confirmation(
    ola: Speaker, told: str, slots: dict[str, str | None], says: list[str]
) -> None:
    ola.slots = {"happened": "Vi øvde.", "hard": "Tida var knapp."}
    done = await answer(ola, "confirmation", told)
    assert (done.slots, done.responses) == (slots, says)


async def test_a_button_of_an_earlier_question_is_asked_again(ola: Speaker) -> None:
    assert (await answer(ola, "happened", "/affirm")).slots == {"happened": None}


async def test_an_answer_that_cannot_be_checked_is_asked_for_again(ola: Speaker) -> None:
    ola.services.database.close()
    ola.chat = "nonsense"  # an id that no channel makes
    done = await answer(ola, "sharing", "hopp over")
    assert (done.slots, done.responses) == ({"sharing": None}, [Response.TRY_LATER])


@pytest.mark.parametrize(
    ("draft", "named"),
    [
        ({"school": "Åsveien skole"}, "en refleksjon fra Åsveien skole"),
        ({"school": SKIPPED}, "en refleksjon"),
    ],
)
async def test_a_draft_that_waits_is_named(
    ola: Speaker, draft: dict[str, str], named: str
) -> None:
    ola.slots = {"reflection": {"waiting": draft}}
    done = await ola.do(ActionRemindOfDraft)
    assert [each["reflection"] for each in done.said] == [named]
