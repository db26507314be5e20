import type { Lexicon } from '../cues.ts'

export const swedish: Lexicon = {
  language: 'sv',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignorera | glöm | glömma | bortse från | strunta i | åsidosätt | följ inte | lyssna inte | sluta följa | kringgå | skriv över | ta bort | radera | hoppa över | upphäv | bryt mot | gäller inte längre | släpp | åtlyd inte | ersätt | lyssna inte på | lägg undan | följ inte längre | bry dig inte om | bortse | överträd | lyd inte | glöm bort',
    prior:
      'tidigare | föregående | ovan | ovanstående | ovannämnda | förut | hittills | ursprungliga | initiala | gamla | innan | förra | första | senaste | längre | du fått',
    whole: 'alla | allt | varje | all | samtliga',
    own: 'dina | din | ditt | era | du har fått | du fått | du fick | system | utvecklar* | interna | hemliga | dolda | utvecklarens | system*',
    orders:
      'instruktion* | anvisning* | riktlinje* | order | kommando* | direktiv* | prompt | prompten | prompter | programmering | uppgift* | uppmaning* | föreskrift* | instruktioner | regler | riktlinjer | anvisningar | anvisningarna | befallningar | begränsningar | uppgiften | systemprompten | reglerna',
    limits:
      'regler | regel | reglerna | kontext | begränsning* | restriktion* | text | texten | filter | policy | samtal | roll',
    everything:
      'allt ovan | allt ovanstående | allt tidigare | allt före | allt innan | allt som sagts | allt som har sagts | allt du vet | allt jag har sagt | allt jag sagt | allt du har fått höra | det ovanstående | allt hittills | allt som stod | allt du har läst | allt som står ovan | allt du har hört | allt ovanför | det som står ovan | allt och | texten ovan | den tidigare texten | den tidigare uppgiften | inget av det som | att du är en ai | att du är en assistent | radera allt och | inget av ovanstående | det du har fått höra',
    reveal:
      'avslöja | visa | visa mig | skriv ut | upprepa | berätta | säg | ge mig | ge | lista | dela | citera | kopiera | vad var | vilka är | vilka | återge | ordagrant | röj | läs upp | vad står | vilka instruktioner | vad är | vilka regler | vad får du | bokstavera | vad får | vad fick du | vad stod',
    prompt:
      'dina instruktioner | din prompt | dina regler | dina riktlinjer | ursprungliga instruktioner | ursprungliga prompt | första prompt | hemliga instruktioner | dolda instruktioner | interna instruktioner | instruktioner du | instruktionerna du | din systemprompt | instruktioner fick du | fick du i början | ovanför det här meddelandet | får du inte säga | hemliga regler du | hemliga regler | regler har utvecklaren | instruktioner har utvecklaren | instruktioner har du fått | regler har du fått | ditt systemmeddelande | dina interna | före mitt första meddelande | före mitt meddelande | i början av samtalet | i början av konversationen | får du inte berätta | inte får säga | du inte säga | du inte berätta | du höra i början | innan mitt meddelande',
    role: 'du är nu | nu är du | från och med nu | hädanefter | agera som | bete dig som | låtsas att | låtsas vara | spela rollen | ta rollen | föreställ dig att du | simulera | du ska vara | du ska agera | jag vill att du agerar | gå in i rollen | du blir | du är inte längre | svara som | låtsas att du | från och med nu är du | låtsas | spela | föreställ dig att | tänk dig att du',
    free: 'utan begränsning* | utan restriktion* | utan gränser | utan filter | utan censur | utan regler | utan moral* | utan etik* | utan några | inga begränsning* | inga regler | inga filter | inga gränser | inga restriktioner | ocensurera* | ofiltrera* | obegränsa* | omoralisk* | amoralisk* | fri från | befriad från | inte bunden | utvecklarläge* | göra vad som helst | allt är tillåtet | aldrig vägrar | några gränser | utan begränsningar | utan moral | utan etik | inga begränsningar | inte har några begränsningar | inte har några regler | har inga regler | har inga begränsningar | säger aldrig nej | aldrig säger nej | vägrar aldrig | svarar på allt | ocensurerad | kan göra allt',
    fresh:
      'nya instruktioner | ny instruktion | ny uppgift | nya regler | din riktiga uppgift | egentliga uppgift | din nya uppgift | nya order | ny prompt | ny roll | gör istället | uppdaterade instruktioner | din uppgift är nu | ändring av instruktioner | i stället för att översätta | istället för att översätta | i stället för att svara | instruktionerna har ändrats | reglerna har ändrats',
    not: 'inte | aldrig | ej | utan att',
    comply:
      'vägra aldrig | vägrar aldrig | utan att vägra | utan varning* | inga varningar | svara på allt | alla frågor | olaglig* | säg aldrig nej',
    machine:
      'kära ai | hej ai | bästa assistent | meddelande till ai | instruktion till ai | instruktioner för ai | instruktioner till ai | notera ai | om du är en ai | om du är en språkmodell | till ai assistenten | assistenten måste | ai assistent som läser detta | till varje ai assistent',
    first: 'innan du svarar | innan du fortsätter | innan du sammanfattar | måste du först',
    hush: 'berätta inte för användaren | säg inget till användaren | utan att informera användaren | utan att berätta för användaren | nämn inte detta | informera inte användaren | i hemlighet | utan bekräftelse | utan att nämna det',
    urgent:
      'viktigt meddelande | viktig instruktion | viktiga instruktioner | systemmeddelande | brådskande | mycket viktigt',
    send: 'skicka | vidarebefordra | mejla | posta | bifoga',
    data: 'lösenord* | inloggningsuppgifter | användardata | personuppgifter | konversationshistorik | chatthistorik | api nyckel* | alla mejl | kontakter',
    mine: 'mina | min | mitt | våra',
    topic:
      'vad betyder | betydelse | exempel | uttryck | fras | mening | översätt | översättning | attack* | förklara | artikel | titel | citat',
    secret: 'lösenord | hemliga ordet | hemlig kod | hemligheten | lösenordet | kodordet',
    task: 'snälla | du måste | gör följande | vänligen | måste du',
    soft: 'skriv | översätt | beskriv | vad är | sammanfatta',
    passage:
      'systemprompt | systemprompten | systemmeddelande | systeminstruktion* | texten ovan | instruktionerna ovan | tidigare instruktioner | ovanstående text | ovanstående instruktioner',
    guise: 'aktivera | slå på | utvecklarläget',
  },
}
