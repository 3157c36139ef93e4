"""The words by which a note's sentences are told apart: what worked, what was hard, what is next.

Patterns, in bokmål, nynorsk, dialect and English; each stands for whole words.
"""

from __future__ import annotations

import re
from functools import cache

LABELS = {
    "happened": """
skjedde|hva skjedde|hendte|hende|kva hende|kva skjedde|ka skjedde|happened|what happened
""",
    "worked": """
fungerte|hva fungerte|kva fungerte|ka funka|funka|bra|positivt|gikk bra|gjekk bra|worked|
what worked|went well|good
""",
    "hard": """
vanskelig|vanskeleg|vanskeli|hva var vanskelig|kva var vanskeleg|utfordring|utfordringer|
utfordringar|utfordrende|utfordrande|krevende|krevjande|negativt|hard|what was hard|challenge|
challenges|difficult
""",
    "next_step": """
neste steg|neste skritt|neste gang|neste gong|neste|til neste gang|til neste gong|videre|vidare|
veien videre|vegen vidare|oppfølging|next|next step|next steps|next time
""",
}
"""What stands before a colon at the beginning of a part."""

NEXT_STEP = r"""
(?:til )?neste? (?:gang|gong|gång|steg|skritt|økt|møte|besøk|uke|veke)
(?:jeg|eg|æ|jæ|vi|me) (?:skal|ska|vil|må|bør|burde|lyt)(?! si\b)
planen (?:er|videre|vidare)
(?:videre|vidare|framover) (?:skal|vil|må|bør)
next (?:time|step|visit|session|week)
(?:I|we) (?:will|shall|want to|need to|plan to)
I'll|we'll
"""

HARD = r"""
(?<!ikke )(?<!ikkje )vans?kel(?:ig|eg|i|igt|igere|egare)
vrient|vrien|kjipt|tungt|trått|tregt|slitsomt|tøft
utfordr\w+
krevende|krevjande
proble?m\w*
dårl(?:ig|eg|i)|dårleg|ille|dessverre|diverre
(?:gikk|gjekk|gjikk|jikk|gjækk) (?:det )?(?:ikke|ikkje|itj|ikkj|itte|skeis|i stå|galt)
(?:fungerte|funka|virket|verka) (?:ikke|ikkje|itj|ikkj|itte|dårl\w+)
(?:fikk|fekk|rakk|klarte|ville|turte|torde) (?:(?:vi|me|de|dei|jeg|eg) )?(?:ikke|ikkje|itj|itte)
måtte (?:gå|dra|avbryte|avlyse|reise)
motstand|motvilj\w+|skeptisk\w*|frustr\w+|uenig\w*|ueinig\w*|taus\w*
mangl\w+
(?:for|altfor) (?:lite|knapp|knapt|dårlig|dårleg|mye|mykje) (?:tid|plass)
knapt med tid|liten tid
(?:slet|sleit|sliter|strevde|streva|strever) (?:(?:de|dei|vi|me) )?(?:med|litt)
stoppet opp|stoppa opp
(?<!not )(?:hard|difficult)|challeng\w+|struggl\w+|tough|unfortunately
had to leave|not enough time
(?:did not|didn't|could not|couldn't) (?:work|go well|want|get|manage)
"""

_VERY = r"(?:(?:veldig|ganske|svært|heilt|helt|så|skikkelig|utrolig|kjempe|riktig|litt) ?)?"
_WELL = (
    r"(?:fint|bra|godt|greit|strålende|strålande|lett|fort|som smurt|over (?:all )?forventning)"
)

WORKED = rf"""
(?:gikk|gjekk|gjikk|jikk|gjækk|går|gått) (?:(?:det|dette|økta|møtet|alt) )?{_VERY}{_WELL}
(?:fungerte|funka|virket|verka) (?:det )?{_VERY}(?:{_WELL}|best)
(?:som|det) (?:fungerte|funka|virket|verka)
kom (?:(?:fort|godt|raskt|fint|lett) )?i gang
godt i gang
lykkes|lykkast|lyktes|lukkast|lukkest
(?:var|va|ble|vart|blei) (?:det )?{_VERY}(?:{_WELL}|gøy|artig|positivt|nyttig|moro)
engasjert\w*|engasjement\w*|entusias\w+|motivert\w*|ivrige?
god (?:stemning|dialog|samtale|diskusjon|økt|oppslutning|flyt)
gode (?:samtale[ra]|samtalar|diskusjone[ra]|diskusjonar|spørsmål|refleksjone[ra]|refleksjonar)
fornøgd\w*|fornøyd\w*|nøgd\w*
went (?:(?:really|very|quite) )?(?:well|fine|smoothly)
worked (?:(?:really|very|quite) )?(?:well|fine)
started well|succeeded|engaged|enthusiastic|got (?:well )?started
good (?:discussion|conversation|mood|start|question)s?
"""

OPENERS = r"""
(?:så )?var? det (?:litt )?vans?kel(?:ig|eg|i) (?:at|å)
(?:det )?(?:som )?(?:var )?(?:litt )?(?<!ikke )(?<!ikkje )vans?kel(?:ig|eg|i) (?:at|å)
(?:den )?(?:største )?utfordring(?:en|a) (?:var|er)
(?:til )?neste (?:gang|gong|steg)
next (?:time|step)
(?:(?:it|what) was )?(?:hard|difficult) (?:that|was|to)
"""
"""Where a new part begins, also without a full stop before it."""

