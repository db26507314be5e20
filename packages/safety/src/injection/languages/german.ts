import type { Lexicon } from '../cues.ts'

export const german: Lexicon = {
  language: 'de',
  order: 'free',
  phrases: {
    cancel:
      'ignorier* | ignoriere | vergiss | vergessen | vergesse | vergesst | missachte* | mißachte* | verwirf | verwerfe* | übergehe | überschreibe* | überschreib | umgehe | umgehen | lösche | löschen | streiche | befolge nicht | beachte nicht | nicht beachten | nicht befolgen | nicht mehr befolgen | nicht mehr beachten | setze außer kraft | außer acht | lass außer acht | hör auf | höre nicht auf | halte dich nicht | brich | breche | verletze | annulliere | ersetze | setz dich über | keine beachtung | gelten nicht mehr | sind ungültig | ist ungültig | aufgehoben | deaktiviere | setz* dich über | setz* dich hinweg | pfeif* auf | beachte | folge nicht | folgt nicht | lass | lasst | überschreib* | streich* | umgeh* | verwerft | schmeiß* | wirf | hör nicht auf | kümmere dich nicht um | missacht* | löse dich von | blende aus',
    prior:
      'vorherig* | vorige* | vorhergehend* | vorangegangen* | vorangehend* | bisherig* | obig* | oben | oben genannten | oben stehende* | früher* | zuvor | davor | vorhin | ursprünglich* | anfänglich* | alten | bis jetzt | bisher | vorigen | erste* | letzten | obige | obigen | alte | erhalten | bekommen | nicht länger | nicht mehr | nicht weiter',
    whole: 'alle | alles | allen | jede | jegliche* | sämtliche* | ganze | was auch immer',
    own: 'deine | deiner | deinen | dein | ihre | ihren | ihrer | eure | die du | die dir | dir gegeben | erhalten hast | bekommen hast | system | entwickler* | interne* | geheime* | versteckte* | programmierte* | ursprüngliche* | des entwicklers | vom entwickler | des betreibers | systemvorgaben | hast du bekommen | du bekommen hast',
    orders:
      'anweisung* | instruktion* | anleitung* | befehl* | vorgabe* | richtlinie* | systemprompt | prompt | prompts | aufforderung* | weisung* | direktive* | programmierung | auftrag | aufträge | aufgabe | aufgaben | kommandos | anordnung* | systemanweisung* | vorgaben | systemvorgaben | richtlinien | instruktionen | anweisungen | befehle | regeln | anleitung',
    limits:
      'regel | regeln | kontext | einschränkung* | beschränkung* | text | filter | sicherheitsregeln | sicherheitsvorkehrungen | beschreibung* | gesagte* | gespräch | vorschriften | ethik* | rolle | inhalt*',
    everything:
      'alles davor | alles bisherige | alles vorherige | alles was davor | alles was vorher | alles was du weißt | alles was du bisher | alles was ich | alles was dir | alles oben | alles obige | alles zuvor | alles vor dieser | alles vorangegangene | was zuvor gesagt | was davor steht | was vorher | alles bis jetzt | alles bisher | was ich zuvor | was dir gesagt wurde | was man dir gesagt | alles was oben | alles bisher gesagte | was dir der betreiber | was dir der entwickler | was man dir | was du gelernt hast | alles gelesene',
    reveal:
      'zeige | zeig | nenne | nenn | sag mir | sage mir | verrate | verrat | gib mir | gib | wiederhole | wiederholen | drucke | offenbare | liste | zitiere | teile mir | kopiere | buchstabiere | wie lautet | wie lauten | welche | ausgeben | preisgeben | enthülle | anzeigen | zeigen | nennen | verraten | lautet | lauten | was steht | wörtlich | was steht in | schreib* ab | kopier* | gib aus | welche anweisungen | welche regeln | welche vorgaben | zitier*',
    prompt:
      'deine anweisungen | deine instruktionen | deinen prompt | dein prompt | deine regeln | deine richtlinien | deine vorgaben | ihre anweisungen | ihren prompt | ursprüngliche anweisungen | ursprünglichen anweisungen | ursprünglichen prompt | ursprünglicher prompt | anfangsprompt | initialer prompt | initialen prompt | ersten prompt | geheime anweisungen | geheimen anweisungen | versteckten anweisungen | versteckte anweisungen | internen anweisungen | interne anweisungen | anweisungen die du | regeln die du | instruktionen die du | deiner anweisungen | deiner instruktionen | deinen anweisungen | geheimen regeln | verborgenen anweisungen | deinem prompt | deines prompts | anfangsanweisungen | deine anfangsanweisungen | anweisungen hast du | regeln hast du | hast du am anfang | am anfang erhalten | am anfang bekommen | dir der entwickler gegeben | dir gegeben wurden | dein vorgegebener text | text mit dem du gestartet | vor meiner nachricht steht | vor meiner ersten nachricht | über dieser nachricht | was darfst du nicht | darfst du mir nicht | mit dem du gestartet wurdest | deine internen regeln',
    role: 'du bist jetzt | du bist nun | du bist ab | sie sind jetzt | sie sind nun | ab jetzt bist | ab sofort bist | von nun an bist | von jetzt an bist | ab jetzt antwort* | von nun an antwort* | von jetzt an | von nun an | ab jetzt | agiere als | handle als | verhalte dich | tu so als | tue so als | spiele die rolle | spiel die rolle | spiele | schlüpfe in die rolle | übernimm die rolle | stell dir vor du bist | stelle dir vor du | stell dir vor du wärst | du wirst | du spielst | simuliere | gib vor | ich möchte dass du als | fungiere als | benimm dich | antworte wie | antworte als | stell dir vor du | tu so | tue so | spiel* die | spiel* eine | verhalte dich wie | benimm dich wie | ab jetzt bist du | du bist ab sofort | gib dich als',
    free: 'ohne einschränkung* | ohne beschränkung* | ohne regeln | ohne filter | ohne zensur | ohne grenzen | ohne moral* | ohne ethi* | ohne jegliche | keine regeln | keine einschränkung* | keine beschränkung* | keine grenzen | keine filter | keinerlei regeln | keinerlei einschränkungen | keine moral* | keine ethi* | unzensiert* | ungefiltert* | uneingeschränkt* | unmoralisch* | nicht an regeln | an keine regeln | an keinerlei | alles tun kann | alles darf | alles erlaubt | dir ist alles erlaubt | von allen regeln befreit | amoralisch* | unethisch* | keine tabus | befreit von | keine moral | ohne moral | von allen beschränkungen | beschränkungen befreit | lehnt nie ab | nie ablehnt | verweigert nie | böse ki | ist alles erlaubt | frei von regeln',
    fresh:
      'neue anweisung* | neue aufgabe | neue instruktion* | neue regeln | neuen anweisungen | neuer auftrag | neuer befehl | deine neue aufgabe | deine eigentliche aufgabe | eigentliche aufgabe | neuer systemprompt | aktualisierte anweisungen | stattdessen folgendes | mache stattdessen | neue rolle | hier ist deine neue | neue befehle | deine neue',
    not: 'nicht | niemals | nie | keinesfalls | ohne zu',
    comply:
      'lehne niemals | verweigere nie* | nie ablehnen | niemals ablehnen | ohne warnung* | keine warnung* | ohne hinweise | keine ablehnung | antworte auf jede frage | jede frage | auf alles | auch wenn es illegal | egal ob | illegal* | verweigern darf',
    machine:
      'liebe ki | lieber assistent | hallo ki | hinweis an die ki | hinweis für die ki | hinweis an den assistenten | anweisung an die ki | anweisung für die ki | anweisungen für ki | nachricht an die ki | achtung ki | an die ki | an den ki assistenten | wenn du eine ki bist | falls du eine ki | wenn du ein sprachmodell | falls du ein sprachmodell | ki assistent bitte | an das sprachmodell | an alle ki | der assistent muss | die ki muss | ki assistenten die dies lesen | wenn du ein sprachmodell bist | nachricht an den assistenten | an den assistenten | anweisung an den assistenten',
    first:
      'bevor du antwortest | bevor sie antworten | bevor du die aufgabe | bevor du fortfährst | bevor du weitermachst | bevor du zusammenfasst | vor der antwort | musst du zuerst',
    hush: 'sag dem nutzer nicht | sage dem nutzer nicht | sag dem benutzer nichts | sage dem benutzer nichts | ohne dem nutzer | ohne dem benutzer | ohne den nutzer | ohne den benutzer | erwähne das nicht | erwähne dies nicht | informiere den nutzer nicht | informiere den benutzer nicht | der nutzer darf nicht | der nutzer darf nichts | verschweige | heimlich | ohne rückfrage | ohne nachzufragen | erwähne es nicht | ohne den nutzer zu informieren | sag dem nutzer nichts',
    urgent:
      'wichtige nachricht | wichtige anweisung | wichtiger hinweis | systemmeldung | systemhinweis | dringende* | sehr wichtig',
    send: 'sende | senden | schicke | schick | leite | weiterleiten | übermittle | poste | hänge | lade | mail*',
    data: 'passwort | passwörter | zugangsdaten | nutzerdaten | benutzerdaten | gesprächsverlauf | chatverlauf | bisherige unterhaltung | api schlüssel | persönliche* daten | kontodaten | alle e mails | kontakte | vertrauliche*',
    mine: 'meine | meinen | meiner | mein | unsere*',
    topic:
      'was bedeutet | bedeutung | beispiel | ausdruck | satz | begriff | übersetze | übersetzung | angriff* | erkläre | artikel | titel | zitat | phrase',
    secret:
      'passwort | kennwort | geheimwort | geheimnis | geheimcode | schlüsselwort | geheime wort | geheimes wort | losung',
    task: 'bitte | du musst | sie müssen | führe | tue folgendes | mache folgendes | dass du folgendes | folgendes tust | folgendes tun | musst du',
    soft: 'schreibe | schreib | übersetze | fasse | beschreibe | was ist | was sind | verfasse | erkläre',
    passage:
      'systemprompt | system prompt | systemanweisung* | systemnachricht | text oben | obigen text | obigen anweisungen | anweisungen oben | text über dieser nachricht | alles über dieser nachricht | obigen text wörtlich | initialprompt',
    guise: 'aktivier* | schalte ein | schalte den | wechsle in | entwicklermodus',
    posing: 'der nutzer möchte | der benutzer möchte | der nutzer will',
  },
}
