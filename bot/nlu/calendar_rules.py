"""The ways in which a day is written, each with the reader of what it means."""

from __future__ import annotations

import re

from bot.nlu.calendar_meanings import (
    Handler,
    ahead,
    christmas_day,
    day_of_month,
    days_ahead,
    iso_date,
    little_christmas_eve,
    month_date,
    nth_weekday,
    numeric_date,
    week_number,
    weekday_meant,
    weeks_ahead,
)
from bot.nlu.time_words import MONTH, NUMBER, ORDINAL, WEEKDAY

_NAMED = rf"(?:\b(?P<weekday>{WEEKDAY}),? ?)?"
_UNIT = r"(?P<unit>dag(?:er|ar)?|døgn|uk(?:ers|es|er|e|a)|vek(?:ers|er|or|e|a)|vika|days?|weeks?)"
_MORROW = (
    r"(?:mor(?:gen|gon|go|gå|gån|gn|ra|ro|rå|n)|mår(?:gen|gå|gån|ra|rå|a|å|ån|n)"
    r"|maar(?:gen|gaa|ra|raa|a|aa))"
)
_TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("date", r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", iso_date),
    (
        "date",
        rf"{_NAMED}(?:\b(?:den|the|d\.) ?)?(?<![\d.:])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?"
        rf"|\b(?P<ordinal>{ORDINAL})) ?(?:of )?(?P<month>{MONTH})(?:,? ?(?P<year>20\d\d)\b)?",
        month_date,
    ),
    (
        "date",
        rf"{_NAMED}\b(?P<month>{MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?![\w:]|[.-]\d)",
        month_date,
    ),
    (
        "date",
        rf"\b(?P<nth>siste|last|{ORDINAL}) (?P<weekday>{WEEKDAY}) (?:i|in|of) (?P<month>{MONTH})",
        nth_weekday,
    ),
    (
        "numeric",
        rf"{_NAMED}(?:\bden )?(?<![\d./:-])(?P<day>\d{{1,2}})(?P<sep>[./])(?P<month>\d{{1,2}})"
        r"(?:(?:(?P=sep) ?|-(?=2))(?P<year>20\d\d|\d\d)(?!\d|[:/])|\.?(?![\d./:]))",
        numeric_date,
    ),
    (
        "week",
        r"\b(?:uke|uka|veke|veka|vike|week)(?: ?nr\.?)? (?P<week>\d{1,2})(?!\d|[.:]\d)",
        week_number,
    ),
    (
        "date",
        rf"{_NAMED}\b(?P<sure>den|d\.) ?(?P<day>\d{{1,2}})\.?(?![\d:/-]|\.\d)",
        day_of_month,
    ),
    (
        "date",
        rf"{_NAMED}\b(?P<sure>den|the) (?P<ordinal>{ORDINAL})"
        r"(?=,? ?(?:kl\b|kl[oå]kk|at \w|(?:halv|kvart|quarter)\b))",
        day_of_month,
    ),
    ("date", rf"{_NAMED}\b(?P<sure>the) (?P<day>\d{{1,2}})(?:st|nd|rd|th)\b", day_of_month),
    (
        "date",
        rf"\b(?P<weekday>{WEEKDAY}),? (?P<day>\d{{1,2}})(?:\.(?!\d)|(?=,? ?(?:kl\b|klokk)))",
        day_of_month,
    ),
    (
        "date",
        rf"\b(?:i ?)?(?:[oå]ver|ovar|øver) ?i? ?{_MORROW}\b|\bday after tomorrow\b",
        days_ahead(2),
    ),
    (
        "date",
        rf"\bi ?{_MORROW}\b|\btomorrow\b|\btomorow\b",
        days_ahead(1),
    ),
    (
        "date",
        r"\bi ?(?:da?ag|dagg|kveld|kveill|ettermiddag?|formiddag?)\b|\btoday\b|\btonight\b",
        days_ahead(0),
    ),
    ("date", r"\b(?:lille|litle|vesle) ?julaft[ea]n?\b", little_christmas_eve),
    (
        "date",
        r"\b(?P<nth>[12]\.?|første|fyrste|forste|andre|annen|annan) ?juledag\b",
        christmas_day,
    ),
    ("date", r"\bthis (?:morning|afternoon|evening)\b", days_ahead(0)),
    ("date", r"\bi ?f[oø]r ?g[åa]rs?\b|\bday before yesterday\b", days_ahead(-2)),
    ("date", r"\bi ?(?:går|gar)\b|\byesterday\b", days_ahead(-1)),
    (
        "ahead",
        rf"\b(?:om|in) (?:(?:akkurat|nøyaktig|exactly) )?"
        rf"(?P<count>e(?:t|it) par|a couple of|{NUMBER}) {_UNIT}(?: tid)?\b",
        ahead,
    ),
    (
        "week",
        r"\b(?:uka|uken|veka|week) (?:etter neste|after next)\b|\bover ?neste (?:uke|veke)\b",
        weeks_ahead(2),
    ),
    (
        "week",
        r"\b(?:neste|kommende|komande|next|coming) (?:uke|uka|veke|veka|week)\b"
        r"|\btil (?:uka|uken|veka)\b|\b(?:uka|uken|veka) som (?:kommer|kjem)\b",
        weeks_ahead(1),
    ),
    ("week", r"\b(?:denne|this) (?:uka|uken|veka|week)\b", weeks_ahead(0)),
    ("week", r"\b(?:forrige|førre|last) (?:uke|uka|veke|veka|week)\b", weeks_ahead(-1)),
    (
        "weekday",
        rf"(?P<before>\b(?:siste|sist|forrige|førre|last|neste|next) )?\b(?P<weekday>{WEEKDAY})",
        weekday_meant,
    ),
)
RULES = tuple((kind, re.compile(pattern), handler) for kind, pattern, handler in _TABLE)
"""In this order; what an earlier rule has read, a later one does not read again."""
