"""Templates with escaping always on, and texts in the reader's language."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain_model.people import SESSION_LENGTH
from bot.texts import Texts
from bot.web.languages import LANGUAGES
from bot.web.static_files import StaticFiles

_TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Makes pages out of templates."""

    def __init__(self, texts: Texts, static: StaticFiles) -> None:
        """Read templates from this package, and sentences from `texts`."""
        self._texts = texts
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["paragraphs"] = paragraphs
        self._templates.globals |= {
            "languages": LANGUAGES,
            "session_days": SESSION_LENGTH.days,
            "static": static.address,
        }

    def render(self, template: str, language: str, **values: object) -> str:
        """Give the page `template` in `language`, with `values` escaped wherever they stand.

        A template names a text by its key; one without an area is of the area «web».
        """

        def sentence(key: str, /, **filled: object) -> str:
            return self._texts.get(key if "." in key else f"web.{key}", language, **filled)

        page = self._templates.get_template(template)
        return page.render(t=sentence, language=language, **values)


def paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
