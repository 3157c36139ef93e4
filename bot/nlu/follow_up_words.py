"""The words by which a message leans on the answer before it. Folded: å is a, ø is o, æ is e."""

from __future__ import annotations

import re

from bot.domain_model.answers import Manner
from bot.nlu.folding import fold
from bot.nlu.wished_language import wished_language

_POLITE = """takk|please|plis|thanks|og|ok|and|hei|men|but|da|no|na|litt|gjerne|om det|om dette|
    about it|about that|about this|er du snill|ver sa snill|tusen takk"""
_BARE = r"""det|dette|den|desse|disse|denne|it|that|this|om|about|on|for|te|til|to|pa|av|of|
    from|fra|ifra|i|in|meg|me|mei|oss|us|jeg|eg|e|vi|i|du|dokker|dere|de|you|your|din|ditt|a|an|the|en|ein|et|eit|ei|
    noe|noko|nokka|noen|nokon|any|some|litt|lite|lille|a bit|bit|enda|gjerne|her|der|da|na|no|now|
    ned|opp|sa|so|er|is|e|star|det der|svaret|svar|answer|saken|saka|temaet|emnet|topic|rapporten|
    nermere|bedre|betre|better|further|i praksis|konkret|egentlig|kort|ta|si|sei|fa|get|have|gi|
    gje|give|vise|vis|show|skrive|make|say|take|please|takk|selv|mer|meir|more|hele|heile|
    forklare|utdype|lenke|tell|fortelle|fortelje|seia|seie|gjore|gjere"""
