"""Schools that change hands: what is known of each, on a page and as a document to print."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from bot.domain_model.dates import write_full_day
from bot.services.ports.handovers import Handover
from bot.web.gate import PageRequest
from bot.web.handover_document import WORD, write_document


def list_handovers(asked: PageRequest) -> Response:
    """List the institution's schools, for a coordinator."""
    schools = asked.site.services.handovers.schools(asked.actor)
    return asked.page("handovers.html", schools=schools)


def show_handover(asked: PageRequest) -> Response:
    """Show what is known of a school, with a form to give it to a partner."""
    return _page(asked)


def give_school(asked: PageRequest) -> Response:
    """Give a school to a partner, who reads about it in the chat."""
    school, partner = asked.request.path_params["school_id"], asked.form.get("partner", "")
    given = asked.site.services.handovers.give(asked.actor, school, partner, at=asked.at)
    return _page(asked, given=given.name)


def handover_document(asked: PageRequest) -> Response:
    """Give the same as a Word document."""
    pack = _pack(asked)
    texts = asked.site.services.texts
    day = write_full_day(asked.at.astimezone(asked.site.zone).date(), asked.language)
    title = texts.get("handovers.page_title", asked.language, school=pack.school.name)
    content = write_document(
        title,
        texts.get("handovers.document_note", asked.language, day=day),
        asked.site.services.handovers.texts.sections(
            pack, asked.language, at=asked.at, whole=True
        ),
        asked.language,
    )
    name = quote(f"{title.replace(':', '')}.docx")
    return Response(
        content,
        media_type=WORD,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _pack(asked: PageRequest) -> Handover:
    school = asked.request.path_params["school_id"]
    return asked.site.services.handovers.for_coordinator(asked.actor, school, at=asked.at)


def _page(asked: PageRequest, given: str | None = None) -> Response:
    pack = _pack(asked)
    services = asked.site.services
    return asked.page(
        "handover.html",
        school=pack.school,
        sections=services.handovers.texts.sections(pack, asked.language, at=asked.at, whole=True),
        people=[each.partner for each in services.overview.people(asked.actor, at=asked.at)],
        given=given,
    )
