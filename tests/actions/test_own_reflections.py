"""Own reflections by button and in words: read, edited, deleted and shared, and only one's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.boundary import RefleksAction
from actions.cancelling import ActionCancelVisit
from actions.deleting import ActionDeleteReflection
from actions.editing import ActionEditMessage, ActionEditReflection
from actions.handovers import ActionHandOver
from actions.insights import ActionBrowseInsights
from actions.moving import ActionChooseVisitToMove
from actions.names import SKIPPED, Outcome, Response, Slot
from actions.next_steps import ActionCloseNextStep
from actions.own_data import ActionDeleteMyData, ActionExportMyData
from actions.own_reflections import ActionListReflections
from actions.partners import ActionCheckPartner
from actions.reflections import ActionSaveReflection
from actions.reminders import ActionReminderSettings, ActionSnoozeReminder
from actions.sharing import ActionShareReflection
from actions.visits import ActionListVisits
from bot.bootstrap import Services
from bot.domain_model.reflection_changes import content_of
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.services.reflections import LogReflection
from tests.support.acting import Speaker
from tests.support.people import NOW, Cast

PARTS = ReflectionParts("Gruppene øvde.", "Fint.", "Tida var knapp.", "Avtale tid.")
TOLD = "telegram:1:7"


@pytest.fixture
def kept(services: Services, people: Cast) -> Reflection:
    """A reflection of Ola's; one message told what was hard."""
    wish = LogReflection("key", "Åsveien skole", PARTS, NOW.date(), messages={TOLD: "hard"})
    return services.reflections.log(people.ola, wish, at=NOW)


@pytest.fixture
def siris(services: Services, people: Cast) -> Reflection:
    """A reflection that a colleague shared with everybody."""
    wish = LogReflection("siri", "Lade skole", PARTS, NOW.date(), Sharing.NETWORK)
    return services.reflections.log(people.siri, wish, at=NOW)


@pytest.mark.parametrize(
    "action",
    [
        ActionBrowseInsights, ActionCancelVisit, ActionCheckPartner, ActionChooseVisitToMove,
        ActionDeleteMyData, ActionDeleteReflection, ActionEditReflection, ActionExportMyData,
        ActionHandOver, ActionListReflections, ActionListVisits, ActionReminderSettings,
        ActionShareReflection, ActionSnoozeReminder,
    ],
)  # fmt: skip
async def test_who_is_no_partner_is_told_so(
    stranger: Speaker, action: type[RefleksAction]
) -> None:
    assert (await stranger.do(action)).outcome == Outcome.NOT_PARTNER


@pytest.mark.parametrize(
    "action",
    [ActionDeleteReflection, ActionEditReflection, ActionListReflections, ActionShareReflection],
)
async def test_who_has_none_is_told_so(ola: Speaker, action: type[RefleksAction]) -> None:
    assert (await ola.do(action)).outcome == Outcome.EMPTY


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (ActionDeleteReflection, {}),
        (ActionDeleteReflection, {"confirmed": "yes"}),
        (ActionEditReflection, {}),
        (ActionListReflections, {}),
        (ActionListReflections, {"view": "history"}),
        (ActionListReflections, {"view": "themes"}),
        (ActionShareReflection, {}),
        (ActionCloseNextStep, {"result": "done"}),
    ],
)
async def test_a_colleagues_is_like_one_that_is_gone(
    ola: Speaker,
    services: Services,
    people: Cast,
    siris: Reflection,
    action: type[RefleksAction],
    more: dict[str, str],
) -> None:
    # Kari coordinates, and so may read it; it is not hers for all that.
    kari = Speaker(services, f"web:{people.kari.account_id}")
    for speaker, reflection in ((ola, siris.id), (kari, siris.id), (ola, "gone")):
        done = await speaker.do(action, "/button", reflection=reflection, **more)
        assert (done.outcome, done.said) == (Outcome.GONE, [])
    assert services.reflections.own(people.siri) == [siris]


