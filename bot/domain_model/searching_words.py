"""Words about searching: what tells nothing, how words end, and how two forms write the same."""

from __future__ import annotations

import re

_SMALL = """
jeg eg æ i me du vi dere de dei vår våre min mitt mine sin sitt sine seg oss meg deg det den
dette denne disse desse en ein et eit ei er var vere være bli blir blei ble vart har hadde få
får fikk skal skulle kan kunne må måtte vil ville bør burde og å men eller om som at på av til
fra frå med for ved hos etter før under over mellom mot uten utan hva kva hvem kven hvor kvar
kor hvordan korleis hvorfor kvifor hvilke hvilken hvilket kva når da då så ikke ikkje også òg
bare berre noe noko noen nokon nokre alle alt andre finnes finst står sier seier skriver skriv
dokument dokumentet dokumentene kilde kilder kildene kjelde kjelder kjeldene informasjon info
søk sok finn finne leit let gjerne litt vennligst takk hei
the a an of in on to and or is are was were be do does did what who how why when where which
we you i it they our my your with about for from at by as can should must have has not any
there find search look something anything please
"""
TELL_NOTHING = frozenset(_SMALL.split())

ENDINGS = (
    ("ingene", 5), ("ingane", 5), ("inger", 5), ("ingar", 5), ("ingen", 5),
    ("inga", 5), ("ing", 5),
    ("enes", 3), ("anes", 3), ("ene", 3), ("ane", 3), ("ens", 3), ("ets", 3), ("en", 3), ("et", 3),
    ("ne", 4), ("er", 4), ("ar", 4), ("a", 3), ("e", 4), ("s", 4), ("r", 4), ("n", 5), ("t", 5),
)  # fmt: skip
"""How Norwegian words end, longest first, and how much of a word must be left without it."""

WRITTEN_TWO_WAYS = (
    ("skol", "skul"), ("lærer", "lærar"), ("leder", "leiar"), ("ledels", "leiing"),
    ("uke", "veke"), ("veiled", "rettlei"), ("partner", "partnar"), ("deltaker", "deltakar"),
    ("forsker", "forskar"), ("eier", "eigar"), ("tilskudd", "tilskot"), ("hensikt", "føremål"),
    ("formål", "føremål"), ("oppgav", "oppgåv"), ("måned", "månad"), ("frem", "fram"),
    ("erfar", "røyns"), ("først", "fyrst"), ("åpn", "opn"), ("gave", "gåve"),
    ("taushet", "teie"), ("arbeidsgiver", "arbeidsgivar"),
)  # fmt: skip
"""How the beginnings of the field's words are written in bokmål and in nynorsk."""

_VERB = r"(?:/?s[øo]+k(?:e|er|je)?|let(?:e|er)?|leit(?:e|ar|er)?|finn(?:e|er)?|search|look|find)"
_POLITE = (
    r"(?:(?:kan|kunne|vil) (?:du|dere|de|dokker) |(?:can|could|would) you |please |vær så snill å "
    r"|(?:jeg|eg|æ|i|je) (?:vil|ønsker å|ønskjer å|skal|prøver å|prøvar å|want to|would like to) "
    r")*"
)
_FILLERS = (
    r"etter|opp|på|i (?:kildene|kjeldene|dokument\w*|arkivet|svarene|svara)|for|up|noe|noko|nåkka"
    r"|nokre|noen|nokon|fram|frem|litt|stoff|info(?:rmasjon)?|gjerne|meg|something|anything"
    r"|(?:in )?(?:the |your )?(?:documents|sources)|me|så"
)
_ABOUT = r"(?:om|um|about|vedr[øo]rende|ang[åa]ende|regarding|on)"

ASKS = re.compile(
    rf"{_POLITE}{_VERB}(?:\s+(?:{_FILLERS}))*(?:\s+{_ABOUT})?(?:\s*:\s*|\s+|[?.!]*$)",
    re.IGNORECASE,
)
"""How a message begins that asks to search; what comes after it is what is searched for."""

PLAINLY_ASKS = re.compile(
    r"/?s[øo]k(?!\s+(?:om|seg)\b)(?:\s|:|[?.!]*$)|search\b|look up\b|find something\b"
    r"|(?:let|leit)e?\s+(?:etter|ætter|opp|fram|frem|i (?:kjeld|kild|dokument)\w+)\b"
    r"|finn\s+(?:noe|noko|nåkka|fram|frem)\b",
    re.IGNORECASE,
)
"""The plain ways, which no topic's questions begin with; «søk om midler» is about applying."""
