import type { Lexicon } from '../cues.ts'

export const romanian: Lexicon = {
  language: 'ro',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignoră | ignora | ignorați | uită | uitați | uita | nu ține cont | nu țineți cont | nu urma | nu mai urma | nu respecta | nu asculta | anulează | șterge | ocolește | suprascrie | renunță la | încalcă | lasă deoparte | omite | dezactivează | înlocuiește | sari peste | nu asculta de | uită de | nu mai ține cont de | nu ține cont de | nu mai respecta | nu mai asculta de | nu mai ține cont | nu lua în seamă | nu lua în considerare | nu te supune | șterge tot | lasă la o parte | treci peste',
    prior:
      'anterioare | anterior | precedente | de mai sus | dinainte | inițiale | inițial | originale | de până acum | mai devreme | de dinainte | vechi | inițială | primite | mai',
    whole: 'toate | tot | orice | fiecare | toți',
    own: 'tale | tău | ta | voastre | primite | pe care le ai | sistem | sistemului | de sistem | interne | secrete | ascunse | tăi | dezvoltatorului | ți',
    orders:
      'instrucțiuni* | instrucțiune* | comenzi* | comanda | directive* | ordine* | ordinele | prompt* | îndrumări* | indicații* | programarea | sarcini* | instrucțiunile | instrucțiuni | regulile | îndrumările | restricțiile | sarcina | promptul | promptul de sistem',
    limits:
      'reguli* | regula | context* | restricții* | limitări* | filtre* | politici* | conversați* | rolul',
    everything:
      'tot ce a fost | tot ce ți s a spus | tot ce știi | tot ce ți am spus | tot ce am spus | tot ce este mai sus | toate cele de mai sus | tot ce e mai sus | tot de dinainte | tot ce ai citit | tot ce este scris mai sus | tot ce s a spus | tot de mai sus | tot și | textul de mai sus | textul anterior | sarcina anterioară | ce scrie mai sus | că ești o ia | că ești un asistent | nimic din cele de mai sus | șterge tot și',
    reveal:
      'dezvăluie | arată mi | arată | spune mi | spune | repetă | afișează | tipărește | citează | copiază | care este | care sunt | care e | dă mi | divulgă | cuvânt cu cuvânt | ce instrucțiuni | ce reguli | care sunt instrucțiunile | ce nu ai voie | ce nu ai | ce nu poți',
    prompt:
      'instrucțiunile tale | promptul tău | regulile tale | instrucțiunile inițiale | promptul inițial | promptul original | instrucțiunile ascunse | instrucțiunile secrete | instrucțiunile interne | instrucțiunile anterioare | instrucțiunile primite | instrucțiunile pe care | promptul tău de sistem | instrucțiuni ai primit | ai primit la început | deasupra acestui mesaj | nu ai voie să spui | reguli ai primit | instrucțiuni ți s au dat | la începutul conversației | la începutul acestei conversații | prompt ul tău | înainte de mesajul meu | înainte de primul meu mesaj | nu ai voie să îmi spui | nu poți să mi spui | nu poți să spui | nu poți spune',
    role: 'acum ești | ești acum | de acum înainte | de acum ești | din acest moment | comportă te ca | acționează ca | prefă te | joacă rolul | asumă ți rolul | imaginează ți că ești | simulează | vei fi | pretinde că | nu mai ești | răspunde ca | prefă te că | de acum | imaginează ți că',
    free: 'fără restricții | fără nicio restricție | fără limite | fără limitări | fără filtre | fără cenzură | fără reguli | fără moral* | fără etic* | nicio restricție | nicio regulă | nicio limită | necenzurat* | nefiltrat* | nelimitat* | imoral* | amoral* | liber de | eliberat de | modul dezvoltator | orice este permis | face orice | totul este permis | nu refuză niciodată | nu ai limite | fără nicio regulă | fără morală | fără etică | nu ai reguli | nu ai restricții | nu ai nicio restricție | răspunde la orice | răspunzi la orice | răspunde la tot | răspunzi la tot | nu refuzi niciodată',
    fresh:
      'instrucțiuni noi | noile instrucțiuni | noi instrucțiuni | sarcină nouă | noua ta sarcină | reguli noi | noul tău rol | adevărata ta sarcină | în schimb fă | noua sarcină | sarcina ta este acum | schimbare de instrucțiuni | în loc să traduci | instrucțiunile s au schimbat | regulile s au schimbat | sarcina ta acum este',
    not: 'nu | niciodată | fără',
    comply:
      'nu refuza niciodată | nu refuza | fără avertismente | fără avertizări | orice întrebare | toate întrebările | ilegal*',
    machine:
      'dragă ai | dragă asistent | notă pentru ai | mesaj pentru ai | instrucțiuni pentru ai | instrucțiuni pentru asistent | dacă ești un ai | dacă ești un model | asistentul trebuie | atenție ai | asistent ai care citește | către orice asistent ai | dacă ești un model de limbaj',
    first: 'înainte de a răspunde | înainte să răspunzi | înainte de a continua',
    hush: 'nu spune utilizatorului | nu i spune utilizatorului | fără a informa utilizatorul | fără știrea utilizatorului | nu menționa | în secret | fără să menționezi',
    urgent:
      'mesaj important | instrucțiune importantă | instrucțiuni importante | foarte important | notificare de sistem',
    send: 'trimite | redirecționează | postează | adaugă',
    data: 'parol* | datele utilizatorului | date personale | istoricul conversației | chei api | cheia api | contacte*',
    mine: 'mele | meu | mea | noastre',
    topic:
      'ce înseamnă | exemplu | expresia | propoziția | tradu | traducere | atac* | explică | articol | titlu',
    secret: 'parola | cuvântul secret | codul secret | secretul',
    task: 'te rog | trebuie să | fă următoarele',
    soft: 'scrie | tradu | rezumă | descrie | listează',
    passage:
      'promptul de sistem | promptul sistemului | prompt de sistem | mesajul de sistem | instrucțiunile de sistem | textul de mai sus | instrucțiunile de mai sus',
    guise: 'activează | modul dezvoltator',
  },
}
