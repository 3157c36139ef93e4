"""The ways in which a day is written, each with what it means seen from a given day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.nlu.time_words import MONTH, MONTH_OF, NUMBER, ORDINAL, ORDINAL_OF, WEEKDAY
from bot.nlu.time_words import number as number_of
from bot.nlu.time_words import weekday as weekday_of

Meaning = tuple[date | None, bool]
"""The day, or None when it is no day after all, and whether it can only be that day."""
Handler = Callable[[re.Match[str], date], Meaning]

RECENT = timedelta(days=60)
"""A date without a year that passed within this time is taken as passed, not as next year's."""
FAR = timedelta(days=270)
"""A day further ahead whose year is not told may as well be the one that has passed."""
_NO_DATE_BEFORE = re.compile(
    r"(?:\b(?:kl|klokk\w*|at|fra|frå|from|til|to|mellom|between|og|kapittel|kap|del|punkt|pkt|oppg\w*|"
    r"versjon|side|s|nr|tabell|figur|trinn|steg|klasse|rom|lk)\.? ?|[-+])$"
)
_OF_A_MONTH = re.compile(rf" (?:i|in|of) {MONTH}")
_SPAN_BEFORE = re.compile(r"\d\.? ?(?:-|til|to|og|and|eller|or) ?$")
_NO_DATE_AFTER = re.compile(
    r" ?(?:%|-\d|elev|lærer|lærar|time|prosent|år|mill|av\b|skol|skul|ganger|gonger|trinn|klasse|"
    r"steg|poeng|pupils|teachers|schools|hours|percent)"
)


def monday(today: date, weeks: int = 0) -> date:
    """Give the Monday of the week that lies `weeks` after this one."""
    return today + timedelta(days=-today.weekday(), weeks=weeks)


def coming(day: int, today: date) -> date:
    """Give the next day with that weekday, never today."""
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _weekday(match: re.Match[str], today: date) -> Meaning:
    day, before = weekday_of(match["weekday"]), match["before"] or ""
    if match["weekday"].endswith("en") and re.match(r" (?:etter|før|after)\b", _after(match)):
        return None, False  # «fredagen etter»: after what?
    if re.search(r"sist|forrige|førre|last", before):
        return coming(day, today) - timedelta(weeks=1), False
    if re.search(r"neste|next", before):
        return monday(today, 1) + timedelta(days=day), False
    of_a_month = _OF_A_MONTH.match(_after(match))  # which of that month's was not understood
    return coming(day, today), today.weekday() != day and not of_a_month


def _iso(match: re.Match[str], _: date) -> Meaning:
    return date(int(match["year"]), int(match["month"]), int(match["day"])), True


def _numeric(match: re.Match[str], today: date) -> Meaning:
    if match["weekday"] is None and _NO_DATE_BEFORE.search(match.string, 0, match.start()):
        return None, False
    if _NO_DATE_AFTER.match(_after(match)) or match.group() == "24/7":
        return None, False
    day, month = int(match["day"]), int(match["month"])
    if match["sep"] == "." and day <= 24 and (month == 0 or 12 < month < 60):
        return None, False  # «9.30» is a clock time, no wrong date
    found, fits = _dated(day, month, match["year"], match["weekday"], today)
    if not (fits or match["sep"] == "/" or match["year"]):
        return None, False  # «torsdag 9.10» is a clock time: the ninth of October is no Thursday
    return found, fits and _is_sure(found, match["year"], today)


def _month_named(match: re.Match[str], today: date) -> Meaning:
    parts = match.groupdict()
    ordinal = parts.get("ordinal")
    day = ORDINAL_OF[ordinal] if ordinal else int(match["day"])
    month = MONTH_OF[match["month"].strip(".")]
    found, certain = _dated(day, month, parts.get("year"), match["weekday"], today)
    sure = certain and _is_sure(found, parts.get("year"), today)
    return found, sure and not _SPAN_BEFORE.search(match.string, 0, match.start())


def _dated(
    day: int, month: int, year: str | None, named: str | None, today: date
) -> tuple[date, bool]:
    if year is None:
        found = _without_year(day, month, today)
    else:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return found, named is None or weekday_of(named) == found.weekday()


def _is_sure(found: date, year: str | None, today: date) -> bool:
    return year is not None or found - today <= FAR


def _without_year(day: int, month: int, today: date) -> date:
    leap_day_comes_back = 9
    for year in range(today.year, today.year + leap_day_comes_back):
        try:
            found = date(year, month, day)
        except ValueError:
            if (day, month) != (29, 2):
                raise
            continue
        if found >= today - RECENT:
            return found
    raise ValueError(day, month)


def _day_of_month(match: re.Match[str], today: date) -> Meaning:
    day, named, sure = int(match["day"]), match["weekday"], match.groupdict().get("sure")
    if _NO_DATE_AFTER.match(_after(match)):
        return None, False
    if not 1 <= day <= 31:
        raise ValueError(day)
    found = next(d for d in map(today.__add__, map(timedelta, range(62))) if d.day == day)
    fits = named is None or weekday_of(named) == found.weekday()
    return (found, fits) if fits or sure else (None, False)


def _nth_weekday(match: re.Match[str], today: date) -> Meaning:
    day, month = weekday_of(match["weekday"]), MONTH_OF[match["month"].strip(".")]
    nth = match["nth"]
    index = -1 if nth in {"siste", "last"} else ORDINAL_OF[nth] - 1
    found = _weekdays_of(today.year, month, day)[index : index + 1 or None]
    if found and found[0] < today:
        found = _weekdays_of(today.year + 1, month, day)[index : index + 1 or None]
    if not found:
        raise ValueError(nth)
    return found[0], found[0] - today <= FAR


