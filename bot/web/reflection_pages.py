"""The list of reflections that somebody may read, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from starlette.responses import Response

from bot.domain_model.actors import Actor, Role
from bot.domain_model.dates import write_day, write_near_day
from bot.domain_model.reflections import Reflection, ReflectionId
from bot.domain_model.themes import ReflectionTheme, Theme, ThemeSource
from bot.services.ports.reflections import Comment
from bot.services.reflection_comments import MAX_LENGTH as LONGEST_COMMENT
from bot.services.reflection_comments import NoComment
from bot.services.waiting import NEW_FOR
from bot.web.gate import PageRequest, see_other

ROWS = 20
"""Reflections on one page of the list."""


def list_reflections(asked: PageRequest) -> Response:
    """List what the reader may see, newest first."""
    before = asked.request.query_params.get("before")
    found = asked.site.services.reflections.visible_to(asked.actor, limit=ROWS + 1, before=before)
    coordinates = asked.actor.coordinates
    overview = asked.site.services.overview
    waiting = overview.waiting.now(asked.actor, at=asked.at) if coordinates else None
    return asked.page(
        "reflections.html",
        reflections=[as_shown(asked, each) for each in found[:ROWS]],
        waiting=waiting,
        unopened=_unopened(asked, found),
        older=found[ROWS - 1].id if len(found) > ROWS else None,
        newest=before is None,
        reader=_kind_of_reader(asked.actor),
    )


def show_reflection(asked: PageRequest) -> Response:
    """Show one reflection, or the page for what is not found."""
    return _page(asked)


def tell_of_waiting(asked: PageRequest) -> Response:
    """Tell the coordinator in Telegram of what waits, or no more."""
    wanted = asked.form.get("wanted") == "yes"
    asked.site.services.overview.waiting.tell(asked.actor, wanted=wanted, at=asked.at)
    return see_other("/reflections")


def set_themes(asked: PageRequest) -> Response:
    """Confirm the themes of a reflection, with one of them taken away or another added."""
    services, wanted = asked.site.services, _wanted(asked)
    themes = list(services.reflections.get(asked.actor, wanted).themes)
    removed, added = asked.form.get("remove"), asked.form.get("add")
    themes = [each for each in themes if each.theme != removed]
    if added in list(Theme) and added not in {each.theme for each in themes}:
        themes.append(ReflectionTheme(Theme(added), "", ThemeSource.COORDINATOR))
    services.reflection_changes.set_themes(asked.actor, wanted, themes, at=asked.at)
    return see_other(f"/reflections/{wanted}")


def write_comment(asked: PageRequest) -> Response:
    """Send a comment to the author, or say what is wrong with it."""
    wanted, text = _wanted(asked), asked.form.get("comment", "")
    try:
        asked.site.services.reflection_comments.write(asked.actor, wanted, text, at=asked.at)
    except NoComment:
        return _page(asked, status=422, refused=text.strip())
    return see_other(f"/reflections/{wanted}")


def _page(asked: PageRequest, *, status: int = 200, refused: str | None = None) -> Response:
    services, wanted = asked.site.services, _wanted(asked)
    reflection = services.reflections.get(asked.actor, wanted)
    services.overview.waiting.see(asked.actor, wanted, at=asked.at)
    there = {each.theme for each in reflection.themes}
    return asked.page(
        "reflection.html",
        status=status,
        reflection=as_shown(asked, reflection),
        themes=reflection.themes,
        others=[theme for theme in Theme if theme not in there],
        outcome=services.reflection_changes.outcome_of(asked.actor, wanted),
        comments=[
            _comment(asked, each) for each in services.reflection_comments.of(asked.actor, wanted)
        ],
        coordinates=asked.actor.coordinates
        and reflection.institution_id == asked.actor.institution_id,
        refused=refused,
        most=LONGEST_COMMENT,
    )


def _comment(asked: PageRequest, comment: Comment) -> dict[str, str]:
    zone = asked.site.zone
    day, today = (moment.astimezone(zone).date() for moment in (comment.created_at, asked.at))
    return {
        "by": comment.author_name,
        "text": comment.text,
        "date": day.isoformat(),
        "day": write_near_day(day, asked.language, today=today),
    }


def _unopened(asked: PageRequest, found: Sequence[Reflection]) -> set[ReflectionId]:
    """Give what is new to a coordinator: others' recent reflections that none has opened."""
    actor, waiting = asked.actor, asked.site.services.overview.waiting
    if not actor.coordinates:
        return set()
    new = {
        each.id
        for each in found
        if each.partner_id != actor.partner_id and each.created_at > asked.at - NEW_FOR
    }
    return new - waiting.seen(new)


def _wanted(asked: PageRequest) -> str:
    return str(asked.request.path_params["reflection_id"])


def _kind_of_reader(actor: Actor) -> str:
    if actor.role is Role.NETWORK_COORDINATOR:
        return "network"
    return "coordinator" if actor.coordinates else "partner"


def as_shown(asked: PageRequest, reflection: Reflection) -> dict[str, object]:
    """Write a reflection out in the reader's language."""
    today = asked.at.astimezone(asked.site.zone).date()
    parts = {name: text.strip() for name, text in asdict(reflection.parts).items() if text.strip()}
    return {
        "id": reflection.id,
        "school": reflection.school_name,
        "author": reflection.author_name,
        "own": reflection.partner_id == asked.actor.partner_id,
        "sharing": reflection.sharing.value,
        "date": reflection.visited_on.isoformat(),
        "day": write_day(reflection.visited_on, asked.language, today=today),
        "parts": parts,
        "told": [text for name, text in parts.items() if name != "next_step"],
    }
