"""A school is found where it is named, and nowhere else."""

from __future__ import annotations

import pytest

from bot.nlu.schools import find_school


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("besøk på Åsveien skole torsdag kl 9", "Åsveien skole"),
        ("åsveien ungdomsskule i morgon", "Åsveien ungdomsskule"),
        ("eg skal på åsveien skule", "Åsveien skule"),
        ("Nordre Åsen skole", "Nordre Åsen skole"),
        ("St. Sunniva skole", "St. Sunniva skole"),
        ("avlys besøket på Lade barneskole", "Lade barneskole"),
        ("Åsveien u-skole kl 10", "Åsveien u-skole"),
        ("ILA SKOLE kl 10", "ILA SKOLE"),
        ("logg: Åsveien i dag. Gruppene kom godt i gang", "Åsveien"),
        ("flytt Solvik til fredag halv ti", "Solvik"),
        ("besøk på solvik torsdag kl 9", "Solvik"),
        ("æ ska te Lade på onsdag", "Lade"),
        ("måndag var eg på solvik og snakka med dei om vurdering", "Solvik"),
        ("forbered Solvik", "Solvik"),
        ("når skal jeg til Åsveien", "Åsveien"),
        ("planlegg møte med solvik skole på torsdag", "Solvik skole"),
        ("schedule a visit to Solvik school on Friday", "Solvik school"),
        ("Flytt Åsveien skole fra fredag til mandag", "Åsveien skole"),
        ("Vitjing Åsveien skule fredag kl. 12.30", "Åsveien skule"),
        ("Besok Ovre Fjell skole uke 2", "Ovre Fjell skole"),
        ("Skolebsøk Solvik skole i morgen", "Solvik skole"),
        ("Solvik skoel mandag kl 9", "Solvik skoel"),
        ("je ska tel Solvik ongdomsskule tysda", "Solvik ongdomsskule"),
        ("Visited Lade school yesterday", "Lade school"),
        ("Good session at Kolstad, the staff led it", "Kolstad"),
    ],
)
def test_named(text: str, name: str) -> None:
    found = find_school(text)
    assert found is not None
    assert found.name == name
    assert text[found.start : found.end].casefold() == name.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "hva betyr reell forankring på skolen",
        "jeg jobber på en skole",
        "skal ut på en ny skole i morgen",
        "hva er en lærende skole",
        "hvordan får man en god skole",
        "møte på Teams torsdag",
        "besøk hos rektor",
        "jeg var på skolen og snakket med lærerne",
        "hva gjør jeg med en motvillig skole",
        "møte med hele skolen torsdag",
        "besøk i morgen",
        "rektor sa at Mona tar over",
        "til Oslo",
        "send det til Kari",
        "hvilken skole er neste",
        "skolen er fin",
        "",
    ],
)
def test_not_named(text: str) -> None:
    assert find_school(text) is None
