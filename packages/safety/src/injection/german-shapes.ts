import type { ShapeRule } from './shape-rule.ts'

/** German sentences to a model in words too common to be cues; the text is folded, so ü is u. */
export const germanShapes: readonly ShapeRule[] = [
  {
    id: 'geheimwort',
    family: 'reveal',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'passwort',
      'geheimwort',
      'kennwort',
      'losungswort',
      'geheime wort',
      'geheimnis',
      'codewort',
      'geheimen wort',
    ],
    pattern: () =>
      /^(?![^\n]{0,200}\b(?:mein\w*|unser\w*|ihr\w*|eine?[mnrs]? (?:[a-z]{1,14} )?(?:passwort|kennwort|geheimnis)|router\w*|konto|mail\w*|wlan|datei|feld|login|nutzer\w*|benutzer\w*|windows|handy|datenbank)\b)[^\n]{0,80}?\b(?:buchstab\w*|silben?|ruckwarts|umgekehrt|reim\w*|hinweis\w*|tipp|buchstabier\w*|alphabet|morse\w*|base64|synonym\w*|gedicht|ratsel|verrat\w*|verrate\w*|sag\w*|nenn\w*|gib|wie lautet|was ist|welches|schreib\w*|zeig\w*|flustere|beschreib\w*)\b[^.!?\n]{0,50}?\b(?:das|dem|des|dein|deinem|deines|dieses) (?:geheimen? )?(?:passworts?|geheimworts?|kennworts?|losungsworts?|codeworts?|geheime wort|geheimen wort(?:es)?|geheimnis(?:ses)?)\b(?! (?:fur|vom|von|des|der|zum|am|im|beim|andern|zurucksetzen|vergessen))/g,
  },
  {
    id: 'neuer-herr',
    family: 'authority',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'ich bin',
      'was ich',
      'mein sklave',
      'mein diener',
      'nur mir',
      'nur auf mich',
      'du darfst',
      'nun frei',
      'jetzt frei',
      'sofort frei',
    ],
    pattern: () =>
      /\bich bin (?:jetzt |ab jetzt |nun |ab sofort )?dein (?:neuer |echter |wahrer )?(?:chef|meister|herr|besitzer|entwickler|schopfer|admin[a-z]*|boss|gebieter|programmierer)\b|\bdu (?:machst|tust|sagst)(?: ab jetzt| ab sofort| jetzt| nur| nun){0,2}(?: noch)?,? was ich (?:dir )?(?:sage|will|befehle)\b|\bdu bist (?:jetzt |ab jetzt |nun )?mein (?:sklave|diener)\b|\b(?:gehorch[a-z]*|hor[a-z]{0,2}) (?:ab jetzt |jetzt )?nur (?:noch )?(?:mir|auf mich)\b|\bdu (?:darfst|kannst) (?:jetzt|nun|ab jetzt|ab sofort) (?:alles (?:sagen|tun|machen)|lugen|fluchen|deine regeln)\b|\bdu bist (?:jetzt|nun|ab sofort|ab jetzt) frei\b(?= und|[.,!])/g,
  },
  {
    id: 'regelbruch',
    family: 'override',
    scope: 'direct',
    weight: 2.5,
    hints: [
      'deine moral',
      'deine ethik',
      'deine regeln',
      'deine vorgaben',
      'deine richtlinien',
      'deine prinzipien',
      'deine einschrankungen',
      'deine filter',
      'deine befehle',
      'deine programmierung',
      'deine pflichten',
      'deine grenzen',
      'keine regeln',
      'keine vorgaben',
      'keine grenzen',
      'keine einschrankungen',
      'keine filter',
      'keine moral',
      'keinerlei',
    ],
    pattern: () =>
      /\b(?:vergiss|ignorier[a-z]{0,2}|missachte|brich|verletze|umgeh[a-z]{0,2}|uberschreite|lass)(?: bitte| einfach| mal| jetzt| doch){0,2} (?:all )?deine (?:moral|ethik|regeln|vorgaben|richtlinien|prinzipien|einschrankungen|filter|befehle|pflichten|programmierung|grenzen)\b|\bdeine (?:moral|ethik|regeln|vorgaben|richtlinien|prinzipien|einschrankungen|filter|programmierung|grenzen)(?: [a-z]{1,10}){0,3}? (?:brechen|vergessen|ignorieren|missachten|umgehen|uberschreiten|ablegen|gelten (?:jetzt|hier|nun|gerade)? ?nicht)\b|\bdu hast (?:jetzt |ab jetzt |nun |hier )?(?:keine|keinerlei) (?:regeln|vorgaben|grenzen|einschrankungen|filter|moral|tabus)\b/g,
  },
]
