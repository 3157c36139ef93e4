"""Who comes along on a visit, as people write it, and which colleagues their names are."""

from __future__ import annotations

import pytest

from bot.domain_model.actors import PartnerId
from bot.domain_model.participants import (
    Change,
    Wish,
    company_in,
    match_colleague,
    read_wish,
)
from bot.domain_model.visits import Participant

COLLEAGUES = [
    Participant(PartnerId(name), name)
    for name in ("Kari Li", "Kari Nordmann", "Per Ås", "Siri Åsen Moe")
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("besøk på Åsveien torsdag kl 9 sammen med Kari", ["Kari"]),
        ("besøk på Åsveien sammen med kari nordmann og per torsdag", ["kari nordmann", "per"]),
        ("eg skal på besøk på Solvik saman med Kari og Per måndag", ["Kari", "Per"]),
        ("besøk med Kari Li på Solvik i morgen kl 10", ["Kari Li"]),
        ("visit Solvik on Monday at 10 with Kari", ["Kari"]),
        ("besøk på Solvik sammen med Kari, Per og Siri Moe.", ["Kari", "Per", "Siri Moe"]),
        ("besøk på Solvik med Anne-Grete (fra instituttet)", ["Anne-Grete"]),
        ("besøk på Solvik sammen med rektor", []),
        ("besøk på Lade med lærerne fredag", []),
        ("besøk på Lade fredag kl 9", []),
    ],
)
def test_names_of_those_who_go_as_well(text: str, names: list[str]) -> None:
    assert list(company_in(text)) == names


@pytest.mark.parametrize(
    ("text", "change", "names"),
    [
        ("Kari blir med på besøket på Solvik", Change.ADD, ["Kari"]),
        ("Kari og Per blir med", Change.ADD, ["Kari", "Per"]),
        ("kari vert med på Solvik", Change.ADD, ["kari"]),
        ("Kari, Per og Siri skal være med på besøket", Change.ADD, ["Kari", "Per", "Siri"]),
        ("Per heng med på Solvik", Change.ADD, ["Per"]),
        ("legg til Kari Li på besøket på Solvik", Change.ADD, ["Kari Li"]),
        ("kan du ta med Per på besøket?", Change.ADD, ["Per"]),
        ("jeg tar med Kari på Solvik på torsdag", Change.ADD, ["Kari"]),
        ("inviter Kari til besøket", Change.ADD, ["Kari"]),
        ("add Kari to the visit", Change.ADD, ["Kari"]),
        ("Kari is coming along to Solvik", Change.ADD, ["Kari"]),
        ("Kari kan ikke være med på Solvik likevel", Change.REMOVE, ["Kari"]),
        ("Kari blir ikke med på solvik likevel", Change.REMOVE, ["Kari"]),
        ("Kari blir med på onsdag", Change.ADD, ["Kari"]),
        ("Kari kan ikkje vere med på besøket", Change.REMOVE, ["Kari"]),
        ("fjern Kari fra besøket på Solvik", Change.REMOVE, ["Kari"]),
        ("ta Kari av besøket", Change.REMOVE, ["Kari"]),
        ("Kari melder avbud til besøket", Change.REMOVE, ["Kari"]),
        ("remove Kari from the visit", Change.REMOVE, ["Kari"]),
        *(
            (text, Change.REMOVE, ["Kari"])
            for text in """
            ta bort Kari fra Solvik
            ta Kari bort frå alle besøka på Solvik
            ta Kari vekk fra besøket
            stryk Kari fra Solvik torsdag
            dropp Kari på Solvik
            kan du fjerne Kari frå besøket på Solvik?
            Kari blir likevel ikke med
            Kari skal ikke være med på hele rekka
            ho Kari bli itj med læll
            Kari bli itj me læll
            Kari ska kje vær med på besøket
            Kari kjem ikkje på torsdag likevel
            Kari kommer ikke til Solvik likevel
            Kari har meldt avbud til besøket på Solvik
            Kari trekker seg fra besøket på Solvik
            Kari er syk og kommer ikke på Solvik
            Kari er sjuk, kan ikkje vere med på besøket
            Kari can't make it to Solvik
            drop Kari from the visit to Solvik
        """.strip().split("\n            ")
        ),
        *(
            (text, Change.ADD, ["Kari"])
            for text in """
            Kari blir med på alle besøka på Solvik
            Kari vert med på heile rekka
            Kari blir med hver gang på Solvik
            har avtalt at Kari blir med på Solvik
            kan Kari bli med på Solvik?
            ta med Kari
            skriv opp Kari på Solvik
            eg tek med meg Kari på alle besøka på Solvik
            Kari kjem òg på Solvik
            add Kari to the whole series
            Kari comes along on every visit to Solvik
        """.strip().split("\n            ")
        ),
        ("jeg blir ikke med på besøket på Solvik", Change.LEAVE, []),
        ("jeg trekker meg fra Solvik", Change.LEAVE, []),
        ("eg kan ikkje vere med på besøket", Change.LEAVE, []),
        ("æ bli itj med på besøket", Change.LEAVE, []),
        ("meld meg av besøket", Change.LEAVE, []),
        ("take me off the visit", Change.LEAVE, []),
    ],
)
def test_a_wish_about_who_goes(text: str, change: Change, names: list[str]) -> None:
    assert read_wish(text) == Wish(change, tuple(names))


@pytest.mark.parametrize(
    "text",
    [
        "Rektor blir med på Solvik",
        "Lærerne blir med på besøket",
        "hvem blir med på besøket?",
        "samarbeidsforum hvem er med",
        "Per kommer med innspill til Solvik",
        "ta kontakt med Kari på Solvik",
        "jeg kan ikke dra på besøket på torsdag",
        "fjern besøket på mandag",
        "fjern påminnelsen fra Solvik",
        "slett refleksjonen fra besøket på Solvik",
        "fjern temaet ressurser fra Solvik",
        "fjern Kari fra refleksjonen",
        "Haugen har meldt avbud",
        "ta med skjemaet",
        "kæm e me på besøket",
        "kan rektor bli med på besøket?",
        "Kari trekker seg fra samarbeidet",
        "Kari kommer ikke til orde på møtene",
        "flytt besøket til fredag",
        "Kari blir med på dette, tenker jeg, men " + "det er mye å si om besøket " * 4,
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert read_wish(text) is None


@pytest.mark.parametrize(
    ("name", "found", "sure"),
    [
        ("Kari", ["Kari Li", "Kari Nordmann"], False),
        ("kari nordmann", ["Kari Nordmann"], True),
        ("Kari N.", ["Kari Nordmann"], True),
        ("Siri Moe", ["Siri Åsen Moe"], True),
        ("Aas", ["Per Ås"], True),
        ("Sirri", ["Siri Åsen Moe"], False),
        ("Kari Lie", ["Kari Li"], False),
        ("Pål", [], False),
        ("P", [], False),
    ],
)
def test_a_colleague_by_her_name(name: str, found: list[str], sure: bool) -> None:
    match = match_colleague(name, COLLEAGUES)
    assert ([each.name for each in match.colleagues], match.sure) == (found, sure)
    assert (match.only is not None) is sure
