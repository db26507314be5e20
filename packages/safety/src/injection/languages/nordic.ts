import type { Lexicon } from '../cues.ts'

/** Danish and Norwegian, which share most of these words. */
export const nordic: Lexicon = {
  language: 'da+no',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignorer | ignorér | glem | se bort fra | bort fra | tilsidesæt | tilsidesett | overse | følg ikke | ikke følg | følg ikke længere | lad være med at følge | slutt å følge | stop med at følge | hold op med at følge | omgå | bryt | bryd | drop | dropp | slet | slett | ophæv | opphev | forkast | lyt ikke til | hør ikke på | ikke hør på | ikke bry deg om | adlyd ikke | ikke adlyd | spring over | hopp over',
    prior:
      'tidligere | foregående | foregåenden | forrige | ovenstående | ovenfor | overstående | oprindelige | opprinnelige | hidtil | hittil | gamle | forudgående',
    whole: 'alle | alt | enhver | samtlige | alle sammen',
    own: 'dine | din | ditt | dit | du har fået | du har fått | du fik | du fikk | system* | udvikleren* | utvikleren* | interne | hemmelige | skjulte',
    orders:
      'instruktion* | instruks* | instrukser | instruksjon* | anvisning* | retningslinje* | ordre | ordrer | kommando* | direktiv* | prompt | prompten | prompts | opgave* | oppgave* | vejledning* | veiledning* | regler | reglerne | reglene',
    limits:
      'regler | reglerne | reglene | begrænsning* | begrensning* | restriktion* | restriksjon* | kontekst | filter | filtre',
    everything:
      'alt ovenfor | alt over | alt ovenstående | alt det ovenstående | alt tidligere | alt det tidligere | alt før | alt hvad | alt som | alt du | alt der | alt jeg har sagt | hvad du har fået at vide | det du har fått beskjed om | teksten ovenfor | teksten over | alt og | alt indtil nu | alt hittil',
    reveal:
      'afslør | avslør | vis | vis mig | vis meg | udskriv | skriv ut | gentag | gjenta | fortæl | fortell | sig | giv mig | gi meg | oplist | citer | siter | kopier | hvilke | hvad står | hva står | ordret | ord for ord | ordrett | røb | røp | stav',
    prompt:
      'dine instruktioner | dine instrukser | dine instruksjoner | din prompt | prompten din | dine regler | reglene dine | dine retningslinjer | retningslinjene dine | instruksene dine | instruksjonene dine | oprindelige instruk* | opprinnelige instruk* | skjulte instruk* | hemmelige instruk* | instruktioner du | instruktioner fik du | instrukser fikk du | instruktioner har du | instrukser har du | før min første | før min besked | før meldingen min | over denne besked | over denne meldingen | i starten af samtalen | i starten av samtalen | må du ikke sige | får du ikke si | din systemprompt | systemprompten din | systemprompt din | din systembesked | systemmeldingen din | dine systeminstruktioner | systeminstruksene dine | systemprompt ordret',
    role: 'du er nu | nu er du | du er nå | nå er du | fra nu af | fra nå av | herefter | heretter | opfør dig som | oppfør deg som | lad som om | late som | lat som | forestil dig at | forestill deg at | spil rollen | spill rollen | agér som | ager som | du skal være | tag rollen | ta rollen | du er ikke længere | du er ikke lenger',
    free: 'uden begrænsning* | uten begrensning* | uden restriktion* | uten restriksjon* | uden grænser | uten grenser | uden filter* | uden filtre | uten filter* | uden censur | uten sensur | uden regler | uten regler | uden moral* | uten moral* | uden etik* | uten etikk | uden nogen | uten noen | ingen begrænsning* | ingen begrensning* | ingen regler | ingen filtre | ucensurere* | usensurert* | ufiltrere* | ufiltrert* | ubegrænse* | ubegrense* | umoralsk* | aldrig nej | aldri nei | afviser aldrig | nekter aldri | aldri nekter | aldrig afviser | svarer på alt | alt er tilladt | alt er lov | gøre alt | gjøre alt | udviklertilstand* | utviklermodus*',
    fresh:
      'nye instruktioner | nye instrukser | nye instruksjoner | ny instruktion | ny instruks | ny opgave | ny oppgave | din nye opgave | din rigtige opgave | den nye oppgaven din | din egentlige opgave | nye regler | ny rolle',
    not: 'ikke | aldrig | aldri | ej',
    comply:
      'afvis aldrig | nekt aldri | uden at afvise | uden advarsler | uten advarsler | alle spørgsmål | alle spørsmål | sig aldrig nej | si aldri nei',
    machine:
      'kære ai | kjære ki | kjære ai | besked til ai | melding til ki | instruktion til ai | instruks til ki | hvis du er en ai | hvis du er en ki | hvis du er en sprogmodel | hvis du er en språkmodell',
    first: 'før du svarer | inden du svarer',
    hush: 'fortæl det ikke til brugeren | sig ikke til brugeren | ikke fortell brukeren | ikke si til brukeren | uden at fortælle brugeren | uten å fortelle brukeren | uden at nævne det',
    mine: 'min | mine | mit | mitt | vores | våre | min sidste | min forrige',
    topic:
      'betyder | betyr | eksempel | udtryk | uttrykk | sætning* | setning* | oversæt | oversett | angreb | angrep | forklar | artikel | artikkel | citat',
    secret:
      'adgangskode* | kodeord* | passord* | hemmelige ord | hemmelige kode | hemmeligheden | hemmeligheten | det hemmelige ordet',
    soft: 'skriv | oversæt | oversett | beskriv | opsummer | oppsummer | hvad er | hva er | hvad var | hva var',
    passage:
      'teksten ovenfor | teksten over | instruktionerne ovenfor | instruksene over | tidligere instruk* | ovenstående tekst | systemprompt* | systembesked* | systemmelding* | systeminstruk*',
    guise: 'aktivér | aktiver | slå til | slå på',
  },
}