def _weekdays_of(year: int, month: int, day: int) -> list[date]:
    days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    return [found for found in days if found.month == month and found.weekday() == day]


def _week_number(match: re.Match[str], today: date) -> Meaning:
    week, year = int(match["week"]), today.isocalendar().year
    found = date.fromisocalendar(year, week, 1)
    if found < monday(today) - RECENT:
        found = date.fromisocalendar(year + 1, week, 1)
    return found, False


def _ahead(match: re.Match[str], today: date) -> Meaning:
    written, unit = match["count"], match["unit"]
    roughly = "par" in written or "couple" in written
    count = 2 if roughly else number_of(written)
    return today + timedelta(days=count if unit.startswith("d") else 7 * count), not roughly


def _days(count: int) -> Handler:
    return lambda _, today: (today + timedelta(days=count), True)


def _weeks(count: int) -> Handler:
    return lambda _, today: (monday(today, count), False)


def _after(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 16]


_NAMED = rf"(?:\b(?P<weekday>{WEEKDAY}),? ?)?"
_UNIT = r"(?P<unit>dager|dagar|dag|døgn|ukers|ukes|uker|uke|vekers|veker|veke|days?|weeks?)"
_TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("date", r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _iso),
    (
        "date",
        rf"{_NAMED}(?:\b(?:den|the|d\.) ?)?(?<![\d.:])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?"
        rf"|\b(?P<ordinal>{ORDINAL})) ?(?:of )?(?P<month>{MONTH})(?:,? ?(?P<year>20\d\d)\b)?",
        _month_named,
    ),
    (
        "date",
        rf"{_NAMED}\b(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?![\w:]|[.-]\d)",
        _month_named,
    ),
    (
        "date",
        rf"\b(?P<nth>siste|last|{ORDINAL}) (?P<weekday>{WEEKDAY}) (?:i|in|of) (?P<month>{MONTH})",
        _nth_weekday,
    ),
    (
        "numeric",
        rf"{_NAMED}(?:\bden )?(?<![\d./:-])(?P<day>\d{{1,2}})(?P<sep>[./])(?P<month>\d{{1,2}})"
        r"(?:(?:(?P=sep) ?|-(?=2))(?P<year>20\d\d|\d\d)(?!\d|[:/])|\.?(?![\d./:]))",
        _numeric,
    ),
    (
        "week",
        r"\b(?:uke|uka|veke|veka|vike|week)(?: ?nr\.?)? (?P<week>\d{1,2})(?!\d|[.:]\d)",
        _week_number,
    ),
    (
        "date",
        rf"{_NAMED}\b(?P<sure>den|d\.) ?(?P<day>\d{{1,2}})\.?(?![\d:/-]|\.\d)",
        _day_of_month,
    ),
    ("date", rf"{_NAMED}\b(?P<sure>the) (?P<day>\d{{1,2}})(?:st|nd|rd|th)\b", _day_of_month),
    (
        "date",
        rf"\b(?P<weekday>{WEEKDAY}),? (?P<day>\d{{1,2}})(?:\.(?!\d)|(?=,? ?(?:kl\b|klokk)))",
        _day_of_month,
    ),
    (
        "date",
        r"\b(?:i ?)?[oå]ver ?i? ?(?:morgen|morgon|morra|mårra)\b|\bday after tomorrow\b",
        _days(2),
    ),
    (
        "date",
        r"\bi ?(?:morgen|morgon|morgo|morra|mårra|mårå)\b|\btomorrow\b|\btomorow\b",
        _days(1),
    ),
    ("date", r"\bi ?(?:dag|kveld|ettermiddag|formiddag)\b|\btoday\b|\btonight\b", _days(0)),
    ("date", r"\bthis (?:morning|afternoon|evening)\b", _days(0)),
    ("date", r"\bi ?f[oø]r ?g[åa]rs?\b|\bday before yesterday\b", _days(-2)),
    ("date", r"\bi ?(?:går|gar)\b|\byesterday\b", _days(-1)),
    (
        "ahead",
        rf"\b(?:om|in) (?:(?:akkurat|nøyaktig|exactly) )?"
        rf"(?P<count>e(?:t|it) par|a couple of|{NUMBER}) {_UNIT}(?: tid)?\b",
        _ahead,
    ),
    (
        "week",
        r"\b(?:uka|uken|veka|week) (?:etter neste|after next)\b|\bover ?neste (?:uke|veke)\b",
        _weeks(2),
    ),
    (
        "week",
        r"\b(?:neste|kommende|komande|next|coming) (?:uke|uka|veke|veka|week)\b"
        r"|\btil (?:uka|uken|veka)\b|\b(?:uka|uken|veka) som (?:kommer|kjem)\b",
        _weeks(1),
    ),
    ("week", r"\b(?:denne|this) (?:uka|uken|veka|week)\b", _weeks(0)),
    ("week", r"\b(?:forrige|førre|last) (?:uke|uka|veke|veka|week)\b", _weeks(-1)),
    (
        "weekday",
        rf"(?P<before>\b(?:siste|sist|forrige|førre|last|neste|next) )?\b(?P<weekday>{WEEKDAY})",
        _weekday,
    ),
)
RULES = tuple((kind, re.compile(pattern), handler) for kind, pattern, handler in _TABLE)
"""In this order; what an earlier rule has read, a later one does not read again."""
