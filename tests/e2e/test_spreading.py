"""From three partners' reflections to what a fourth uses on a visit, with the real processes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

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


def log(partner: InTelegram, school: str) -> str:
    """Log about a principal who had to leave, and share it with the network."""
    partner.says("logg refleksjon")
    partner.says(school)
    partner.says("Gruppene kom i gang.")
    partner.presses("Hopp over")
    partner.says("Rektor måtte gå etter ti minutter igjen.")
    partner.says("Avtale tid med ledergruppa først.")
    partner.presses("Nettverket")
    return "\n".join(each.text for each in partner.presses("Lagre"))


def test_what_three_learned_is_used_by_a_fourth(refleks: Refleks, coordinator: Actor) -> None:
    partners = refleks.services.partners
    elsewhere = partners.add_coordinator("UiA", "Eva By", at=datetime.now(UTC)).account.actor
    tellers = [InTelegram(refleks, of) for of in (coordinator, coordinator, elsewhere)]
    # Names that are not alike, or one is asked which is meant.
    schools = ("Granmo skole", "Åsheim skole", "Vik skole")
    for partner, school in zip(tellers, schools, strict=True):
        assert "Andre har erfart" not in log(partner, school)
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

        reader = InTelegram(refleks, elsewhere)
        assert "Andre har erfart noe om det samme" in log(reader, "Fjell skole")
        [shown] = reader.presses(TEXT.title_nb)
        assert TEXT.text_nb in shown.text
        assert re.search(r"Bygger på \d+ refleksjoner fra \d+ institusjoner\.", shown.text)
        [noted] = reader.presses("Brukt i besøk")
        assert "kom til nytte" in noted.text
        delivered = refleks.rows(
            "SELECT how, opened_at IS NOT NULL, verdict FROM insight_delivery "
            "WHERE insight_id = :insight AND partner_id = :reader",
            insight=insight,
            reader=reader.partner_id,
        )
        assert [tuple(row) for row in delivered] == [("after_log", True, "used")]

        network = Actor(Role.NETWORK_COORDINATOR, coordinator.account_id)
        figures = refleks.services.spread.of(network, at=datetime.now(UTC)).network
        assert figures is not None
        assert figures.cited >= 3
        assert (figures.delivered.colleagues, figures.delivered.others) == (1, 2)
        assert (figures.used.colleagues, figures.used.others) == (1, 2)
        assert "Spredningsregnskap" in page.page("/spread")
