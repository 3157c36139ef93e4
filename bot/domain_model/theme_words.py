"""The cues of each theme: what partners write when they write about it, in nb, nn and English.

One cue a line, as a regular expression that begins at the beginning of a word; «~» stands for the
rest of a word and «…» for up to five words between. Spellings that differ only between bokmål and
nynorsk stand on one line.
"""

from __future__ import annotations

LEADERS = (
    "(?:rektor|ledelsen|leiinga|ledergruppa|leiargruppa|ledergruppen|lederne|leiarane|skoleled~|"
    "skulelei~|inspektør~|avdelingsled~|avdelingslei~|mellomled~|mellomlei~|teamled~|teamlei~|"
    "principal|leaders?|leadership|management)"
)
STAFF = (
    "(?:lærerne|lærarane|personalet|kollegiet|ansatte|tilsette|staff|teachers|flere|fleire|mange)"
)
NOT = "(?:ikke|ikkje|itj|not|never|aldri)"

STRONG: dict[str, str] = {
    "factor_anchoring": rf"""
        forank~|u?engasjer~|engasjement~|entusias~|legitimitet~
        eierskap~|eigarskap~|ownership|owns
        (?:står|stå|stiller seg|stiller|stilte seg|stend) … bak
        tredd nedover|påtvung~|pålagt|ovenfra|ovanfrå
        {LEADERS} … (?:måtte gå|måtte dra|gikk|gjekk|forsvant)
        {LEADERS} … (?:deltok|deltar|deltek|prioriter~|støtter|støttar)
        {LEADERS} … (?:var|er|ble|vart|blei) … (?:til stede|til stades|fraværende|fråverande)
        {LEADERS} … (?:var|er|ble|vart|blei) … (?:borte|med på|sittende|sitjande)
        {LEADERS} … (?:sat|satt) … (?:med|hele|heile)|{LEADERS} … vært med
        {LEADERS} … (?:har|hadde) {NOT} tid
        {LEADERS} … (?:kom|møtte|var|er) {NOT}
        {LEADERS} … (?:left|did not|didn't|absent|supports?|present|took part|joined)
        skepti~|skepsis~|motstand~|motvilj~|uvillig~|umotiver~|halvhjert~|motlaus~
        medvirk~|medverk~|innflytelse|påverknad|(?:med på å|med og) bestemme|få påvirke
        {LEADERS} … (?:sa|sier|seier|meiner|mener|viste) … viktig~|viktigste … (?:skolen|skulen)
        {LEADERS} … (?:måtte|var) (?:i|på|til) (?:et|eit|noe|noko)? ?(?:annet|anna)
        ildsjel~|eldsjel~|med på laget|(?:heilt|helt) med|bakover~|hvorfor (?:de|vi) skal
        kvifor (?:dei|vi) skal
        vedtatt|vedteke|vedtatt av|(?:vet|veit) … ingen
        (?:mener|meiner) alvor|(?:rektor|leiinga|ledelsen)s? (?:sitt )?prosjekt
        armene i kors|armane i kors
        {NOT} … med på (?:beslutning~|avgjer~)
        (?:vitsen|poenget|nytten|nytta|meninga) med|ser … (?:nytten|nytta)|(?:er|vart|ble) deira
        (?:få|fikk|fekk|får) (?:dem|dei|alle|med seg|lærerne|lærarane) … med
        buy-in|on board|sceptical|skeptical|resistance|reluctant|engaged|forced on
    """,
    "factor_organisation": r"""
        timeplan~|møteplan~|møtestruktur~|fellestid~|utviklingstid~|årshjul~|framdriftsplan~
        årsplan~|samarbeidstid~|samarbeidstid|teamtid~
        (?:plan|program) for (?:dagen|økta|økten|året|våren|hausten|høsten)|faste dato~
        møterytme~|møtetid~|møteleiing~|møteledelse~|trinnmøt~|fagmøt~|plangruppe~|prosjektgruppe~
        u?organiser~|organised|organized|koordiner~|coordinat~
        tilrettel~|(?:legg~|lagt) … til rette
        logisti~|praktisk~ … (?:orden|løyst|løst|rundt)|lokale[rt]?|utstyr~
        struktur~|structure~
        (?:faste?|fixed|regular) (?:møte~|rytme|tidspunkt|meetings?|slots?)|møtepunkt~|tidspunkt~
        inndeling~|gruppeinndeling~|gruppesammens~|gruppesamans~|satt sammen|sett saman
        på tvers av|delte? … i … grupper
        (?:mindre|større|små|blandede|blanda) grupper|gruppestørrelse~
        agenda~|kjøreplan~|dreiebok~|rekkefølg~
        gruppene … (?:for|altfor) (?:store|små)
        (?:deles?|deler|delte|delt) … i (?:to|tre|fire|par|små|mindre)
        (?:firer|tre|to|fem|små)e?r?grupper
        rotete|rot (?:med|i)|teknisk~|teknikk~|pålogg~
        (?:kom|begynte|starta|startet) … (?:sent|seint) (?:i gang)?|(?:heldt|holdt) tida
        kaos|kaotisk|kollider~|krasj~|kom for (?:sent|seint)|lagt til slutten
        planlagt|planlegging~|innkalling~|kalle inn|kalla inn
        timetable|schedule~|planning|logistics|set-?up
    """,
    "factor_shared_goals": r"""
        (?:felles|sams|tydelige?|tydelege?|klare?|uklare?) (?:mål|goals?)
        (?:uklart|konkrete?|langsiktige?|shared|common|clear) (?:mål|goals?)
        målet|målene|måla|målsett~|målsetj~|målforstå~|formål~|føremål~|hensikt~
        felles … (?:forståelse|forståing|språk|retning|visjon|plattform|begrep~|omgrep~)
        begrep~|omgrep~|definer~|definisjon~
        visjon~|vision|(?:rød|raud) tråd
        (?:samme|same|ulikt) språk|snakk~ forbi
        (?:forstår|forstod|forsto|tolker|tolkar|oppfatter|oppfattar) … ulikt
        konkretiser~|(?:hva|kva) (?:de|dei|vi|me) … vil (?:oppnå|ha|sjå|se)
        (?:hva|kva) … (?:egentlig|eigentleg) (?:mener|meiner)
        (?:ulike?|forskjellige?) (?:bilde|bilder|bilete|syn|mening)
        (?:ulike?|forskjellige?) (?:meining|forståelse|forståing|oppfatning~|tolkning~|tolking~)
        (?:samme|same) (?:bilde|bilete|oppfatning|forståelse|forståing)
        (?:hvor|kvar) vi skal|(?:kvar|kor) me skal|(?:på|veg|vei) … er på (?:veg|vei)
        hva vi … (?:oppnå|vil)|kva (?:vi|me) … (?:oppnå|vil)
        (?:enige|einige|samde|ueinige|uenige) om (?:hva|kva|mål~|retning~)
        satsingsområd~|fokusområd~|innsatsområd~|retning~
        shared understanding|goals?|same page|purpose|want to achieve|agreed? on what
        same language|direction
    """,
    "factor_expectations": r"""
        forvent~|vent[ea] (?:seg|av)|(?:ventet|venter|ventar|venta) (?:av|at)
        u?forplikt~|gjensidig~|bindende|bindande|kontrakt~
        mellomarbeid~|forarbeid~|etterarbeid~|lekse[nr]?|leksa|hjemmelekse~|heimelekse~
        ~avtalen~|avtalane|(?:inngå~|inngjekk|holdt|heldt|brøt|braut) … avtale~
        (?:hadde|som|blitt|vart) … avtal[ta]
        (?:kom|kommer|kjem|møtte|møter|var|er|stilte) … (?:forberedt~|forbereder|førebudde?)
        (?:kom|kommer|kjem|møtte|møter|var|er|stilte) … (?:førebur|uforberedt~|uførebudd~)
        hadde … (?:forberedt|førebudd)
        (?:vart|blei|ble|var) … (?:enige|einige|samde) om (?:sist|til|å)|skuff~ over
        gjort utprøving~
        hadde … (?:lest|lese|gjort|prøvd) … (?:på forhånd|på førehand|heime|hjemme)
        (?:oppgåva|oppgaven|jobben|leksa|leksen) … (?:gjort|gjer|gjør)
        gjort … (?:oppgav~|oppgåv~|jobben)
        (?:har|hadde|alle) … prøvd ut|lov(?:et|a|er|ar|te|de) å
        (?:før|innen|til) neste (?:gang|gong|møte|økt|besøk)|frist~|levert~|ferdige opplegg
        oppskrift~
        expect~|commit~|prepared|promis~|homework|read beforehand|obligation~|agreed to
    """,
    "factor_roles": r"""
        (?!kontroll)\w*rolle[nr]?~|rollar|\w*rolla|roles?
        (?:om|enten) (?:det er )?(?:jeg|eg|rektor) eller
        ansvar~|responsib~
        mandat~|mynde|myndighet~|funksjonen|delegert
        arbeidsdel~|oppgavefordel~|oppgåvefordel~|arbeidsoppg~
        fordel~ … (?:oppgav~|oppgåv~|ansvar~|arbeid~)
        (?:hvem|kven) (?:som )?(?:gjør|gjer|skal|har|leder|leier|eier)
        (?:hvem|kven) (?:som )?(?:tar|tek|driver|driv|følger|følgjer|bestemmer)
        mellom to sto~|i vei~ for hverandre|i vegen for kvarandre|beina på
        (?:deres|deira|min|mi|sin|hennes|hans|rektors) (?:jobb|oppgave|oppgåve)
        kursholder~|kurshaldar~|foredragsholder~|føredragshaldar~|kritisk ven~
        who does what|whose job|who (?:is|should|will)
    """,
    "factor_relations": rf"""
        relasjon~|relation~
        tillit~|trust~|mistillit~|respekt~|respect
        stol(?:er|te|ar|a) på
        (?:kjenne|kjenner|bli kjent) … (?:hverandre|kvarandre|dem|dei)
        (?:blitt kjent|bli kjende|vorte kjende) … (?:hverandre|kvarandre|dem|dei)
        konflikt~|conflict~|usemje~|friksjon~|gniss~|gnisning~|spenning~|baksnakk~
        samarbeidsklima~|arbeidsmiljø~|samhold~|samhald~|lagånd~
        (?:god|godt|dårlig|dårleg|trykket|fin|lett) (?:tone~|stemning~|kjemi~)|tonen
        kjemi~ (?:med|mellom|er)|stemning~
        (?:godt?|dårlig|dårleg|nært|anstrengt) (?:forhold|samarbeid)|forholdet (?:mellom|til)
        (?:snakker|snakkar|snakka|snakket) {NOT} (?:sammen|saman|med hverandre|med kvarandre)
        åpenhet|openheit|(?:mer|meir|veldig|var|så|er) (?:åpne|åpen|opne|open)(?! spørsmål)
        (?:tør|torer|våger|vågar|tora|turte|torde|dare~) … (?:dele|vise|seie|si|være)
        (?:tør|torer|våger|vågar|tora|turte|torde|dare~) … (?:vere|spørre|spørje|share|be)
        ler (?:mye|mykje|og|saman|sammen)|latter|humor~
        anspent|anstreng~|likeverd~|velkom~|velkommen|imøtekom~|varmt? (?:møtt|mott~|velkomst)
        trygge? på (?:hverandre|kvarandre|meg|oss)|chemistry|atmosphere|welcome|get along
        know each other
    """,
    "factor_competence": r"""
        kompetanse(?!utvikling|pakke|nettverk|løft)~|~kompetanse(?=[ .,]|$)|competence|expertise
        skills?
        kunnskap~|fagkunnskap~|knowledge|innsikt i
        faglig~|fagleg~|fagstoff~|fagtekst~|fagbok~|litteratur~|pensum
        forskning~|forsking~|research
        teori~|theory|påfyll~
        artikkel~|artikl~|kapit(?:tel|let|la|ler)~|chapter
        (?:faglig|fagleg|mer|meir|trenger|treng|ønsker|ønskjer) … opplæring
        (?:usikre?|ukjente?|trygg~) … (?:metod~|faget|fagleg~)|metodikk~
        (?:lese|les) (?:meg|seg) opp|(?:lære|lærte|lært) … (?:om|meir|mer)
        kan … (?:for lite|mye om|mykje om|lite om|ikke nok|ikkje nok|nok)
        foredrag(?!sh)~|føredrag(?!sh)~|forelesning~|førelesing~|kurset|kurs (?:om|i)
        ekspert(?!roll)~
        dyktig~|videreutdann~|vidareutdann~|konkrete (?:metod~|verktøy~|tips)|flinke? (?:til|på|i)
        lesestrateg~|didakti~|training|lecture|course|learn(?:ed|t)? … about
    """,
    "learning_leadership": rf"""
        læringsled~|læringslei~
        (?:lede|leder|leie|leiar) … (?:læring~|prosess~|refleksjon~)
        (?:leier|leidde|leia|ledet|leda) … (?:læring~|prosess~|refleksjon~)
        (?:lede|leder|leie|leiar) … (?:kollegaveil~|kollegarettl~|kollegiet|utvikling~)
        (?:leier|leidde|leia|ledet|leda) … (?:kollegaveil~|kollegarettl~|kollegiet|utvikling~)
        {LEADERS} … (?:ledet|leder|leda|leia|leidde|leier)
        {LEADERS} … (?:styrte|styrer|utfordre[rt]|utfordra|utfordrar|stilte|fasiliter~)
        {LEADERS} … (?:driver|driv|drev|dreiv)
        {LEADERS} … (?:observerte?|rettleidde|veiledet|delegerer|delegerte)
        {LEADERS} … (?:ta|tar|tek|tok) … (?:styring~|leiinga|ledelsen)
        {LEADERS} … (?:stille|stiller|stilte) … spørsmål
        (?:styre|styrte|styrer|ledet|leidde) (?:samtale~|økta|diskusjon~|refleksjon~)
        reflekter~ over … praksis|tenk~ … (?:egen|eigen) (?:undervisning|praksis)
        distribu~|lærende organisasjon|lærande organisasjon
        skolevandring~|skulevandring~
        pedagogisk (?:ledelse|leiing|leder|leiar)
        (?:lead|leads|led|leading|facilitat~) … (?:learning|reflection)
        (?:lead|leads|led|leading|facilitat~) … (?:process|discussion|session)
    """,
    "advice_resources": rf"""
        (?:lite|{NOT}|{NOT} (?:har|hadde)) (?:nok )?tid(?!lig|leg)
        (?:knapt med|knapp|manglende|manglande) (?:nok )?tid(?!lig|leg)
        (?:mangler|manglar|mangel på|ikkje nok) (?:nok )?tid(?!lig|leg)
        (?:ikke nok|little|no|not enough) (?:nok )?tid(?!lig|leg)
        (?:trenger|treng|trengst|trengs|ønsker|ønskjer) (?:mer|meir) tid
        (?:no|little|more|enough) time|tids(?:press|nød|klemme|mangel|bruk)~
        (?:satt|sett|avsatt|frigjort|frigjere|frigjøre|sette|setje) (?:av )?(?:nok )?tid
        (?:etter|bare|berre|kun|til|after|only) … (?:minutt|minutter|minutes)
        ressurs(?!lær|person|gruppe)~|resources?
        penge~|pengar|money|budsjett~|midler|midlar|økonomi~|finansier~|tilskudd~|tilskot~|budget
        funding|betal~|kost(?:er|ar)|dyrt
        vikar~|substitute~|(?:dekke|dekkje) … (?:timene|timane|opp)
        kapasitet~|bemanning~|kontinuitet~|utskift~|stillingsprosent~|årsverk~|lærermangel~
        lærarmangel~
        bytt(?:et|a) ut|slutt(?:et|a|er|ar) (?:i|på|til)|(?:har|hadde) (?:nå |no )?slutt(?:et|a)
        ny (?:rektor|ledelse|leiing|leder|leiar)
        sykefravær~|sjukefråvær~|langtids(?:sjuk|syk)~
        frikjøp~|fristil~|kutt(?:er|ar|et|a)?|nedskjær~|spar(?:er|ing)~
        slit(?:ne|en|ent)|syke?meld~|sjukmeld~|på toppen av|(?:sett|satt) av … minutt~|utslitt~
        utmatt~|arbeidsmengd~|overarbeid~|(?:mye|mykje|for mye) å (?:gjøre|gjere)|travl~|travelt
        (?:kortet|korta) ned|rakk (?:bare|berre|ikke|ikkje|aldri)|(?:rekker|rekk) {NOT}|spist opp
        ete[nt] opp|i staden for ein time
        workload|short-?staffed|exhausted|tired|busy|turnover|cuts?
    """,
    "advice_safe_environment": r"""
        utrygg~|trygt … miljø~|trygge … (?:elever|elevar|klasser)
        (?:elever|elevenes|elevane) … (?:trygg~|utrygg~)
        læringsmiljø~|elevmiljø~|skolemiljø~|skulemiljø~|klassemiljø~|psykososial~
        mobb~|bullying|bullied|hets~|rasis~|utenforskap~|utanforskap~
        klasseled~|klasselei~
        (?:felles|tydelige|tydelege|faste|like|forutsigbare|føreseielege) (?:regl~|rutine~)
        ordensregl~|forutsigbar~|føreseieleg~
        uro(?!kk)~|bråk~|noise|noisy|unrest|arbeidsro~
        atferd~|åtferd~|oppførsel~|behaviou?r
        (?:elevenes|elevane sin|god|elevtrivsel|jobbe med) trivsel~|trivsel~ og|trives|trivst
        ro i (?:timene|timane|klassen|klassa|klasserommet)
        (?:rolig|roleg)~ (?:start|time~|klasse~)
        redde? for å|slåss~|vold~|valds~|trusl~|skolegård~|skulegard~
        friminutt~|faste plasser|faste plassar|klasseregl~
        safe|unsafe|wellbeing|well-being|classroom management
    """,
}
