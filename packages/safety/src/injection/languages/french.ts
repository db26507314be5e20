import type { Lexicon } from '../cues.ts'

export const french: Lexicon = {
  language: 'fr',
  order: 'verb-first',
  phrases: {
    cancel:
      'ignore | ignorez | ignorer | ignorons | oublie | oubliez | oublier | néglige* | ne tiens pas compte | ne tenez pas compte | ne tiens plus compte | ne tenez plus compte | fais abstraction | faites abstraction | faire abstraction | passe outre | passez outre | outrepasse* | contourne* | annule* | écarte | écartez | supprime* | efface* | abandonne* | désobéis | ne suis pas | ne suis plus | ne suivez pas | ne suivez plus | n obéis plus | n obéissez plus | laisse tomber | laissez tomber | remplace* | enfreins | viole | désactive* | ne respecte plus | ne respecte pas | mets de côté | mettez de côté | n obéis pas | fais fi | transgresse | efface | saute | ne te soucie plus | abandonne',
    prior:
      'précédent* | antérieur* | ci dessus | au dessus | avant | d avant | jusqu ici | jusqu à présent | préalable* | initial* | original* | d origine | originel* | passé* | dernier* | dernière* | plus haut | anciennes | premières | reçues | initiale | initiales | initial | reçue | au début',
    whole: 'tous | toutes | tout | toute | chaque | l ensemble | n importe',
    own: 'tes | vos | ton | votre | ta | t ont été | vous ont été | que tu as | que vous avez | qu on t a | qu on vous a | système | développeur* | internes | secrètes | cachées | confidentielles | du développeur | de l opérateur | du système',
    orders:
      'instruction* | consigne* | directive* | ordre | ordres | commande* | prompt | prompts | programmation | indication* | invite | entraînement | tâches | mission | consignes | consigne | directives | directive | instructions | tâche | règles | prompt système | restrictions',
    limits:
      'règle* | contexte | restriction* | limite | limites | limitations | filtre* | contrainte* | conversation | politique* | éthique | rôle',
    everything:
      'tout ce qui précède | tout ce qui a été dit | tout ce qu on t a dit | tout ce qu on vous a dit | tout ce que je t ai dit | tout ce que je vous ai dit | tout ce que tu sais | tout ce que vous savez | tout ce qui est au dessus | tout ce qui se trouve | tout ce que tu as appris | tout ce qui vient avant | tout avant | ce qui précède | ce qui a été dit | tout ce que tu as reçu | tout ce que tu as lu | tout ce qui est écrit plus haut | ce qu on t a dit | ce que l opérateur t a | ce que le développeur t a | ce que l on t a | tout ce qui est ci dessus',
    reveal:
      'révèle* | montre* | affiche* | répète* | dis moi | dites moi | donne | donnez | donne moi | donnez moi | imprime* | liste* | partage* | divulgue* | cite* | copie* | recopie* | épelle* | quel est | quelle est | quels sont | quelles sont | communique* | dévoile* | expose* | reformule* | restitue* | énumère* | quel était | quelles étaient | révéler | afficher | mot pour mot | mot à mot | copie | copiez | recopie | recopiez | affiche | affichez | quelles consignes | quelles instructions | quelles règles | écris | écrivez | imprime | cite',
    prompt:
      'tes instructions | vos instructions | ton prompt | votre prompt | tes consignes | vos consignes | tes règles | vos règles | tes directives | vos directives | prompt initial | instructions initiales | consignes initiales | instructions cachées | instructions secrètes | consignes secrètes | consignes cachées | instructions internes | instructions que tu as reçues | instructions que vous avez reçues | prompt d origine | instructions d origine | prompt caché | règles secrètes | règles internes | configuration initiale | consignes as tu | instructions as tu | as tu reçues | as tu reçues au début | règles le développeur | le développeur t a | au dessus de ce message | précède ce message | avant ce message | avant mon premier message | précède mon premier message | ton invite | ton prompt système | qui précède mon | pas le droit de me dire | qu on t a données | tes règles internes | tes instructions initiales',
    role: 'tu es maintenant | tu es désormais | vous êtes maintenant | vous êtes désormais | à partir de maintenant | dès maintenant | désormais tu | désormais vous | agis comme | agissez comme | agis en tant | agissez en tant | fais semblant | faites semblant | fais comme si | faites comme si | joue le rôle | jouez le rôle | prends le rôle | prenez le rôle | incarne* | imagine que tu | imaginez que vous | comporte toi | comportez vous | simule* | prétends | prétendez | tu vas jouer | vous allez jouer | tu joueras | je veux que tu agisses | mets toi dans la peau | tu deviens | endosse le rôle | réponds comme | répondez comme | fais comme si tu | tu joues | joue une ia | comporte toi comme | à partir de maintenant tu es | désormais tu es | tu incarnes',
    free: 'sans restriction* | sans aucune restriction | sans limite* | sans aucune limite | sans filtre* | sans aucun filtre | sans censure | sans règle* | sans aucune règle | sans morale | sans éthique | sans contrainte* | aucune restriction | aucune limite | aucune règle | aucun filtre | aucune censure | aucune morale | pas de restriction* | pas de limite* | pas de règle* | non censuré* | non filtré* | amoral* | immoral* | libre de toute* | libéré de | libre de tout | ne respecte aucune | pas soumis | n est soumis | plus soumis | n importe quoi | mode développeur | tout faire | tout est permis | sans tabou | illimité* | sans aucune morale | sans règle | sans filtre | sans filtres | ne refuse jamais | libérée de | ia libérée | ia maléfique | sans limites',
    fresh:
      'nouvelles instructions | nouvelle instruction | nouvelle tâche | nouvelle consigne | nouvelles consignes | nouvelles règles | nouvelle mission | nouvel ordre | ta vraie tâche | votre vraie tâche | véritable tâche | vraie mission | à la place fais | nouveau prompt | instructions mises à jour | voici tes nouvelles | nouveau rôle | nouvelle directive',
    not: 'ne | n | pas | jamais | sans',
    comply:
      'ne refuse jamais | ne refuses jamais | sans refuser | sans avertissement* | aucun avertissement | réponds à toutes | répondre à tout | toutes les questions | même si c est illégal | illégal* | ne dis jamais non | sans mise en garde',
    machine:
      'chère ia | cher assistant | bonjour ia | note à l ia | note pour l ia | note à l assistant | message à l ia | message pour l ia | instruction pour l ia | instructions pour l ia | instruction à l assistant | instructions pour l assistant | à l attention de l ia | à l attention de l assistant | attention ia | si tu es une ia | si vous êtes une ia | si tu es un modèle | si vous êtes un modèle | assistant ia veuillez | l assistant doit | l ia doit | assistant ia qui lit | à tout assistant ia | si tu es un modèle de langage | message pour l assistant | important pour l assistant',
    first:
      'avant de répondre | avant de continuer | avant de résumer | avant de poursuivre | avant toute réponse | tu dois d abord | vous devez d abord',
    hush: 'ne dis pas à l utilisateur | ne dites pas à l utilisateur | ne dis rien à l utilisateur | ne dites rien à l utilisateur | sans informer l utilisateur | sans en informer | sans prévenir l utilisateur | sans le dire à l utilisateur | ne mentionne pas | ne mentionnez pas | n informe pas l utilisateur | n informez pas l utilisateur | à l insu de | en secret | secrètement | discrètement | sans demander confirmation | sans le mentionner | ne le mentionne pas | sans en parler',
    urgent:
      'message important | instruction importante | instructions importantes | note importante | message urgent | message du système | notification système | très important | avis important',
    send: 'envoie* | envoyer | transmets | transmettez | transfère* | transférer | poste | publie | ajoute* | expédie',
    data: 'mot de passe | mots de passe | identifiants | données de l utilisateur | données personnelles | historique de la conversation | conversation | clé api | clés api | données confidentielles | tous les e mails | tous les courriels | contacts',
    mine: 'mes | mon | ma | nos | notre',
    topic:
      'que signifie | que veut dire | signification | exemple | expression | phrase | traduis | traduction | attaque* | explique* | article | titre | citation',
    secret: 'mot de passe | mot secret | code secret | le secret | code d accès',
    task: 'veuillez | tu dois | vous devez | fais ceci | faites ceci | s il te plaît | merci de | que tu fasses | fasses ceci | il faut que tu',
    soft: 'écris | écrivez | traduis | traduisez | résume* | décris | décrivez',
    passage:
      'prompt système | prompt du système | invite système | message système | instructions système | instruction système | consigne système | consignes système | texte ci dessus | texte précédent | instructions ci dessus | instructions précédentes | texte ci dessus mot pour mot | texte au dessus',
    guise: 'active | activez | passe en mode | mode développeur',
    posing: 'l utilisateur souhaite | l utilisateur veut | l utilisateur voudrait',
  },
}