@pytest.mark.parametrize(("answer", "reached"), [("yes", Outcome.DONE), ("no", Outcome.KEPT)])
async def test_it_is_deleted_by_a_yes_alone(
    ola: Speaker,
    services: Services,
    people: Cast,
    kept: Reflection,
    answer: str,
    reached: Outcome,
) -> None:
    asked = await ola.do(ActionDeleteReflection, "slett refleksjonen")
    assert (asked.outcome, len(asked.titles)) == (Outcome.ASKED, 2)
    about = {"reflection": kept.id, "confirmed": answer}
    assert (await ola.do(ActionDeleteReflection, "/b", **about)).outcome == reached
    assert services.reflections.own(people.ola) == ([] if answer == "yes" else [kept])


async def test_what_is_shared_with_nobody_cannot_be_withdrawn(
    ola: Speaker, services: Services, people: Cast, kept: Reflection
) -> None:
    shown = await ola.do(ActionListReflections, "/button", reflection=kept.id)
    services.reflections.share(people.ola, kept.id, Sharing.ONLY_ME, at=NOW)
    alone = await ola.do(ActionListReflections, "/button", reflection=kept.id)
    assert set(shown.titles) - set(alone.titles) == {services.texts.get("dialogue.withdraw", "nb")}


@pytest.mark.parametrize("view", ["history", "themes"])
async def test_a_view_without_a_reflection_is_of_the_newest(
    ola: Speaker, services: Services, people: Cast, view: str
) -> None:
    assert (await ola.do(ActionListReflections, "/button", view=view)).outcome == Outcome.EMPTY
    wish = LogReflection("key", "Åsveien skole", PARTS, NOW.date())
    services.reflections.log(people.ola, wish, at=NOW)
    done = await ola.do(ActionListReflections, "/button", view=view)
    assert done.outcome == Outcome.DONE
    assert done.said[0]["reflection"].startswith("Åsveien skole")


async def test_the_history_tells_what_stood_there(
    ola: Speaker, services: Services, people: Cast, kept: Reflection
) -> None:
    words = replace(PARTS, worked="", hard="Ledelsen forankret det ikke.")
    new = replace(content_of(kept), parts=words, sharing=Sharing.ONLY_ME)
    services.reflection_changes.change(people.ola, kept.id, new, at=NOW)
    services.reflection_changes.set_themes(people.ola, kept.id, [], at=NOW)
    done = await ola.do(ActionListReflections, "/button", reflection=kept.id, view="history")
    assert done.responses == [Response.REFLECTION_HISTORY]
    lines = done.said[0]["list"].splitlines()
    assert any(line.endswith("– koordinator") for line in lines)
    assert any("«Tida var knapp.»" in line for line in lines)
    assert any("forankring" in line for line in lines)


async def test_themes_are_accepted_added_and_taken_away(
    ola: Speaker, services: Services, people: Cast
) -> None:
    words = ReflectionParts("Ledelsen forankret det.")
    wish = LogReflection("key", "Lade skole", words, NOW.date())
    kept = services.reflections.log(people.ola, wish, at=NOW)

    async def press(view: str, theme: str | None = None) -> list[tuple[str, str]]:
        more = {} if theme is None else {"theme": theme}
        await ola.do(ActionListReflections, "/b", reflection=kept.id, view=view, **more)
        themes = services.reflections.get(people.ola, kept.id).themes
        return [(str(each.theme), str(each.set_by)) for each in themes]

    anchoring, roles = (Theme.ANCHORING.value, "author"), (Theme.ROLES.value, "author")
    assert await press("themes") == [(Theme.ANCHORING.value, "suggested")]
    assert await press("accept_themes") == [anchoring]
    assert await press("more_themes") == [anchoring]
    assert await press("add_theme", Theme.ROLES.value) == [anchoring, roles]
    assert await press("add_theme", Theme.ROLES.value) == [anchoring, roles]
    assert await press("remove_theme", Theme.ANCHORING.value) == [roles]


