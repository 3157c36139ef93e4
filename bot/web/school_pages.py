"""The register of an institution's schools: its coordinator fills it from a file."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.errors import NotAllowed
from bot.services.school_file import NotASchoolFile
from bot.services.schools import ImportReport
from bot.web.gate import PageRequest

_MOST_LINES = 50
"""Refused lines that are listed: with more, the file as a whole is not what it should be."""


def list_schools(asked: PageRequest) -> Response:
    """List the register, with a form to bring it up to date."""
    return _page(asked)


def import_schools(asked: PageRequest) -> Response:
    """Bring the register up to date with a file, and say line by line what was not taken."""
    schools = asked.site.services.schools
    try:
        report = schools.import_file(asked.actor, asked.upload, at=asked.at)
    except NotASchoolFile:
        return _page(asked, status=422, wrong=True)
    return _page(asked, report=report)


def _page(
    asked: PageRequest,
    *,
    status: int = 200,
    wrong: bool = False,
    report: ImportReport | None = None,
) -> Response:
    if not asked.actor.coordinates:
        raise NotAllowed
    return asked.page(
        "schools.html",
        status=status,
        wrong=wrong,
        report=report,
        refused=report.refused[:_MOST_LINES] if report else (),
        schools=asked.site.services.schools.register(asked.actor),
    )
