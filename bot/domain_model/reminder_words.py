"""What somebody wants otherwise about the reminders, read from words or from our own buttons.

Clock times in words and days of the calendar are read by those who read visits' times, and are
handed in; what is left here is which reminder, on or off, quiet hours and pauses.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from bot.domain_model.reminders import PreferenceChange
from bot.domain_model.visits import ReminderKind

_KINDS = {
    ReminderKind.DAY_BEFORE: r"da(?:ge|g|'?)n (?:før|i for\w+|forut)|dan før|dagen føre|"
    r"kvelden (?:før|i for\w+)|day before|night before",
    ReminderKind.HOUR_BEFORE: r"tim(?:en|a|e) før|hour before",
    ReminderKind.AFTER_VISIT: r"etterpå|etter (?:et |eit |hvert |kvart )?\w*besøk|"
    r"(?:hvordan|korleis|korsn|korsen|åssen|kossen|kordan) det gikk|det gjekk|gikk det|"
    r"after (?:the |each |a )?visit|afterwards|how it went",
}
_OFF = re.compile(
    r"\b(?:av|slutt\w*|stopp\w*|ikke|ikkje|itj|itte|ingen|inga|inkje|fjern|dropp\w*|slipp\w*|uten|"
    r"utan|off|no|not|don't|dont|stop|without|kutt)\b"
)
_ON = re.compile(
    r"\b(?:på igjen|på att|slå på|skru på|sett på|start\w*|vil ha|on|turn on|again)\b"
)
_RESUME = re.compile(
    r"\b(?:(?:avslutt|opphev|slutt på|slutt med|stopp|fjern|end|stop)\w* (?:the )?paus\w*|"
    r"tilbake fra|attende frå|resume|unpause)\b"
)
_PAUSE = re.compile(
    r"\b(?:paus\w*|ferie\w*|permisjon\w*|pappaperm|holiday|vacation|leave)\b|\bfri\b"
)
_FOR_SO_LONG = re.compile(
    r"\b(?:i|for|de neste|dei neste|neste) (?P<count>\w+) "
    r"(?P<unit>dag(?:er|ar)?|days?|uke[rn]?|uker|veker?|weeks?|måned(?:er)?|månad(?:er|ar)?|months?)\b"
)
_OUT_THE_WEEK = re.compile(r"\b(?:ut|resten av|denne|rest of the|this) ?(?:uka|uken|veka|week)\b")
_NUMBERS = {
    "en": 1, "ei": 1, "ein": 1, "et": 1, "eit": 1, "a": 1, "one": 1, "to": 2, "two": 2, "tre": 3,
    "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6, "six": 6, "sju": 7,
    "syv": 7, "åtte": 8, "ti": 10, "fjorten": 14, "par": 2,
}  # fmt: skip
_CLOCK = r"(?:kl\.? ?|klokk[ae]n? )?(\d{1,2})(?:[.:](\d\d))?"
_QUIET = re.compile(r"\b(?:stille\w*|ro|fred|uforstyrra|forstyrr\w*|quiet|disturb\w*)\b")
_BETWEEN = re.compile(rf"\b{_CLOCK} ?(?:og|til|te|-|–|and|to|until) ?{_CLOCK}\b")
_NOT_AFTER = re.compile(rf"\b(?:etter|after) {_CLOCK}\b")
_NOT_BEFORE = re.compile(rf"\b(?:før|before) {_CLOCK}\b")


_OTHER_THINGS = re.compile(
    r"\b(?:minn|min|hugs|husk|remind) (?:me|meg|mæ) (?:(?:på|om|te) (?:å|at)|to)\b", re.IGNORECASE
)
_VISITS = re.compile(r"besøk|besok|visit", re.IGNORECASE)


def is_about_something_else(words: str) -> bool:
    """Tell «minn meg på å ringe rektor», a wish for what Refleks does not do, from a visit's."""
    return _OTHER_THINGS.search(words) is not None and _VISITS.search(words) is None


def read_change(words: str, today: date, clock: time | None, day: date | None) -> PreferenceChange:
    """Read what `words`, in small letters, want changed; nothing when they only ask.

    `clock` and `day` are those that the message names.
    """
    if _RESUME.search(words):
        return PreferenceChange(resume=True)
    if _PAUSE.search(words):
        return PreferenceChange(pause_until=_pause_end(words, today, day))
    quiet = _quiet(words)
    if quiet is not None:
        return PreferenceChange(quiet=quiet)
    kinds = frozenset(kind for kind, said in _KINDS.items() if re.search(rf"\b(?:{said})", words))
    if clock is not None and kinds <= {ReminderKind.DAY_BEFORE}:
        return PreferenceChange(on=frozenset({ReminderKind.DAY_BEFORE}), day_before_at=clock)
    if _ON.search(words):
        return PreferenceChange(on=kinds or frozenset(ReminderKind), resume=not kinds)
    if _OFF.search(words):
        return PreferenceChange(off=kinds or frozenset(ReminderKind))
    return PreferenceChange()


def read_button(setting: str, today: date) -> PreferenceChange:
    """Read what a button of ours wants: «hour_before:off», «at:18», «pause:7», «resume»."""
    name, _, value = setting.partition(":")
    if name == "resume":
        return PreferenceChange(resume=True)
    if name == "pause":
        return PreferenceChange(pause_until=today + timedelta(days=int(value)))
    if name == "at":
        return PreferenceChange(day_before_at=time(int(value)))
    kinds = frozenset({ReminderKind(name)})
    return PreferenceChange(on=kinds) if value == "on" else PreferenceChange(off=kinds)


def _pause_end(words: str, today: date, day: date | None) -> date | None:
    if _OUT_THE_WEEK.search(words):
        return today + timedelta(days=7 - today.weekday())
    match = _FOR_SO_LONG.search(words)
    if match is None:
        return day
    told = match["count"]
    count = int(told) if told.isdecimal() else _NUMBERS.get(told)
    if count is None:
        return day
    days = 1 if match["unit"].startswith("d") else 30 if match["unit"].startswith("m") else 7
    return today + timedelta(days=min(count, 1000) * days)


def _quiet(words: str) -> tuple[time, time] | None:
    """Give the quiet hours that are told: from when until when, or one end of them."""
    told = _QUIET.search(words) is not None
    if told and (match := _BETWEEN.search(words)):
        first, last = _time(match, 1), _time(match, 3)
        return None if first is None or last is None else (first, last)
    evening, morning = _NOT_AFTER.search(words), _NOT_BEFORE.search(words)
    if not (told or _OFF.search(words)) or not (evening or morning):
        return None
    first = _time(evening, 1) if evening else time(20)
    last = _time(morning, 1) if morning else time(8)
    return None if first is None or last is None else (first, last)


def _time(match: re.Match[str], group: int) -> time | None:
    hour, minute = int(match[group]) % 24, int(match[group + 1] or 0)
    return time(hour, minute) if minute < 60 else None
