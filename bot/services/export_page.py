"""What is kept of a person as one page to read: it needs nothing but a browser, also offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from zoneinfo import ZoneInfo

from bot.domain_model.dates import write_full_day, write_time
from bot.texts import Texts

_WORDED = {
    "sharing": "dialogue.sharing_",
    "default_sharing": "dialogue.sharing_",
    "themes": "themes.",
    "from": "exports.from_",
    "consent": "consents.state_",
}
"""Values that have words of their own: the field, and how their texts' names begin."""


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Writes the page in one language; every field is named by a text of `exports`."""

    texts: Texts
    zone: ZoneInfo
    language: str

    def write(self, document: Mapping[str, object]) -> str:
        """Give the page. What is empty is left out."""
        title = escape(self.texts.get("exports.page_title", self.language))
        body = "\n".join(self._sections(document))
        return (
            f'<!doctype html>\n<html lang="{self.language}">\n<head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
        )

    def _sections(self, document: Mapping[str, object]) -> Iterator[str]:
        for name, value in document.items():
            if _nothing(value):
                continue
            label = self._label(name)
            if isinstance(value, (Mapping, list)):
                yield f"<h2>{label}</h2>\n{self._shown(name, value)}"
            else:
                yield f"<p>{label}: {self._shown(name, value)}</p>"

    def _label(self, name: str) -> str:
        return escape(self.texts.get(f"exports.{name}", self.language))

    def _shown(self, name: str, value: object) -> str:
        if isinstance(value, Mapping):
            return self._fields(value)
        if isinstance(value, list):
            items = "\n".join(f"<li>{self._shown(name, each)}</li>" for each in value)
            return f"<ul>\n{items}\n</ul>"
        return escape(self._words(name, value)).replace("\n", "<br>")

    def _fields(self, fields: Mapping[str, object]) -> str:
        rows = (
            f"<dt>{self._label(name)}</dt><dd>{self._shown(name, value)}</dd>"
            for name, value in fields.items()
            if not _nothing(value)
        )
        return "<dl>" + "\n".join(rows) + "</dl>"

    def _words(self, name: str, value: object) -> str:
        if isinstance(value, datetime):
            day = write_full_day(value.astimezone(self.zone).date(), self.language)
            return f"{day} {write_time(value, None, self.language, zone=self.zone)}"
        if isinstance(value, date):
            return write_full_day(value, self.language)
        if isinstance(value, time):
            return f"{value:%H.%M}"
        if name in _WORDED:
            return self.texts.get(f"{_WORDED[name]}{value}", self.language)
        return str(value)


def _nothing(value: object) -> bool:
    return value is None or value in ("", [], {})
