"""The words and word shapes that tell bokmål, nynorsk and English apart, with their weights."""

from __future__ import annotations

NB_SURE = """
jeg ikke hva hvem hvor hvordan hvorfor hvilken hvilke hvilket noe noen nå være vært fra mye mer
hvis
"""
NB = """
jeg ikke hva hvem hvor hvordan hvorfor hvilken hvilke hvilket hver hvert hvis hverandre noe noen
nå et en være vært ble blitt mer mye selv fra de dem da gjør gjøre gjort sier vet fikk kommer
hun uten siden sammen igjen flere tidligere egentlig dere deres uka uken trenger begynne
begynner begynte ønsker spørre tenker mener mente synes tror hjelpen fortelle forteller skrev
skrevet lagret glemte glemt fortsatt virkelig morgen mandag tirsdag lørdag måned måneder viste
jobbet snakket hjemme forskjell erfaringer refleksjoner forberede forbereder navn forrige annet
annen egen sted stedet tydelig burde elevene dårlig elevenes usikker usikre beklager muligheter
viktigste varierte bedre vanskelig mulig hele bare egne uker deretter ennå lignende hjem øke
spesielt tatt gitt mens heter ligger holder henne fremdeles annerledes alene fortere utfordrende
savner akkurat imidlertid fremover samtidig finnes gjelder følger velger legger skjer deltar
sannsynligvis forbered uke klassene fortell kollegene lest
"""
NB_WEAK = "gang gangen disse"
NB_DIALECT = """
jæ jei æ æg mæ dæ sæ itj ittj itte ikk ittno dom dæm dokker åssen håssen åffer høffer je mårra
"""
NN_SURE = """
eg ikkje kva kven korleis kvifor noko nokon nokre vere vera vore frå dei mykje meir ein eit kjem
skule skulen gje gjev gjer
"""
NN = """
utsetje utset tinge
eg ikkje kva kven kvar korleis kvifor kor kvart kvarandre noko nokon nokre no ein ei eit vere
vera vore vart vert verte verta vorte meir mykje sjølv frå dei då gjer gjere gjera seier seie
seia sei veit fekk kome kjem ho utan sidan saman fleire tidlegare betre eigentleg dykk dykkar me
veke veka veker treng byrje byrja byrjar ønskjer ynskjer sjå tenkjer meinte trur hjelpte fortel
fortelje skreiv lagra hugsar hugse gløymde gløymt framleis verkeleg morgon måndag tysdag laurdag
sundag månad månader gong gongen fyrst byt tyder namn namnet førre anna annan eigen eige eiga
eigne stad staden tydeleg tydelege difor heime skilnad skilnaden røynsle førebu hjå høve høver
viss heile tek gjev òg enno endå arbeidde høyrde høyrt kjenner forskarane einaste sams trong
setje leggje åt elles vonar dersom berre sluttar førehand mogleg finst meiner noka nokor inga
desse medan annleis aleine att heim løn ligg gjeld gjekk samstundes utfordrande sjåast auka auke
held kvardagen verda innhald innhaldet tilbod forbod samanheng samanhengen oppgåve oppgåva
oppgåvene teneste tenesta tenester tilsette tilsett menneska takksam kring vidare snakka jobba
ønska skjønar korkje låg lågt medverka rettleie snakkar noken kunna eigenleg skilje vanleg
fyrste planane
"""
NN_WEAK = "hjelpa saka blei mi høyre"
NN_DIALECT = """
ikkj ikje kvem ko kå ke noke nåke någe dåke dokke dykke dokkar kossen koss kordan korsen
kordeles kofor koffor koffer ka kem meine so hugsa hugs morgo
"""
EN = """
the is are was were what who whom where when why how which this that these those of to and or
with from about into we you your yours i'm our they them their it its do does did don't not
yes please thanks thank hello hi could would should can't will won't shall have had been a an if
then than there here any much many tell show write say give want need know think make get go
going good right next time today tomorrow yesterday school schools teacher teachers principal
visit visits report reports leader leaders leadership reflection reflections goals share sharing
delete cancel move remind reminder monday tuesday wednesday thursday friday saturday sunday week
weeks month english work worked working forgot new human before after between because also just
only back explain mean means difference started question questions anchoring everything
something nothing happened he she his us am shorter longer again never always my said log it's
went several some other others people ask asked told need needs needed more most each every until
staff example examples small ahead
two three four five hour hours days year years afternoon evening nights first last pupils pupil
university without already still both
prepare prepared reminds reminders snooze bring brings invite add adds remove removes moved
cancelled canceled push postpone reschedule join joins joining coming earlier later morning done
finished finish
"""
SHARED = """
og det er på til med som har kan vi du å skal om av var vil seg meg deg den eller når så hadde
ville kunne skulle bør får mange alle alt oss etter før mot ut inn opp ned ved bruke arbeid møte
møtet besøk besøket takk ja nei gjennom mellom tid gruppene god godt bra gi ta finne dag kveld
onsdag torsdag fredag vite snakke lærer elev rektor forankring utvikling dette denne dine din
ditt mitt min sitt sin sine mine lurer gjerne ingen to tre fire e va ska slett avlys flytt vis
ha må kom nok blir kanskje sånn stemmer først lese skriv ser slik blei saka mål saker gir hos
bli enn vår vårt aldri alltid andre både fordi siste liten lite litt også nesten bruk folk år jo
dit der hjelpa menneske si
"""
ENGLISH_OR_NORWEGIAN = """
for i no me at her help stop so on in be must has start hard book well over under all by as a
men is
"""
"""Spelt alike: they say little, and the same for both."""

