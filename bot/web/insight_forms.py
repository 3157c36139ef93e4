"""What a coordinator does with an insight: write it, cite reflections, publish, withdraw."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from starlette.responses import Response

from bot.domain_model.access import writes_insights
from bot.domain_model.errors import NotFound
from bot.domain_model.insight_names import NamesInInsight
from bot.domain_model.insights import MAX_TEXT_LENGTH as LONGEST_TEXT
from bot.domain_model.insights import MAX_TITLE_LENGTH as LONGEST_TITLE
from bot.domain_model.insights import (
    InsightIncomplete,
    InsightIsPublished,
    InsightText,
    InsightTooLong,
    Reach,
    Stance,
    TooFewSources,
)
from bot.domain_model.themes import Theme
from bot.services.insights import WriteInsight
from bot.services.ports.insights import ReflectionSearch
from bot.web.gate import PageRequest, see_other
from bot.web.insight_pages import insight_of, insight_page, read_theme
from bot.web.reflection_pages import as_shown

ROWS = 12
"""Reflections to choose from on one page: each is a field of the form."""

_TEXTS = ("title_nb", "text_nb", "title_nn", "text_nn")
_STANCE = "stance-"


def new_insight(asked: PageRequest) -> Response:
    """Show an empty form."""
    if not writes_insights(asked.actor):
        raise NotFound
    return _form(asked, "/insights", {})


def write_insight(asked: PageRequest) -> Response:
    """Keep a draft, and go on to what it stands on."""
    try:
        wish = _wish(asked)
    except (InsightIncomplete, InsightTooLong) as error:
        return _refused(asked, "/insights", error)
    insight = asked.site.services.insights.write(asked.actor, wish, at=asked.at)
    return see_other(f"/insights/{insight.id}")


def edit_insight(asked: PageRequest) -> Response:
    """Show the form with what is written."""
    evidence = asked.site.services.insight_evidence.examine(asked.actor, insight_of(asked))
    insight = evidence.insight
    written = asdict(insight.text) | {"reach": insight.reach.value}
    written |= {f"theme-{theme}": "on" for theme in insight.themes}
    return _form(asked, f"/insights/{insight.id}", written)


def rewrite_insight(asked: PageRequest) -> Response:
    """Keep what was changed."""
    wanted = insight_of(asked)
    try:
        asked.site.services.insights.rewrite(asked.actor, wanted, _wish(asked), at=asked.at)
    except (InsightIncomplete, InsightTooLong) as error:
        return _refused(asked, f"/insights/{wanted}", error)
    except InsightIsPublished:
        return insight_page(asked, status=409, problem="is_published")
    return see_other(f"/insights/{wanted}")


def pick_reflections(asked: PageRequest) -> Response:
    """Show reflections that may be cited, of one theme or with some words."""
    given, wanted = asked.request.query_params, insight_of(asked)
    theme, words = read_theme(given.get("theme")), given.get("words", "").strip()
    found = asked.site.services.insight_evidence.citable(
        asked.actor,
        wanted,
        ReflectionSearch(theme, words.split()),
        limit=ROWS + 1,
        before=given.get("before"),
    )
    return asked.page(
        "insight_sources.html",
        insight_id=wanted,
        found=[
            as_shown(asked, each) | {"stance": stance.value if stance else ""}
            for each, stance in found[:ROWS]
        ],
        older=found[ROWS - 1][0].id if len(found) > ROWS else None,
        stances=[each.value for each in Stance],
        searched=bool(theme or words),
        theme=theme,
        words=words,
        themes=list(Theme),
    )


def cite_reflections(asked: PageRequest) -> Response:
    """Cite the reflections as chosen, and no more those that were chosen away."""
    wanted = insight_of(asked)
    stances = {
        name.removeprefix(_STANCE): Stance(said) if said in list(Stance) else None
        for name, said in asked.form.items()
        if name.startswith(_STANCE)
    }
    try:
        asked.site.services.insight_evidence.cite(asked.actor, wanted, stances, at=asked.at)
    except InsightIsPublished:
        return insight_page(asked, status=409, problem="is_published")
    if asked.form.get("then") == "older":
        place = {name: asked.form.get(name, "") for name in ("before", "theme", "words")}
        return see_other(f"/insights/{wanted}/sources?{urlencode(place)}")
    return see_other(f"/insights/{wanted}")


def publish_insight(asked: PageRequest) -> Response:
    """Let others read it, or say what stands in the way."""
    wanted = insight_of(asked)
    try:
        asked.site.services.insights.publish(asked.actor, wanted, at=asked.at)
    except TooFewSources:
        return insight_page(asked, status=409, problem="too_few")
    except NamesInInsight:
        return insight_page(asked, status=409, problem="names")
    return see_other(f"/insights/{wanted}")


def ask_names(asked: PageRequest) -> Response:
    """Ask everybody whom the text names whether that is all right."""
    wanted = insight_of(asked)
    asked.site.services.name_consents.ask(asked.actor, wanted, at=asked.at)
    return see_other(f"/insights/{wanted}")


def withdraw_insight(asked: PageRequest) -> Response:
    """Take it back."""
    wanted = insight_of(asked)
    asked.site.services.insights.withdraw(asked.actor, wanted, at=asked.at)
    return see_other(f"/insights/{wanted}")


def _wish(asked: PageRequest) -> WriteInsight:
    texts = {name: asked.form.get(name, "").strip() for name in _TEXTS}
    own = asked.form.get("reach") == Reach.INSTITUTION
    themes = tuple(theme for theme in Theme if asked.form.get(f"theme-{theme}"))
    return WriteInsight(InsightText(**texts), Reach.INSTITUTION if own else Reach.NETWORK, themes)


def _refused(asked: PageRequest, action: str, error: Exception) -> Response:
    problem = "too_long" if isinstance(error, InsightTooLong) else "incomplete"
    return _form(asked, action, asked.form, status=422, problem=problem)


def _form(
    asked: PageRequest,
    action: str,
    written: object,
    *,
    status: int = 200,
    problem: str = "",
) -> Response:
    return asked.page(
        "insight_form.html",
        status=status,
        action=action,
        written=written,
        problem=problem,
        themes=list(Theme),
        reaches=[each.value for each in Reach] if asked.actor.coordinates else [],
        longest_title=LONGEST_TITLE,
        longest_text=LONGEST_TEXT,
    )
