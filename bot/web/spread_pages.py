"""The spread ledger, for coordinators."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.spread import Spread
from bot.web.gate import PageRequest


def show_spread(asked: PageRequest) -> Response:
    """Show how far what partners learned has come."""
    ledger = asked.site.services.spread
    found = ledger.of(asked.actor, at=asked.at)
    groups = [("network", found.network)]
    if found.coordinates:
        groups.insert(0, ("own", found.own))
    return asked.page(
        "spread.html",
        groups=[(name, _as_shown(figures)) for name, figures in groups],
        smallest=ledger.smallest_group,
    )


def _as_shown(figures: Spread | None) -> dict[str, object] | None:
    if figures is None:
        return None
    return {
        "reflections": figures.reflections,
        "partners": figures.partners,
        "cited": figures.cited,
        "colleague": _percent(figures.reached_colleague),
        "others": _percent(figures.reached_others),
        "days": figures.median_time.days if figures.median_time is not None else None,
        "stages": [
            ("delivered", figures.delivered),
            ("opened", figures.opened),
            ("used", figures.used),
        ],
        "themes": figures.themes,
    }


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
