"""One's own school visits that are to come."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.dates import write_when
from bot.domain_model.people import write_names
from bot.domain_model.visits import Visit
from bot.web.gate import PageRequest


def list_visits(asked: PageRequest) -> Response:
    """List the reader's own coming visits, the next one first."""
    coming = asked.site.services.visits.coming(asked.actor, at=asked.at)
    return asked.page("visits.html", visits=[_as_shown(asked, each) for each in coming])


def _as_shown(asked: PageRequest, visit: Visit) -> dict[str, str]:
    zone = asked.site.zone
    return {
        "school": visit.school_name,
        "purpose": visit.purpose,
        "starts": visit.starts_at.astimezone(zone).isoformat(),
        "when": write_when(visit.starts_at, visit.ends_at, asked.language, zone=zone, at=asked.at),
        "together": write_names(
            [each.name for each in visit.others(asked.actor.partner_id)], asked.language
        ),
    }
