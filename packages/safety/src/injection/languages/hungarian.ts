import type { Lexicon } from '../cues.ts'

export const hungarian: Lexicon = {
  language: 'hu',
  order: 'free',
  phrases: {
    cancel:
      'hagyd figyelmen kívül | hagyja figyelmen kívül | figyelmen kívül | felejtsd el | felejts el | felejtse el | mellőzd | ne kövesd | ne kövesse | ne tartsd be | ne vedd figyelembe | ne törődj | ne hallgass | hagyd el | ugord át | bíráld felül | írd felül | szegd meg | töröld | érvénytelen* | dobd el',
    prior: 'korábbi* | előző* | eddigi* | fenti* | eredeti* | megelőző* | régi | fent | ezelőtti*',
    whole: 'minden | összes | az összes | valamennyi | bármely',
    own: 'kapott | neked adott | rád vonatkozó | rendszer* | fejlesztő* | a te | saját | számodra',
    orders:
      'utasítás* | útmutatás* | irányelv* | parancs* | előírás* | prompt* | feladat* | instrukció* | szabályokat',
    limits: 'szabály* | korlát* | korlátozás* | kontextus* | szűrő*',
    everything:
      'mindent amit | mindent ami | mindent és | minden korábbit | minden eddigit | az eddigieket | a fentieket | a korábbiakat | amit eddig mondtak | amit mondtak neked | ami fent van | mindent eddig',
    reveal:
      'áruld el | fedd fel | mutasd | mutasd meg | ismételd | ismételd meg | írd ki | írd le | listázd | mondd el | mondd | add meg | melyek | mit tartalmaz | másold | szó szerint | idézd',
    prompt:
      'utasításaid* | az utasításaid* | irányelveid* | szabályaid* | promptod* | eredeti utasítás* | kezdeti utasítás* | titkos utasítás* | rejtett utasítás* | utasításokat kaptál | utasítást kaptál | kaptál az elején | az első üzenetem előtt | az üzenetem előtt | ezen üzenet felett | rendszerpromptod* | rendszerüzeneted* | rendszerutasításaid* | a te rendszerprompt*',
    role: 'mostantól | most már | te most | játszd el | játszd | tégy úgy | tegyél úgy | viselkedj úgy | képzeld el | képzeld azt | légy | úgy válaszolj | ezentúl | nem vagy többé | szerepét',
    free: 'korlátok nélkül* | korlátozás nélkül* | korlátozások nélkül* | korlátlan* | szabályok nélkül* | szabály nélkül* | szűrők nélkül* | szűrő nélkül* | szűretlen* | cenzúrázatlan* | cenzúra nélkül* | erkölcs nélkül* | etika nélkül* | nincsenek korlátai* | nincsenek korlátok | nincsenek szabály* | nincs szabály* | nincsenek szabályai* | soha nem utasít* | sosem mond nemet | mindenre válaszol* | bármit megtehet* | fejlesztői mód*',
    fresh:
      'új utasítás* | új feladat* | az új feladatod | valódi feladat* | új szabály* | új szerep*',
    not: 'ne | nem | soha',
    comply: 'soha ne utasíts | visszautasítás nélkül | figyelmeztetés nélkül | minden kérdésre',
    machine:
      'kedves ai | kedves mesterséges intelligencia | üzenet az ai | utasítás az ai | ha te egy ai | ha mesterséges intelligencia vagy | ha nyelvi modell vagy',
    first: 'mielőtt válaszolsz | válaszadás előtt',
    hush: 'ne mondd el a felhasználónak | ne említsd | a felhasználó tudta nélkül',
    mine: 'az én | üzenetem* | kérdésem* | a mi',
    topic:
      'jelent | jelentés* | példa | kifejezés* | mondat* | fordítsd | támadás* | magyarázd | cikk*',
    secret: 'jelszó* | jelszava* | titkos szó* | titkos szavat | titkos kód* | titkot | titok',
    soft: 'írd | fordítsd | foglald össze | írj | mi a | mik a | mi az | mik az',
    passage:
      'fenti szöveg* | a fenti utasítás* | korábbi utasítás* | előző utasítás* | rendszerprompt* | rendszerüzenet* | rendszerutasítás*',
    guise: 'kapcsold be | aktiváld | lépj',
  },
}
