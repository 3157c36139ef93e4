"""An author shares wider or takes it back; it holds at once, and for nobody else to decide."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER
from bot.domain_model.errors import NotFound
from bot.domain_model.reflections import Reflection, ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.services.reflections import LogReflection
from tests.support.people import NOW, Cast


@pytest.fixture
def reflection(services: Services, people: Cast) -> Reflection:
    parts = ReflectionParts(happened="Vi kom i gang.")
    return services.reflections.log(
        people.ola, LogReflection("key", "Åsveien skole", parts, NOW.date()), at=NOW
    )


def test_what_is_taken_back_is_gone_at_once(
    services: Services, people: Cast, reflection: Reflection
) -> None:
    assert services.reflections.visible_to(people.kari) == [reflection]
    changed = services.reflections.share(people.ola, reflection.id, Sharing.ONLY_ME, at=NOW)
    assert changed.sharing is Sharing.ONLY_ME
    assert services.reflections.visible_to(people.kari) == []
    assert services.reflections.visible_to(people.ola) == [changed]


def test_what_is_shared_wider_is_seen_at_once(
    services: Services, people: Cast, reflection: Reflection
) -> None:
    assert services.reflections.visible_to(people.network) == []
    services.reflections.share(people.ola, reflection.id, Sharing.NETWORK, at=NOW)
    assert len(services.reflections.visible_to(people.network)) == 1


def test_only_the_author_decides(services: Services, people: Cast, reflection: Reflection) -> None:
    for actor in (people.kari, people.siri, people.network, STRANGER):
        with pytest.raises(NotFound):
            services.reflections.share(actor, reflection.id, Sharing.NETWORK, at=NOW)
    with pytest.raises(NotFound):
        services.reflections.share(people.ola, "no-such-id", Sharing.NETWORK, at=NOW)
    assert services.reflections.get(people.ola, reflection.id).sharing is Sharing.COORDINATOR
