"""How people say who goes along on a visit, and who does not, in bokmål, nynorsk and English."""

from __future__ import annotations

import re

_NOT_NAMES = """
vare vekk alt sjekkliste sjekklista notat notatet notater refleksjon refleksjonen refleksjonene
påminnelse påminnelsen påminnelser påminnelsene påminning påminninga påminningane kommentar
kommentaren formål formålet føremål føremålet tema temaet dato datoen tid tida tiden reminder
reminders note notes reflection purpose topic
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
student studenten studenter studentene studentar studentane masterstudenter masterstudentar
besøk besøket besøka skolebesøk skulebesøk visit visits møte møtet møter
hva hvem hvor hvordan hvorfor hvilke hvilken når kva kven kvar korleis kvifor ka kem kæm kæmm hæm
ken kor korsn koffor åssen what who where how why which when
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

_MAY = (
    r"(?:\s+(?:også|òg|óg|og|åsså|dessverre|diverre|likevel|allikevel|likavel|læll|lell|visst|nok|"
    r"heller|gjerne|so|also|too))*"
)
_NOT = r"(?:ikke|ikkje|'?kje|itj|ittj|itte|inte|not|ikkj)"
_GO = (
    r"(?:blir|bli|bi|vert|skal|ska|kan|kommer|kjem|kommær|vil|er|e|henger|heng|drar|dreg|får|fær|"
    r"is|are|will|can)"
)
_ALONG = (
    r"(?:(?:være|vere|vær|ver|værra|bli|verte|komme|kome|dra|reise|henge|be|come|coming|join|joining)"
    r"\s+)?(?:med|me|mæ|along|come|coming|join|joining|joins)\b"
)
_WEEKDAY = r"\w+da[gy]"
_THERE = (
    r"(?=\W*$|[,.]?\s+(?:på|til|te|ved|to|on|at|også|òg|åsså|likevel|i|dit|der|too|neste|next|om|"
    rf"hver|kvar|every|each|{_WEEKDAY}|meg|oss|me|us|and|og)\b)"
)
_ME = r"(?:jeg|eg|æ|æg|jæ|je|i)"
_PLEASE = r"(?:(?:kan|kunne|can|could)\s+(?:du|you)\s+|please\s+)?"
_START = (
    rf"^\W*(?:(?:{_ME}\s+)?(?:har\s+)?avtal[at]\s+at\s+)?"
    r"(?:(?:ho|hun|han)\s+(?=(?-i:[A-ZÆØÅ])))?"
)
_AWAY_BECAUSE = (
    r"(?:(?:er|e|har\s+blitt|har\s+vorte|is)\s+(?:syk|sjuk|opptatt|oppteken|forhindret|forhindra|bortreist|"
    r"ill|sick|busy)\s*(?:og|and|så|,)\s+)?"
)
_NAMES = r"(?P<names>(?:[^\W\d_][\w’.-]*[,\s&]+){1,8}?)"
_VISIT = r"(?:\w*(?:besøk|besok)\w*|turen|turane|visit\w*|rekk[aej]\w*|serie\w*)"
_THE = (
    r"(?:(?:det|dette|de|dei|desse|disse|den|alle|hele|heile|resten\s+av|the|my|all|of|every|whole)"
    r"\s+)*"
)
_CAPITAL = "(?-i:[A-ZÆØÅ])"
_WHERE = rf"{_THE}(?:{_VISIT}|{_CAPITAL})"
_AWAY = r"(?:fra|frå|av|from|off|ifra)\s+"
_ONTO = r"(?:på|i|til|te|to|on)\s+"


def _told_to(verb: str, after: str, where: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Read «fjern kari fra besøket»; beside a school alone a name is written as one."""
    begins = rf"^\W*{_PLEASE}{verb}"
    return (
        re.compile(rf"{begins}{_NAMES}{after}{where}{_THE}{_VISIT}", re.I),
        re.compile(rf"{begins}(?={_CAPITAL}){_NAMES}{after}{where}{_THE}{_CAPITAL}", re.I),
    )


