"""A visit told in one message is taken apart, and no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.domain_model.note_parts import Note
from bot.domain_model.notes import (
    is_clearly_note,
    may_be_note,
    says_to_log,
    split_note,
    tells_in_general,
)

SAMPLES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "note_samples.yml").read_text(encoding="utf-8")
)
PARTS = ("happened", "worked", "hard", "next_step")
# «logg:», labels, «men», where and that it was today, and «neste gang vil jeg».
LEFT_OUT = """
logg log today i dag på at men but og and er å to vil skal jeg eg will was var the - neste gang
gong steg next time step skjedde hende kva hva fungerte bra vanskelig vanskeleg
"""


def read(sample: dict[str, Any]) -> Note | None:
    return split_note(sample["text"], sample.get("school", ""))


def expected(sample: dict[str, Any]) -> Note | None:
    return None if "none" in sample else Note(*(sample.get(part, "") for part in PARTS))


def words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.lower())


@pytest.mark.parametrize("sample", SAMPLES["tuned"], ids=lambda sample: sample["text"][:50])
def test_it_is_taken_apart(sample: dict[str, Any]) -> None:
    assert read(sample) == expected(sample)


def test_notes_that_no_rule_was_made_for_are_taken_apart_too() -> None:
    wrong = [read(each) for each in SAMPLES["held_out"] if read(each) != expected(each)]
    assert 1 - len(wrong) / len(SAMPLES["held_out"]) >= 0.8, wrong


@pytest.mark.parametrize(
    "sample", [s for part in SAMPLES.values() for s in part], ids=lambda s: s["text"][:50]
)
def test_no_word_is_lost(sample: dict[str, Any]) -> None:
    note = read(sample)
    if note is not None:
        kept = Counter(words(" ".join(getattr(note, part) for part in PARTS)))
        lost = Counter(words(sample["text"])) - kept
        assert set(lost) <= {*LEFT_OUT.split(), *words(sample.get("school", ""))}


TURNS = [
    *(", men ", ". ", " neste gang ", ". Vanskelig: ", " - ", ", og det gikk fint ", "\n", "; "),
    *(" vanskelig at ", ": ", " kl. ", ". Neste steg: ", " neste gang vil jeg ", "…"),
]


@given(st.lists(st.sampled_from(TURNS), max_size=12))
def test_no_word_is_lost_wherever_a_note_turns(turns: list[str]) -> None:
    told = "".join(f"ord{place}{turn}" for place, turn in enumerate([*turns, ""]))
    note = split_note(f"logg: {told}")
    assert note is not None
    kept = words(" ".join(getattr(note, part) for part in PARTS))
    assert sorted(w for w in kept if w.startswith("ord")) == sorted(re.findall(r"ord\d+", told))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    note = split_note(f"logg: {text}")
    assert note is None or any(getattr(note, part) for part in PARTS)
    is_clearly_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "hva gjør jeg når det er vanskelig å komme i gang og rektor måtte gå neste gang?",
        "det gikk fint",
        "logg: skal jeg ha med rektor neste gang?",
        "Hvorfor er forankring vanskelig? Det gikk fint i fjor og vi skal prøve igjen.",
    ],
)
def test_questions_and_short_remarks_are_no_notes(text: str) -> None:
    assert not is_clearly_note(text)


@pytest.mark.parametrize(
    ("text", "school", "note"),
    [
        ("måndag var eg på solvik og snakka med dei om vurdering, det gjekk fint", "Solvik", True),
        ("I was at Lade today and the groups got started, it went really well", "Lade", True),
        ("måndag var eg på ein skule og snakka med dei om vurdering, det gjekk fint", "", False),
        ("skal til solvik og snakke med dei om vurdering, det vert vanskeleg", "Solvik", False),
    ],
)
def test_who_was_at_a_school_and_tells_how_it_went_logs(
    text: str, school: str, note: bool
) -> None:
    assert is_clearly_note(text, school) is note


def test_a_sign_alone_tells_nothing() -> None:
    assert split_note("logg: -") is None


@pytest.mark.parametrize("text", ["logg-inn virker ikke", "logg", "logg:", "logg: "])
def test_nothing_is_told_yet(text: str) -> None:
    assert split_note(text) is None
    assert not is_clearly_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil fortelle om dagen på Solvik",
        "hodet er fullt etter tre timer på Solvik",
        "eg har lyst til å skrive litt om dagen",
        "ny reflekson frå i går",
        "can I tell you how it went today",
    ],
)
def test_a_wish_to_tell_something_tells_nothing_yet(text: str) -> None:
    assert split_note(text, "Solvik") is None


@pytest.mark.parametrize(
    "text",
    [
        "Lærerne er klare for mer",
        "to grupper jobba fint en gruppe sto helt fast ingen ville skrive",
        "Tysdag på Sunnvik: 18 lærarar, tre frå leiinga, mykje latter",
        "Teachers are ready to lead the next workshop on their own",
    ],
)
def test_what_was_told_is_kept_whatever_its_words(text: str) -> None:
    note = split_note(text)
    assert note is not None
    assert any((note.happened, note.worked, note.hard))


def test_a_short_note_is_kept() -> None:
    assert split_note("logg: gikk bra") == Note(worked="Gikk bra.")
    assert split_note("logg i dag gikk det fint") == Note(worked="I dag gikk det fint.")


@pytest.mark.parametrize(
    "opening",
    ["Notér:", "loggfoer:", "skriv opp dette frå Solvik skule:", "logg fra Solvik:", "write up:"],
)
def test_what_asks_for_it_to_be_kept_is_no_part_of_it(opening: str) -> None:
    assert split_note(f"{opening} gikk bra", "Solvik") == Note(worked="Gikk bra.")
    assert is_clearly_note(f"{opening} gikk bra")


def test_a_very_long_note_is_read_at_once() -> None:
    note = split_note("logg: " + "Det gikk fint, men rektor måtte gå. " * 300)
    assert note is not None
    assert note.hard.count("Rektor") == 300


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("logg: Vi leste\nVanskelig:\nDet ble bråk", Note("Vi leste.", "", "Det ble bråk.")),
        ("logg: Vi leste. Møte igjen kl.", Note("Vi leste. Møte igjen kl.")),
    ],
)
def test_a_note_may_break_off_anywhere(text: str, note: Note) -> None:
    assert split_note(text) == note


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("logg: Vi øvde.", True),
        ("Logg besøket – vi øvde", True),
        ("logg i dag gikk det fint", True),
        ("log today we met the teachers", True),
        ("logg: gikk det bra?", False),
        ("logg", False),
        ("loggen var lang", False),
    ],
)
def test_what_says_that_it_is_to_be_logged(text: str, *, says: bool) -> None:
    assert says_to_log(text) is says


@pytest.mark.parametrize(
    ("text", "school", "may_be"),
    [
        ("Læringsvandring på Eikanger saman med tre rektorar", "Eikanger", True),
        ("Læringsvandring saman med tre rektorar", "", False),
        ("kan dere si noe om Eikanger?", "Eikanger", False),
        ("logg besøket på Eikanger", "Eikanger", False),
    ],
)
def test_who_names_a_school_and_asks_nothing_may_tell_of_a_visit(
    text: str, school: str, may_be: bool
) -> None:
    assert may_be_note(text, school) is may_be


@pytest.mark.parametrize(
    ("text", "school", "general"),
    [
        ("lærerne vil ikke vise fram sin egen praksis", "", True),
        ("lærerne ville ikke vise fram sin egen praksis", "", False),
        ("lærerne vil ikke vise fram sin egen praksis", "Solvik", False),
        ("I keep ending up as the expert. Any thoughts would help", "Solvik", True),
        ("The teachers keep asking me for quick fixes", "", True),
        ("The teachers asked me for quick fixes", "", False),
        ("logg: lærerne vil ikke vise fram sin egen praksis", "", False),
        ("jeg vil logge en refleksjon", "", False),
    ],
)
def test_how_things_are_is_told_apart_from_what_happened(
    text: str, school: str, general: bool
) -> None:
    assert tells_in_general(text, school) is general