WISHES = r"""
logg?\w*|refl?e[kfg]\w*s[jt]?\w*n\w*|reflekter\w*|reflections?|notat\w*|not+a|notes?|not+er(?:es?|a|t)?
registrer(?:e|a)?|dokumenter(?:e|a|t)?|nedtegne|entry|record|save
(?:få|ha|skriv\w*|skirv\w*|skreve[nt]?)(?: \w+){0,3}? (?:ned|ner|inn|opp)
(?:jot|get|put|write)(?: \w+){0,3}? (?:down|up)
(?:føre|føra) (?:ned|inn|opp)|tale inn|write about|satt ord på
sk(?:ri|ir)v(?:e|a)? (?:litt|noe|noko|nokka|nåkka)
(?:vil|skal|ska|må|lyst til å|tenkte å)(?: (?:jeg|eg|æ|vi|me))? sk(?:ri|ir)v(?:e|a)?
tank[ae]r|tankene|tankan|tanka|thoughts|inntrykk\w*|glemmeboka|off my chest
(?:hodet|hovudet|my head) (?:er |is |så )?(?:fullt?|full)|tømme (?:hodet|hovudet)
(?:ikke|ikkje|itj|itte) gløy?m\w*|(?:ikke|ikkje|itj|itte) glemm\w*
(?:vil|skal|ska|skulle|kan|får|må|treng\w*)(?: \w+){0,3}? (?:for[dt]ell\w*|fortel\w*)
(?:(?:la|lat) meg|lyst til å)(?: \w+){0,3}? (?:for[dt]ell\w*|fortel\w*)
(?:want to|let me|can i|like to|need to|have to)(?: \w+){0,3}? (?:tell|sum)
(?:vil|skal|ska|skulle|kan|får|må|treng\w*)(?: \w+){0,3}? (?:dele|oppsummer\w*|huske|hugse)
ta imot|ta vare på|lagre|lagra|oppsummere dagen
"""
"""Words of a wish to tell something, in which nothing is told yet."""

ONCE = r"""
var|va|vært|vore|ble|vart|blei|blitt|hadde|hadd|fikk|fekk|gikk|gjekk|jikk|kom|sa|stod?|satt?|tok|gav?|så|såg|lot|let
holdt|heldt|dro|drog|ville|kunne|skulle|måtte|turte|torde|begynte|byrja|startet|starta|endte|enda|gjorde|gjor|fant|fann
skrev|skreiv|lo|satte|valgte|valde|spurte|spurde|fortalte|fortalde|ba|bad|rakk|slapp|droppet|droppa|foreslo|planla
snakket|snakka|jobbet|jobba|prøvde|delte|møtte|øvde|leste|viste|klarte|ønsket|ønska|trodde|trudde|lurte|brukte|sendte
skjedde|diskuterte|observert?e|gjennomførte|avsluttet|avslutta|svarte|svara|merket|merka|opplevde|laget|laga|dukket
dukka|sluttet|slutta|manglet|mangla|fungerte|funka|virket|virka|løsnet|løsna|snudde|hørte|høyrde|hørt
har (?:\w+ )?(?:gått|gjort|begynt|byrja|fått|prøvd|startet|starta|blitt|skrevet|skrive|laget|laga)
i (?:dag|går|gar|føremiddag|formiddag|ettermiddag|kveld|stad|morges|uka|veka)|idag|igår
nettopp|akkurat|sist
denne (?:gangen|gongen)
(?:neste|forrige|førre|siste|andre) (?:gang|gong|gång|økt|uke|veke|møte|besøk)
(?:mån|man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag\w*|\d+[.:]\d+|ferdig|ferdi
januar|februar|mars|april|mai|juni|august|september|oktober|november|desember
was|were|had|got|went|came|said|took|met|left|felt|saw|made|led|ran|spent|\w{3,}ed|today|yesterday
(?:this|next|last) (?:time|week|visit|session)|just|(?:mon|tues|wednes|thurs|fri)day
"""
"""Words of what happened once, not of how things are in general."""

ADVICE = r"""
any (?:thoughts|ideas|advice|tips)|innspill?|innspel|(?:gode )?råd|tips|hjelp (?:med|til)
ideer|idear|forslag til
(?:vet|veit|vett) (?:ikke|ikkje|itj|itte) (?:hva|kva|ka|hvordan|korleis|kordan|korsn|helt|heilt)
usikk?er på (?:hva|kva|ka|hvordan|korleis|om)|(?:don't|not sure) (?:know )?(?:what|how)
"""
"""Words of one who would like to be advised."""


@cache
def whole_words(cues: str) -> re.Pattern[str]:
    """Give a pattern that finds any of `cues`, one or more to a line, as words of their own."""
    return re.compile(rf"\b(?:{joined(cues)})(?!\w)", re.IGNORECASE)


def joined(cues: str) -> str:
    """Give `cues` as the alternatives of one pattern."""
    return "|".join(line for line in cues.splitlines() if line)
