"""What a reflection is about: the themes, and how they are suggested with the words behind them.

Each theme has a list of cues, written as beginnings of words or short phrases in bokmål, nynorsk
and English. A strong cue («eierskap», «felles mål») is enough to suggest the theme; of weak cues
(«mål», «oppdraget») it takes two different ones in the same reflection. Nothing is learnt or
counted beyond that, so a suggestion is explained in full by the words that it shows; and it is
only a suggestion: the author and the coordinator decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import methodcaller

from bot.domain_model import theme_hints, theme_words


class Theme(StrEnum):
    """The success factors of UiU's final report, and three points of advice from the pilot."""

    ANCHORING = "factor_anchoring"
    ORGANISATION = "factor_organisation"
    SHARED_GOALS = "factor_shared_goals"
    EXPECTATIONS = "factor_expectations"
    ROLES = "factor_roles"
    RELATIONS = "factor_relations"
    COMPETENCE = "factor_competence"
    LEARNING_LEADERSHIP = "learning_leadership"
    RESOURCES = "advice_resources"
    SAFE_ENVIRONMENT = "advice_safe_environment"


class ThemeSource(StrEnum):
    """Who said that a reflection has a theme."""

    SUGGESTED = "suggested"
    AUTHOR = "author"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class ReflectionTheme:
    """A theme of a reflection; `evidence` are its own words for it, empty when none were found."""

    theme: Theme
    evidence: str
    set_by: ThemeSource


_STRONG, _WEAK, _ENOUGH = 1.0, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A theme and the words of the reflection that speak for it first; `spans` marks them all."""

    theme: Theme
    evidence: str
    spans: tuple[tuple[int, int], ...]


def suggest_themes(text: str) -> list[ThemeSuggestion]:
    """Suggest the themes of a reflection, those with the most support first."""
    plain = _lower(text)
    found = [(theme, *_support(plain, theme)) for theme in Theme]
    enough = [(theme, weight, spans) for theme, weight, spans in found if weight >= _ENOUGH]
    enough.sort(key=lambda item: -item[1])
    return [
        ThemeSuggestion(theme, text[spans[0][0] : spans[0][1]], tuple(sorted(set(spans))))
        for theme, _, spans in enough
    ]


def suggested(text: str) -> tuple[ReflectionTheme, ...]:
    """Give the themes that a reflection has until somebody decides about them."""
    return tuple(
        ReflectionTheme(each.theme, each.evidence, ThemeSource.SUGGESTED)
        for each in suggest_themes(text)
    )


def _support(text: str, theme: Theme) -> tuple[float, list[tuple[int, int]]]:
    """Weigh what speaks for a theme, and give the places, the best first."""
    strong, weak = _cues()[theme]
    spans = [match.span() for match in strong.finditer(text)]
    faint = [match.span() for match in map(methodcaller("search", text), weak) if match]
    return _STRONG * len(spans) + _WEAK * len(faint), spans + faint


def _lower(text: str) -> str:
    """Write `text` in lower case without moving anything: «İ» has a lower case of two letters."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@cache
def _cues() -> dict[Theme, tuple[re.Pattern[str], list[re.Pattern[str]]]]:
    return {
        theme: (
            _compiled("|".join(_lines(theme_words.STRONG[theme]))),
            [_compiled(line) for line in _lines(theme_hints.WEAK[theme])],
        )
        for theme in Theme
    }


def _lines(cues: str) -> list[str]:
    return [line.strip() for line in cues.splitlines() if line.strip()]


def _compiled(cue: str) -> re.Pattern[str]:
    """Compile cues, each from the beginning of a word to the end of one."""
    pattern = cue.replace(" … ", r" (?:[\w-]+ ){0,5}").replace("~", r"\w*")
    return re.compile(rf"\b(?:{pattern})(?!\w)")
