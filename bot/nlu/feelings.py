"""How somebody feels, where that is all a message tells: «jeg er så sliten», «dette går ikke».

Narrow: teachers who are tired are what a question is about, and what went badly at a visit is a
note. Words are folded: å is a, ø is o, æ is e.
"""

from __future__ import annotations

import re

from bot.nlu.folding import fold

_TROUBLE = frozenset(fold("""
sliten slitne utslitt utsliten utbrent trøtt trist lei stressa stresset nervøs frustrert fortvilet
fortvila motløs oppgitt engstelig ensom skuffet skuffa nede deppa gruer gruar grue gruver kvier
håpløst hoplaust tungt kaos uff huff
tired exhausted sad stressed nervous frustrated lonely overwhelmed hopeless dread dreading
""").split())  # fmt: skip
_PHRASES = re.compile(
    r"\b(?:(?:gar|gikk|gjekk|fungerer|fungerar|funker|far|kan|klarer|klarar|greier|orker|orkar|orke)"
    r" (?:(?:det|dette|bare|berre|jo|virkelig) )*(?:ikke|ikkje|itj)(?: til)?"
    r"|(?:gar|gikk|gjekk) (?:\w+ )?(?:darlig|darleg|galt|skeis|i dass)"
    r"|(?:mistet|mista) (?:motet|lysten|lysta|troen|trua)|(?:gir|gjev|give) (?:snart )?(?:up|opp)"
    r"|(?:tung|hard|vanskelig|vanskeleg|darlig|darleg|elendig|tough|rough|bad|awful)"
    r" (?:dag|uke|veke|day|week)|(?:worn|burnt|burned) out|fed up|not working|can ?t do this"
    r"|can ?t take (?:it|this)|(?:gos|going|went) (?:wrong|badly))\b"
)
_AROUND = frozenset(fold("""
jeg eg jæ æ i vi me meg mæ mei oss er e am m s so så veldig ganske helt heilt skikkelig skikkeleg
litt bare berre egentlig eigentleg utrolig kjempe føler kjenner kjenne feel feeling really very
a bit just og and nå no nu da altså ass i dag av alt alle sammen mer meir mye dette det den her til
te for the my of this it is it's everything all today now tomorrow these days anymore more at about
besøket besøk skolebesøket skulebesøket møtet i morgen morgon mårra morgendagens på neste uke
visit meeting have had en ein ei et var va har vært vore blir blei ble vart hatt bli ingenting noe
noko nothing works jobb jobben work hei takk sukk akk nei å åh oh dere deg
""").split())  # fmt: skip
_FEWEST = 2


def is_feeling(plain: str) -> bool:
    """Tell whether `plain`, folded words without question marks, tells of trouble and no more."""
    rest, phrases = _PHRASES.subn(" ", plain)
    words = rest.split()
    troubled = bool(phrases) or any(word in _TROUBLE for word in words)
    told = len(plain.split()) >= _FEWEST
    return troubled and told and all(word in _TROUBLE or word in _AROUND for word in words)
