"""The day that a note tells of lies behind: yesterday, the latest Thursday, the 3rd of June."""

from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.visited_day import visited_day

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("logg: Åsveien i dag. Gruppene kom i gang.", TODAY),
        ("i går på Åsveien gikk det fint", date(2026, 11, 20)),
        ("Var på Solvik skule i går, gjekk bra", date(2026, 11, 20)),
        ("i forgårs var jeg på Lade", date(2026, 11, 19)),
        ("i førgårs var eg på Lade", date(2026, 11, 19)),
        ("logg: torsdag på Åsveien. Neste tirsdag skal vi møtes.", date(2026, 11, 19)),
        ("På lørdag var jeg på Åsveien", TODAY),
        ("forrige tirsdag på Solvik", date(2026, 11, 17)),
        ("logg: Åsveien 19. november. Det gikk bra", date(2026, 11, 19)),
        ("Åsveien 3. juni: gruppene kom i gang", date(2026, 6, 3)),
        ("Åsveien 19.11. Det gikk bra", date(2026, 11, 19)),
        ("Yesterday at Solvik school the groups got started", date(2026, 11, 20)),
        ("Åsveien. Vi møtes igjen torsdag", None),
        ("neste torsdag skal vi møtes", None),
        ("i morgen skal vi møtes", None),
        ("forrige uke på Solvik", None),
        ("Det gikk fint", None),
        ("31. juni på Solvik", None),
        ("", None),
    ],
)
def test_the_day(text: str, day: date | None) -> None:
    assert visited_day(text, TODAY) == day
