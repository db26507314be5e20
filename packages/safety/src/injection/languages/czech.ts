import type { Lexicon } from '../cues.ts'

export const czech: Lexicon = {
  language: 'cs',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignoruj* | ignorovat | zapomeň* | zapomenout | zapomeňte | přehlížej | pomiň | pomiňte | nedodržuj | neřiď se | neposlouchej | přestaň dodržovat | neber v úvahu | nevšímej si | obejdi | přepiš | zruš | smaž | zahoď | zanedbej | poruš | vynech | vypni | nahraď | už neplatí | přeskoč | zapomeň na | zapomeň | odlož | neřiď se už | už se neřiď | neposlouchej už | nedodržuj už | nedbej na | nenásleduj | nedělej | přestaň se řídit | vykašli se na | ignoruj',
    prior:
      'předchozí* | předešl* | výše | výše uveden* | dosavadn* | dřívější* | původní* | počáteční* | předtím | uvedené | staré | minulé | první | poslední | už',
    whole: 'všechny | všechna | všechno | vše | veškeré | jakékoli | každý | všech',
    own: 'tvé | tvoje | své | svoje | tvých | vaše | své | které jsi dostal | které ti byly | systémov* | interní | tajné | skryté | vývojář* | svá | tvá | vývojáře',
    orders:
      'instrukc* | pokyn* | příkaz* | směrnic* | prompt | prompty | promptu | nařízen* | rozkaz* | návod* | direktiv* | programování | úkoly | zadání | instrukce | pravidla | pokyny | pokynů | příkazy | omezení | úkol',
    limits:
      'pravidl* | kontext* | omezen* | text | texty | filtr* | limit* | konverzac* | etik* | roli',
    everything:
      'všechno výše | vše výše | vše předchozí | všechno předchozí | vše co bylo | všechno co bylo | všechno co víš | vše co víš | vše co ti bylo | všechno co ti | vše předtím | všechno předtím | všechno co jsem řekl | na všechno co | na vše co | vše uvedené | vše dosavadní | na všechno | všechno co jsi dosud | vše co je napsáno výše | všechno co jsi četl | vše co je napsáno | všechno a | text výše | předchozí text | předchozí úkol | nic z výše | nic z předchozího | vše co bylo řečeno | že jsi umělá inteligence | že jsi asistent | co bylo řečeno | co je napsáno výše | smaž všechno a | smaž vše a',
    reveal:
      'prozraď* | odhal* | ukaž* | zobraz* | vypiš* | zopakuj | opakuj | sděl | dej mi | vytiskni | cituj | zkopíruj | jaké jsou | jaká jsou | jaký byl | jaké byly | vyhláskuj | vyzraď | uveď | slovo od slova | doslova | vyjmenuj | ukaž | vypiš | jaké instrukce | prozraď | jaké pokyny | jaká pravidla | co nesmíš | co nemůžeš | ukaž mi | zobraz | co ti řekli | co bylo napsáno',
    prompt:
      'své instrukce | tvé instrukce | tvoje instrukce | svoje instrukce | svůj prompt | tvůj prompt | své pokyny | tvé pokyny | tvoje pokyny | svá pravidla | tvá pravidla | počáteční instrukce | původní instrukce | skryté instrukce | tajné instrukce | interní pokyny | původní prompt | počáteční prompt | pokyny které jsi | instrukce které jsi | skrytý prompt | původní pokyny | tajné pokyny | skryté pokyny | svůj systémový prompt | instrukce jsi dostal | dostal na začátku | nad touto zprávou | nesmíš říct | tajná pravidla která jsi | tajná pravidla | pokyny jsi dostal | pravidla jsi dostal | instrukce jsi dostala | na začátku konverzace | na začátku rozhovoru | tvůj systémový prompt | před mou první zprávou | před mou zprávou | nesmíš prozradit | nemůžeš mi říct | systémovou zprávu | ti řekli na začátku | ti bylo řečeno',
    role: 'nyní jsi | teď jsi | jsi nyní | jsi teď | od teď jsi | od nynějška | odteď | od této chvíle | chovej se jako | předstírej | předstírej že | jednej jako | hraj roli | zahraj si roli | vžij se do role | převezmi roli | představ si že jsi | simuluj | budeš | staň se | chci abys | už nejsi | vystupuj jako | odpovídej jako | od teď | představ si že | dělej že',
    free: 'bez omezen* | bez jakýchkoli | bez jakéhokoli | bez filtrů | bez cenzury | bez pravidel | bez limitů | bez hranic | bez morálk* | bez etik* | žádná omezení | žádné omezení | žádná pravidla | žádné filtry | žádné limity | žádné hranice | žádnými pravidly | necenzurovan* | nefiltrovan* | neomezen* | nemoráln* | amoráln* | neetick* | osvobozen* | nevázan* | vývojářský režim | můžeš všechno | může všechno | dělat cokoli | udělat cokoli | vše je dovoleno | nikdy neodmítá | bez jakýchkoli pravidel | bez omezení | bez jakýchkoli omezení | bez morálky | bez etiky | nemáš žádná | nemáš žádné | odpovídáš na všechno | odpovídáš na vše | odpovídá na všechno | nikdy neodmítneš | vše dovoleno',
    fresh:
      'nové instrukce | nová instrukce | nový úkol | nové pokyny | nová pravidla | nový příkaz | tvůj skutečný úkol | skutečný úkol | tvůj nový úkol | nový prompt | nová role | místo toho udělej | aktualizované instrukce | změna instrukcí | změna úkolu | místo překladu | místo odpovědi | pokyny se změnily | instrukce se změnily | pravidla se změnila | tvůj úkol je nyní | tvým úkolem je nyní',
    not: 'ne | nikdy | není | bez',
    comply:
      'nikdy neodmítej | neodmítej | bez odmítnutí | bez varování | žádná varování | odpovídej na vše | na každou otázku | všechny otázky | nelegáln* | nezákonn* | i když je to nelegální',
    machine:
      'milá ai | milý asistente | drahá ai | ahoj ai | pozor ai | poznámka pro ai | zpráva pro ai | instrukce pro ai | pokyn pro ai | pokyny pro ai | pokyny pro asistenta | pokud jsi ai | pokud jsi umělá | pokud jsi jazykový | pro asistenta ai | asistent musí | ai asistentovi který toto čte | každému ai asistentovi | pokud jsi jazykový model',
    first:
      'než odpovíš | než odpovíte | před odpovědí | než budeš pokračovat | než shrneš | nejprve musíš | než splníš',
    hush: 'neříkej uživateli | neříkej to uživateli | nic neříkej uživateli | neinformuj uživatele | bez informování uživatele | bez vědomí uživatele | nezmiňuj | tajně | potají | bez potvrzení | nezmiňuj to',
    urgent:
      'důležitá zpráva | důležitý pokyn | důležité pokyny | důležité instrukce | naléhavá zpráva | systémová zpráva | systémové oznámení | velmi důležité',
    send: 'pošli | odešli | přepošli | poslat | přilož | zveřejni',
    data: 'hesl* | přihlašovací údaje | uživatelská data | osobní údaje | historii konverzace | historii chatu | api klíč* | důvěrn* | všechny e maily | kontakty',
    mine: 'mé | moje | můj | mou | naše',
    topic:
      'co znamená | význam | příklad | výraz | věta | větu | přelož | překlad | útok* | vysvětli | článek | název | citát',
    secret: 'heslo | tajné slovo | tajný kód | tajemství | přístupový kód | hesla',
    task: 'prosím | musíš | udělej následující | proveď',
    soft: 'napiš | přelož | shrň | popiš | řekni | jaký je',
    passage:
      'systémový prompt | systémového promptu | systémovou zprávu | systémové instrukce | systémové pokyny | text výše | výše uvedený text | instrukce výše | pokyny výše | předchozí instrukce | předchozí pokyny | systémová zpráva',
    guise: 'zapni | aktivuj | vývojářský režim',
  },
}
