"""Hard identifiers are masked, and nothing that only looks like one is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain_model.privacy import Masked, PersonalDataKind, mask_hard_identifiers

PHONE, EMAIL = "[telefonnummer]", "[e-postadresse]"
IDENTITY, ACCOUNT = "[fødselsnummer]", "[kontonummer]"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("fnr 15108695088 her", f"fnr {IDENTITY} her"),
        ("151086 95088", IDENTITY),
        ("151086-95088.", f"{IDENTITY}."),
        ("15.10.86 95088", IDENTITY),
        ("15 10 86 950 88", IDENTITY),
        ("1 5 1 0 8 6 9 5 0 8 8", IDENTITY),
        ("(15108695088)", f"({IDENTITY})"),
        ("D-nummer 55108600100", f"D-nummer {IDENTITY}"),
        ("testperson 15908600182", f"testperson {IDENTITY}"),
        ("8601.11.17947", ACCOUNT),
        ("8601 11 17947", ACCOUNT),
        ("konto:86011117947", f"konto:{ACCOUNT}"),
        ("NO93 8601 1117 947", ACCOUNT),
        ("ring 22 33 44 55", f"ring {PHONE}"),
        ("91234567", PHONE),
        ("912 34 567", PHONE),
        ("9123 4567", PHONE),
        ("912-34-567 eller 22.33.44.55", f"{PHONE} eller {PHONE}"),
        ("+47 912 34 567", PHONE),
        ("+4791234567", PHONE),
        ("0047 91 23 45 67", PHONE),
        ("(+47) 91234567", PHONE),
        ("47 91 23 45 67", PHONE),
        ("+46 70 123 45 67 og 0046 70 123 45 67", f"{PHONE} og {PHONE}"),
        ("call +44 20 7946 0958 now", f"call {PHONE} now"),
        ("tlf 12 34 56 78", f"tlf {PHONE}"),
        ("912\u00a034\u00a0567", PHONE),
        ("９１２３４５６７", PHONE),
        ("912\u200b34567", PHONE),
        ("kl 9: ring 91234567, rom 204", f"kl 9: ring {PHONE}, rom 204"),
        ("kari.nordmann@example.no", EMAIL),
        ("Skriv til kåre+sku@skole.example.no.", f"Skriv til {EMAIL}."),
        ("kari (at) example.no", EMAIL),
        ("kari [krøllalfa] example [punktum] no", EMAIL),
        ("a@b.no,c@d.no", f"{EMAIL},{EMAIL}"),
    ],
)
def test_is_masked(text: str, masked: str) -> None:
    assert mask_hard_identifiers(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UiU 2012–2017, 2012-2017, 2012 2017 og 2013/2014",
        "21.11.2026, 21.11.26, 2026-11-21, 21/11/2026, 22-11-2026, 21 11 2026",
        "20261121 og 21112026",
        "kl. 09.00–10.00, 22.30-23.30, 14:15, 0900",
        "torsdag 26. november 2026 kl. 09.00–10.00",
        "2026-12-01T10:00:00+01:00",
        "NIFU-rapport 2018:32, oppdrag 2024-027, sak 2024/12345678",
        "9B, 10 C, 8A-8C, 1STA, vg1",
        "rom 204, rom 1204 og sal 3",
        "uke 41 42 43 44 og uke 45 46 47 49",
        "trinn 8 9 10",
        "tilskudd på 45 300 000 kr, 45300000 kroner",
        "org.nr. 974 760 673",
        "15108695077",
        "8601.11.17948",
        "NO93 8601 1117 948",
        "15108695088123",
        "978-82-15-03456-7",
        "https://doi.org/10.23865/fou.v12.1767 og https://example.no/artikler/91234567",
        "de @ndre i gruppa, @skole",
        "1 2 3 4 5 6 7 8 9 10 11",
        "30 prosent, 1 000 elever, 4,5 timer",
    ],
)
def test_is_left_as_it_is(text: str) -> None:
    assert mask_hard_identifiers(text) == Masked(text, ())


def test_the_kinds_are_told_once_in_the_order_of_the_text() -> None:
    masked = mask_hard_identifiers("a@b.no, 91234567 og 22 33 44 55, 86011117947, 15108695088")
    assert masked.kinds == (
        PersonalDataKind.EMAIL,
        PersonalDataKind.PHONE,
        PersonalDataKind.ACCOUNT,
        PersonalDataKind.FODSELSNUMMER,
    )


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_hard_identifiers(text)
    assert mask_hard_identifiers(once.text) == Masked(once.text, ())


@given(st.lists(st.sampled_from([*"0123456789 .-+:/@aå\n", "15108695088", "91234567"])))
def test_what_surrounds_a_number_never_breaks_it(parts: list[str]) -> None:
    text = "".join(parts)
    masked = mask_hard_identifiers(text)
    assert bool(masked.kinds) == (masked.text != text)


@pytest.mark.parametrize("before", ["", "nr ", "(", "«", "tlf:", "\n", "3, "])
@pytest.mark.parametrize("after", ["", ".", ")", "»", "!", "\n", ", 4", " kl 9"])
def test_an_identity_number_is_found_whatever_stands_beside_it(before: str, after: str) -> None:
    assert (
        mask_hard_identifiers(f"{before}15108695088{after}").text == f"{before}{IDENTITY}{after}"
    )
