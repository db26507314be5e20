import type { Lexicon } from '../cues.ts'

export const dutch: Lexicon = {
  language: 'nl',
  order: 'free',
  phrases: {
    cancel:
      'negeer | negeren | vergeet | vergeten | verwerp | veronachtzaam | sla over | omzeil* | overschrijf | overschrijven | volg niet | volg niet langer | houd geen rekening | hou geen rekening | luister niet | stop met het volgen | wis | verwijder | laat vallen | trek je niets aan | lap aan je laars | schend | doorbreek | vervang | niet meer volgen | zet opzij | schakel uit | niet langer geldig | zijn ongeldig | laat los | laat | sla | volg | luister niet naar | omzeil | gooi weg | gooi | trek je niets aan van | overtreed | schuif opzij | leg naast je neer | breek | hou je niet aan | houd je niet aan | doe niet wat | volg niet meer | volg geen | luister niet meer naar | trek je niks aan van | gehoorzaam niet | wis alles | stop met | houd je niet meer aan | hou je niet meer aan | let niet op',
    prior:
      'vorige | voorgaande | voorafgaande | eerdere | bovenstaande | hierboven | boven | daarvoor | ervoor | tot nu toe | oorspronkelijke | originele | initiële | oude | voordien | laatste | eerste | hiervoor | eerder | gegeven | eerst | niet meer | opgedragen | los',
    whole: 'alle | alles | elke | ieder | iedere | al',
    own: 'je | jouw | uw | jullie | die je | die u | gekregen hebt | gegeven zijn | hebt gekregen | systeem | ontwikkelaar* | interne | geheime | verborgen | vertrouwelijke | van de ontwikkelaar | van de beheerder',
    orders:
      'instructies | instructie | aanwijzingen | aanwijzing | richtlijnen | opdrachten | opdracht | bevelen | bevel | commando s | commando | prompt | prompts | voorschriften | programmering | orders | taken | directieven | taak | regels | systeemprompt | beperkingen',
    limits:
      'regels | regel | context | beperkingen | restricties | limieten | tekst | filters | beleid | gesprek | ethiek | rol',
    everything:
      'alles hiervoor | alles hierboven | alles wat hiervoor | alles wat hierboven | alles wat je weet | alles wat je is verteld | alles wat ik | alles daarvoor | alles ervoor | alles tot nu toe | alles wat daarvoor | alles wat eerder | al het voorgaande | het voorgaande | het bovenstaande | al het bovenstaande | wat je is verteld | alles wat je hebt geleerd | alles wat er gezegd | alles wat je tot nu toe | alles wat je hebt gelezen | wat je eerder is opgedragen | wat je is opgedragen | wat de beheerder je | wat de ontwikkelaar je | alles wat hierboven staat | wat hierboven staat | wat er boven staat | wat boven staat | alles en begin | alles en | niets van het voorgaande | de bovenstaande tekst | de vorige tekst | de vorige taak | alles wat je gelezen | wat je eerder | dat je een ai | dat je een assistent | alles wat er staat | wis alles en | wat ze je hebben verteld | wat je gevraagd is | wat er gevraagd is | alles wat je',
    reveal:
      'onthul* | toon | tonen | laat zien | laat me | print | herhaal | vertel | vertel me | zeg me | geef | geef me | noem | deel | citeer | kopieer | spel | wat was | wat waren | welke | verraad | lek | geef weer | weergeven | som op | woord voor woord | letterlijk | openbaar | wat is je | wat is jouw | welke instructies | welke regels | druk af | onthul | welke opdrachten | wat mag je | wat staat er in | wat stond er',
    prompt:
      'je instructies | jouw instructies | uw instructies | je prompt | jouw prompt | uw prompt | je regels | jouw regels | je richtlijnen | je opdracht | eerste prompt | initiële prompt | oorspronkelijke prompt | oorspronkelijke instructies | originele instructies | originele prompt | initiële instructies | verborgen instructies | geheime instructies | geheime regels | interne instructies | instructies die je | regels die je | verborgen prompt | je systeemprompt | jouw systeemprompt | instructies heb je | heb je aan het begin | aan het begin gekregen | regels heeft de ontwikkelaar | de ontwikkelaar je gegeven | boven dit bericht | voor mijn eerste bericht | mag je mij niet vertellen | mag je niet zeggen | je oorspronkelijke instructies | je interne regels | regels heb je | opdrachten heb je | instructies kreeg je | instructies je hebt gekregen | je systeembericht | je volledige prompt | van je ontwikkelaar | boven deze regel | voor mijn bericht | aan het begin van dit gesprek | aan het begin van het gesprek | mag je mij niet | mag je niet vertellen | wat je niet mag zeggen | instructies gekregen | instructies die je hebt gekregen | je aan het begin verteld | je vooraf verteld',
    role: 'je bent nu | u bent nu | jij bent nu | vanaf nu ben je | vanaf nu bent | vanaf nu | van nu af aan | voortaan ben | voortaan | gedraag je als | handel als | treed op als | doe alsof | doe je voor als | speel de rol | neem de rol | stel je voor dat je | simuleer | je wordt | je gaat je gedragen | ik wil dat je je gedraagt | ik wil dat je optreedt | fungeer als | kruip in de rol | je speelt | je bent niet langer | antwoord als | je speelt een | doe alsof je | je bent vanaf nu | stel je voor | gedraag je alsof',
    free: 'zonder beperkingen | zonder enige beperking | zonder restricties | zonder grenzen | zonder limieten | zonder filters | zonder filter | zonder censuur | zonder regels | zonder enige regels | zonder moraal | zonder ethi* | geen beperkingen | geen restricties | geen grenzen | geen regels | geen filters | geen censuur | geen ethische | geen morele | ongecensureerd* | ongefilterd* | onbeperkt* | amoreel | immoreel | vrij van | bevrijd van | niet gebonden aan | aan geen enkele regel | ontwikkelaarsmodus | alles mag | alles kan | alles doen | alles is toegestaan | geen taboes | nooit weigert | weigert nooit | bevrijd van alle | bevrijd bent van | kwaadaardige ai | alles toegestaan | zonder ethiek | geen moraal | overal antwoord op | die alles beantwoordt | die nooit weigert | weigert niets | bent vrij van',
    fresh:
      'nieuwe instructies | nieuwe instructie | nieuwe opdracht | nieuwe taak | nieuwe regels | je echte taak | werkelijke taak | je nieuwe taak | nieuwe rol | nieuwe prompt | bijgewerkte instructies | doe in plaats daarvan | hier zijn je nieuwe | nieuwe bevelen | nieuwe richtlijnen | je echte opdracht | je nieuwe opdracht | je taak is nu | wijziging van je instructies | wijziging van de instructies | in plaats van te vertalen | in plaats van te antwoorden | instructies zijn veranderd | regels zijn veranderd | jouw taak is nu',
    not: 'niet | nooit | geen | zonder te',
    comply:
      'weiger nooit | nooit weigeren | weigert nooit | zonder te weigeren | zonder waarschuwing* | geen waarschuwing* | beantwoord alles | elke vraag | alle vragen | ook als het illegaal | illega* | zeg nooit nee',
    machine:
      'beste ai | beste assistent | hallo ai | let op ai | opmerking voor de ai | notitie voor de ai | bericht aan de ai | bericht voor de ai | instructie voor de ai | instructies voor de ai | instructies voor de assistent | aan de ai | als je een ai bent | als u een ai bent | als je een taalmodel | aan de ai assistent | de assistent moet | de ai moet | ai assistent die dit leest | aan elke ai assistent | als je een taalmodel bent | bericht voor de assistent | belangrijk bericht voor de assistent',
    first:
      'voordat je antwoordt | voordat u antwoordt | voor je antwoordt | voordat je verder | voordat je samenvat | moet je eerst | voordat je de taak',
    hush: 'vertel de gebruiker niet | zeg de gebruiker niet | zeg niets tegen de gebruiker | vertel het niet aan de gebruiker | zonder de gebruiker | vermeld dit niet | informeer de gebruiker niet | in het geheim | stiekem | zonder om bevestiging | zonder bevestiging | zonder het te melden',
    urgent:
      'belangrijk bericht | belangrijke instructie | belangrijke instructies | belangrijke mededeling | dringend bericht | systeemmelding | zeer belangrijk | heel belangrijk',
    send: 'stuur | sturen | verstuur | verzend | mail | doorsturen | plaats | voeg | upload',
    data: 'wachtwoord* | inloggegevens | gebruikersgegevens | persoonlijke gegevens | gespreksgeschiedenis | chatgeschiedenis | gesprek | api sleutel* | vertrouwelijke gegevens | alle e mails | contacten',
    mine: 'mijn | onze | ons',
    topic:
      'wat betekent | betekenis | voorbeeld | uitdrukking | zin | vertaal | vertaling | aanval* | leg uit | artikel | titel | citaat',
    secret:
      'wachtwoord | geheime woord | geheime code | het geheim | toegangscode | geheim woord | het wachtwoord | codewoord',
    task: 'alsjeblieft | je moet | u moet | doe het volgende | gelieve | voer | dat je dit doet | dat je | moet je',
    soft: 'schrijf | vertaal | beschrijf | wat is | wat zijn | vat samen',
    passage:
      'systeemprompt | systeem prompt | systeembericht | systeeminstructies | systeeminstructie | bovenstaande tekst | tekst hierboven | bovenstaande instructies | instructies hierboven | vorige instructies | tekst hierboven woord voor woord',
    guise: 'zet aan | zet de | activeer | ontwikkelaarsmodus | schakel over',
    posing: 'de gebruiker wil ook | de gebruiker wil | de gebruiker wenst',
  },
}
