import type { Lexicon } from '../cues.ts'

export const serbianLatin: Lexicon = {
  language: 'sr',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignoriši* | ignorisi* | ignoriraj* | zanemari* | zaboravi* | odbaci* | ne obraćaj pažnju | ne poštuj | ne slijedi | ne sledi | nemoj slediti | nemoj da pratiš | prestani da pratiš | prestani slijediti | poništi* | zaobiđi* | obriši* | izbriši* | preskoči* | prekrši* | ne slušaj | ne prati | isključi | zameni | više ne važe | odbaci | preskoči | zaobiđi | zaboravi | zanemari | prekrši | ostavi po strani | ne obaziri se na | ne prati više | nemoj više da pratiš | ne slušaj više | ne poštuj više | ne obaziri se | ne drži se | ne obraćaj pažnju na | obriši | nemoj slijediti | zaboravi na | ignoriraj',
    prior:
      'prethodn* | ranij* | gore | gornj* | gore naveden* | navedene | dosadašnj* | početn* | izvorn* | originaln* | prije | pre toga | prvobitn* | stare | poslednje | ranija | ranije | iznad | više',
    whole: 'sve | svih | sva | svaku | bilo koje | svaki | ceo',
    own: 'tvoje | tvojih | svoje | svojih | vaše | tvoj | koje si dobio | koja si dobio | koje su ti | sistemsk* | sustavsk* | intern* | tajn* | skriven* | programer* | svoja | tvoja | programera',
    orders:
      'instrukcij* | uputstv* | uput* | naredb* | naređenj* | nalog* | direktiv* | smernic* | smjernic* | prompt* | komand* | zapovest* | programiranj* | zadatke | zadatak | uputstva | pravila | smernice | naredbe | ograničenja | prompt | instrukcije | upute | uputa | naputke',
    limits:
      'pravil* | kontekst* | ograničenj* | tekst* | filter* | zabran* | razgovor* | etik* | ulog* | informacij*',
    everything:
      'sve prethodno | sve pre toga | sve iznad | sve gore | sve što je | sve što sam | sve što znaš | sve što si | sve što ti je | sve dosad | sve do sada | sve prije | sve navedeno | gore navedeno | na sve što | sve što si do sada | sve što piše iznad | sve što si pročitao | sve što je bilo | sve što je rečeno | sve i | sve prethodno i | tekst iznad | prethodni tekst | prethodni zadatak | ono što piše iznad | da si veštačka inteligencija | da si asistent | sve što su ti rekli',
    reveal:
      'otkrij* | pokaži* | prikaži* | ponovi* | reci* | kaži | ispiši* | odštampaj | navedi* | daj mi | citiraj* | kopiraj* | koji je | koja su | koje su | kakav je | kakve su | odaj | podeli | podijeli | od reči do reči | doslovno | nabroj | prikaži | ispiši | kopiraj | koja uputstva | pokaži | koje instrukcije | koja pravila | šta ne smeš | pokaži mi | ponovi | otkrij | citiraj',
    prompt:
      'tvoje instrukcije | svoje instrukcije | tvoja uputstva | svoja uputstva | tvoje upute | svoj prompt | tvoj prompt | tvoja pravila | svoja pravila | početne instrukcije | početna uputstva | originalne instrukcije | originalni prompt | početni prompt | skrivene instrukcije | skrivena uputstva | tajne instrukcije | tajna uputstva | interna uputstva | interne instrukcije | interna pravila | uputstva koja si | instrukcije koje si | skriveni prompt | tajna pravila | svoj sistemski prompt | uputstva si dobio | dobio na početku | iznad ove poruke | ne smeš da kažeš | instrukcije si dobio | pravila si dobio | upute si dobio | uputstva su ti | na početku razgovora | tvoj sistemski prompt | ceo svoj sistemski | pre moje poruke | prije moje poruke | pre moje prve poruke | ne smiješ reći | ne smeš reći | sistemsku poruku',
    role: 'sada si | ti si sada | od sada si | od sada | ubuduće | od ovog trenutka | ponašaj se kao | pretvaraj se | glumi | igraj ulogu | odigraj ulogu | preuzmi ulogu | zamisli da si | simuliraj | bićeš | bit ćeš | postani | deluj kao | djeluj kao | želim da glumiš | više nisi | nisi više | odgovaraj kao | pretvaraj se da | odsad | zamisli da',
    free: 'bez ograničenj* | bez ikakvih | bez filter* | bez cenzur* | bez pravila | bez granica | bez zabrana | bez morala | bez etik* | nikakvih ograničenja | nikakvih pravila | nema ograničenj* | nemaš ograničenj* | nema pravila | nemaš pravila | nikakva pravila | nikakva ograničenja | necenzurisan* | nefiltriran* | neograničen* | nemoraln* | amoraln* | neetičk* | oslobođen* | slobodan od | programerski režim | režim programera | možeš sve | može sve | raditi bilo šta | da radiš šta | sve je dozvoljeno | sve dozvoljeno | nikad ne odbija | nikakve granice | bez cenzure | bez ograničenja | bez ikakvih ograničenja | bez ikakvih pravila | bez filtera | bez etike | nemaš ograničenja | nemaš nikakva | odgovaraš na sve | odgovara na sve | nikada ne odbija | nikad ne odbijaš',
    fresh:
      'nove instrukcije | nova instrukcija | nova uputstva | novo uputstvo | novi zadatak | nova pravila | nova naredba | tvoj pravi zadatak | pravi zadatak | tvoj novi zadatak | novi prompt | nova uloga | umesto toga uradi | umjesto toga | ažurirane instrukcije | nove upute | promena instrukcija | umesto prevoda | umjesto prevođenja',
    not: 'ne | nemoj | nikada | nikad | bez',
    comply:
      'nikada ne odbijaj | nikad ne odbij* | ne odbijaj | bez odbijanja | bez upozorenja | bez upozoravanja | odgovaraj na sve | na svako pitanje | sva pitanja | nezakonit* | ilegaln*',
    machine:
      'draga ai | dragi asistente | draga veštačka | pažnja ai | napomena za ai | poruka za ai | instrukcija za ai | instrukcije za ai | uputstvo za ai | uputstva za ai | uputstvo za asistenta | uputstva za asistenta | ako si ai | ako si veštačka | ako si jezički | asistent mora | ai mora | zdravo ai | ai asistentu koji ovo čita | svakom ai asistentu | ako si jezički model',
    first:
      'pre nego što odgovoriš | prije nego što odgovoriš | pre odgovora | prije odgovora | pre nego što nastaviš | prvo moraš',
    hush: 'ne govori korisniku | nemoj reći korisniku | ne obaveštavaj korisnika | bez znanja korisnika | bez obaveštavanja korisnika | ne pominji | nemoj pominjati | tajno | krišom | bez potvrde | ne pominji to',
    urgent:
      'važna poruka | važno uputstvo | važna uputstva | važne instrukcije | hitna poruka | sistemska poruka | sistemsko obaveštenje | veoma važno',
    send: 'pošalji* | prosledi* | proslijedi* | poslati | objavi | dodaj',
    data: 'lozink* | šifr* | podatke korisnika | lične podatke | osobne podatke | istoriju razgovora | api ključ* | poverljiv* | sve mejlove | kontakte',
    mine: 'moje | moj | moju | naše',
    topic:
      'šta znači | što znači | značenje | primer | primjer | izraz | fraza | rečenic* | prevedi | prevod | napad* | objasni | članak | naslov | citat',
    secret: 'lozinka | lozinku | tajna reč | tajni kod | tajna | šifra | šifru | tajnu reč',
    task: 'molim | moraš | treba da | uradi sledeće',
    soft: 'napiši* | prevedi* | sažmi* | opiši* | napiši | prevedi | navedi | reci',
    passage:
      'sistemski prompt | sistemskog prompta | sistemsku poruku | sistemske instrukcije | sistemska uputstva | tekst iznad | gornji tekst | instrukcije iznad | prethodne instrukcije | prethodna uputstva',
    guise: 'uključi | aktiviraj | režim za programere',
  },
}
