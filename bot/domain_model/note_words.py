"""The words by which a note's sentences are told apart: what worked, what was hard, what is next.

Patterns, in bokmål, nynorsk, dialect and English; each stands for whole words.
"""

from __future__ import annotations

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
