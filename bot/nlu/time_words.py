"""The words of days and hours in bokmål, nynorsk, dialect and English, and how text is tidied."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.domain_model.identifiers import find_identifiers

LONGEST = 1500
"""Characters that are read: a visit is agreed on in a line or two, and the rest costs time."""

_WEEKDAYS = (
    "mandag månda manda måndag maandag monday",
    "tirsdag tirsda tysdag tysda tisdag tisda tirs tuesday tues",
    "onsdag onsda wednesday",
    "torsdag torsda tors thursday thurs",
    "fredag freda friday",
    "lørdag lørda lordag loerdag laurdag laurda saturday",
    "søndag sønda sondag soendag sundag sunda sunday",
)
# Short forms are words or names of their own, and count only before a date or a clock time.
_SHORT_WEEKDAYS = (
    "man mon",
    "tir tys tue",
    "ons wed",
    "tor thu",
    "fre fri",
    "lør lau sat",
    "søn sun",
)
_MONTHS = (
    "januar jan january",
    "februar feb february",
    "mars march",
    "april apr",
    "mai may",
    "juni jun june",
    "juli jul july",
    "august aug",
    "september sept sep",
    "oktober okt october oct",
    "november nov",
    "desember des december dec",
)
_NUMBERS = (
    "null zero",
    "en ett ein ei eit eitt én one a an et",
    "to two",
    "tre tri three",
    "fire fira four",
    "fem femm fæm fæmm five",
    "seks sæks six",
    "sju syv sjau seven",
    "åtte åtta aatte atte otte eight",
    "ni nie nine",
    "ti tie ten",
    "elleve elve ellve ellåv ellæv elløv ællev eleven",
    "tolv tålv twelve",
    "tretten thirteen",
    "fjorten fourteen",
    "femten fifteen",
    "seksten sixteen",
    "sytten seventeen",
    "atten eighteen",
    "nitten nineteen",
    "tjue tyve tjuge twenty",
    "tjueen tjueett",
    "tjueto",
    "tjuetre",
    "tjuefire",
    "tjuefem",
)
_ORDINALS = (
    "første fyrste forste foerste first",
    "andre annen second",
    "tredje third",
    "fjerde fourth",
    "femte fifth",
    "sjette sixth",
    "sjuende sjuande syvende seventh",
    "åttende åttande aattende aattande eighth",
    "niende niande ninth",
    "tiende tiande tenth",
    "ellevte eleventh",
    "tolvte twelfth",
    "trettende trettande thirteenth",
    "fjortende fjortande fourteenth",
    "femtende femtande fifteenth",
    "sekstende sekstande sixteenth",
    "syttende syttande seventeenth",
    "attende attande eighteenth",
    "nittende nittande nineteenth",
    "tjuende tjuande tyvende twentieth",
    "tjueførste tjuefyrste tjueforste",
    "tjueandre",
    "tjuetredje",
    "tjuefjerde",
    "tjuefemte",
    "tjuesjette",
    "tjuesjuende tjuesjuande tjuesyvende",
    "tjueåttende tjueåttande",
    "tjueniende tjueniande",
    "trettiende trettiande",
    "trettiførste trettifyrste trettiforste",
)
_NEITHER = {"mandat", "mandal", "mandar", "fredar", "fredad", "torsdal", "today", "moren"}
_SPELT = (
    "mandag",
    "måndag",
    "tirsdag",
    "tysdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "laurdag",
    "søndag",
    "januar",
    "februar",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
    "morgen",
    "overmorgen",
)


def _numbered(groups: tuple[str, ...], start: int = 0) -> dict[str, int]:
    return {word: n for n, group in enumerate(groups, start) for word in group.split()}


WEEKDAY_OF = _numbered(_WEEKDAYS) | _numbered(_SHORT_WEEKDAYS)
MONTH_OF = _numbered(_MONTHS, 1)
NUMBER_OF = _numbered(_NUMBERS)
ORDINAL_OF = _numbered(_ORDINALS, 1)


def _either(words: dict[str, int] | list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SHORT = _either(_numbered(_SHORT_WEEKDAYS))
WEEKDAY = (
    rf"(?:(?:{_either(_numbered(_WEEKDAYS))})(?:en|ens|s|'?n)?\b\.?"
    rf"|(?:{_SHORT})\b\.?(?= ?(?:kl\b|\d{{1,2}}(?:[.:/]| ?-)|(?!19|20)[012]\d[0-5]\d\b)"
    r"|,? (?:uke|veke|week)\b))"
)
MONTH = rf"(?:{_either(MONTH_OF)})\b\.?"
_NEVER_HOURS = {"a", "an", "et", "eit", "ei"}
CLOCK_WORD = (
    rf"(?:{_either([w for w, n in NUMBER_OF.items() if 1 <= n <= 20 and w not in _NEVER_HOURS])})"
)
LATE_CLOCK_WORD = rf"(?:{_either([w for w, n in NUMBER_OF.items() if 3 <= n <= 12])})"
NUMBER = rf"(?:\d{{1,3}}|{_either(NUMBER_OF)})"
ORDINAL = rf"(?:{_either(ORDINAL_OF)})"


def weekday(word: str) -> int:
    """Give the number of a weekday as it was written, Monday being 0."""
    word = word.strip(". ")
    for ending in ("", "s", "en", "ens", "n", "'n"):
        form = word.removesuffix(ending)
        if form in WEEKDAY_OF:
            return WEEKDAY_OF[form]
    raise KeyError(word)


def number(word: str) -> int:
    """Give the value of digits or of a number word."""
    return int(word) if word.isdecimal() else NUMBER_OF[word]


def tidy(text: str) -> str:
    """Write `text` plainly for the readers: short, lower case, one kind of dash, no phones."""
    text = text[:LONGEST]
    for item in find_identifiers(text):
        text = text[: item.start] + "_" * (item.end - item.start) + text[item.end :]
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = re.sub(r"[^\w.,:;/?!()+@'-]", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\b(kl|klokka|klokken|klokkå|klåkka)\.?(?=\d)", r"\1 ", text)
    text = re.sub(r"(?<=\d-\d\d)t(?=\d\d:\d\d)", " ", text)
    return re.sub(r"[^\W\d_]{5,10}", lambda match: _spelt(match.group()), text).strip()


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """Mend a weekday or month with one letter too many, too few, or two in the wrong order."""
    if word in WEEKDAY_OF or word in MONTH_OF or word in _NEITHER:
        return word
    for name in _SPELT:
        if word[:1] == name[:1] and (_one_missing(word, name) or _one_missing(name, word)):
            return name
        if word != name and sorted(word) == sorted(name) and word[:1] == name[:1]:
            return name
    return word


def _one_missing(short: str, long: str) -> bool:
    return len(short) + 1 == len(long) and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )
