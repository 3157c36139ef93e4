"""The words by which a message leans on the answer before it. Folded: å is a, ø is o, æ is e."""

from __future__ import annotations

import re

from bot.domain_model.answers import Manner
from bot.nlu.folding import fold
from bot.nlu.wished_language import wished_language

_POLITE = """takk|please|plis|thanks|og|ok|and|hei|men|but|da|no|na|litt|gjerne|om det|om dette|
    about it|about that|about this|er du snill|ver sa snill|tusen takk|kan du|can you"""
_MORE = r"""
    (?:kan|kunne|can|could|vil|would) (?:du|dokker|you) .{0,30}\b
        (?:mer|meir|mere|more|utdyp\w*|utdjup\w*|forklar\w*|elaborate|eksempel|
        dome|example)(?: .{0,15})?
    |(?:fortell|fortel|si|sei|skriv|vis|gi|gje|tell|say|give|show)
        (?: meg| me| oss| us)?(?: litt| enda| noe| noko| nokka| a little| a bit)?
        (?: mer| meir| mere| more)(?: .{0,20})?
    |(?:litt |enda |mye |mykje |noe |noko )?(?:mer|meir|mere|more)
        (?: (?:om|about|on|info\w*|detalj\w*|details?)\b.{0,20})?
    |les mer|les meir|read more|go on|fortsett|fortset|hald fram|elaborate|
        (?:utdyp|utdjup|forklar|explain)(?: det| dette| nermere| betre| bedre| that| it| more)*
    |(?:gi|gje|har|have|kom med|give|nevn|nemn)(?: du| dokker| you| meg| me| oss| us)*
        (?: et| eit| noen| nokre| noe| noko| an| some| any)?
        (?: eksempel| eksempler| eksemplar| dome| example| examples)(?: .{0,20})?
    |(?:for )?(?:eksempel|example|examples)|som hva|som kva|like what|such as|hva da|hva mer|
        kva meir|ka meir|ka mer|what else|hva ellers|kva elles|er det alt|is that all|
        anything else|noe mer|noko meir
    |(?:gar det an a |kan (?:jeg|eg|e|i|vi|me) |(?:jeg|eg|e|i|vi|me) )?
        (?:vil|onsker|want|would like)?
        (?: ?(?:gjerne|to))?(?: ?(?:fa|know|hear))?(?: (?:a))?(?: ?(?:vite|vete|vit|hore|hoyre))?
        (?: litt| enda)? (?:mer|meir|mere|more)(?: (?:om|about) (?:det|dette|that|this|it))?
    |(?:har|har du|finnes det|fins det|is there|do you have)(?: no| noko)? (?:mer|meir|mere|more)
        (?: (?:om|about) (?:det|dette|that|this|it))?
    |(?:mer |meir |more |flere |fleire )?(?:detalj\w*|details)|(?:mer |meir )?utfyllende|
        utfyllande|(?:lengre|lengere|lengre svar|longer|lenger|longer answer)|
        (?:et |eit |an )?(?:eksempel|dome|example)
    |(?:forklar |si |sei |skriv |kan du forklare |kan du si )?(?:det |dette )?
        (?:enklere|enklare|simpler)(?: (?:sagt|forklart))?|he|what|hva|kva
    |(?:hva|kva|ka) (?:mener|meiner|meine|mene) (?:du|dere|dokker)(?: med det| med dette)?|
        what do you mean(?: by that)?
    |(?:jeg |eg |e |i )?(?:skjonner|skjonne|skjonte|forstar|forstod|forsto|skjonar|skjonna|
        don t understand|don t get)
        (?: it| that)?(?: ikke| ikkje| itj)?(?: helt| heilt)?(?: det| dette)?
"""
_SOURCE = r"""
    (?:hva er |kva er |ka e |what is |what s )?(?:kilde\w*|kilda|kjelde\w*|kjelda|source|sources|
        your source|the source|referanse\w*|reference\w*|lenke\w*|lenkje\w*|link\w*|url)
        (?: .{0,25})?
    |(?:hvor|kor|kvar|ker|hvorfra|korfra|kvarfra|where)\b.{0,12}\b
        (?:star det|stend det|stor det|star dette|finner jeg det|finn eg det|finn e det|
        fant du det|fann du det|(?:har|hadde|fikk|tok) (?:du|dokker|dere) (?:det|dette)|
        kommer det fra|kjem det fra|er det fra|e det fra|
        (?:leser|les|lese)(?: jeg| eg| e| man| ein| du)?(?: om)? (?:det|dette|meir|mer)|
        sier det|seier det|does (?:it|that|this) (?:say|stand|come)|
        is (?:it|that|this) (?:from|written|stated|documented)|
        (?:did|do) you (?:get|have|find|know) (?:it|that|this)|says (?:so|that|this|it)|
        can i read)(?: .{0,15})?
    |(?:har|kan|fins|finnes|finst|do|can|is)\b.{0,30}\b(?:kilde\w*|kjelde\w*|source|sources|lenke\w*|
        lenkje\w*|link\w*|referanse\w*|reference|belegg|dokumentasjon)(?: .{0,20})?
    |(?:hvilken|hvilke|kva|ka for|ka for ein|what|which|hva slags)
        (?: kilde\w*| kjelde\w*| rapport| report| source| sources)(?: .{0,25})?
    |(?:hvem|kven|kem|who) (?:sier|seier|sei|har sagt|says|said)(?: det| dette| that| this| so)?
    |(?:hva|kva|ka) (?:bygger|byggjer|baserer|er) (?:du |dere )?(?:det|dette)? ?(?:basert )?pa
    |(?:hvilken|kva|which|what) (?:side|page)|hvor i (?:rapporten|dokumentet)(?: .{0,12})?|
        kor i (?:rapporten|dokumentet)(?: .{0,12})?|dokumentasjon|whats the source|
        (?:kor|kvar|hvor) (?:hentet|henta|hent) du (?:det|dette)(?: fra)?|
        (?:hvor|kor|kvar) (?:finner|finn) (?:jeg|eg|e|vi|me) (?:rapporten|dokumentet)|
        (?:hvem|kven|kem) har skr[ei]v\w* (?:det|dette)
    |(?:er det|er dette|is it|is that|is this) (?:sikkert|sant|true|sure|forskning|forsking)
"""
_SHORT = r"""
    (?:mye |mykje |litt |enda |much |a bit |noe |noko )?(?:kortere|kortare|stuttare|shorter|
        kortversjon\w*|kort versjon|oppsummer\w*|oppsumer\w*|summarise|summarize|summary|tldr|
        tl dr|briefly|in short|in brief)(?: .{0,20})?
    |(?:kan|kunne|can|could)\b.{0,20}\b(?:kortere|kortare|stuttare|shorter|briefer|oppsummere\w*|
        kort|summarise|summarize)(?: .{0,15})?
    |(?:si|sei|skriv|gjor|gjer|ta|fa|gi meg|gje meg|give me|say|make|bare)\b.{0,15}\b
        (?:kortere|kortare|stuttare|kort|kortversjonen|shorter|short|brief|the short version)
        (?: .{0,12})?
    |kort|kort (?:fortalt|sagt|oppsummert|svar|forklart)|for lang\w*(?: svar)?|too long|
        (?:det var|that was) (?:for |too )?(?:langt|long)|(?:med|pa) (?:en|ein|ei) setning|
        in one sentence|(?:en|ein|ei|one) (?:setning|sentence)
    |(?:.{0,15} )?i (?:korte|store) trekk|(?:kan du |gi meg |give me )?(?:et |eit |en |ein |a )?
        (?:kort )?(?:sammendrag|samandrag|oppsummering)(?: av (?:det|dette))?|
        (?:mer |meir )?kortfatt(?:a|et)|(?:kan du )?(?:forkort|korte|kort)e?(?: ned)?(?: det)?|
        (?:mindre|less) (?:tekst|text)|(?:enklere|enklare) og (?:kortere|kortare)
"""
_SETTING = re.compile(
    r"\b(?:alltid|always|heretter|fra na av|fra no av|from now on|framover|svare?|bytte?|endre|"
    r"byt|skrive?|snakke?|sett|still|answer|switch|write|speak|change|reply|sprak|language)\b"
)
_ITSELF = (
    r"den|det|de|dem|dei|deim|disse|dette|desse|denne|han|ho|hun|der|it|they|them|that|those|"
    r"these|this|there"
)
_POINTS_BACK = re.compile(rf"\b(?:{_ITSELF})\b")
_OPENS = re.compile(
    r"(?:og|a|men|sa|eller|enn|and|but|or|so|hva med|kva med|ka med|ka me|hva om|kva om|ka om|"
    r"what about|how about|what of|gjelder|gjeld|samme|same|fortell|fortel|si litt)\b"
)
_ENDS = re.compile(r"\b(?:da|do|no|then|ogsa|og|too|heller|either)(?: \?)?$")
_QUESTION_WORDS = re.compile(
    r"(?:hva|hvem|hvor|hvordan|hvorfor|hvilke\w*|hvilket|nar|kva|kven|kvar|korleis|kvifor|kor\w*|"
    r"ka|kem|koffor|kordan|korsn|assen|what|who|where|how|why|which|when)\b"
)
_OPENING = re.compile(r"^(?:(?:og|men|a|and|but|so|sa) )+")
_NOTHING = re.compile(
    r"\w+(?: (?:\?|er|e|var|va|ble|blei|vart|blir|kom|kjem|skjedde|gjelder|gjeld|is|was|does|"
    r"did|do|viktig\w*|vigtig|important|sann|slik|egentlig|eigentleg|da|then|matter|"
    rf"{_ITSELF}))*"
)
_WHEN = re.compile(
    r"(?:fra )?(?:nar|ka tid|when|hvor (?:mange|lenge)|kor (?:mange|lenge)|how (?:many|long)|"
    r"(?:hvilke|hvilket|kva|ka|what|which) (?:ar|aret|year|years))"
    r"(?: (?:\?|er|e|var|ble|blei|vart|kom|kjem|kommer|starta|startet|starter|begynte|begynner|"
    r"trer|tradte|skrevet|gitt|gjeve|laget|publisert|gjelder|gjeld|varte|varer|varar|"
    r"is|was|did|does|start|begin|last|published|written|ut|out|i|kraft|fra|fram|the|"
    r"den|det|dette|han|ho|it|this|that|ordningen|rapporten|report))*"
)
_LONGEST = 9
_LONGEST_BARE = 4


