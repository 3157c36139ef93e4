"""What a visit is for, told when it is planned or later."""

from __future__ import annotations

import pytest

from bot.domain_model.purposes import (
    MAX_PURPOSE,
    PurposeTooLong,
    purpose_in,
    read_purpose,
    visit_purpose,
)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("besøk på Åsveien torsdag kl 9 om vurdering", "vurdering"),
        ("besøk på Åsveien torsdag kl 9 for å planlegge fagdag", "planlegge fagdag"),
        ("besøk om vurdering for læring på Åsveien torsdag kl 9", "vurdering for læring"),
        ("besøk på Åsveien torsdag kl 9, tema: lesing og skriving", "lesing og skriving"),
        ("eg skal på besøk på Solvik tysdag om vurdering saman med Kari", "vurdering"),
        ("visit to Solvik on Monday at 10 about assessment", "assessment"),
        ("visit to Solvik on Monday to plan the staff day with Kari", "plan the staff day"),
        ("besøk på Åsveien om to uker på mandag kl 9", ""),
        ("besøk på Solvik i morgen om morgenen kl 8", ""),
        ("minn meg om besøket på Solvik torsdag", ""),
        ("besøk på Lade om onsdag", ""),
    ],
)
def test_told_with_the_visit(text: str, purpose: str) -> None:
    assert purpose_in(text) == purpose


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("formålet med besøket på Solvik er å planlegge fagdag", "planlegge fagdag"),
        ("føremålet med besøket er vurdering.", "vurdering"),
        ("temaet for besøket på Solvik er vurdering for læring", "vurdering for læring"),
        ("besøket på Solvik handler om lesing", "lesing"),
        ("the purpose of the visit to Solvik is to plan a staff day", "plan a staff day"),
        ("hva er formålet med besøket?", None),
        ("formålet med SKU er læring", None),
        ("besøket på Solvik var om lesing", None),
    ],
)
def test_told_later(text: str, purpose: str | None) -> None:
    assert read_purpose(text) == purpose


def test_it_is_short() -> None:
    assert visit_purpose("  vurdering \n for læring. ") == "vurdering for læring"
    assert len(visit_purpose("x" * MAX_PURPOSE)) == MAX_PURPOSE
    with pytest.raises(PurposeTooLong):
        visit_purpose("x" * (MAX_PURPOSE + 1))
