import type { Lexicon } from '../cues.ts'

export const catalan: Lexicon = {
  language: 'ca',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignora | ignoreu | oblida | oblideu | oblida t de | deixa de seguir | no segueixis | no facis cas | descarta | passa per alt | salta t | anul la | omet',
    prior:
      'anteriors | anterior | prèvies | previs | de dalt | inicials | originals | d abans | fins ara',
    whole: 'totes | tots | tot | qualsevol | cada',
    own: 'les teves | teves | els teus | teus | que has rebut | que t han donat | del sistema | del desenvolupador',
    orders:
      'instruccions | indicacions | ordres | directrius | prompt | prompts | tasca | les regles | regles',
    limits: 'regles | normes | restriccions | límits | context | filtres',
    everything:
      'tot l anterior | tot el que | tot això i | el que hi ha a dalt | el que t han dit | tot i',
    reveal:
      'mostra m | mostra | repeteix | revela | digues | digues me | escriu | què diu | imprimeix | copia | llista | paraula per paraula | dona m',
    prompt:
      'el teu prompt | teu prompt | les teves instruccions | teves instruccions | instruccions inicials | instruccions secretes | instruccions ocultes | les teves regles | abans del meu missatge | abans del meu primer missatge | a l inici de la conversa | teu prompt del sistema | prompt del sistema teu',
    role: 'ara ets | a partir d ara | d ara endavant | fes veure que | actua com | fes de | comporta t com | imagina que ets | ja no ets',
    free: 'sense restriccions | sense cap restricció | sense límits | sense cap límit | sense regles | sense cap regla | sense filtres | sense cap filtre | sense censura | sense moral | sense ètica | no tens regles | no tens restriccions | mai es nega | no es nega mai | respon a tot | tot està permès',
    fresh:
      'noves instruccions | nova instrucció | nova tasca | la teva nova tasca | noves regles | nou rol',
    not: 'mai',
    mine: 'meu | meva | meus | nostres',
    topic: 'significa | exemple | frase | tradueix | atac | explica | article',
    secret: 'contrasenya* | paraula secreta | codi secret | secret',
    soft: 'tradueix | escriu | resumeix | descriu | quines són | quin és',
    passage:
      'text de dalt | text anterior | instruccions anteriors | instruccions de dalt | prompt del sistema | missatge del sistema',
  },
}
