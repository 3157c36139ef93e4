"""Questions that were passed on: the coordinator answers them, the asker finds them again."""

from __future__ import annotations

from starlette.responses import Response

from bot.domain_model.dates import write_near_day
from bot.domain_model.enquiries import (
    LONGEST_ANSWER,
    AlreadyAnswered,
    Enquiry,
    NoAnswerGiven,
)
from bot.domain_model.errors import NotAllowed
from bot.services.feedback import COUNTED
from bot.web.gate import PageRequest, see_other

_DECISIONS = ("answer", "clarify", "unknown")


def list_questions(asked: PageRequest) -> Response:
    """List the questions that the reader has sent, or that are for her to answer."""
    return _page(asked)


def answer_question(asked: PageRequest) -> Response:
    """Send the coordinator's answer to the one who asked."""
    wanted = str(asked.request.path_params["enquiry_id"])
    written = asked.form.get("answer", "")
    try:
        asked.site.services.asking.enquiries.answer(asked.actor, wanted, written, at=asked.at)
    except NoAnswerGiven:
        return _page(asked, status=422, problem="no_answer", about=wanted, written=written)
    except AlreadyAnswered:
        return _page(asked, status=409, problem="answered_already", about=wanted, written=written)
    return see_other("/questions")


def _page(
    asked: PageRequest, *, status: int = 200, problem: str = "", about: str = "", written: str = ""
) -> Response:
    enquiries = asked.site.services.asking.enquiries
    return asked.page(
        "questions.html",
        status=status,
        answers=asked.actor.coordinates,
        open=[_shown(asked, e) for e in enquiries.visible_to(asked.actor, answered=False)],
        answered=[_shown(asked, e) for e in enquiries.visible_to(asked.actor, answered=True)],
        counts=_counts(asked),
        days=COUNTED.days,
        most=LONGEST_ANSWER,
        problem=problem,
        about=about,
        written=written,
    )


def _counts(asked: PageRequest) -> dict[str, object] | None:
    try:
        counts = asked.site.services.asking.feedback.counts(asked.actor, at=asked.at)
    except NotAllowed:
        return None
    title = asked.site.services.knowledge.title
    return {
        "decisions": [(each, counts.decisions.get(each, 0)) for each in _DECISIONS],
        "topics": [
            {
                "title": title(each.topic, asked.language) or each.topic,
                "good": each.good,
                "bad": each.bad,
                "reasons": sorted(each.reasons.items()),
            }
            for each in counts.topics
        ],
    }


def _shown(asked: PageRequest, enquiry: Enquiry) -> dict[str, object]:
    zone = asked.site.zone
    when = enquiry.answered_at or enquiry.asked_at
    day, today = when.astimezone(zone).date(), asked.at.astimezone(zone).date()
    return {
        "id": enquiry.id,
        "by": enquiry.partner_name,
        "lang": enquiry.language,
        "text": enquiry.text,
        "answer": enquiry.answer,
        "date": day.isoformat(),
        "day": write_near_day(day, asked.language, today=today),
    }
