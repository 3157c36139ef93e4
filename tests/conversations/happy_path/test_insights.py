"""What others have learned comes back: after logging, and when one asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Services
from bot.domain_model.digests import DigestTime
from bot.domain_model.errors import StorageUnavailable
from bot.domain_model.insights import Insight, Verdict
from bot.domain_model.themes import Theme
from tests.conversations.happy_path.test_reflections import tell
from tests.support.insights import TEXT, log, publish
from tests.support.people import NOW, Cast


@pytest.fixture
def published(services: Services, people: Cast) -> Insight:
    """An insight about anchoring, of three partners of two institutions."""
    three = [log(services, each) for each in (people.kari, people.siri, people.nils)]
    return publish(services, people.kari, *three)


def said(services: Services, people: Cast, insight: Insight) -> Verdict | None:
    assert people.ola.partner_id
    with services.begin() as uow:
        found = uow.insights.delivery(insight.id, people.ola.partner_id)
    return found.verdict if found else None


async def test_after_logging_one_reads_what_others_learned_and_says_what_it_was_worth(
    ola: Any, services: Services, people: Cast, published: Insight
) -> None:
    await tell(ola)
    saved = await ola.press("Lagre")
    assert saved.index("Lagret") < saved.index("Andre har erfart noe om det samme")
    shown = await ola.press(TEXT.title_nb)
    assert TEXT.text_nb in shown
    assert "Bygger på 3 refleksjoner fra 2 institusjoner." in shown
    assert "Jeg har notert det" in await ola.press("Brukt i besøk")
    assert said(services, people, published) is Verdict.USED


async def test_nothing_is_offered_on_other_themes(
    ola: Any, services: Services, people: Cast
) -> None:
    three = [log(services, each) for each in (people.kari, people.siri, people.nils)]
    publish(services, people.kari, *three, themes=(Theme.ROLES,))
    await tell(ola)
    assert "Andre har erfart" not in await ola.press("Lagre")


async def test_insights_are_listed_and_searched(ola: Any, published: Insight) -> None:
    assert "Dette har andre erfart" in await ola.say("vis innsikter")
    assert TEXT.text_nb in await ola.press(TEXT.title_nb)
    assert "det er notert" in await ola.press("Nyttig")
    assert "Dette har andre erfart" in await ola.say("innsikter om forankring i ledelsen")
    assert "fant ingen innsikter" in await ola.say("finnes det innsikter om roller og ansvar")
    assert "Dette har andre erfart" in await ola.press("Se alle")
    await ola.press(TEXT.title_nb)
    assert "ikke den igjen" in await ola.press("Ikke relevant")


def offered(conversation: Any) -> list[str]:
    """Give the titles of the buttons under the last replies."""
    return [button.title for reply in conversation.replies for button in reply.buttons]


@pytest.mark.parametrize(
    ("language", "more", "choose", "roles"),
    [
        ("nb", "Flere", "Velg tema", "Roller og ansvar"),
        ("nn", "Fleire", "Vel tema", "Roller og ansvar"),
    ],
)
async def test_the_list_has_pages_and_themes(
    ola: Any, services: Services, people: Cast, published: Insight,
    language: str, more: str, choose: str, roles: str,
) -> None:  # fmt: skip
    ola.pinned = language
    sources = [log(services, each) for each in (people.kari, people.siri, people.nils)]
    tavla = [
        publish(
            services, people.kari, *sources, themes=(Theme.ROLES,),
            text=replace(TEXT, title_nb=f"Tavla {number}", title_nn=f"Tavla {number}"),
            at=NOW + timedelta(minutes=number + 1),
        )
        for number in range(9)
    ]  # fmt: skip
    await ola.say("vis innsikter")
    assert offered(ola) == [*(f"Tavla {n}" for n in range(8, 0, -1)), more, choose]
    await ola.press(more)
    assert offered(ola) == ["Tavla 0", published.text.title(language)]

    await ola.say("innsikter om tavla")
    assert offered(ola) == [*(f"Tavla {n}" for n in range(8, 0, -1)), more]
    await ola.press(more)
    assert offered(ola) == ["Tavla 0"]

    await ola.say("vis innsikter")
    services.insights.withdraw(people.kari, tavla[1].id, at=NOW)
    await ola.press(more)  # what the page before ended with is gone: it begins anew
    assert offered(ola)[:8] == [f"Tavla {n}" for n in (8, 7, 6, 5, 4, 3, 2, 0)]

    await ola.say("vis innsikter")
    await ola.press(choose)
    assert offered(ola)[0] == roles
    await ola.press(offered(ola)[1])
    assert offered(ola) == [published.text.title(language)]


async def test_what_was_withdrawn_is_not_there(
    ola: Any, services: Services, people: Cast, published: Insight
) -> None:
    await ola.say("vis innsikter")
    services.insights.withdraw(people.kari, published.id, at=NOW)
    assert "trukket tilbake" in await ola.press(TEXT.title_nb)
    assert "ingen innsikter ennå" in await ola.say("vis innsikter")


async def test_a_stranger_reads_none(stranger: Any) -> None:
    assert "Be koordinatoren" in await stranger.say("vis innsikter")
    assert "Be koordinatoren" in await stranger.say("slå på ukebrevet")


async def test_the_digest_is_turned_on_moved_and_off(
    ola: Any, services: Services, people: Cast
) -> None:
    assert "mandag kl. 08.00" in await ola.say("slå på ukebrevet")
    assert "fredag kl. 12.00" in await ola.press("fredag kl. 12.00")
    assert services.digests.wanted(people.ola) == DigestTime(4, 12)
    assert "Ukebrevet er av" in await ola.say("slå av ukebrevet")
    assert services.digests.wanted(people.ola) is None
    assert "fredag kl. 14.00" in await ola.say("ukebrev fredag kl 14")


async def test_a_failure_is_said(
    ola: Any, services: Services, monkeypatch: pytest.MonkeyPatch, published: Insight
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(services.digests, "turn_off", fail)
    monkeypatch.setattr(services.insights, "visible_to", fail)
    monkeypatch.setattr(services.insight_readers, "after_log", fail)
    assert "ikke endret ukebrevet" in await ola.say("slå av ukebrevet")
    assert "Prøv igjen" in await ola.say("vis innsikter")
    await tell(ola)
    assert "Lagret" in await ola.press("Lagre")