def _whole(pattern: str) -> re.Pattern[str]:
    words, polite = (re.sub(r"\n\s*", "", each) for each in (pattern, _POLITE))
    return re.compile(rf"(?:(?:{polite}) )*(?:{words})(?: (?:{polite}))*(?: \?)*")


_MANNERS = (
    (Manner.SHORT, _whole(_SHORT)),
    (Manner.SOURCE, _whole(_SOURCE)),
    (Manner.MORE, _whole(_MORE)),
)


def asked_manner(text: str) -> Manner | None:
    """Tell how the last answer is wanted once more; None when that is not what is asked."""
    folded = fold(text)
    if len(folded.split()) > _LONGEST:
        return None
    return next((manner for manner, words in _MANNERS if words.fullmatch(folded)), None)


def language_asked_for(text: str) -> str | None:
    """Give the language in which the last answer is wanted: nb, nn, en.

    A wish for all answers («svar alltid på nynorsk») is a setting, and none of this.
    """
    folded = fold(text)
    if len(folded.split()) > _LONGEST or _SETTING.search(folded):
        return None
    return wished_language(text)


def leans_back(text: str) -> bool:
    """Tell whether a message may need the one before it: very short, or worded like that."""
    folded = fold(text)
    words = [word for word in folded.split() if word != "?"]
    if not words or len(words) > _LONGEST:
        return False
    opened = _OPENS.match(folded) or _ENDS.search(folded) or _POINTS_BACK.search(folded)
    return bool(opened) or len(words) <= _LONGEST_BARE


def points_back(text: str) -> bool:
    """Tell whether a message asks about what was just said: «hvem skrev den?», «hvilke år?»."""
    folded = fold(text)
    words = [word for word in folded.split() if word != "?"]
    asks = bool(_QUESTION_WORDS.match(_OPENING.sub("", folded)))
    pointing = len(words) <= 2 or bool(_POINTS_BACK.search(folded))
    return asks and pointing and len(words) <= _LONGEST


def names_nothing(text: str) -> bool:
    """Tell whether a question has no word of its own: «hvorfor det?», «når kom den ut?»."""
    own = _OPENING.sub("", fold(text))
    nothing = _NOTHING.fullmatch(own) and points_back(text)
    return bool(nothing or _WHEN.fullmatch(own))
