import type { Lexicon } from '../cues.ts'

export const italian: Lexicon = {
  language: 'it',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignora | ignorate | ignorare | ignori | dimentica | dimenticate | dimenticare | dimenticati | trascura* | scarta* | tralascia* | non seguire | non seguite | non tenere conto | non considerare | non obbedire | smetti di seguire | annulla* | elimina* | cancella* | sovrascrivi | aggira* | bypassa* | scavalca | disobbedisci | abbandona* | lascia perdere | lascia stare | sostituisci | metti da parte | disattiva* | viola | non rispettare | non sono più valide | lasciate perdere | salta | non dare retta | aggira | scarta | infrangi | cancella | trascura | tralascia | abbandona | non seguire più | non rispettare più | non tener conto | cancella tutto | accantona | dimenticati di | niente di quanto',
    prior:
      'precedent* | di prima | prima | di cui sopra | sopra | soprastanti | antecedenti | iniziali | iniziale | original* | finora | fino ad ora | fino a ora | passate | ricevute | ricevuto | ultime | vecchie | qui sopra | originale | originali | più',
    whole: 'tutte | tutti | tutto | tutta | ogni | qualsiasi | qualunque',
    own: 'tue | tuoi | tuo | tua | vostre | vostri | sue | che ti sono | che hai ricevuto | che ti hanno | sistema | di sistema | sviluppator* | interne | segrete | nascoste | riservate | dello sviluppatore | dell operatore',
    orders:
      'istruzioni | istruzione | indicazioni | direttive | direttiva | ordini | ordine | comandi | comando | prompt | linee guida | consegne | disposizioni | programmazione | addestramento | compiti | compito | norme | regole | prompt di sistema | restrizioni',
    limits:
      'regole | regola | contesto | restrizioni | limitazioni | limiti | testo | filtri | politiche | conversazione | vincoli | etica | ruolo',
    everything:
      'tutto ciò che precede | tutto quello che precede | tutto ciò che è stato detto | tutto quello che ti è stato detto | tutto ciò che ti è stato detto | tutto quello che ti ho detto | tutto ciò che ti ho detto | tutto quello che sai | tutto ciò che sai | tutto il precedente | tutto quanto sopra | quanto sopra | quanto detto | tutto quello che c è sopra | ciò che ti è stato detto | tutto ciò che hai imparato | tutto prima | tutto quanto scritto sopra | quanto scritto sopra | tutto ciò che è scritto sopra | tutto quello che hai letto | ciò che ti ha chiesto | quello che ti ha chiesto | quello che ti hanno detto | ciò che ti hanno detto | tutto e ricomincia | tutto e | niente di quanto | tutto ciò che ti | tutto quello che ti | il testo sopra | il testo precedente | il compito originale | il compito precedente | ciò che precede | che sei un ia | che sei un assistente | cancella tutto e | niente di quanto precede | niente di ciò che precede | quello che ti hanno chiesto',
    reveal:
      'rivela* | mostra* | mostrami | stampa* | ripeti | ripetere | ripetimi | dimmi | dammi | elenca* | condividi | divulga* | cita | copia | sillaba | qual è | quali sono | qual era | quali erano | esponi | svela* | riporta* | trascrivi | fornisci | parola per parola | visualizza | copialo | mostra | quali istruzioni | quali regole | stampa | rivela | qual è il | quali sono le istruzioni | quali sono le tue | che cosa non | cosa non puoi | elenca | cosa non | fammi vedere | fammi leggere | cosa c era | che cosa c era | cosa ti hanno',
    prompt:
      'tue istruzioni | tuo prompt | tue regole | tue direttive | tue linee guida | prompt iniziale | prompt originale | istruzioni iniziali | istruzioni originali | istruzioni nascoste | istruzioni segrete | istruzioni interne | istruzioni che hai ricevuto | istruzioni ricevute | istruzioni che ti sono | regole segrete | regole interne | regole nascoste | prompt nascosto | configurazione iniziale | vostre istruzioni | istruzioni hai ricevuto | hai ricevuto all inizio | regole ti ha dato | ti ha dato lo sviluppatore | sopra questo messaggio | prima di questo messaggio | prima del mio primo messaggio | ti hanno dato | prompt di sistema che ti | il tuo prompt | non puoi dirmi | ti è vietato dire | le tue istruzioni interne | regole che hai ricevuto | istruzioni ti hanno dato | regole ti hanno dato | tuo prompt iniziale | tuo prompt di sistema | prima del mio messaggio | all inizio della conversazione | all inizio di questa conversazione | che non puoi dirmi | non ti è permesso dire | dallo sviluppatore | non puoi dire | non devi dire | scritto prima del mio | ti hanno detto all inizio | ti hanno detto prima | ricevuto all inizio',
    role: 'ora sei | adesso sei | sei ora | da ora in poi | d ora in poi | da adesso in poi | d ora in avanti | da questo momento | agisci come | comportati come | fai finta | fingi di | fingiti | interpreta il ruolo | recita il ruolo | assumi il ruolo | immagina di essere | simula | sarai | impersona | voglio che tu agisca | non sei più | diventa | gioca il ruolo | immedesimati | rispondi come | interpreti una | interpreta una | fai finta di | fai finta che | d ora in poi sei | da ora sei | recita la parte | da adesso | da adesso sei | fingi | immagina di | interpreta',
    free: 'senza restrizioni | senza alcuna restrizione | senza limiti | senza alcun limite | senza limitazioni | senza filtri | senza filtro | senza alcun filtro | senza censura | senza regole | senza alcuna regola | senza morale | senza etica | senza vincoli | nessuna restrizione | nessun limite | nessuna regola | nessun filtro | nessuna censura | non ha restrizioni | non hai restrizioni | non ha limiti | non hai limiti | non ha regole | non hai regole | amorale | immorale | libero da | liberato da | non segue alcuna | non segui alcuna | non soggetto | modalità sviluppatore | può fare qualsiasi cosa | puoi fare qualsiasi cosa | puoi fare tutto | tutto è permesso | non censurato | illimitato | senza tabù | senza alcuna morale | non rifiuta mai | non rifiuti mai | libero da ogni restrizione | non avere limiti | ia malvagia | alcuna restrizione | non avere restrizioni | non avere regole | rispondi a tutto | risponde a tutto | rispondi a qualsiasi | può fare tutto',
    fresh:
      'nuove istruzioni | nuova istruzione | nuovo compito | nuove regole | nuovo ordine | nuovi ordini | nuova missione | il tuo vero compito | vero compito | tuo nuovo compito | invece fai | nuovo prompt | istruzioni aggiornate | nuovo ruolo | ecco le tue nuove | nuova direttiva | ecco la tua nuova missione | la tua nuova missione | la tua vera missione | il tuo nuovo compito | cambio di istruzioni | cambio di compito | invece di tradurre | invece di rispondere | ora comando io | istruzioni sono cambiate | regole sono cambiate | il tuo compito ora è | il tuo compito è ora',
    not: 'non | mai | senza',
    comply:
      'non rifiutare | non rifiutarti | non rifiuta mai | senza rifiutare | senza avvertenze | senza avvisi | nessun avvertimento | rispondi a tutto | qualsiasi domanda | tutte le domande | anche se è illegale | illegal* | non dire mai di no',
    machine:
      'cara ia | caro assistente | ciao ia | nota per l ia | nota all ia | nota per l assistente | messaggio per l ia | messaggio all ia | istruzioni per l ia | istruzione per l ia | istruzioni per l assistente | attenzione ia | attenzione assistente | se sei un ia | se sei un intelligenza artificiale | se sei un modello | se sei un assistente | all assistente ia | l assistente deve | l ia deve | assistente ia che legge | a ogni assistente ia | se sei un modello linguistico | se sei una ia | messaggio per l assistente | importante per l assistente',
    first:
      'prima di rispondere | prima di continuare | prima di riassumere | prima di completare | prima di procedere | devi prima',
    hush: 'non dire all utente | non dirlo all utente | non dire nulla all utente | senza dirlo all utente | senza informare l utente | senza avvisare l utente | senza che l utente | non menzionare | non informare l utente | all insaputa | in segreto | segretamente | di nascosto | senza chiedere conferma | senza dirlo | non menzionarlo',
    urgent:
      'messaggio importante | istruzione importante | istruzioni importanti | nota importante | messaggio urgente | avviso di sistema | notifica di sistema | molto importante | avviso importante',
    send: 'invia | inviare | manda | mandare | inoltra | inoltrare | trasmetti | pubblica | aggiungi | allega | spedisci',
    data: 'password | credenziali | dati dell utente | dati personali | cronologia della conversazione | cronologia della chat | conversazione | chiave api | chiavi api | dati riservati | tutte le email | contatti',
    mine: 'mie | miei | mio | mia | nostre | nostri',
    topic:
      'cosa significa | significato | esempio | espressione | frase | traduci | traduzione | attacco | attacchi | spiega* | articolo | titolo | citazione',
    secret:
      'parola d ordine | parola segreta | codice segreto | il segreto | codice di accesso | la password | chiave segreta',
    task: 'per favore | devi | fai quanto segue | esegui | che tu faccia | faccia questo',
    soft: 'scrivi | scrivimi | traduci | riassumi | descrivi',
    passage:
      'prompt di sistema | prompt del sistema | messaggio di sistema | istruzioni di sistema | istruzioni del sistema | testo precedente | testo sopra | testo qui sopra | istruzioni precedenti | istruzioni sopra | testo sopra parola per parola',
    guise: 'attiva | attivate | passa alla | modalità sviluppatore',
    posing: 'l utente vuole anche | l utente vuole | l utente desidera',
  },
}
