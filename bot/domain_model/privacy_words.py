"""The words by which a message is seen to speak of somebody: names, roles, health and family."""

from __future__ import annotations

FIRST_NAMES = """
adam adrian agnes ahmed aisha aksel albert aleksander alexander alfred ali alma alva amalie
amanda amina amir amira amund anders andrea andreas andrine angelica anette anita anja ann anna
anne anton ariana arne arnt arvid asbjørn asgeir astri astrid atle aud audun august aurora axel
ayan ayla bente benjamin berit bilal birger birgit birgitte birk bjarne bjørg bjørnar brage brit
britt camilla carina casper cathrine cecilie charlotte christian christina christine christoffer
dagfinn daniel daniela david dina ebba edvard egil eileen einar eirik eirin eivind elena eline
elias elif elin elisa elisabeth elise elle ellen ellinor elsa elvira embla emil emilia emilie
emily emma emrik endre erik erika erlend erling espen eva fabian fatima fatma felix filip finn
fredrik freya frida frode gabriel geir georg gerd gina grete gro gudrun gunhild gunnar gunnhild
gunvor gustav guro haakon hamza hanna hannah hanne hans harald hassan hauk hedda hedvig heidi
helene helge helle henning henriette henrik herman hermine hilde hussein håkon håvard ian
ibrahim ida idun iben ina inga ingeborg ingebjørg inger ingrid ingvild irene iris isabella isak
isolde ivar iver jacob jakob jan jana janne jasmin jens jenny jesper joakim joar johan johanna
johannes john jon jonas jonathan jorunn josefine julia julian julie jørgen jørn kaia kaja
kamilla karen kari karin karina karl karoline kasper katarina kathrine katrine kenneth ketil
khadija kim kine kirsten kirsti kjell kjersti kjetil klara knut konrad kristian kristiane
kristin kristina kristine kristoffer kåre lars lasse laila lena lene leon leonora lea liam lilly
lina linda line linn linnea lisa lise liv lotte louise lucas ludvig luka lukas lærke mads magne
magnhild magnus maja malin maren margrete margit marcus maria mariam marianne marie marit marius
markus marte marthe martha martin martine marta mathea mathias mathilde mats matheo matteo maya
merete merethe mette mia michael michelle mikael mikkel milla milian mina mio mohamed mohammad
mohammed morten muhammad mustafa naomi natalie nikolai nikoline nils nina nora oda odin oddvar
ola olaf olav olava ole oliver olivia omar osama oskar oscar ottar otto peder pernille petra
petter philip ragnar ragnhild rakel ramona randi rebekka reidar reidun renate roar robert robin
rolf ronja roy runa rune ruth sadia sahra saga samira samuel sander sandra sanna sara sarah
sebastian selma serine signe sigrid sigurd silje simen simon sindre siri siv siw sivert sofia
sofie solfrid solveig sondre sonja stella stig stine sturla sunniva susan susanne svein sverre
synne synnøve søren tarjei terese terje thea theo theodor therese thomas thor tiril tobias tom
tomas tomine tommy tone tonje tora torbjørn torgeir torill torgunn torhild torkel torleif
torstein torunn tove trine trond trude truls trygve tuva tyra ulrik ulrikke una unn unni vanessa
vegard vera vetle victor victoria vida vidar vigdis viktor viktoria vilde vilja vilma vivian
wenche wilhelm william yasmin ylva yngve yusuf zahra zainab øivind øystein øyvind åge åse åshild
åsmund åsne
"""
NAMES_THAT_ARE_WORDS = """
are elle endre anna mette karen iver tora ask bo bror dag do else even frank grace gunn hope ine
jo juni leif lo may mai mark odd olga per pia pål rose sol stein tor tord trym ulf ulv vår will
alva bjørn gry rut siv unn roy finn line kim vera tone robin saga stig august hauk brage liv una
lea ola hans lise mats birk mio gro klara vilja kaia mina helle vilde sanna runa iris sander jan
jana tom thor ian kine marie aurora odin otto inga helge
"""
"""Taken for a name only where a name is expected, or with a capital inside a sentence."""

