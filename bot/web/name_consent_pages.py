"""Whether an institution and its schools may be named in insights: its coordinator says so."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.errors import NotFound
from bot.domain_model.name_consents import (
    MAX_NOTE_LENGTH,
    ConsentState,
    NamedKind,
    NobodyNamed,
)
from bot.services.name_consents import AskedOf
from bot.web.gate import PageRequest, see_other


def list_name_consents(asked: PageRequest) -> Response:
    """List what the institution is asked, and what was answered."""
    return _page(asked)


def answer_name_consent(asked: PageRequest) -> Response:
    """Keep an answer, or take a consent back."""
    kind = asked.form.get("kind", "")
    if kind not in list(NamedKind):
        raise NotFound
    subject = asked.form.get("subject", "")
    try:
        asked.site.services.name_consents.answer(
            asked.actor,
            asked.form.get("insight", ""),
            NamedKind(kind),
            subject,
            allowed=asked.form.get("said") == "yes",
            by=asked.form.get("by", ""),
            at=asked.at,
        )
    except NobodyNamed:
        return _page(asked, status=422, about=subject, by=asked.form.get("by", ""))
    return see_other("/name-consents")


def _page(asked: PageRequest, *, status: int = 200, about: str = "", by: str = "") -> Response:
    consents = asked.site.services.name_consents
    return asked.page(
        "name_consents.html",
        status=status,
        asked=[_shown(asked, each) for each in consents.asked_of(asked.actor)],
        about=about,
        by=by,
        most=MAX_NOTE_LENGTH,
    )


def _shown(asked: PageRequest, each: AskedOf) -> dict[str, object]:
    text, consent = each.insight.text, each.consent
    return {
        "insight": each.insight.id,
        "title": text.title(asked.language),
        "text": text.text(asked.language),
        "lang": "nn" if asked.language == "nn" else "nb",
        "kind": consent.subject.kind.value,
        "subject": consent.subject.id,
        "name": consent.subject.name,
        "state": consent.state.value,
        "given": consent.state is ConsentState.GIVEN,
        "by": consent.note,
    }
