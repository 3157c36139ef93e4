"""From three partners' reflections to what a fourth uses on a visit, with the real processes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from bot.domain_model.actors import Actor, Role
from tests.e2e.harness import Refleks
from tests.e2e.people import InTelegram, OnTheWeb
from tests.support.insights import TEXT

WRITTEN = {
    "title_nb": TEXT.title_nb,
    "title_nn": TEXT.title_nn,
    "text_nb": TEXT.text_nb,
    "text_nn": TEXT.text_nn,
    "reach": "network",
    "theme-factor_anchoring": "on",
}


@dataclass(frozen=True)
class Words:
    """What is pressed and read in a language."""

    language: str
    skip: str
    network: str
    save: str
    offered: str
    title: str
    text: str
    verdict: str
    noted: str


NB = Words("Bokmål", "Hopp over", "Nettverket", "Lagre", "Andre har erfart noe om det samme",
           TEXT.title_nb, TEXT.text_nb, "Brukt i besøk", "kom til nytte")  # fmt: skip
NN = Words("Nynorsk", "Hopp over", "Nettverket", "Lagre", "Andre har erfart noko om det same",
           TEXT.title_nn, TEXT.text_nn, "Brukt i besøk", "kom til nytte")  # fmt: skip
EN = Words("English", "Skip", "The network", "Save", "Others have learned something",
           TEXT.title_nb, TEXT.text_nb, "Useful", "I have noted it")  # fmt: skip


def log(partner: InTelegram, school: str, words: Words = NB) -> str:
    """Log about a principal who had to leave, and share it with the network."""
    partner.says("/logg")
    partner.says(school)
    partner.says("Gruppene kom i gang.")
    partner.presses(words.skip)
    partner.says("Rektor måtte gå etter ti minutter igjen.")
    partner.says("Avtale tid med ledergruppa først.")
    partner.presses(words.network)
    return "\n".join(each.text for each in partner.presses(words.save))


def read_and_judge(reader: InTelegram, school: str, words: Words) -> None:
    """Log in a language, and make something of the insight that is offered then."""
    reader.says("/sprak")
    reader.presses(words.language)
    assert words.offered in log(reader, school, words)
    [shown] = reader.presses(words.title)
    assert words.text in shown.text
    assert re.search(r"\b3 refle\w+ \w+ 2 institu", shown.text)
    [noted] = reader.presses(words.verdict)
    assert words.noted in noted.text


def text_of(page: str) -> str:
    """Give what a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def network_coordinator(refleks: Refleks) -> Actor:
    """Add somebody who coordinates the network."""
    with refleks.services.begin() as uow:
        added = uow.accounts.add(
            Role.NETWORK_COORDINATOR, "Nora Nett", language="nb", at=datetime.now(UTC)
        )
        uow.commit()
    return added.actor


def test_what_three_learned_is_used_by_others(refleks: Refleks, coordinator: Actor) -> None:
    partners, now = refleks.services.partners, datetime.now(UTC)
    uia, ntnu = (
        partners.add_coordinator(house, name, at=now).account.actor
        for house, name in (("UiA", "Eva By"), ("NTNU", "Nils Ås"))
    )
    tellers = [InTelegram(refleks, of) for of in (coordinator, coordinator, uia)]
    # Names that are not alike, or one is asked which is meant.
    schools = ("Granmo skole", "Åsheim skole", "Vik skole")
    for partner, school in zip(tellers, schools, strict=True):
        assert NB.offered not in log(partner, school)
    rows = refleks.rows("SELECT id FROM reflection WHERE sharing = 'network' AND hard != ''")
    ours = {f"stance-{row[0]}": "supports" for row in rows}

    with OnTheWeb(refleks) as page:
        page.sign_in(coordinator)
        page.submit("/insights/new", "/insights", **WRITTEN)
        [[insight]] = refleks.rows("SELECT id FROM insight WHERE title_nb = :t", t=TEXT.title_nb)
        here = f"/insights/{insight}"
        assert "Refleksjoner som støtter den: 0 av minst 3" in page.page(here)
        page.submit(f"{here}/sources", f"{here}/sources", **ours)
        assert "Publisert" in page.submit(here, f"{here}/publish")

        readers = [InTelegram(refleks, of) for of in (uia, uia, ntnu)]
        read_and_judge(readers[0], "Fjell skole", NB)
        read_and_judge(readers[1], "Moen skole", NN)
        read_and_judge(readers[2], "Tangen skole", EN)
        delivered = refleks.rows(
            "SELECT how, opened_at IS NOT NULL, verdict FROM insight_delivery "
            "WHERE insight_id = :insight ORDER BY delivered_at",
            insight=insight,
        )
        assert [tuple(row) for row in delivered] == [
            ("after_log", True, "used"), ("after_log", True, "used"), ("after_log", True, "useful")
        ]  # fmt: skip

        network = network_coordinator(refleks)
        page.sign_in(network)
        # Six partners told of six visits. Of the three that are cited, a colleague of the one at
        # UiA was given hers; at other institutions all three were, and UiA used the two of HVL.
        ledger = text_of(page.page("/spread"))
        assert "Refleksjoner 6, fra 6 partnere Tatt med i en innsikt 3 av 6" in ledger
        assert "Nådde minst én kollega 17 % Nådde minst én annen institusjon 50 %" in ledger
        assert "første leser (median) Under ett døgn" in ledger
        assert "Levert 1 3 Åpnet 1 3 Brukt i besøk 1 2" in ledger
        partners.choose_language(network, "nn")
        assert "Spreiingsrekneskap" in page.page("/spread")