NB_SHAPES = (
    (r"hv[aeiouæøå].*", 1.5),
    (r"skole.*", 0.6),
    (r"ledel.*|.*veiled.*|.+ledelse.*|.+skole[nr].*", 1.0),
    (r".{2,}(lig|lige|ligere|ligst|ligste)", 1.0),
    (r".{3,}(het|heten|heter|else|elsen|elser|elsene)", 0.6),
    (r".{3,}(ingen|inger|ingene|sjoner|sjonene|erne|tene)", 0.8),
    (r".*(gjør|hold|eier|selv|tjenest|fler|bevegels|oppga).*|vei(en|er|ene)?", 0.8),
    (r".{3,}(ere|ende|eren)|.{4,}(?<!c)(?<!pl)(?<!ut)es", 0.4),
)
NN_SHAPES = (
    (r"kv(?!inn|eld|alit|alif|ant|art|iss|adr|el|ass|itt).+", 1.5),
    (r".*skul(e|en|ar|ane|ens)|skul[ea].*|.*(leiing|leiar|rettlei|heil|arbeidar).*", 1.2),
    (r".{2,}(leg|lege|legare|legast|legaste|legheit)", 1.0),
    (r".{3,}(heit|heita|heiter|leik|leiken|løyse|løysing)", 1.0),
    (r".{2,}(ane|arar|sjonar)", 1.2),
    (r".{4,}(ingar|ande|ast|ar|ert)", 0.7),
    (r".{3,}(?<!kl)(?<!v)are", 0.6),
    (r".{3,}inga|.{2,}(?<!s)[kg]je[r]?|.{2,}(?<!s)[kg]ja", 0.6),
    (
        r".*(gløym|køyr|høyr|løys|røyn|straum|draum|auk|heim|mjølk|vitskap|tenest|sjølv|sjuk|byrj).*",
        0.8,
    ),
    (
        r".*(hald|kyrkj|forsking|fleir|meir|saman|utan|innan|ovan|sidan|gjev|eig[aen]).*|føre[bhms].+",
        0.8,
    ),
    (r".{3,}[bdfglmnprstvk]a", 0.3),
)
EN_SHAPES = (
    (r".+['’](s|m|t|ll|re|ve|d)|wh.+|th[aeio].+", 1.5),
    (r".{2,}tions?|.{3,}ly|.{3,}(?<!st)ed|.*ough.*|.{3,}ness|.{3,}ments", 0.8),
    (r".*w.*|.{3,}ity", 0.5),
)
PLAIN = """
ansvar
gjerne fjerne hjerne kjerne stjerne moderne eksterne interne seminar januar februar kommentar
klar svar svarer forhånd workshop workshops show team lege college ende hende sende vende kjende
alene bane stand blande lande bande ingen finger senere sommar nordmenn kollega andre
skole har var heller bestemt ekspert konsert
"""
"""Words that a shape would take for the wrong form: their ending says nothing."""