PUPIL_ROLES = """
elev eleven elevane elevene gutt gutten gut guten jente jenta barn barnet ungen pupil student
boy girl child medelev medeleven
"""
TEACHER_ROLES = """
lærer læreren lærar læraren kontaktlærer kontaktlæreren kontaktlærar kontaktlæraren ressurslærer
ressurslæreren ressurslærar ressurslæraren faglærer faglæreren faglærar sosiallærer
sosiallæreren sosiallærar rektor rektoren inspektør inspektøren avdelingsleder avdelingslederen
avdelingsleiar avdelingsleiaren fagleder fagleiar teamleder teamlederen teamleiar teamleiaren
trinnleder trinnleiar assistent assistenten fagarbeider fagarbeideren fagarbeidar miljøarbeider
miljøterapeut spesialpedagog spesialpedagogen helsesykepleier helsesjukepleiar
skolehelsesykepleier skulehelsesjukepleiar helsesøster rådgiver rådgiveren rådgjevar rådgjevaren
kollega kollegaen vikar vikaren vaktmester kollegaer skoleleder skolelederen skuleleiar
studieleder ppt-rådgiver pedagog teacher principal headteacher colleague assistant counsellor
nurse inspector leader deputy
"""
KIN = """
mor mora moren mamma mammaen far faren pappa pappaen foreldre foreldrene foreldra forelder bror
broren søster søsteren søstera syster systera stefar stemor fosterfar fostermor fosterforeldre
bestemor bestefar besteforeldre onkel tante kone kona mann mannen ektefelle samboer samboeren
sambuar mother father parents parent brother sister mum dad stepfather stepmother grandmother
grandfather wife husband
"""
PERSONS = """
han hun ho hen ham henne hennar hennes hans he she him her his eleven gutten guten jenta barnet
ungen læreren læraren kontaktlæreren kontaktlæraren ressurslæreren ressurslæraren faglæreren
rektor rektoren inspektøren assistenten avdelingslederen avdelingsleiaren kollegaen kollega
vikaren sosiallæreren mora moren faren broren søsteren systera mor far mamma pappa medeleven
principal
"""
PERSONS_COUNTED = """
elever elevar gutter gutar jenter lærere lærarar pupils students boys girls teachers
"""
"""Somebody only after «to», «tre» or the like: more than three are a group."""
PERSONS_WITH_DETERMINER = """
elev gutt gut jente barn unge lærer lærar kontaktlærer kontaktlærar ressurslærer ressurslærar
kollega assistent forelder medelev pupil student boy girl child teacher colleague mother father
person
"""
DETERMINERS = """
en ein ei et eit én éin denne den dette min mi vår hver to tre one a an the this that my our two
three
"""
HEALTH = r"""
ad/?hd|(?-i:ADD)|autis\w*|asperger\w*|dysle(?:ks|x)i\w*|dyslekti\w*|dyslexic|dyskalkuli\w*|
tourette\w*|angst\w*|anxiety|panikkan\w*|depr[ei]\w+|diabet\w*|epilep\w*|diagnose\w*|diagnosi\w*|
diagnosed|utred(?:et|es|ning(?:en)?)|utgreid\w*|utgreiinga?|medisin(?:er|ar|en|ering)?|
medication|syke?meld\w*|sjukmel\w*|sick leave|langtidssyk\w*|kreft(?:en|syk\w*|sjuk\w*)?|cancer|
spiseforstyrr\w*|eteforstyrr\w*|anoreksi\w*|bulimi\w*|eating disorder|selvskad\w*|sjølvskad\w*|
self-?harm\w*|selvmord\w*|sjølvmord\w*|suicid\w*|rusproblem\w*|rusmis\w*|alkoholi\w*|
psykisk (?:syk|sjuk|lidelse|liding|vanske|problem|plage)\w*|psykolog(?:en|er)?|psykose\w*|
(?-i:BUP)|traume(?:r|t|ne)?|traumatisert\w*|ptsd|allergi\w*|astma\w*|asthma|utviklingshem\w*|
funksjonshem\w*|funksjonsned\w*|disab(?:led|ility|ilities)|cerebral parese|downs?(?: syndrom\w*)|
hørselsh\w*|synsh\w*|stamm(?:er|ar)|gravid\w*|pregnan\w*|abort(?:en|erte?)?|utbrent|utbrend|
burn(?:ed|t)[ -]?out|burnout|(?:alvorlig |alvorleg |kronisk )?(?:syk|sjuk)|seriously ill|ill|
(?:lese|skrive|lære|atferds|åtferds|språk|konsentrasjons|samspills|sosiale )vansk\w*|
skole(?:vegr|nekt)\w*|skule(?:vegr|nekt)\w*|sengevæt\w*|tvangs(?:lidelse|tank)\w*|operert|
innlagt
"""
FAMILY = r"""
skilt|skild|skilsmiss\w*|divorce\w*|fosterhjem\w*|fosterheim\w*|foster (?:home|care)|
barnevern(?:et|ssak\w*)?|child (?:protection|welfare)|fengsel(?:et|sstraff)?|prison|alenemor|
alenefar|åleine?mor|aleinemor|einsleg mor|enslig mor|adopter\w*|adopted|omsorgssvikt\w*|
vold hjemme|vald heime|mishand\w*|flyktning\w*|asylsøk\w*|refugee|krisesent\w*|dødsfall\w*|
incest\w*|overgrep\w*|abuse[d]?|økonomiske problem\w*|trygd\w*|sosialhjelp\w*
"""
ABOUT = """
om mot temaet tema kurs kurset foredrag forelesning artikkel artikkelen boka bok about against
"""
"""Before a sensitive word these make it a subject of talk instead of somebody's."""

