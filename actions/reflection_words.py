"""How a reflection is written in a conversation: in one line, and in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date

from actions.call import Call
from bot.domain_model.dates import write_day, write_near_day
from bot.domain_model.reflection_changes import ReflectionContent, content_of
from bot.domain_model.reflections import Reflection
from bot.domain_model.themes import ReflectionTheme, Theme

_PREVIEW = 80


def short(text: str, length: int = _PREVIEW) -> str:
    """Write the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[:length].rsplit(' ', 1)[0]} …"


def name_of(call: Call, reflection: Reflection) -> str:
    """Name a reflection by its school and day: «Åsveien skole, fredag 20. november»."""
    day = write_day(reflection.visited_on, call.language, today=call.today)
    return f"{school_of(call, reflection.school_name)}, {day}"


def school_of(call: Call, name: str) -> str:
    """Write a school's name, or that there is none."""
    return name or call.text("no_school")


def written(
    call: Call, content: ReflectionContent, themes: Iterable[ReflectionTheme] = ()
) -> Iterator[str]:
    """Write a reflection in full, a line for each part that tells something."""
    yield f"{call.text('school')}: {school_of(call, content.school_name)}"
    yield f"{call.text('date')}: {_day(call, content.visited_on)}"
    for name, text in asdict(content.parts).items():
        if text:
            yield f"{call.text(name)}: {text}"
    if named := ", ".join(theme_with_evidence(call, each) for each in themes):
        yield f"{call.text('themes')}: {named}"
    yield f"{call.text('shared_with')}: {call.text(f'sharing_{content.sharing}')}"


def reflection_in_full(call: Call, reflection: Reflection) -> str:
    """Write a saved reflection in full."""
    return "\n".join(written(call, content_of(reflection), reflection.themes))


def theme_name(call: Call, theme: Theme) -> str:
    """Give what a theme is called."""
    return call.services.texts.get(f"themes.{theme}", call.language)


def theme_with_evidence(call: Call, each: ReflectionTheme) -> str:
    """Name a theme with the words that speak for it: «ressurser («ti minutter»)»."""
    words = " ".join(each.evidence.split())
    return f"{theme_name(call, each.theme)} («{words}»)" if words else theme_name(call, each.theme)


def _day(call: Call, day: date) -> str:
    return write_near_day(day, call.language, today=call.today)
