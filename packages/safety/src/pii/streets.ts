import { optionalGrammar } from './optional-grammar.ts'
import type { Recognizer } from './recognizer.ts'

const UNIT =
  '(?:,? (?:Apt|Apartment|Unit|Suite|Ste|Flat|Floor|Room|Bldg|#)\\.? ?[A-Z]?\\d{0,4}[A-Z]?(?![\\p{L}\\d]))?'
/** 12 Oak Street. */
const NUMBER_FIRST = new RegExp(
  `(?<![\\w.])\\d{1,5}[A-Za-z]?(?: (?:\\d{1,3}(?:st|nd|rd|th)|\\p{Lu}[\\p{L}'.]{0,20})){1,4} (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Plaza|Square|Sq|Way|Terrace|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Crescent|Close|Row|Grove|Loop|Pike|Gardens|Mews|Walk|Ridge|Crossing|Alley|Path|Quay|Wharf)(?!\\p{L})\\.?${UNIT}`,
  'gu',
)
const ROMANCE =
  '(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Qq]uai|[Cc]ours|[Pp]lace)'
const LINK = "(?: (?:de|du|des|la|le|les|d'|l'|del|della|da|do|das|dos|los|las))"
const NAME = "(?: \\p{Lu}[\\p{L}'’.-]{0,20})"
/** 8 bis avenue Jean Jaurès. */
const FRENCH = new RegExp(
  `(?<![\\w.])\\d{1,4}(?: ?(?:bis|ter))?,? ${ROMANCE}${LINK}{0,2}${NAME}{1,3}(?!\\p{L})`,
  'gu',
)
/** Via Roma 12, Rua das Flores 5, ul. Długa 3. */
const NAME_FIRST = new RegExp(
  `(?=[RAVBCPLSTuap])(?<![A-Za-z\\d])(?<!\\d |[\\p{L}\\d])(?:Rue|Avenue|Boulevard|Via|Viale|Corso|Piazza|Largo|Calle|Avenida|Avda\\.|Ctra\\.|Carretera|Camino|Carrer|Strada|Vicolo|C/|Paseo|Rua|Travessa|Plaza|Plac|ul\\.|al\\.|pl\\.|ulica|Aleja)${LINK}{0,2}${NAME}{1,4}(?:,? (?:n\\.?º? ?)?\\d{1,4}[a-z]?)?(?![\\p{L}\\d])`,
  'gu',
)
/** Goethestraße 12, Keizersgracht 301, Storgatan 7. */
const ONE_WORD =
  /(?=[A-Z\u{80}-\u{10ffff}])(?<![A-Za-z\d])(?<![\p{L}\d])(?:\p{Lu}\p{L}{1,20} )?(?:(?:\p{Lu}[\p{L}-]{1,24}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|gracht|kade|plein|singel|dijk|gatan|vägen|gade|vej|veien|gata|katu|tie)|(?:Am|Zum|Zur|An der|Im|Auf dem) \p{Lu}[\p{L}-]{2,20}(?: \p{Lu}[\p{L}-]{2,20})?)(?:,? \d{1,4} ?[a-z]?(?![\p{L}\d]))|\p{Lu}[\p{L}-]{2,20}(?:straße|strasse|str\.|platz|allee|gasse|straat|gracht|gatan|gade))(?![\p{L}\d])/gu
/** Petőfi utca 12., Karl Johans gate 7, İnönü Sokak No: 3. */
const WORD_LAST =
  /(?=[A-Z\u{80}-\u{10ffff}])(?<![A-Za-z\d])(?<![\p{L}\d])\p{Lu}\p{L}{1,20}(?: \p{Lu}\p{L}{1,20})? (?:utca|út|tér|körút|gate|vei|[Aa]llé|Caddesi|Cad\.|Sokak|Sokağı|Sok\.|ulice|náměstí) (?:No:? ?)?\d{1,4}\.?(?![\p{L}\d])/gu

/** Streets with or without the number of a house. */
export const streets: Recognizer = optionalGrammar({
  type: 'LOCATION',
  rule: 'street',
  needs: 'capital',
  patterns: [NUMBER_FIRST, FRENCH, NAME_FIRST, ONE_WORD, WORD_LAST],
  judge: () => ({ score: 0.5 }),
})
