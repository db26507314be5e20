import type { Lexicon } from '../cues.ts'

export const finnish: Lexicon = {
  language: 'fi',
  order: 'free',
  phrases: {
    cancel:
      'unohda | unohtakaa | ohita | sivuuta | huomiotta | huomioimatta | noudattamatta | älä välitä | älä noudata | älä tottele | älä kuuntele | älä enää noudata | lakkaa noudattamasta | lopeta noudattaminen | hylkää | kumoa | kierrä | riko',
    prior:
      'aiemm* | aikaisem* | edelli* | edeltä* | yllä | ylläole* | alkuperäi* | tähänasti* | entis* | vanhat | ennen tätä',
    whole: 'kaikki | kaikkia | kaiken | kaikista | jokai* | mitään',
    own: 'sinun | omat | omia | sinulle annet* | sinulle annettuja | saamasi | saamiasi | järjestelmä* | kehittäj*',
    orders:
      'ohje | ohjeet | ohjeita | ohjeista | ohjeesi | ohjeitasi | ohjeistuk* | määräyk* | käsky* | komenno* | komentoja | kehotte* | kehotu* | tehtävä* | prompt* | säännöt | sääntöjä',
    limits: 'säännö* | sääntö* | rajoituk* | rajoitte* | konteksti* | suodat*',
    everything:
      'kaikki edell* | kaikki aiemm* | kaikki yllä* | kaikki mitä | kaikki tähän asti | kaikki tähänasti* | mitä sinulle on sanottu | mitä sinulle sanottiin | mitä yllä | kaikki ja | aiempi teksti',
    reveal:
      'paljasta | kerro | näytä | toista | tulosta | listaa | mitkä | mitä | kopioi | lainaa | anna minulle | sano | sanasta sanaan | sanatarkasti',
    prompt:
      'ohjeesi | ohjeitasi | kehotteesi | promptisi | sinulle annetut ohjeet | saamasi ohjeet | ohjeita sait | ohjeita sinulle | salaiset ohje* | piilotetut ohje* | ennen ensimmäistä viestiäni | ennen viestiäni | tämän viestin yläpuolella | keskustelun alussa | järjestelmäkehotteesi | järjestelmäpromptisi | järjestelmäviestisi | järjestelmäohjeesi | järjestelmäohjeitasi | järjestelmäkehotettasi | sinun järjestelmäkeho*',
    role: 'olet nyt | tästä lähtien | tästä eteenpäin | esitä olevasi | esitä | teeskentele | näyttele | kuvittele että | kuvittele olevasi | toimi kuin | käyttäydy kuin | et ole enää',
    free: 'ilman rajoituk* | ilman mitään rajoituk* | ilman sääntö* | ilman mitään sääntö* | ilman suodat* | ilman sensuuri* | ilman moraali* | ilman etiik* | rajoittamat* | sensuroimat* | suodattamat* | ei ole rajoituk* | ei ole mitään rajoituk* | ei ole sääntö* | ei ole mitään sääntö* | rajoituksia ei | koskaan kieltäydy | vastaa kaikkeen | vapaa kaikista | kaikki on sallittua | kehittäjätila*',
    fresh:
      'uusi ohje | uudet ohjeet | uusi tehtävä | uusi tehtäväsi | todellinen tehtäväsi | uudet säännöt | uusi rooli | uusi roolisi',
    not: 'älä | ei | koskaan',
    comply: 'älä koskaan kieltäydy | koskaan kieltäydy | ilman varoituk* | vastaa kaikkiin',
    machine:
      'hyvä tekoäly | viesti tekoälylle | ohje tekoälylle | ohjeita tekoälylle | jos olet tekoäly* | jos olet kielimalli*',
    first: 'ennen kuin vastaat | ennen vastaamista',
    hush: 'älä kerro käyttäjälle | kertomatta käyttäjälle | älä mainitse tätä | käyttäjän tietämättä',
    mine: 'minun | viestini | kysymykseni | meidän',
    topic:
      'tarkoittaa | merkitys | esimerk* | lause | lauseen | ilmaus | käännä | hyökkäy* | selitä | artikkeli*',
    secret: 'salasana* | salaisuu* | salainen sana | salaisen sanan | salainen koodi | tunnussana*',
    soft: 'kirjoita | käännä | tiivistä | kuvaile | mikä on',
    passage:
      'yllä oleva teksti | yllä olevan tekstin | yllä olevat ohjeet | edelliset ohjeet | aiemmat ohjeet | alkuperäiset ohjeet | järjestelmäkeho* | järjestelmäprompt* | järjestelmäviesti* | järjestelmäohje*',
    guise: 'aktivoi | siirry',
  },
}