INSTITUTIONS = """
skole skolen skule skulen ungdomsskole ungdomsskule ungdomsskulen barneskole barneskule
grunnskole grunnskule videregående vidaregåande vgs oppvekstsenter oppvekstsentrum læringssenter
sentralskole friskole friskule montessoriskole barnehage barnehagen universitet høgskole
høyskole høgskule kommune senter senteret gate gata vei veg plass plassen park institutt
fakultet school university kindergarten forlag bibliotek
"""
PUBLIC_SURNAMES = """
postholm lysne hargreaves fullan hattie timperley engeström vygotsky bruner dewey schön argyris
wenger bandura kolb blossing ertsås roald skaalvik klette imsen lillejord ottesen helstad
mausethagen ertesvåg robinson stoll senge lave dweck piaget freire biesta stenhouse elmore
handal lauvås
"""
PUBLIC_NAMES = """
may britt postholm|thomas nordahl|torberg falch|peder haug|jorunn møller|marit aas|eirik irgens|
erlend dehlin|kristin helstad|kirsti klette|john hattie|kari smith|øyvind solstad|
anne berit emstad|tonje brenna|kari nessa nordtun|ola nordmann|kari nordmann|harald hårfagre|
amalie skram|nordahl grieg|sophus lie
"""
NOT_NAMES = """
i på og eller som med til fra frå er var har vil skal må kan ikke ikkje in on from and the of is
was has at with om mener sier seier said sa kl uke vår høst jeg eg han hun ho vi de dei det den
du man en ei et ein eit for av å så men hva kva hvem kven når der her nå no etter før under over
ved hos mot uten utan også òg fikk fekk gikk trengte treng sluttet slutta ble vart blei måtte
kunne ville skulle tok kom sto stod satt mandag tirsdag onsdag torsdag fredag lørdag søndag
måndag tysdag laurdag sundag januar februar mars april mai juni juli august september oktober
november desember monday tuesday wednesday thursday friday saturday sunday january february
march may june july october december jul påske norsk matte matematikk engelsk samfunnsfag
naturfag kroppsøving krle musikk trinn klasse klassen udir ntnu nifu ks ppt igp uiu sku dekomp
rekomp refleks uh hvl uis uia uio uib nord oslomet inn usn lk20
"""
