"""Words that tell a school's name from what only looks like one."""

NOT_BEFORE_SCHOOL = """
en ei ein et eit den denne det hver kvar ny nye nytt egen eiga eigen vår vårt din min mi sin si
andre annen anna samme same hele heile alle noen nokre mange flere fleire god bra liten lita
stor stort lærende lærande trygg på i ved til fra frå om for hos og eller mellom av med som er
var ble besøk besøker besøke logg skal ut går gå hjem heim neste forrige første fyrste siste
inn ingen hvilken hvilke kva hva ka hvor kor når her der mitt dagens privat norsk norske
videregående vidaregåande kommunal offentlig lokal spesiell våre hvordan korleis fungerer innen
mot hverandre the a an my your this each every our new next at to from school skole skule
"""
"""Words that stand before «skole» without naming one."""

NOT_A_PLACE = """
teams zoom telegram udir ntnu uh ppt sfo uiu sku up oslomet nord hvl usn uis uib uio inn hiof
himolde facebook internett internet kurs møte jobb jobben ferie besøket ledelsen rektor
rektoren lærerne koordinator koordinatoren nettverket norge noreg norsk nynorsk bokmål engelsk
english mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag monday
tuesday wednesday thursday friday saturday sunday januar februar mars april mai juni juli
august september oktober november desember oslo bergen trondheim stavanger tromsø kristiansand
drammen bodø hamar molde ålesund meg deg seg oss dere dykk dem dei du eg jeg jæ æ vi me de han
hun ho skolen skulen ungdomsskolen barneskolen samling fagdag konferanse seminar workshop
tur trinnmøte fellestid hytta besøk lærerrommet lærarrommet trinnet fjellet skolebesøk
skulebesøk dag morgen morgon mårra kveld uke uka veke veka time timen
"""
"""Where one may be «på» and whom one may be «hos» that is no school."""

SPEAKS_OF_VISIT = """
flytt utsett skyv avlys avlyst kanseller stryk dropp bytt endre planlegg avtale avtalt
vitjing vitje vitja skolebesøk skulebesøk førstkomande førstkommende husk minn forbered førebu
visit visiting visited move cancel push schedule book prepare remind meeting
"""
"""Words that a message about a visit may begin with, before the name; also misspelt ones."""

LEADS_TO_PLACE = """
på pa ved hos til te fra frå i besøk besøker besøke besøkte besok logg logge flytt avlys for om
med with at to
"""
"""Words after which a small letter may begin a school's name."""
