"""Nobody is named in an insight who has not said yes, and a yes can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import Actor, Channel, ChatId, chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.insight_names import NamesInInsight
from bot.domain_model.insights import Insight, InsightState, InsightText, Reach
from bot.domain_model.name_consents import ConsentState, NamedKind, NobodyNamed
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.services.export_contents import all_of
from bot.services.insights import WriteInsight
from tests.services.test_enquiries import last, press
from tests.support.insights import TEXT, log, write
from tests.support.people import NOW, Cast

LATER = NOW + timedelta(hours=1)
YES, NO = "Ja, bruk navnet mitt", "Nei, ikke nevn meg"


def naming(words: str) -> InsightText:
    return replace(
        TEXT, text_nb=f"{words} avtalte fast tid.", text_nn=f"{words} avtalte fast tid."
    )


@pytest.fixture
def sources(services: Services, people: Cast) -> list[Reflection]:
    """What Ola, Siri and Nils shared with the network."""
    return [log(services, each) for each in (people.ola, people.siri, people.nils)]


def draft(services: Services, people: Cast, sources: list[Reflection], words: str) -> Insight:
    return write(services, people.kari, *sources, text=naming(words))


def chat_of(actor: Actor) -> ChatId:
    assert actor.account_id
    return chat_id(Channel.WEB, actor.account_id)


def state_of(services: Services, actor: Actor, insight: Insight) -> InsightState:
    return services.insights.get(actor, insight.id).state


def named_and_out(services: Services, people: Cast, sources: list[Reflection]) -> Insight:
    """Publish an insight that names Ola, who said yes."""
    insight = draft(services, people, sources, "Ola Ødegård")
    services.name_consents.ask(people.kari, insight.id, at=NOW)
    press(services, chat_of(people.ola), YES)
    return services.insights.publish(people.kari, insight.id, at=NOW)


def test_a_partner_is_asked_once_and_named_only_after_a_yes(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = draft(services, people, sources, "Ola")
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=NOW)
    assert services.name_consents.ask(people.kari, insight.id, at=NOW) == 1
    assert services.name_consents.ask(people.kari, insight.id, at=LATER) == 0
    assert "Ola avtalte fast tid." in last(services, chat_of(people.ola))
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=NOW)
    assert "kan navnet ditt stå der" in press(services, chat_of(people.ola), YES)
    [mention] = services.insight_evidence.examine(people.kari, insight.id).mentions
    assert (mention.kind, mention.words, mention.state) == (
        NamedKind.PARTNER,
        ("Ola",),
        ConsentState.GIVEN,
    )
    published = services.insights.publish(people.kari, insight.id, at=NOW)
    assert published.state is InsightState.PUBLISHED


def test_a_no_is_heeded_and_not_asked_about_again(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = draft(services, people, sources, "Ola")
    services.name_consents.ask(people.kari, insight.id, at=NOW)
    press(services, chat_of(people.ola), NO)
    assert services.name_consents.ask(people.kari, insight.id, at=LATER) == 0
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=LATER)


def test_taking_a_yes_back_makes_it_a_draft(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = named_and_out(services, people, sources)
    assert services.name_consents.given_for(people.ola, sources[0].id) == [insight]
    with pytest.raises(NotFound):
        services.name_consents.given_for(people.siri, sources[0].id)
    press(services, chat_of(people.ola), NO)
    assert state_of(services, people.kari, insight) is InsightState.DRAFT
    assert services.name_consents.given_for(people.ola, sources[0].id) == []


@pytest.mark.parametrize("withdrawn", [True, False])
def test_whoever_is_cited_no_more_is_named_no_more(
    services: Services, people: Cast, sources: list[Reflection], withdrawn: bool
) -> None:
    more = [*sources, log(services, people.siri)]
    insight = named_and_out(services, people, more)
    if withdrawn:
        services.reflections.share(people.ola, sources[0].id, Sharing.COORDINATOR, at=LATER)
    else:
        services.reflection_changes.delete(people.ola, sources[0].id, at=LATER)
    assert state_of(services, people.kari, insight) is InsightState.DRAFT
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=LATER)


def test_a_yes_is_for_one_text(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = named_and_out(services, people, sources)
    services.insights.withdraw(people.kari, insight.id, at=LATER)
    other = WriteInsight(naming("Den sene Ola Ødegård"), Reach.NETWORK, insight.themes)
    services.insights.rewrite(people.kari, insight.id, other, at=LATER)
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=LATER)
    assert services.name_consents.ask(people.kari, insight.id, at=LATER) == 1


def test_a_button_under_an_older_text_gives_no_consent(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = draft(services, people, sources, "Ola")
    services.name_consents.ask(people.kari, insight.id, at=NOW)
    other = WriteInsight(naming("Den sene Ola"), Reach.NETWORK, insight.themes)
    services.insights.rewrite(people.kari, insight.id, other, at=LATER)
    assert "Teksten er endret" in press(services, chat_of(people.ola), YES)
    with pytest.raises(NamesInInsight):
        services.insights.publish(people.kari, insight.id, at=LATER)


@pytest.mark.parametrize(
    ("words", "kind"), [("Åsveien", NamedKind.SCHOOL), ("NTNU", NamedKind.INSTITUTION)]
)
def test_a_coordinator_answers_for_schools_and_institution(
    services: Services, people: Cast, sources: list[Reflection], words: str, kind: NamedKind
) -> None:
    insight = draft(services, people, sources, words)
    assert services.name_consents.ask(people.kari, insight.id, at=NOW) == 1
    answers = {people.kari: services.name_consents.asked_of(people.kari),
               people.nils: services.name_consents.asked_of(people.nils)}  # fmt: skip
    [(actor, [asked])] = [(who, found) for who, found in answers.items() if found]
    other = people.kari if actor is people.nils else people.nils
    assert (asked.consent.subject.kind, asked.insight.text) == (kind, insight.text)
    subject = asked.consent.subject.id

    def answer(who: Actor, *, allowed: bool, by: str = "Rektor, i møte") -> None:
        services.name_consents.answer(
            who, insight.id, kind, subject, allowed=allowed, by=by, at=NOW
        )

    with pytest.raises(NobodyNamed):
        answer(actor, allowed=True, by=" ")
    with pytest.raises(NotFound):
        answer(other, allowed=True)
    with pytest.raises(NotAllowed):
        answer(people.ola, allowed=True)
    answer(actor, allowed=True)
    services.insights.publish(people.kari, insight.id, at=NOW)
    answer(actor, allowed=False, by="")
    assert state_of(services, people.kari, insight) is InsightState.DRAFT


def test_a_coordinator_does_not_answer_for_a_partner(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = draft(services, people, sources, "Ola")
    services.name_consents.ask(people.kari, insight.id, at=NOW)
    assert services.name_consents.asked_of(people.kari) == []
    assert people.ola.partner_id
    with pytest.raises(NotFound):
        services.name_consents.answer(
            people.kari, insight.id, NamedKind.PARTNER, people.ola.partner_id,
            allowed=True, by="Kari", at=NOW,
        )  # fmt: skip


def test_an_erased_partner_is_named_nowhere(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = named_and_out(services, people, sources)
    services.erasure.erase(services.erasure.find("Ola Ødegård"), at=LATER)
    left = services.insights.get(people.kari, insight.id)
    assert left.text.text_nb == "… avtalte fast tid."
    assert left.state is InsightState.PUBLISHED


def test_she_takes_along_what_she_was_asked(
    services: Services, people: Cast, sources: list[Reflection]
) -> None:
    insight = named_and_out(services, people, sources)
    for actor, answers in ((people.ola, ["given"]), (people.siri, [])):
        with services.begin() as uow:
            document, _ = all_of(uow, actor, NOW)
        assert [each["consent"] for each in document["asked_to_be_named"]] == answers
        assert all(
            each["title"] == insight.text.title_nb for each in document["asked_to_be_named"]
        )