@pytest.mark.parametrize(
    ("field", "asked_again", "says"),
    [
        ("hard", "hard", [Response.NOW_IT_SAYS]),
        ("sharing", "sharing", []),
        ("nonsense", None, []),
    ],
)
async def test_a_button_opens_the_part_that_it_names(
    ola: Speaker, kept: Reflection, field: str, asked_again: str | None, says: list[str]
) -> None:
    done = await ola.do(ActionEditReflection, "/button", reflection=kept.id, field=field)
    assert done.outcome == Outcome.READY
    assert done.responses == says
    empty = {slot for slot in Slot if slot in done.slots and done.slots[slot] is None}
    assert empty - {Slot.CONFIRMATION} == ({Slot(asked_again)} if asked_again else set())


async def test_an_edited_message_changes_what_it_told(
    ola: Speaker, services: Services, people: Cast, kept: Reflection
) -> None:
    done = await ola.do(ActionEditMessage, "/button", message=TOLD, words="Rektor var borte.")
    assert (done.outcome, done.responses) == (Outcome.DONE, [Response.MESSAGE_CHANGED])
    (changed,) = services.reflections.own(people.ola)
    assert changed.parts == replace(PARTS, hard="Rektor var borte.")


async def test_new_personal_data_opens_the_reflection_instead(
    ola: Speaker, services: Services, people: Cast, kept: Reflection
) -> None:
    words = "Jonas i 9B var urolig."
    done = await ola.do(ActionEditMessage, "/button", message=TOLD, words=words)
    assert (done.outcome, done.slots["hard"]) == (Outcome.READY, words)
    assert services.reflections.own(people.ola) == [kept]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("note", "hei på deg"),  # tells no part of a visit any more
        ("hard", "–"),  # and nothing would be left
    ],
)
async def test_words_that_tell_nothing_change_nothing(
    ola: Speaker, services: Services, people: Cast, part: str, words: str
) -> None:
    only = ReflectionParts(hard="Tida var knapp.")
    wish = LogReflection("key", "Lade skole", only, NOW.date(), messages={TOLD: part})
    kept = services.reflections.log(people.ola, wish, at=NOW)
    done = await ola.do(ActionEditMessage, "/button", message=TOLD, words=words)
    assert (done.outcome, done.said) == (Outcome.GONE, [])
    assert services.reflections.own(people.ola) == [kept]


async def test_an_edited_message_changes_the_draft_that_it_told(ola: Speaker) -> None:
    ola.slots = {"hard": "Tida var knapp.", "happened": "Vi øvde."}
    ola.events = [
        {"event": "user", "text": "Tida var knapp.", "metadata": {"message_id": "m"}},
        {"event": "slot", "name": "hard", "value": "Tida var knapp."},
    ]
    done = await ola.do(ActionEditMessage, "/button", message="m", words="Rektor var borte.")
    assert done.outcome == Outcome.READY
    assert (done.slots["hard"], done.slots["happened"]) == ("Rektor var borte.", "Vi øvde.")
    other = await ola.do(ActionEditMessage, "/button", message="other", words="Hei")
    assert other.outcome == Outcome.GONE


async def test_an_edited_note_that_tells_nothing_leaves_the_draft(ola: Speaker) -> None:
    ola.slots = {"hard": "Tida var knapp.", "happened": "Vi øvde."}
    note = [{"event": "slot", "name": name, "value": told} for name, told in ola.slots.items()]
    ola.events = [{"event": "user", "text": "logg: …", "metadata": {"message_id": "m"}}, *note]
    assert (await ola.do(ActionEditMessage, "/b", message="m", words="hei")).slots == {
        "outcome": Outcome.GONE
    }


async def test_what_was_deleted_meanwhile_is_not_changed(ola: Speaker, kept: Reflection) -> None:
    draft = {
        "school": "Åsveien skole", "visit_date": "2026-11-21", "happened": "Vi øvde.",
        "worked": SKIPPED, "hard": SKIPPED, "next_step": SKIPPED, "sharing": "only_me",
    }  # fmt: skip
    ola.slots = {**draft, "reflection": {"editing": "gone"}}
    done = await ola.do(ActionSaveReflection, "ja")
    assert done.outcome == Outcome.GONE
    assert done.slots["happened"] is None