"""What names nothing: what else there is about a topic is asked in other words."""
_MORE = r"""
    (?:kan|kunne|can|could|vil|would) (?:du|dokker|you)@(?:mer|meir|mere|more|utdyp\w*|
        utdjup\w*|forklar\w*|elaborate|eksempel|dome|example)~
    |(?:fortell|fortel|si|sei|skriv|vis|gi|gje|tell|say|give|show)
        (?: meg| me| oss| us)?(?: litt| enda| noe| noko| nokka| a little| a bit)?
        (?: mer| meir| mere| more)~
    |(?:litt |enda |mye |mykje |noe |noko )?(?:mer|meir|mere|more)
        (?: (?:info\w*|detalj\w*|details?))?~
    |les mer|les meir|read more|go on|fortsett|fortset|hald fram|elaborate|
        (?:utdyp|utdjup|forklar|explain)(?: det| dette| nermere| betre| bedre| that| it| more)*
    |(?:gi|gje|har|have|kom med|give|nevn|nemn)(?: du| dokker| you| meg| me| oss| us)*
        (?: et| eit| noen| nokre| noe| noko| an| some| any)?
        (?: eksempel| eksempler| eksemplar| dome| example| examples)~
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
    |(?:hva|kva|ka) (?:betyr|tyder|inneberer|vil) (?:det|dette)(?: si| seie)?
        (?: (?:egentlig|eigentleg|konkret|da|for (?:meg|oss|skolen|skulen)|i praksis))*
    |(?:hva|kva|ka) (?:mener|meiner|meine|mene) (?:du|dere|dokker) (?:med|me) (?:det|dette)
    |what dos (?:that|it|this) mean(?: in practice| exactly)?|(?:expand|elaborate) on (?:that|it)
    |(?:can|could) you (?:explain|expand)(?: on)? (?:that|it|this)(?: further| better)?
    |(?:can you )?go deeper|(?:kan du )?ga i dybden|ga djupare|(?:hele|heile) svaret|resten|
        vis (?:alt|hele|heile|resten)(?: svaret)?|the whole answer|show all
"""
_SOURCE = r"""
    (?:hva er |kva er |ka e |what is |what s )?(?:kilde\w*|kilda|kjelde\w*|kjelda|source|sources|
        your source|the source|referanse\w*|reference\w*|lenke\w*|lenkje\w*|link\w*|url)
        ~
    |(?:hvor|kor|kvar|ker|hvorfra|korfra|kvarfra|where)@(?:star det|stend det|
        stor det|star dette|finner jeg det|finn eg det|finn e det|
        fant du det|fann du det|(?:har|hadde|fikk|tok) (?:du|dokker|dere) (?:det|dette)|
        kommer det fra|kjem det fra|er det fra|e det fra|
        (?:leser|les|lese)(?: jeg| eg| e| man| ein| du)?(?: om)? (?:det|dette|meir|mer)|
        sier det|seier det|dos (?:it|that|this) (?:say|stand|come)|
        is (?:it|that|this) (?:from|written|stated|documented)|
        (?:did|do) you (?:get|have|find|know) (?:it|that|this)|says (?:so|that|this|it)|
        can i read)~
    |(?:har|kan|fins|finnes|finst|do|can|is)@(?:kilde\w*|kjelde\w*|source|sources|lenke\w*|
        lenkje\w*|link\w*|referanse\w*|reference|belegg|dokumentasjon)~
    |(?:hvilken|hvilke|kva|ka for|ka for ein|what|which|hva slags)
        (?: kilde\w*| kjelde\w*| rapport| report| source| sources)~
    |(?:hvem|kven|kem|who) (?:sier|seier|sei|har sagt|says|said)(?: det| dette| that| this| so)?
    |(?:hva|kva|ka) (?:bygger|byggjer|baserer|er) (?:du |dere )?(?:det|dette)? ?(?:basert )?pa
    |(?:hvilken|kva|which|what) (?:side|page)|hvor i (?:rapporten|dokumentet)~|
        kor i (?:rapporten|dokumentet)~|dokumentasjon|whats the source|
        (?:kor|kvar|hvor) (?:hentet|henta|hent) du (?:det|dette)(?: fra)?|
        (?:hvor|kor|kvar) (?:finner|finn) (?:jeg|eg|e|vi|me) (?:rapporten|dokumentet)|
        (?:hvem|kven|kem) har skr[ei]v\w* (?:det|dette)
    |(?:er|e|is) (?:det|dette|it|that|this) (?:sikkert|sant|true|sure|basert pa |fra |fra en )?
        ?(?:forskning|forsking|rapport\w*|research|forska pa|forsket pa)?
    |(?:hvor|kor|kvar|where) ?(?:er|e|s|is|dos|har|leste|las|fann|fant|henta|hentet)
        (?: (?:du|dokker|it|that|this|det|dette))+
        (?: (?:hentet|henta|teke|tatt|from|fra|come from|coming from|tatt fra|teke fra))+
    |(?:hvor|kor|kvar|where) (?:leste|las|did) (?:du|you)(?: read)? (?:det|dette|it|that)
    |(?:hvor|kor|kvar) (?:finner|finn) (?:jeg|eg|e|vi|me|man|ein) (?:mer|meir|noe|noko)
        (?: om (?:det|dette))?|where can i read(?: more)?(?: about)?(?: this| that| it)?
    |(?:kan|far) (?:jeg|eg|e|vi|me) (?:lese|fa|sja|se) (?:det|dette|lenka|lenkja|lenken|kilden|
        kjelda)(?: en plass| et sted| ein stad| nokon stad| noe sted| selv| sjolv)?
    |(?:hvordan|korleis|kordan|korsn|how) (?:vet|veit|do) (?:du|dere|dokker|de|you)(?: know)?
        (?: (?:det|dette|that|it|this))
    |(?:vis|show|cite|give|oppgi)(?: meg| me)?(?: din| your| the)? (?:kilde\w*|kjelde\w*|kjelda|
        source\w*)|(?:hvilken|kva|what|which) (?:forskning|forsking|research)~
    |(?:star|stend) (?:det|dette) i (?:rapporten|loven|lova|kilden|kjelda)
    |(?:stemmer|stemmer det|er du sikker pa) (?:det|dette|virkelig|verkeleg)|
        (?:are you sure|er du sikker)~|dokumentasjon pa (?:det|dette)
"""
_SHORT = r"""
    (?:mye |mykje |litt |enda |much |a bit |noe |noko )?(?:kortere|kortare|stuttare|shorter|
        kortversjon\w*|kort versjon|oppsummer\w*|oppsumer\w*|summarise|summarize|summary|tldr|
        tl dr|briefly|in short|in brief)~
    |(?:kan|kunne|can|could)@(?:kortere|kortare|stuttare|shorter|briefer|oppsummere\w*|
        kort|summarise|summarize)~
    |(?:si|sei|skriv|gjor|gjer|ta|fa|gi meg|gje meg|give me|say|make|bare)@(?:kortere|
        kortare|stuttare|kort|kortversjonen|shorter|short|brief|the short version)
        ~
    |kort|kort (?:fortalt|sagt|oppsummert|svar|forklart)|for lang\w*(?: svar)?|too long|
        (?:det var|that was) (?:for |too )?(?:langt|long)|(?:med|pa) (?:en|ein|ei) setning|
        in one sentence|(?:en|ein|ei|one) (?:setning|sentence)
    |(?:(?:ta|si|sei) det )?i (?:korte|store) trekk
    |(?:kan du |gi meg |give me )?(?:et |eit |en |ein |a )?
        (?:kort )?(?:sammendrag|samandrag|oppsummering)(?: av (?:det|dette))?|
        (?:mer |meir )?kortfatt(?:a|et)|(?:kan du )?(?:forkort|korte|kort)e?(?: ned)?(?: det)?|
        (?:mindre|less) (?:tekst|text)|(?:enklere|enklare) og (?:kortere|kortare)|
        (?:kan du )?korte (?:det |dette )?ned|sum (?:it|that) up|the (?:gist|short version)|
        (?:give me |just )?the (?:gist|main points?|essentials?)|in a nutshell|i (?:en|ein) setning
    |(?:(?:det var |for |too )?(?:langt|long) )?(?:(?:kan du |gi meg |gje meg |ta |bare |berre |
        kun |just )+)?(?:det viktigste|det viktigaste|hovedponget|hovudponget|hovedpunktene|
        hovudpunkta|ponget|kjernen|stikkord\w*|i stikkord|i punkter|i punkt|kulepunkt\w*)
    |(?:hva|kva|ka) er (?:kjernen|ponget|hovedponget|hovudponget|det viktigste|det viktigaste)
        (?: (?:kort sagt|her|da|kort))?
    |(?:kan du )?(?:ta|gi meg|gje meg|skriv) (?:det|dette) i (?:punkter|punkt|stikkord|kortform)
    |(?:det var|that was) (?:for |too )?(?:langt|long) kort versjon
"""
_SETTING = re.compile(
    r"\b(?:alltid|always|heretter|fra na av|fra no av|from now on|framover|svare?|bytte?|endre|"
    r"byt|skrive?|snakke?|sett|still|answer|switch|write|speak|change|reply|sprak|language)\b"
)
_GOES_ON = re.compile(
    r"(?:(?:og|men|and|but|ja|ok|enn) )*(?:(?:hva|kva|ka|ke|what) (?:med|me|om|about)|enn) "
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
    r"\w+(?: (?:\?|er|e|var|va|ble|blei|vart|blir|kom|kjem|skjedde|gjelder|gjeld|is|was|dos|"
    r"did|do|viktig\w*|vigtig|important|sann|slik|egentlig|eigentleg|da|then|matter|"
    rf"{_ITSELF}))*"
)
_WHEN = re.compile(
    r"(?:fra )?(?:nar|ka tid|when|hvor (?:mange|lenge)|kor (?:mange|lenge)|how (?:many|long)|"
    r"(?:hvilke|hvilket|kva|ka|what|which) (?:ar|aret|year|years))"
    r"(?: (?:\?|er|e|var|ble|blei|vart|kom|kjem|kommer|starta|startet|starter|begynte|begynner|"
    r"trer|tradte|skrevet|gitt|gjeve|laget|publisert|gjelder|gjeld|varte|varer|varar|"
    r"is|was|did|dos|start|begin|last|published|written|ut|out|i|kraft|fra|fram|the|"
    r"den|det|dette|han|ho|it|this|that|ordningen|rapporten|report))*"
)
_LONGEST = 9
_LONGEST_BARE = 4


def _whole(pattern: str) -> re.Pattern[str]:
    """Compile a manner's words; `~` stands for words that name nothing, `@` for such between."""
    words, polite, bare = (re.sub(r"\n\s*", "", each) for each in (pattern, _POLITE, _BARE))
    words = words.replace("~", f"(?: (?:{bare}))*").replace("@", f"(?: (?:{bare}))* ")
    return re.compile(rf"(?:(?:kan du|can you|{polite}) )*(?:{words})(?: (?:{polite}))*(?: \?)*")


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


def goes_on(text: str) -> bool:
    """Tell whether a message says itself that it goes on: «og hva med …?», «and what about …?»."""
    return _GOES_ON.match(fold(text)) is not None


def puts_a_question(text: str) -> bool:
    """Tell whether a message opens or ends as a question does."""
    folded = _OPENING.sub("", fold(text))
    return bool(_QUESTION_WORDS.match(folded)) or folded.endswith("?")


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