LEAVES = re.compile(
    rf"^\W*(?:{_ME}\s+{_GO}{_MAY}\s+{_NOT}{_MAY}\s+{_ALONG}"
    rf"|{_ME}\s+(?:won't|can't|cannot|can\s?not|am\s+not)\s+{_ALONG}"
    rf"|i'm\s+not\s+(?:coming|joining)\b"
    rf"|{_ME}\s+(?:må\s+)?(?:trekker|trekkjer|trekke|trekkje)\s+meg\s+(?:ut\s+)?{_AWAY}{_WHERE}"
    rf"|{_PLEASE}(?:meld|ta|fjern|stryk|slett|take|remove)\s+(?:meg|mæ|me)\s+"
    rf"(?:av|bort|fra|frå|off|from)\b"
    rf"|{_ME}\s+(?:må\s+)?meld(?:er|e)?\s+(?:avbud|forfall|meg\s+av)\b)",
    re.I,
)
"""«jeg blir ikke med», «meld meg av besøket»."""
REMOVES = (
    re.compile(
        rf"{_START}{_NAMES}{_AWAY_BECAUSE}(?:{_GO}{_MAY}\s*{_NOT}{_MAY}\s+{_ALONG}"
        rf"|(?:can't|cannot|won't|isn't|aren't|will\s+not)\s+(?:make\s+it\b|{_ALONG})"
        rf"|(?:kommer|kjem|drar|dreg|reiser){_MAY}\s+{_NOT}{_MAY}\s+(?:på|til|te)\s+"
        rf"(?:{_WHERE}|{_WEEKDAY}\b)"
        rf"|(?:må\s+|har\s+|ha\s+)?meld(?:er|e|te|t)\s+(?:avbud|forfall)\b"
        rf"|(?:må\s+)?(?:trekk(?:er|jer|e|je)|trakk|drog)\s+seg\s+(?:ut\s+)?{_AWAY}{_WHERE}"
        rf"|dropp(?:er|ar)\s+(?:ut\s+)?(?:{_AWAY}{_WHERE}|{_ONTO}{_WHERE}))",
        re.I,
    ),
    *_told_to(
        r"(?:fjerne?|stryke?|slette?|ta|melde?|dropp?e?|remove|take|drop)\s+(?:bort\s+|vekk\s+|av\s+)?",
        r"(?:av\s+|bort\s+|vekk\s+|off\s+)?",
        _AWAY,
    ),
    *_told_to(r"(?:stryke?|dropp?e?)\s+", "", _ONTO),
)
"""«Kari kan ikke være med», «fjern Kari fra besøket»."""
ADDS = (
    re.compile(
        rf"^\W*{_PLEASE}(?:ta|tar|tek|få)\s+med\s+(?:meg\s+)?(?={_CAPITAL})"
        r"(?P<names>[^\W\d_][\w’.\s,&-]*?)\W*$",
        re.I,
    ),
    re.compile(rf"{_START}{_NAMES}{_GO}{_MAY}\s+{_ALONG}{_THERE}", re.I),
    re.compile(rf"{_START}{_NAMES}(?:joins|is\s+joining|are\s+joining|comes\s+along)\b", re.I),
    re.compile(
        rf"{_START}{_NAMES}(?:kommer|kjem)\s+(?:også|òg|óg|og|åsså)\s+{_ONTO}{_WHERE}", re.I
    ),
    re.compile(rf"^\W*(?:kan|skal|ska|får|can|could)\s+{_NAMES}{_ALONG}{_THERE}", re.I),
    *_told_to(
        r"(?:(?:legge?|sette?|add|include)\s+(?:til\s+|inn\s+|opp\s+|in\s+)?"
        r"|(?:skrive?|føre?)\s+opp\s+|få\s+med\s+)",
        "",
        _ONTO,
    ),
    *_told_to(
        rf"(?:{_ME}\s+(?:(?:vil|skal|ska|want\s+to)\s+)?)?(?:ta|tar|tek|inviter\w*|bring|invite)\s+"
        r"(?:med\s+|along\s+)?(?:meg\s+)?",
        r"(?:med\s+|along\s+)?",
        _ONTO,
    ),
)
"""«Kari blir med», «legg til Kari på besøket», «ta med Kari på Solvik»."""

ASKS_ONLY = re.compile(
    rf"^(?!\W*(?:{_PLEASE[:-1]}|(?:kan|skal|ska|får|can|could)\s+(?-i:[A-ZÆØÅ]))).*\?", re.I | re.S
)
"""A question, unless it is a wish put as one: «kan du legge til Kari på besøket?»."""
ABOUT_VISIT = re.compile(
    rf"^\W*(?i:{_PLEASE}(?:ta|tar|tek|få)\s+med\s+)(?i:meg\s+)?(?:[A-ZÆØÅ][\w’.-]*\W*(?:og\W*)?){{1,4}}$|"
    rf"(?i:\b{_VISIT}\b)"
    r"|\b(?i:på|til|te|ved|fra|frå|av|to|at|on|from|off)\s+[A-ZÆØÅ]"
    r"|\b(?i:med|me|mæ|along|joining|joins|join|ikke|ikkje|itj)"
    r"(?i:\s+(?:likevel|allikevel|læll|lell|dessverre|diverre|after\s+all"
    rf"|(?:hver|kvar|every)\s+\w+|(?:på|til|te|to|at|on)\s+\w+|{_WEEKDAY})){{0,3}}\W*$"
)
"""What makes sure that a visit is meant, and not a meeting or the work as a whole."""
