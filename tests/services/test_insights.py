"""Insights: written, published, taken back, and found by those whom they suit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Services
from bot.domain_model.access import insight_scope
from bot.domain_model.actors import STRANGER, Actor, parse_chat_id
from bot.domain_model.errors import NotAllowed, NotFound
from bot.domain_model.insight_names import NamesInInsight
from bot.domain_model.insights import (
    DeliveredHow,
    Insight,
    InsightIsPublished,
    InsightState,
    Reach,
    Stance,
    Support,
    TooFewSources,
    Verdict,
    support_of,
)
from bot.domain_model.reflections import Reflection
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme
from bot.services.insight_deliveries import note_deliveries
from bot.services.insights import WriteInsight
from bot.services.ports.assistant import Button, Reply, TurnReplies, payload
from bot.services.ports.insights import InsightSearch
from tests.support.insights import TEXT, log, publish, write
from tests.support.people import NOW, Cast

BEHIND = Stance.SUPPORTS
LATER = NOW + timedelta(days=1)


@pytest.fixture
def three(services: Services, people: Cast) -> list[Reflection]:
    """Three reflections from two institutions, shared with the network."""
    return [log(services, each) for each in (people.ola, people.siri, people.nils)]


@pytest.fixture
def published(services: Services, people: Cast, three: list[Reflection]) -> Insight:
    """An insight of HVL, published to the network."""
    return publish(services, people.kari, *three)


def sources(services: Services, insight: Insight) -> list[str]:
    with services.begin() as uow:
        return [each.reflection_id for each in uow.insights.sources(insight.id)]


def test_an_insight_goes_out_and_is_taken_back(
    services: Services, people: Cast, published: Insight
) -> None:
    for reader in (people.ola, people.nils, people.network):
        assert services.insights.get(reader, published.id) == published
    with pytest.raises(InsightIsPublished):
        services.insight_evidence.cite(people.kari, published.id, {}, at=LATER)
    wish = WriteInsight(TEXT, Reach.NETWORK, ())
    with pytest.raises(InsightIsPublished):
        services.insights.rewrite(people.kari, published.id, wish, at=LATER)
    assert services.insights.publish(people.kari, published.id, at=LATER) == published
    taken_back = services.insights.withdraw(people.kari, published.id, at=LATER)
    assert taken_back.state is InsightState.WITHDRAWN
    for reader in (people.ola, people.nils, people.network):
        with pytest.raises(NotFound):
            services.insights.get(reader, published.id)


@pytest.mark.parametrize("reader", ["ola", "siri", "kari", "nils", "network", "stranger"])
@pytest.mark.parametrize("reach", list(Reach))
def test_the_rule_in_the_database_is_the_rule_in_the_domain(
    services: Services, people: Cast, three: list[Reflection], reader: str, reach: Reach
) -> None:
    own = [log(services, people.ola, Sharing.INSTITUTION), log(services, people.siri)]
    kept = [
        publish(services, people.kari, *three, *own, reach=reach),
        write(services, people.kari, *three, reach=reach),
        write(services, people.nils, *three, reach=reach),
        write(services, people.network, *three),
    ]
    actor = STRANGER if reader == "stranger" else getattr(people, reader)
    seen = {each.id for each in services.insights.visible_to(actor)}
    scope = insight_scope(actor)
    assert seen == {each.id for each in kept if scope.admits(each)}
    expected = {"ola": 1, "siri": 1, "kari": 2, "nils": 1, "network": 1, "stranger": 0}[reader]
    others = reader in {"nils", "network"} and reach is Reach.NETWORK
    assert len(seen) == expected + others


def test_only_those_who_look_after_an_insight_change_it(
    services: Services, people: Cast, published: Insight
) -> None:
    wish = WriteInsight(TEXT, Reach.NETWORK, ())
    for actor in (people.ola, people.nils, people.network, STRANGER):
        with pytest.raises(NotFound):
            services.insights.withdraw(actor, published.id, at=NOW)
    for actor in (people.ola, STRANGER, people.administrator):
        with pytest.raises(NotAllowed):
            services.insights.write(actor, wish, at=NOW)


def test_too_few_stand_behind_it(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    draft = write(services, people.kari, *three[:2], contrary=(three[2],))
    with pytest.raises(TooFewSources):
        services.insights.publish(people.kari, draft.id, at=NOW)
    services.insight_evidence.cite(people.kari, draft.id, {three[2].id: BEHIND}, at=NOW)
    assert services.insights.publish(people.kari, draft.id, at=NOW).published_at == NOW


def test_one_may_cite_only_what_one_may_see(services: Services, people: Cast) -> None:
    draft = write(services, people.kari)
    for hidden in (
        log(services, people.ola, Sharing.ONLY_ME),
        log(services, people.ola, Sharing.COORDINATOR),
        log(services, people.nils, Sharing.INSTITUTION),
    ):
        with pytest.raises(NotFound):
            services.insight_evidence.cite(people.kari, draft.id, {hidden.id: BEHIND}, at=NOW)
    assert sources(services, draft) == []


def test_no_source_is_named(services: Services, people: Cast, three: list[Reflection]) -> None:
    named = replace(TEXT, text_nn="På Åsveien fekk Ola avtalt fast tid.")
    draft = write(services, people.kari, *three, text=named)
    with pytest.raises(NamesInInsight) as refused:
        services.insights.publish(people.kari, draft.id, at=NOW)
    assert refused.value.words == ("Åsveien", "Ola")
    wish = WriteInsight(TEXT, Reach.NETWORK, (Theme.ANCHORING,))
    services.insights.rewrite(people.kari, draft.id, wish, at=NOW)
    services.insights.publish(people.kari, draft.id, at=NOW)


def test_publishing_forgets_what_is_not_shared_that_far(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    near = log(services, people.ola, Sharing.INSTITUTION)
    draft = write(services, people.kari, *three, near)
    assert len(sources(services, draft)) == 4
    services.insights.publish(people.kari, draft.id, at=NOW)
    assert near.id not in sources(services, draft)


@pytest.mark.parametrize("level", [Sharing.ONLY_ME, Sharing.COORDINATOR, Sharing.INSTITUTION])
def test_withdrawal_works_at_once(
    services: Services,
    people: Cast,
    three: list[Reflection],
    published: Insight,
    level: Sharing,
) -> None:
    fourth = log(services, people.ola)
    other = publish(services, people.kari, *three, fourth)
    services.reflections.share(people.nils, three[2].id, level, at=LATER)
    services.reflections.share(people.ola, fourth.id, level, at=LATER)
    for insight in (published, other):
        kept = services.insights.get(people.kari, insight.id)
        assert kept.state is InsightState.DRAFT
        assert three[2].id not in sources(services, insight)
        with pytest.raises(NotFound):
            services.insight_readers.open(people.nils, insight.id, at=LATER)
    assert services.insights.visible_to(people.nils) == []
    assert services.insight_readers.after_log(people.nils, (Theme.ANCHORING,), at=LATER) == []


def test_one_with_enough_left_only_cites_less(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    fourth = log(services, people.ola)
    insight = publish(services, people.kari, *three, fourth)
    services.reflections.share(people.ola, fourth.id, Sharing.ONLY_ME, at=LATER)
    assert services.insights.get(people.nils, insight.id) == insight
    assert fourth.id not in sources(services, insight)


def test_what_is_forgotten_is_not_cited_again_by_itself(
    services: Services, people: Cast, three: list[Reflection], published: Insight
) -> None:
    services.reflections.share(people.ola, three[0].id, Sharing.ONLY_ME, at=LATER)
    services.reflections.share(people.ola, three[0].id, Sharing.NETWORK, at=LATER)
    assert three[0].id not in sources(services, published)
    with pytest.raises(TooFewSources):
        services.insights.publish(people.kari, published.id, at=LATER)


def test_insights_are_searched_by_theme_and_words(
    services: Services, people: Cast, published: Insight
) -> None:
    def found(*words: str, themes: tuple[Theme, ...] = ()) -> list[Insight]:
        return services.insights.visible_to(people.ola, InsightSearch(themes, words))

    assert found("REKTOR", "værende") == [published]
    assert found("rektor", "hund") == found("100%") == []
    assert found(themes=(Theme.ANCHORING, Theme.ROLES)) == [published]
    assert found(themes=(Theme.ROLES,)) == []


def test_lists_are_paged_newest_first(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    kept = [
        publish(services, people.kari, *three, at=NOW + timedelta(minutes=each)).id
        for each in (0, 0, 1, 2, 2)
    ]
    pages: list[str] = []
    before: str | None = None
    while page := services.insights.visible_to(people.ola, limit=2, before=before):
        pages += [each.id for each in page]
        before = page[-1].id
    assert sorted(pages) == sorted(kept)
    assert pages[2] == kept[2]


def given(services: Services, actor: Actor, insight: Insight) -> DeliveredHow | None:
    assert actor.partner_id
    with services.begin() as uow:
        found = uow.insights.delivery(insight.id, actor.partner_id)
    return found.how if found else None


def test_after_logging_one_is_offered_what_others_learned_once(
    services: Services, people: Cast, three: list[Reflection], published: Insight
) -> None:
    about = (Theme.ANCHORING,)
    for _ in range(2):
        publish(services, people.kari, *three)
    assert len(services.insight_readers.after_log(people.ola, about, at=LATER)) == 2
    assert services.insight_readers.after_log(people.ola, (Theme.ROLES,), at=LATER) == []
    assert services.insight_readers.after_log(people.network, about, at=LATER) == []
    for each in services.insights.visible_to(people.ola):
        services.insight_readers.open(people.ola, each.id, at=LATER)
    assert services.insight_readers.after_log(people.ola, about, at=LATER) == []


def test_a_reminder_brings_what_another_institution_learned(
    services: Services, people: Cast, published: Insight
) -> None:
    hvl = [log(services, people.ola), log(services, people.siri), log(services, people.ola)]
    publish(services, people.kari, *hvl, reach=Reach.INSTITUTION)
    assert people.ola.partner_id
    about = (Theme.ANCHORING,)
    found = services.insights.for_partner(people.ola.partner_id, about, 5, LATER)
    assert found == [published]
    services.insight_readers.judge(people.ola, published.id, Verdict.NOT_RELEVANT, at=LATER)
    assert services.insights.for_partner(people.ola.partner_id, about, 5, LATER) == []


def test_opening_tells_who_stands_behind_and_is_noted_once(
    services: Services, people: Cast, three: list[Reflection]
) -> None:
    against = log(services, people.siri)
    insight = publish(services, people.kari, *three, contrary=(against,))
    opened = services.insight_readers.open(people.nils, insight.id, at=NOW)
    assert (opened.insight, opened.support, opened.contrary) == (insight, Support(3, 3, 2), 1)
    services.insight_readers.open(people.nils, insight.id, at=LATER)
    services.insight_readers.judge(people.nils, insight.id, Verdict.USEFUL, at=NOW)
    services.insight_readers.judge(people.nils, insight.id, Verdict.USED, at=LATER)
    assert people.nils.partner_id
    with services.begin() as uow:
        kept = uow.insights.delivery(insight.id, people.nils.partner_id)
        behind = support_of(insight, uow.insights.sources(insight.id))
    assert behind == opened.support
    assert kept is not None
    assert (kept.how, kept.delivered_at, kept.opened_at) == (DeliveredHow.BROWSE, NOW, NOW)
    assert (kept.verdict, kept.verdict_at) == (Verdict.USED, LATER)
    assert given(services, people.siri, insight) is None


@pytest.mark.parametrize(
    ("intent", "who", "standing", "noted"),
    [
        ("log_reflection", "ola", True, DeliveredHow.AFTER_LOG),
        ("log_reflection", "ola", False, None),  # withdrawn since the reply was made
        ("browse_insights", "ola", True, None),  # who browses has only seen its title
        ("log_reflection", "terminal:noen", True, None),
    ],
)
def test_what_a_reply_offers_unasked_is_noted_when_it_is_handed_over(
    services: Services,
    people: Cast,
    published: Insight,
    intent: str,
    who: str,
    noted: DeliveredHow | None,
    *,
    standing: bool,
) -> None:
    chat = parse_chat_id(f"web:{people.ola.account_id}" if who == "ola" else who)
    shown = published.id if standing else "gone"
    buttons = (
        Button("Ja", "/affirm"),
        Button("Alle", "/browse_insights{}"),
        Button("Faste ti minutter", payload("browse_insights", insight=shown)),
    )
    replies = TurnReplies((Reply("Andre har lært:", buttons),), "nb", intent)
    with services.begin() as uow:
        note_deliveries(uow, chat, replies, NOW)
        uow.commit()
    assert given(services, people.ola, published) is noted
