"""Insights: the list of those that somebody may read, and one of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from starlette.responses import Response

from bot.domain_model.access import insight_scope, writes_insights
from bot.domain_model.dates import write_day
from bot.domain_model.errors import NotAllowed
from bot.domain_model.insights import Insight, InsightState, Verdict
from bot.domain_model.name_consents import ConsentState
from bot.domain_model.themes import Theme
from bot.services.insight_evidence import Evidence
from bot.services.ports.insights import InsightSearch
from bot.web.gate import PageRequest, see_other
from bot.web.reflection_pages import as_shown

ROWS = 20
"""Insights on one page of the list."""


def list_insights(asked: PageRequest) -> Response:
    """List what the reader may see, newest first, of one theme or with some words."""
    given = asked.request.query_params
    theme, words = read_theme(given.get("theme")), given.get("words", "").strip()
    found = asked.site.services.insights.visible_to(
        asked.actor,
        InsightSearch(themes=[theme] if theme else [], words=words.split()),
        limit=ROWS + 1,
        before=given.get("before"),
    )
    return asked.page(
        "insights.html",
        insights=[insight_as_shown(asked, each) for each in found[:ROWS]],
        older=found[ROWS - 1].id if len(found) > ROWS else None,
        newest="before" not in given,
        writer=writes_insights(asked.actor),
        consents=asked.actor.coordinates,
        searched=bool(theme or words),
        theme=theme,
        words=words,
        themes=list(Theme),
    )


def show_insight(asked: PageRequest) -> Response:
    """Show one insight: to its writer with all that it stands on, to a partner to be used."""
    return insight_page(asked)


def judge_insight(asked: PageRequest) -> Response:
    """Take down what a partner says of an insight."""
    said = asked.form.get("verdict", "")
    if said in list(Verdict):
        asked.site.services.insight_readers.judge(
            asked.actor, insight_of(asked), Verdict(said), at=asked.at
        )
    return see_other(f"/insights/{insight_of(asked)}")


def insight_page(asked: PageRequest, *, status: int = 200, problem: str = "") -> Response:
    """Make the page of one insight, with what stands in the way of what was asked, if anything."""
    services, wanted = asked.site.services, insight_of(asked)
    insight = services.insights.get(asked.actor, wanted)
    if insight_scope(asked.actor).looks_after(insight):
        evidence = services.insight_evidence.examine(asked.actor, wanted)
        return _writers_page(asked, evidence, status, problem)
    support, contrary, said = None, 0, None
    with suppress(NotAllowed):  # who is no partner reads it without being counted as a reader
        opened = services.insight_readers.open(asked.actor, wanted, at=asked.at)
        support, contrary, said = opened.support, opened.contrary, opened.verdict
    return asked.page(
        "insight.html",
        status=status,
        insight=insight_as_shown(asked, insight),
        support=support,
        contrary=contrary,
        said=said,
        verdicts=[each.value for each in Verdict] if support else [],
    )


def _writers_page(asked: PageRequest, evidence: Evidence, status: int, problem: str) -> Response:
    return asked.page(
        "insight_draft.html",
        status=status,
        insight=insight_as_shown(asked, evidence.insight),
        text=evidence.insight.text,
        published=evidence.insight.state is InsightState.PUBLISHED,
        supporting=[as_shown(asked, each) for each in evidence.supporting],
        contrary=[as_shown(asked, each) for each in evidence.contrary],
        support=evidence.support,
        limits=asked.site.services.insights.limits,
        enough=evidence.enough,
        too_near=evidence.too_near,
        names=_quoted(evidence.names),
        mentions=[
            {"words": _quoted(each.words), "kind": each.kind, "state": each.state or "none"}
            for each in evidence.mentions
        ],
        may_ask=any(each.state in (None, ConsentState.LAPSED) for each in evidence.mentions),
        problem=problem,
    )


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"«{each}»" for each in words)


def insight_of(asked: PageRequest) -> str:
    """Give the id of the insight that the address names."""
    return str(asked.request.path_params["insight_id"])


def read_theme(given: str | None) -> Theme | None:
    """Read a theme from an address or a form; None when it names none."""
    return Theme(given) if given in list(Theme) else None


def insight_as_shown(asked: PageRequest, insight: Insight) -> dict[str, object]:
    """Write an insight out in the reader's language."""
    when = insight.published_at or insight.created_at
    day = when.astimezone(asked.site.zone).date()
    today = asked.at.astimezone(asked.site.zone).date()
    return {
        "id": insight.id,
        "title": insight.text.title(asked.language),
        "text": insight.text.text(asked.language),
        "lang": "nn" if asked.language == "nn" else "nb",
        "state": insight.state.value,
        "reach": insight.reach.value,
        "themes": [each.value for each in insight.themes],
        "date": day.isoformat(),
        "day": write_day(day, asked.language, today=today),
    }
