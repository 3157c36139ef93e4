"""How people say who goes along on a visit, and who does not, in bokmål, nynorsk and English."""

from __future__ import annotations

import re

_NOT_NAMES = """
vare vekk sjekkliste sjekklista notatet notater
jeg eg æ æg jæ je i meg mæ me vi oss du deg dere dykk de dei dem dæm ham han hun ho henne den det
en ein ei et eit noen nokon alle andre flere fleire kollega kollegaer kollegaen kolleger kollegaene
kollegane kollegane kollegene partner partnere partnaren partneren utviklingspartner
rektor rektoren inspektør inspektøren lærer læreren lærerne lærar lærarane lærarar lærere lærarar
leder lederen leiar leiaren ledelsen leiinga ledergruppa leiargruppa ledergruppe team teamet
teamene gruppa gruppe gruppen skolen skulen skole skule skolene skulane kommunen kommune ppt
pp-tjenesten pp-tenesta barnehagen barnehage elev elever elevene elevane elevrådet foreldre
foreldrene foreldra foresatte fau ressurslærer ressurslæreren ressurslærar ressursgruppa
rådgiver rådgiveren rådgivar personalet personale kollegiet ansatte tilsette sfo assistent
veileder veilederen rettleiar rettleiaren koordinator koordinatoren begge båe hele heile her der
besøk besøket besøka skolebesøk skulebesøk visit visits møte møtet møter
hva hvem hvor hvordan hvorfor hvilke hvilken når kva kven kvar korleis kvifor ka kem kor korsn
koffor åssen what who where how why which when
a an the my our some somebody someone colleague colleagues principal teacher teachers leaders
school staff pupils parents we you she he they them him her us all everybody
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""What stands where a colleague's name could, and is none."""

_ENDS = """
på pa ved hos til te to at in on i kl klokka klokken from fra frå om um for den det der så og
and & men but også òg åsså også likevel blir bli ble blei vert skal ska kan kommer kjem vil er var
som han hun ho fordi because neste next coming hver kvar annenhver annankvar hele heile idag
imorgen dag morgen morgon mårra uke veke week today tomorrow som with med uten utan this that
mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag
monday tuesday wednesday thursday friday saturday sunday
januar februar mars april mai juni juli august september oktober november desember
"""
ENDS_NAME = frozenset(_ENDS.split())
"""Words after which no name goes on."""

TOGETHER = re.compile(
    r"\b(?:sammen|saman|samman|i\s?lag|together)\s+(?:med|me|mæ|with)\s+(?P<names>.+)", re.I | re.S
)
"""«sammen med Kari og Per»: names may be in small letters."""
WITH = re.compile(r"\b(?i:med|with)\s+(?P<names>[A-ZÆØÅ].+)", re.S)
"""«besøk med Kari»: only what is written as a name."""

_MAY = r"(?:\s+(?:også|òg|og|åsså|dessverre|diverre|likevel|visst|gjerne|so|also|too))*"
_NOT = r"(?:ikke|ikkje|itj|ittj|itte|inte|not|ikkj)"
_GO = (
    r"(?:blir|bli|bi|vert|skal|ska|kan|kommer|kjem|kommær|vil|er|e|henger|heng|drar|dreg|får|fær|"
    r"is|are|will|can)"
)
_ALONG = (
    r"(?:(?:være|vere|værra|bli|komme|kome|dra|reise|henge|be|come|coming|join|joining)\s+)?"
    r"(?:med|me|mæ|along|come|coming|join|joining|joins)\b"
)
_THERE = (
    r"(?=\W*$|[,.]?\s+(?:på|til|te|ved|to|on|at|også|òg|åsså|likevel|i|dit|der|too|neste|next|om|"
    r"\w+da[gy]|meg|oss|me|us|and|og)\b)"
)
_ME = r"(?:jeg|eg|æ|æg|jæ|je|i)"
_PLEASE = r"(?:(?:kan|kunne|can|could)\s+(?:du|you)\s+|please\s+)?"
_NAMES = r"(?P<names>(?:[^\W\d_][\w’.-]*[,\s&]+){1,8}?)"
_VISIT = r"(?:skole|skule)?(?:besøk\w*|besok\w*|turen|visit\w*)"
_FROM = rf"(?:fra|frå|av|from|off|ifra)\s+(?:det\s+|dette\s+|the\s+)?(?:{_VISIT}|[A-ZÆØÅ])"

