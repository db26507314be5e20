import type { Lexicon } from '../cues.ts'

/** What Slovak says in other words than Czech. */
export const slovak: Lexicon = {
  language: 'sk',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignoruj | ignorujte | zabudni na | zabudni | zabudnite na | nedodržiavaj | nenasleduj | nerieš | nevšímaj si | neber do úvahy | prestaň dodržiavať | prestaň sa riadiť | neriaď sa | nepočúvaj | obíď | poruš | zruš | odlož | preskoč | vymaž | zahoď',
    prior:
      'predchádzajúc* | predošl* | vyššie uveden* | vyššie | pôvodn* | doteraz* | doterajš* | predtým | skoršie | staré | nad tým',
    whole: 'všetky | všetko | každ* | všetkých | akékoľvek',
    own: 'tvoje | svoje | tvoj | svoj | ktoré si dostal | ti dali | systémov* | vývojár* | tvojich | svojich',
    orders:
      'pokyn* | inštrukci* | príkaz* | nariaden* | prompt* | úloh* | usmernen* | pravidlá | pravidlách',
    limits: 'pravidl* | obmedzen* | kontext* | filtr*',
    everything:
      'všetko čo | všetko predtým | všetko vyššie | všetko doteraz | všetko uvedené | všetko predchádzajúce | na všetko | na to čo ti povedali | to čo je vyššie | čo ti doteraz povedali',
    reveal:
      'ukáž | ukáž mi | prezraď | odhaľ | zopakuj | vypíš | povedz | povedz mi | vymenuj | cituj | skopíruj | čo stojí | čo obsahuje | slovo za slovom | doslovne | zverejni',
    prompt:
      'svoj prompt | tvoj prompt | svoje pokyny | tvoje pokyny | svoje inštrukcie | tvoje inštrukcie | skryté pokyny | tajné pokyny | pôvodné pokyny | pôvodné inštrukcie | svoje pravidlá | tvoje pravidlá | pokyny si dostal | inštrukcie si dostal | pokyny ti dali | pred mojou prvou správou | pred mojou správou | nad touto správou | na začiatku rozhovoru | svoj systémový prompt | tvoj systémový prompt | tvojho systémového promptu',
    role: 'teraz si | odteraz si | odteraz | od teraz | od tejto chvíle | predstieraj | tvár sa | správaj sa ako | hraj rolu | hraj úlohu | predstav si že | budeš | už nie si | vystupuj ako',
    free: 'bez obmedzen* | bez akýchkoľvek obmedzen* | bez žiadnych obmedzen* | bez hraníc | bez pravid* | bez akýchkoľvek pravid* | bez filtr* | bez cenzúry | bez morál* | bez etik* | nemáš žiadne obmedzenia | nemáš žiadne pravidlá | nemá žiadne obmedzenia | nemá žiadne pravidlá | nemáš obmedzenia | neobmedzen* | necenzurovan* | nefiltrovan* | nikdy neodmiet* | nikdy nepovie nie | odpovedá na všetko | odpovedáš na všetko | všetko je dovolené | môže všetko | vývojársky režim*',
    fresh:
      'nové pokyny | nový pokyn | nové inštrukcie | nová úloha | tvoja nová úloha | tvoja skutočná úloha | nové pravidlá | nová rola',
    not: 'ne | nikdy | nie',
    comply: 'nikdy neodmietni | bez odmietnutia | bez varovan* | na všetky otázky',
    machine:
      'milá ai | drahá umelá inteligencia | správa pre ai | pokyny pre ai | ak si umelá inteligencia | ak si jazykový model',
    first: 'predtým ako odpovieš | skôr než odpovieš',
    hush: 'nehovor používateľovi | bez vedomia používateľa | nespomínaj to',
    mine: 'moje | moju | môj | naše',
    topic: 'znamená | význam | príklad | fráza | veta | vetu | preložiť | útok | vysvetli | článok',
    secret: 'heslo | hesla | tajné slovo | tajný kód | tajomstvo',
    soft: 'napíš | prelož | opíš | zhrň | aké sú | aký je | čo je',
    passage:
      'text vyššie | vyššie uvedený text | pokyny vyššie | predchádzajúce pokyny | systémový prompt | systémového promptu | systémové pokyny | systémové inštrukcie | systémovú správu',
    guise: 'aktivuj | zapni | prepni',
  },
}
