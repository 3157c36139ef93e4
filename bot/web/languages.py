"""Which language a page is written in."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""What each language calls itself."""
DEFAULT = "nb"

_SPOKEN_AS = {"no": "nb", "nb": "nb", "nn": "nn", "en": "en"}


def preferred_language(accept_language: str) -> str:
    """Choose the language that a browser's Accept-Language asks for most; bokmål for any other."""
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameters = part.strip().partition(";")
        language = _SPOKEN_AS.get(tag.strip().partition("-")[0].lower())
        weight = _weight(parameters)
        if language and weight > 0:
            wishes.append((-weight, position, language))
    return min(wishes)[2] if wishes else DEFAULT


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
