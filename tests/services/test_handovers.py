"""Whoever takes a school over learns what was shared about it, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor, Channel, chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.reflection_changes import NextStepOutcome
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from bot.services.visits import ScheduleVisit
from tests.support.people import NOW, Cast

SCHOOL = "Åsveien skole"


def log(
    services: Services,
    actor: Actor,
    words: str,
    sharing: Sharing,
    *,
    step: str = "",
    day: date = date(2026, 11, 12),
    school: str = SCHOOL,
) -> str:
    parts = ReflectionParts(words, next_step=step)
    wish = LogReflection(f"test:{actor.partner_id}:{words}", school, parts, day, sharing)
    return services.reflections.log(actor, wish, at=NOW).id


def plan(services: Services, actor: Actor, days: int, school: str = SCHOOL) -> None:
    key = f"test:visit:{actor.partner_id}:{days}"
    start = NOW + timedelta(days=days)
    services.visits.schedule(actor, ScheduleVisit(key, school, start, None), at=NOW)


@pytest.fixture
def school(services: Services, people: Cast) -> str:
    """A school that Ola has visited, and that Siri is to take over."""
    for sharing in Sharing:
        log(services, people.ola, f"delt {sharing}", sharing, step=f"steg {sharing}")
    log(services, people.nils, "fra NTNU", Sharing.NETWORK)
    log(services, people.ola, "annen skole", Sharing.NETWORK, school="Lade skole")
    plan(services, people.ola, 3)
    plan(services, people.siri, 5)
    plan(services, people.siri, 6, "Lade skole")
    return next(each.id for each in services.handovers.schools(people.kari) if each.name == SCHOOL)


def told(services: Services, actor: Actor) -> set[str]:
    pack = services.handovers.of_school(actor, "åsveien", at=NOW)
    return {each.parts.happened for each in pack.reflections}


def test_a_partner_reads_what_colleagues_shared_and_her_own(
    services: Services, people: Cast, school: str
) -> None:
    assert school
    log(services, people.siri, "siris eget", Sharing.ONLY_ME)
    shared = {"delt institution", "delt network"}
    assert told(services, people.siri) == shared | {"siris eget"}
    assert told(services, people.ola) == shared | {"delt only_me", "delt coordinator"}
    assert told(services, people.nils) == {"fra NTNU"}
    pack = services.handovers.of_school(people.siri, SCHOOL, at=NOW)
    assert {each.parts.next_step for each in pack.open_steps} == {
        "steg institution", "steg network"
    }  # fmt: skip
    assert [each.starts_at for each in pack.visits] == [NOW + timedelta(days=5)]


def test_a_coordinator_reads_what_is_for_coordinators(
    services: Services, people: Cast, school: str
) -> None:
    pack = services.handovers.for_coordinator(people.kari, school, at=NOW)
    assert {each.parts.happened for each in pack.reflections} == {
        "delt coordinator", "delt institution", "delt network"
    }  # fmt: skip
    assert [each.participants[0].name for each in pack.visits] == ["Ola Ødegård", "Siri Li"]


def test_what_is_not_ones_own_looks_like_what_is_not_there(
    services: Services, people: Cast, school: str
) -> None:
    handovers = services.handovers
    for actor in (people.siri, people.network, people.administrator, STRANGER):
        with pytest.raises(NotAllowed):
            handovers.for_coordinator(actor, school, at=NOW)
        with pytest.raises(NotAllowed):
            handovers.schools(actor)
        with pytest.raises(NotAllowed):
            handovers.give(actor, school, str(people.ola.partner_id), at=NOW)
    with pytest.raises(NotAllowed):
        handovers.of_school(STRANGER, SCHOOL, at=NOW)
    lade = next(each for each in handovers.schools(people.kari) if each.name == "Lade skole")
    for call in (
        lambda: handovers.of_school(people.nils, "Lade skole", at=NOW),
        lambda: handovers.of_school(people.nils, "Finnes ikke", at=NOW),
        lambda: handovers.for_coordinator(people.nils, lade.id, at=NOW),
        lambda: handovers.give(people.nils, lade.id, str(people.nils.partner_id), at=NOW),
        lambda: handovers.give(people.kari, school, str(people.nils.partner_id), at=NOW),
        lambda: handovers.give(people.kari, school, "no-such-partner", at=NOW),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_step_that_was_told_of_and_a_reflection_that_was_withdrawn_go(
    services: Services, people: Cast
) -> None:
    done = log(services, people.ola, "a", Sharing.INSTITUTION, step="gjort")
    back = log(services, people.ola, "b", Sharing.INSTITUTION, step="åpent")
    services.reflection_changes.close_next_step(people.ola, done, NextStepOutcome.DONE, at=NOW)
    pack = services.handovers.of_school(people.siri, SCHOOL, at=NOW)
    assert [each.parts.next_step for each in pack.open_steps] == ["åpent"]
    services.reflections.share(people.ola, back, Sharing.COORDINATOR, at=NOW)
    assert told(services, people.siri) == {"a"}


def test_a_name_alone_is_known_by_the_institutions_schools(
    services: Services, people: Cast, school: str
) -> None:
    assert school
    named = services.handovers.named_in
    assert named(people.siri, "overlevering åsveien") == SCHOOL
    assert named(people.siri, "overlevering Solvik") is None
    assert named(people.nils, "overlevering Lade") is None


def test_themes_are_counted_by_year(services: Services, people: Cast) -> None:
    for number, (day, words) in enumerate([
        (date(2025, 5, 2), "Rektor har forankret arbeidet i ledelsen."),
        (date(2026, 5, 2), "Rektor og ledelsen forankrer arbeidet."),
        (date(2026, 6, 2), "Ledelsen har forankret planen."),
    ]):  # fmt: skip
        log(services, people.ola, f"{words} {number}", Sharing.INSTITUTION, day=day)
    log(services, people.ola, "Ledelsen forankret det hemmelig.", Sharing.ONLY_ME)
    pack = services.handovers.of_school(people.siri, SCHOOL, at=NOW)
    anchoring = [(each.year, each.count) for each in pack.themes if "anchoring" in each.theme]
    assert anchoring == [(2026, 2), (2025, 1)]
    text = services.handovers.texts.message(pack, "nn", at=NOW)
    assert "2026: forankring i leiinga (2)" in text


def test_a_misspelt_school_of_ones_own_is_found(
    services: Services, people: Cast, school: str
) -> None:
    assert school
    pack = services.handovers.of_school(people.siri, "Åsvein skole", at=NOW)
    assert pack.school.name == SCHOOL


@pytest.mark.parametrize("in_telegram", [True, False])
def test_a_school_is_given_once_and_read_at_once(
    services: Services, people: Cast, school: str, *, in_telegram: bool
) -> None:
    assert people.siri.account_id
    assert people.siri.partner_id
    chat = chat_id(Channel.WEB, people.siri.account_id)
    if in_telegram:
        chat = chat_id(Channel.TELEGRAM, 4711)
        token = services.partners.invite(people.kari, "Ny", at=NOW)
        new = services.partners.redeem(token.token, chat, at=NOW)
        given = str(new.id)
    else:
        given = str(people.siri.partner_id)
    for _ in range(2):
        services.handovers.give(people.kari, school, given, at=NOW)
    with services.begin() as uow:
        (said,) = uow.outbox.of_chats([chat], limit=9)
    assert said.text.startswith("Koordinatoren har gitt deg Åsveien skole.") or (
        said.text.startswith("Koordinatoren har gjeve deg Åsveien skole.")
    )
    assert "delt institution" in said.text
    assert "delt coordinator" not in said.text
    assert "delt only_me" not in said.text
    assert "Ola Ødegård" in said.text.rsplit("Besøk framover", 1)[1]


def test_a_school_nobody_wrote_about_is_given_with_a_word(
    services: Services, people: Cast
) -> None:
    log(services, people.ola, "bare til koordinatoren", Sharing.COORDINATOR)
    (school,) = services.handovers.schools(people.kari)
    services.handovers.give(people.kari, school.id, str(people.siri.partner_id), at=NOW)
    with services.begin() as uow:
        (said,) = uow.outbox.of_chats([chat_id(Channel.WEB, str(people.siri.account_id))], limit=9)
    assert "delt noko om skulen enno" in said.text


def test_a_long_story_is_shortened_in_a_message_and_whole_in_the_document(
    services: Services, people: Cast
) -> None:
    words = "Vi øvde på veiledning i gruppa. " * 30
    log(services, people.ola, words, Sharing.INSTITUTION)
    pack = services.handovers.of_school(people.siri, SCHOOL, at=NOW)
    message = services.handovers.texts.message(pack, "nb", at=NOW)
    assert " …" in message
    assert words.strip() not in message
