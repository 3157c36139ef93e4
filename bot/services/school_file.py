"""Read schools from a CSV file with the columns of the national register of schools."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stdnum.no import orgnr

from bot.domain_model.errors import Invalid
from bot.domain_model.schools import MAX_NAME_LENGTH, InvalidSchoolName, school_name
from bot.services.ports.schools import SchoolEntry

MOST_LINES = 20_000
"""Six times as many as there are schools in Norway."""

_NAME, _NUMBER, _MUNICIPALITY = "name", "number", "municipality"
_HEADINGS = {
    _NAME: {"navn", "namn", "skole", "skule", "skolenavn", "skulenamn", "fulltnavn", "name",
            "enhetsnavn", "school"},
    _NUMBER: {"organisasjonsnummer", "organisasjonsnr", "orgnummer", "orgnr"},
    _MUNICIPALITY: {"kommune", "kommunenavn", "kommunenamn", "municipality"},
}  # fmt: skip


class NotASchoolFile(Invalid):
    """The file has no line of headings with «navn» in it, or is too long."""


class Refused(StrEnum):
    """Why a line was not taken."""

    NO_NAME = "no_name"
    BAD_NUMBER = "bad_number"
    BAD_MUNICIPALITY = "bad_municipality"
    TWICE = "twice"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not taken; the headings are line 1."""

    line: int
    reason: Refused


def read_schools(content: bytes) -> Iterator[tuple[int, SchoolEntry | Refused]]:
    """Give each line's number with its school, or with why it is refused.

    Semicolons, commas or tabs; UTF-8, also with a byte order mark, or Windows-1252.

    Raises:
        NotASchoolFile: when no column of names is found, or there are too many lines.
    """
    text = _decoded(content)
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = _columns(next(lines, []))
        seen: set[SchoolEntry | str] = set()
        for row in lines:
            if lines.line_num > MOST_LINES:
                raise NotASchoolFile
            if any(cell.strip() for cell in row):
                yield lines.line_num, _read_line(row, columns, seen)
    except csv.Error as error:
        raise NotASchoolFile from error


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")


def _columns(headings: list[str]) -> Mapping[str, int]:
    plain = [re.sub(r"[^a-zæøå]", "", heading.casefold()) for heading in headings]
    found = {
        column: place
        for column, names in _HEADINGS.items()
        for place, heading in enumerate(plain)
        if heading in names
    }
    if _NAME not in found:
        raise NotASchoolFile
    return found


def _read_line(
    row: list[str], columns: Mapping[str, int], seen: set[SchoolEntry | str]
) -> SchoolEntry | Refused:
    told = {column: row[at].strip() if at < len(row) else "" for column, at in columns.items()}
    number = re.sub(r"\s", "", told.get(_NUMBER, ""))
    municipality = re.sub(r"\s+", " ", told.get(_MUNICIPALITY, ""))
    try:
        entry = SchoolEntry(school_name(told[_NAME]), municipality, number)
    except InvalidSchoolName:
        return Refused.NO_NAME
    if number and not orgnr.is_valid(number):
        return Refused.BAD_NUMBER
    if len(municipality) > MAX_NAME_LENGTH:
        return Refused.BAD_MUNICIPALITY
    if (number or entry) in seen:
        return Refused.TWICE
    seen.add(number or entry)
    return entry
