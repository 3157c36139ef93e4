"""When an insight may be published, what it may cite, and what it may not name."""

from __future__ import annotations

import pytest

from bot.domain_model.actors import InstitutionId, PartnerId
from bot.domain_model.insight_names import names_in
from bot.domain_model.insights import (
    BUTTON_LENGTH,
    InsightIncomplete,
    InsightLimits,
    InsightText,
    InsightTooLong,
    Reach,
    Source,
    Stance,
    Support,
    may_be_cited,
)
from bot.domain_model.name_consents import NamedKind, Subject
from bot.domain_model.reflections import ReflectionId
from bot.domain_model.sharing import Sharing

HVL, NTNU = InstitutionId("hvl"), InstitutionId("ntnu")
SOURCES = [
    Subject(kind, name, HVL, name)
    for kind, name in (
        (NamedKind.PARTNER, "Ola Ødegård"),
        (NamedKind.SCHOOL, "Åsveien skole"),
        (NamedKind.INSTITUTION, "HVL"),
        (NamedKind.PARTNER, "Siri Vik"),
        (NamedKind.SCHOOL, "Vik skule"),
        (NamedKind.INSTITUTION, "Universitetet i Agder"),
    )
]


@pytest.mark.parametrize(
    ("reach", "support", "enough"),
    [
        (Reach.NETWORK, Support(3, 2, 2), True),
        (Reach.NETWORK, Support(2, 2, 2), False),
        (Reach.NETWORK, Support(9, 9, 1), False),
        (Reach.INSTITUTION, Support(3, 2, 1), True),
        (Reach.INSTITUTION, Support(3, 1, 1), False),
        (Reach.INSTITUTION, Support(2, 2, 2), False),
    ],
)
def test_enough_people_stand_behind_an_insight(
    reach: Reach, support: Support, enough: bool
) -> None:
    assert support.suffices(reach, InsightLimits()) is enough


@pytest.mark.parametrize(
    ("sharing", "of", "reach", "cited"),
    [
        (Sharing.NETWORK, NTNU, Reach.NETWORK, True),
        (Sharing.NETWORK, NTNU, Reach.INSTITUTION, True),
        (Sharing.INSTITUTION, HVL, Reach.INSTITUTION, True),
        (Sharing.INSTITUTION, HVL, Reach.NETWORK, False),
        (Sharing.INSTITUTION, NTNU, Reach.INSTITUTION, False),
        (Sharing.COORDINATOR, HVL, Reach.INSTITUTION, False),
        (Sharing.ONLY_ME, HVL, Reach.NETWORK, False),
    ],
)
def test_only_what_is_shared_that_far_is_cited(
    sharing: Sharing, of: InstitutionId, reach: Reach, cited: bool
) -> None:
    source = Source(ReflectionId("r"), PartnerId("p"), of, sharing, Stance.SUPPORTS)
    assert may_be_cited(source, reach, HVL) is cited


def test_an_insight_has_a_title_and_a_text_in_both_forms() -> None:
    with pytest.raises(InsightIncomplete):
        InsightText("Faste ti minutter", " ", "Avtal fast tid.", "Avtal fast tid.")
    with pytest.raises(InsightTooLong):
        InsightText("Faste ti minutter", "Faste ti minutt", "a" * 2_001, "Avtal fast tid.")


def test_each_reads_her_own_form_and_other_languages_bokmål() -> None:
    text = InsightText("Faste ti minutter", "Faste ti minutt", "Avtal en tid.", "Avtal ei tid.")
    assert [text.title(each) for each in ("nb", "nn", "en")] == [
        "Faste ti minutter", "Faste ti minutt", "Faste ti minutter"
    ]  # fmt: skip
    assert [text.text(each) for each in ("nb", "nn", "en")] == [
        "Avtal en tid.", "Avtal ei tid.", "Avtal en tid."
    ]  # fmt: skip


def test_a_long_title_is_cut_between_words_on_a_button() -> None:
    text = InsightText("Faste ti minutter " * 5, "Kort", "Avtal en tid.", "Avtal ei tid.")
    title = text.short_title("nb")
    assert title.startswith("Faste ti minutter Faste")
    assert title.endswith((" Faste …", " ti …", " minutter …"))
    assert len(title) <= BUTTON_LENGTH
    assert text.short_title("nn") == "Kort"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Faste ti minutter med rektor før hver økt.", []),
        ("Ola avtalte fast tid.", ["Ola"]),
        ("Ola Ødegård avtalte fast tid ved Åsveien skole.", ["Ola Ødegård", "Åsveien skole"]),
        ("Som Ødegård sa, og som Ødegårds kollega sa.", ["Ødegård", "Ødegårds"]),
        ("På Åsveien gikk det godt, ved Åsveienskolen også.", ["Åsveien", "Åsveienskolen"]),
        ("Et vik er ikke Vik, men viktig er Viktig.", ["Vik"]),
        ("HVL-miljøet og HVLs folk.", ["HVL-miljøet", "HVLs"]),
        ("Universitetet i Agder er nevnt, universitetet ikke.", ["Universitetet i Agder"]),
        ("Olav og Siris venn.", ["Siris"]),
    ],
)
def test_names_of_the_sources_are_found(text: str, named: list[str]) -> None:
    assert names_in(text, SOURCES) == named
