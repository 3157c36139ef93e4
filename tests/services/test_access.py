"""The gate: who may see which reflection, asked of one row and of the database alike."""

from __future__ import annotations

from itertools import product

import pytest

from bot.bootstrap import Services
from bot.domain_model.access import reflection_scope
from bot.domain_model.actors import STRANGER, Actor, Role
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.access import access_partner
from bot.services.reflections import LogReflection
from bot.storage.unit_of_work import unit_of_work
from tests.support.people import NOW, Cast


def log(services: Services, actor: Actor, sharing: Sharing, key: str) -> Reflection:
    wish = LogReflection(
        key,
        "Åsveien skole",
        ReflectionParts(happened=f"Vi kom i gang: {key}."),
        NOW.date(),
        sharing,
    )
    return services.reflections.log(actor, wish, at=NOW)


@pytest.fixture
def shared(services: Services, people: Cast) -> dict[tuple[str, Sharing], Reflection]:
    """One reflection of each level by Ola (HVL), Kari (HVL) and Nils (NTNU)."""
    authors = {"ola": people.ola, "kari": people.kari, "nils": people.nils}
    return {
        (name, level): log(services, authors[name], level, f"{name}:{level}")
        for name, level in product(authors, Sharing)
    }


def expected(reader: str, author: str, level: Sharing) -> bool:
    """The design's table, written out once more."""
    if reader == author:
        return True
    if reader == "kari" and author == "ola":
        return level is not Sharing.ONLY_ME
    return reader == "network" and level is Sharing.NETWORK


@pytest.mark.parametrize(
    "reader", ["ola", "siri", "kari", "nils", "network", "administrator", "stranger"]
)
def test_each_reader_sees_exactly_what_was_shared_that_far(
    reader: str,
    services: Services,
    people: Cast,
    shared: dict[tuple[str, Sharing], Reflection],
) -> None:
    actor = STRANGER if reader == "stranger" else getattr(people, reader)
    wanted = {
        each.id for (author, level), each in shared.items() if expected(reader, author, level)
    }
    assert {each.id for each in services.reflections.visible_to(actor)} == wanted
    for each in shared.values():
        if each.id in wanted:
            assert services.reflections.get(actor, each.id).id == each.id
        else:
            with pytest.raises(NotFound):
                services.reflections.get(actor, each.id)


def test_the_rule_in_the_database_is_the_rule_in_the_domain(
    services: Services, people: Cast, shared: dict[tuple[str, Sharing], Reflection]
) -> None:
    begin = unit_of_work(services.database)
    for actor in (people.ola, people.kari, people.nils, people.network, STRANGER):
        scope = reflection_scope(actor)
        with begin() as uow:
            found = {each.id for each in uow.reflections.within(scope, limit=100)}
        assert found == {each.id for each in shared.values() if scope.admits(each)}


def test_the_network_sees_no_names(
    services: Services, people: Cast, shared: dict[tuple[str, Sharing], Reflection]
) -> None:
    seen = services.reflections.visible_to(people.network)
    assert seen
    assert {(each.author_name, each.school_name) for each in seen} == {("", "")}


def test_lists_are_paged_newest_first(services: Services, people: Cast) -> None:
    ids = [log(services, people.ola, Sharing.ONLY_ME, f"m{n}").id for n in range(5)]
    pages: list[str] = []
    before: str | None = None
    while page := services.reflections.visible_to(people.ola, limit=2, before=before):
        pages += [each.id for each in page]
        before = page[-1].id
    assert sorted(pages) == sorted(ids)
    assert len(pages) == len(set(pages))


def test_a_page_cannot_begin_at_what_one_may_not_see(
    services: Services, people: Cast, shared: dict[tuple[str, Sharing], Reflection]
) -> None:
    hidden = shared["nils", Sharing.ONLY_ME]
    for before in (hidden.id, "no-such-id"):
        with pytest.raises(NotFound):
            services.reflections.visible_to(people.ola, before=before)


def test_a_partner_is_seen_by_herself_and_her_own_coordinator(
    services: Services, people: Cast
) -> None:
    begin = unit_of_work(services.database)
    assert people.ola.partner_id
    with begin() as uow:
        assert access_partner(uow, people.ola, people.ola.partner_id).name == "Ola Ødegård"
        assert access_partner(uow, people.kari, people.ola.partner_id).name == "Ola Ødegård"
        for actor in (people.siri, people.nils, people.network, STRANGER):
            with pytest.raises(NotFound):
                access_partner(uow, actor, people.ola.partner_id)


def test_only_partners_log(services: Services, people: Cast) -> None:
    for actor in (STRANGER, people.network, Actor(role=Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            log(services, actor, Sharing.ONLY_ME, "key")


def test_own_ones_are_found_among_those_of_others(services: Services, people: Cast) -> None:
    mine = log(services, people.kari, Sharing.ONLY_ME, "mine")
    log(services, people.ola, Sharing.NETWORK, "his")
    assert services.reflections.own(people.kari, limit=1) == [mine]
    assert services.reflections.own(STRANGER) == []
