"""Hard identifiers in running text: identity, phone and account numbers, e-mail addresses.

A number counts only when its check digits or its numbering plan say so, and when it does not read
as a date, a clock time, a span of years, an amount or a list of weeks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from phonenumbers import Leniency, PhoneNumberMatcher, is_valid_number, parse
from stdnum.no import fodselsnummer, kontonr

from bot.domain_model.personal_data import PersonalData, PersonalDataKind

_AT = r"(?:@|\s?[(\[{]\s?(?:at|krøllalfa|alfakrøll)\s?[)\]}]\s?)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punktum)\s?[)\]}]\s?)"
_EMAIL = re.compile(
    rf"(?<![\w.%+-])[\w.%+'-]{{0,63}}\w{_AT}(?:[\w-]{{1,63}}{_DOT}){{1,8}}[^\W\d_]{{2,24}}",
    re.IGNORECASE,
)
_ELEVEN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .:-]{0,3}\d{3}[ .-]?\d{2}"
    r"|\d{4}[ .-]?\d{2}[ .-]?\d{5}|\d(?: \d){10})(?!\d)"
)
_IBAN = re.compile(r"\bNO ?\d{2} ?\d{4}[ .]?\d{2}[ .]?\d{2}[ .]?\d{3}(?!\d)", re.IGNORECASE)
_EIGHT_DIGITS = re.compile(
    r"(?<![\w+/=#])(?<!\d[.,:-])(?P<country>\(?(?:\+|00) ?47\)?[ .-]?|47 )?"
    r"(?P<digits>\d(?:[ .-]?\d){7})(?![\w/])(?![.,:-]\d)"
)
_SHAPES = {(8,), (2, 2, 2, 2), (3, 2, 3), (4, 4), (3, 5), (5, 3), (2, 6)}
_DOTTED_SHAPES = {(2, 2, 2, 2), (3, 2, 3)}
_ASKS_FOR_PHONE = re.compile(
    r"\b(?:tlf|telefon\w*|mobil\w*|mob|ring\w{0,3}|phone|call|sms|vipps\w*)\b[^\d]{0,20}$",
    re.IGNORECASE,
)
_COUNTS_SOMETHING = re.compile(
    r"\b(?:uker?|ukene|vek[ea]r?|vekene|sid[ea]r?|s|trinn|steg|rom|romma?|sak|weeks?|pages?|rooms?)"
    r"[ .]*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\s*(?:kr\b|kroner|nok\b|,-|mill|elev|%)", re.IGNORECASE)
_LATEST_YEAR = 2100


def find_identifiers(text: str) -> list[PersonalData]:
    """List the hard identifiers of `text` in order; they never overlap."""
    plain = _plain(text)
    found: list[PersonalData] = []
    for start, end, kind in (*_emails(plain), *_eleven_digits(plain), *_phones(plain)):
        if all(end <= other.start or other.end <= start for other in found):
            found.append(PersonalData(text[start:end], kind, start, end))
    return sorted(found, key=lambda item: item.start)


def _plain(text: str) -> str:
    """Write every digit, space and dash of Unicode in its plain form, without moving anything."""

    def plain(char: str) -> str:
        if char.isascii():
            return char
        category = unicodedata.category(char)
        if category == "Nd":
            return str(unicodedata.digit(char))
        return {"Zs": " ", "Cf": " ", "Pd": "-"}.get(category, char)

    return text if text.isascii() else "".join(map(plain, text))


def _emails(text: str) -> Iterator[tuple[int, int, PersonalDataKind]]:
    for match in _EMAIL.finditer(text):
        yield match.start(), match.end(), PersonalDataKind.EMAIL


def _eleven_digits(text: str) -> Iterator[tuple[int, int, PersonalDataKind]]:
    for match in _IBAN.finditer(text):
        if kontonr.is_valid(_digits(match.group())[2:]):
            yield match.start(), match.end(), PersonalDataKind.ACCOUNT
    for match in _ELEVEN_DIGITS.finditer(text):
        digits = _digits(match.group())
        if _is_identity_number(digits):
            yield match.start(), match.end(), PersonalDataKind.FODSELSNUMMER
        elif len(digits) == 11 and kontonr.is_valid(digits):
            yield match.start(), match.end(), PersonalDataKind.ACCOUNT


def _is_identity_number(digits: str) -> bool:
    """Tell whether both check digits are right: born, D-, H-, FH- and test numbers alike.

    The library's own check refuses numbers of the test population and those "not born yet", and
    reads the clock to do so; here a wrong refusal would let a real number through.
    """
    first, second = fodselsnummer.calc_check_digit1, fodselsnummer.calc_check_digit2
    return bool(digits[-2] == first(digits) and digits[-1] == second(digits))


def _phones(text: str) -> Iterator[tuple[int, int, PersonalDataKind]]:
    if "+" in text or "00" in text:
        # The matcher knows a country only by its plus; the same length keeps the places right.
        dialled = re.sub(r"(?<![\d.,+])00(?=[1-9])", " +", text)
        for number in PhoneNumberMatcher(dialled, None, leniency=Leniency.VALID):
            wrote_zeros = text[max(0, number.start - 1) : number.start + 1] == "00"
            yield number.start - wrote_zeros, number.end, PersonalDataKind.PHONE
    for match in _EIGHT_DIGITS.finditer(text):
        if _is_norwegian_phone(text, match):
            yield match.start(), match.end(), PersonalDataKind.PHONE


def _is_norwegian_phone(text: str, match: re.Match[str]) -> bool:
    written = match["digits"]
    digits = _digits(written)
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
    if match["country"] or _ASKS_FOR_PHONE.search(before):
        return True
    groups = re.split(r"[ .-]", written)
    gaps = set(re.findall(r"[ .-]", written))
    shapes = _DOTTED_SHAPES if "." in gaps or "-" in gaps else _SHAPES
    if len(gaps) > 1 or tuple(map(len, groups)) not in shapes:
        return False
    if _COUNTS_SOMETHING.search(before) or _AMOUNT.match(after) or _is_date_or_series(groups):
        return False
    return bool(is_valid_number(parse(digits, "NO")))


def _is_date_or_series(groups: list[str]) -> bool:
    """Tell whether the digits read as a date, two years, or numbers counted upwards."""
    if len(groups) == 1:
        digits = groups[0]
        return _is_date(digits) or _is_date(digits[6:] + digits[4:6] + digits[:4])
    numbers = [int(group) for group in groups]
    if len(groups) == 2 and all(_is_year(number) for number in numbers):
        return True
    return all(after - before == 1 for before, after in pairwise(numbers))


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    return 1 <= day <= 31 and 1 <= month <= 12 and _is_year(year)


def _is_year(number: int) -> bool:
    return 1900 <= number <= _LATEST_YEAR


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
