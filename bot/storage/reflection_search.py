"""Look for reflections by their theme and words."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_

from bot.services.ports.insights import ReflectionSearch
from bot.storage import tables
from bot.storage.reflection_tables import ReflectionTheme

_Row = tables.Reflection
_PARTS = (_Row.happened, _Row.worked, _Row.hard, _Row.next_step)


def found_by(search: ReflectionSearch) -> Iterator[ColumnElement[bool]]:
    """Give what a reflection must fulfil: its theme, and each word in one of its parts."""
    if search.theme is not None:
        yield _Row.themes.any(ReflectionTheme.theme == search.theme)
    if search.school is not None:
        yield _Row.school_id == search.school
    for word in search.words:
        # SQLite knows small letters of ASCII only: a first letter such as «Ø» is tried as both.
        spellings = {word.casefold(), word.capitalize()}
        yield or_(
            *(part.icontains(each, autoescape=True) for part in _PARTS for each in spellings)
        )