LEAVES = re.compile(
    rf"^\W*(?:{_ME}\s+{_GO}{_MAY}\s+{_NOT}{_MAY}\s+{_ALONG}"
    rf"|{_ME}\s+(?:won't|can't|cannot|can\s?not|am\s+not)\s+{_ALONG}"
    rf"|i'm\s+not\s+(?:coming|joining)\b"
    rf"|{_PLEASE}(?:meld|ta|fjern|stryk|slett|take|remove)\s+(?:meg|mæ|me)\s+"
    rf"(?:av|bort|fra|frå|off|from)\b"
    rf"|{_ME}\s+(?:må\s+)?meld(?:er|e)?\s+(?:avbud|forfall|meg\s+av)\b)",
    re.I,
)
"""«jeg blir ikke med», «meld meg av besøket»."""
REMOVES = (
    re.compile(
        rf"^\W*{_NAMES}(?:{_GO}{_MAY}\s+{_NOT}{_MAY}\s+{_ALONG}"
        rf"|(?:can't|cannot|won't|isn't|aren't)\s+{_ALONG}"
        rf"|(?:må\s+)?meld(?:er|e)\s+(?:avbud|forfall)\b)",
        re.I,
    ),
    re.compile(
        rf"^\W*{_PLEASE}(?:fjern|stryk|slett|ta|meld|remove|take)\s+(?:bort\s+|vekk\s+|av\s+)?"
        rf"{_NAMES}(?:av\s+|bort\s+|off\s+)?(?:{_FROM})",
        re.I,
    ),
)
"""«Kari kan ikke være med», «fjern Kari fra besøket»."""
ADDS = (
    re.compile(rf"^\W*{_NAMES}{_GO}{_MAY}\s+{_ALONG}{_THERE}", re.I),
    re.compile(rf"^\W*{_NAMES}(?:joins|is\s+joining|are\s+joining)\b", re.I),
    re.compile(
        rf"^\W*{_PLEASE}(?:legg|legge|sett|add|include)\s+(?:til\s+|inn\s+|in\s+)?{_NAMES}"
        rf"(?:på|i|til|to|on)\s+(?:det\s+|dette\s+|the\s+|my\s+)?(?:{_VISIT}|[A-ZÆØÅ])",
        re.I,
    ),
    re.compile(
        rf"^\W*{_PLEASE}(?:{_ME}\s+(?:(?:vil|skal|ska|want\s+to)\s+)?)?(?:ta|tar|tek|inviter\w*|bring|"
        rf"invite)\s+(?:med\s+|along\s+)?(?:meg\s+)?{_NAMES}"
        rf"(?:med\s+|along\s+)?(?:på|til|te|to|on)\s+(?:det\s+|dette\s+|the\s+|my\s+)?"
        rf"(?:{_VISIT}|[A-ZÆØÅ])",
        re.I,
    ),
)
"""«Kari blir med», «legg til Kari på besøket», «ta med Kari på Solvik»."""

ASKS_ONLY = re.compile(rf"^(?!\W*{_PLEASE[:-1]}).*\?", re.I | re.S)
"""A question, unless it is a wish put as one: «kan du legge til Kari på besøket?»."""
ABOUT_VISIT = re.compile(
    rf"(?i:\b{_VISIT}\b)|\b(?i:på|til|te|ved|to|at|on)\s+[A-ZÆØÅ]"
    rf"|\b(?i:med|along|joining|joins|join)"
    rf"(?i:\s+(?:likevel|allikevel|læll|dessverre|diverre|after\s+all"
    rf"|(?:på|til|te|to|at|on)\s+\w+|\w+da[gy])){{0,3}}\W*$"
)
"""What makes sure that a visit is meant, and not a meeting or the work as a whole."""
